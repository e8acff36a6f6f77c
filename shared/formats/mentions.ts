/**
 * Rows of articles say of the registries only what annotations mention: a code by its label, an actor by its name.
 * What no annotation mentions, and what is said of codes and entries beyond their names, such rows do not hold.
 */
import { palette } from '../color';
import type { Attribute, Choice, Code, Concept } from '../records';
import { byId, type CodedArticle, type Dataset } from './dataset';
import type { Aspect, Losses } from './losses';
import { loseCoderRoles } from './lost-facts';

export type CodeKind = Code['kind'];

/** What has been mentioned so far, in the order of the first mention. */
export class Mentions {
  readonly codes = new Map<string, number>();
  readonly coders = new Set<string>();
  /** By the attribute's id, whether one annotation has several values of it. */
  readonly attributes = new Map<string, boolean>();
  readonly choices = new Set<string>();
  readonly actors = new Set<string>();
  readonly concepts = new Set<string>();

  add({ readings, annotations }: CodedArticle): void {
    for (const { coderId } of readings) this.coders.add(coderId);
    for (const { annotation, values } of annotations) {
      if (!this.codes.has(annotation.codeId)) this.codes.set(annotation.codeId, this.codes.size);
      this.coders.add(annotation.coderId);
      const counts = new Set<string>();
      for (const { attributeId, choiceId, actorId, conceptId } of values) {
        const isSecond = counts.has(attributeId);
        counts.add(attributeId);
        this.attributes.set(attributeId, isSecond || this.attributes.get(attributeId) === true);
        if (choiceId !== null) this.choices.add(choiceId);
        if (actorId !== null) this.actors.add(actorId);
        if (conceptId !== null) this.concepts.add(conceptId);
      }
    }
  }
}

/** What a format holds of registries beyond what is mentioned; nothing unless said otherwise. */
export interface HeldBeyond {
  /** Every code, in the order of the codebook. */
  allCodes?: boolean;
  /** Whether annotations say the kind of their code; they do unless said otherwise. */
  kinds?: boolean;
  /** Colour and shortcut, so that only the line style may be lost. */
  look?: (code: Code) => { color: boolean; shortcut: boolean };
  /** Whether an attribute that is not mentioned is there all the same, with its choices. */
  attribute?: (attribute: Attribute) => boolean;
  /** Whether all rules of an attribute are there. */
  rules?: (attribute: Attribute, several: boolean, isMentioned: boolean) => boolean;
  choiceDefinitions?: boolean;
}

/** The line style that a code gets which is read without one. */
export const usualLineStyle = (kind: CodeKind): Code['lineStyle'] =>
  kind === 'claim' ? 'fill' : kind === 'actor' ? 'dotted' : 'underline';

/** The colour of the code that is read as number `at`. */
const usualColor = (at: number): string => palette[at % palette.length]!.color;

/** Whether an attribute that is known by its values alone is read with the rules that it has. */
const hasUsualRules = (
  { many, required, help, targetCodeId, retired }: Attribute,
  several: boolean,
): boolean => many === several && !required && help === '' && targetCodeId === null && !retired;

/** Notes everything of the registries that rows with these mentions do not hold. */
export function noteRegistryLosses(
  { registries }: Dataset,
  mentions: Mentions,
  losses: Losses,
  held: HeldBeyond = {},
): void {
  const drop = (aspect: Aspect, what: string, names: readonly string[]): void => {
    for (const name of names) losses.add(aspect, 'dropped', what, name);
  };
  const approximate = (aspect: Aspect, what: string, names: readonly string[]): void => {
    for (const name of names) losses.add(aspect, 'approximated', what, name);
  };
  const namesOf = (records: readonly { name: string }[]): string[] => records.map(({ name }) => name);

  drop(
    'coder',
    'Coders who have neither read nor coded an article are left out.',
    namesOf(registries.coders.filter(({ id }) => !mentions.coders.has(id))),
  );

  loseCoderRoles(registries.coders, losses);

  const isThere = ({ id }: Code): boolean => held.allCodes === true || mentions.codes.has(id);
  const { codes } = registries;
  drop('code', 'Codes without annotations are left out.', namesOf(codes.filter((one) => !isThere(one))));
  const kindRead = ({ id, kind }: Code): CodeKind =>
    mentions.codes.has(id) && held.kinds !== false ? kind : 'other';
  drop(
    'code kind',
    'The kind of a code that is left out is lost.',
    namesOf(codes.filter((one) => !isThere(one))),
  );
  approximate(
    'code kind',
    'Kinds of codes are lost that no annotation says.',
    namesOf(codes.filter((one) => isThere(one) && kindRead(one) !== one.kind)),
  );
  drop(
    'code parent',
    'The tree of codes is flattened.',
    namesOf(codes.filter(({ parentId }) => parentId !== null)),
  );
  drop(
    'code definition',
    'Definitions and rules of codes are left out.',
    namesOf(codes.filter(({ definition, useWhen, useNot }) => definition + useWhen + useNot !== '')),
  );
  drop('code retired', 'That a code is retired is lost.', namesOf(codes.filter(({ retired }) => retired)));
  const looksTheSame = (code: Code): boolean => {
    if (!isThere(code) || code.lineStyle !== usualLineStyle(kindRead(code))) return false;
    if (held.look) {
      const { color, shortcut } = held.look(code);
      return color && shortcut;
    }
    return code.shortcut === null && code.color === usualColor(mentions.codes.get(code.id) ?? 0);
  };
  approximate(
    'code look',
    'Colours, line styles or shortcuts of codes are lost.',
    namesOf(codes.filter((one) => !looksTheSame(one))),
  );
  const read = held.allCodes ? codes.map(({ id }) => id) : [...mentions.codes.keys()];
  if (codes.some(({ id }, at) => read[at] !== id) || read.length !== codes.length)
    losses.add('order', 'approximated', 'Codes come in the order of their first annotations.');

  const attributes = registries.attributes;
  const isKept = (one: Attribute): boolean =>
    mentions.attributes.has(one.id) || held.attribute?.(one) === true;
  drop(
    'attribute',
    'Attributes without values are left out.',
    namesOf(attributes.filter((one) => !isKept(one))),
  );
  const hasRules = (one: Attribute): boolean => {
    const several = mentions.attributes.get(one.id) === true;
    return (
      isKept(one) &&
      (held.rules ? held.rules(one, several, mentions.attributes.has(one.id)) : hasUsualRules(one, several))
    );
  };
  approximate(
    'attribute rules',
    'Whether an attribute is needed, may have several values, and its help, are lost.',
    namesOf(attributes.filter((one) => !hasRules(one))),
  );

  const attributeOf = byId(attributes);
  const isChoiceKept = ({ id, attributeId }: Choice): boolean =>
    mentions.choices.has(id) || held.attribute?.(attributeOf.get(attributeId)!) === true;
  const { choices } = registries;
  drop(
    'choice',
    'Choices that nobody made are left out.',
    namesOf(choices.filter((one) => !isChoiceKept(one))),
  );
  drop(
    'choice number',
    'The figure of a choice that nobody made is lost.',
    namesOf(choices.filter(({ id, number }) => number !== null && !mentions.choices.has(id))),
  );
  drop(
    'choice definition',
    'Definitions of choices are left out.',
    namesOf(
      choices.filter(
        (one) => one.definition !== '' && !(held.choiceDefinitions === true && isChoiceKept(one)),
      ),
    ),
  );

  const actors = byId(registries.actors);
  const actorName = (id: string): string => actors.get(id)?.name ?? id;
  const isActorThere = ({ id }: { id: string }): boolean => mentions.actors.has(id);
  drop(
    'actor',
    'Actors that no annotation names are left out.',
    namesOf(registries.actors.filter((one) => !isActorThere(one))),
  );
  drop(
    'actor kind',
    'The kind of an actor that is left out is lost.',
    namesOf(registries.actors.filter((one) => !isActorThere(one))),
  );
  approximate(
    'actor kind',
    'Kinds of actors are lost.',
    namesOf(registries.actors.filter((one) => isActorThere(one) && one.kind !== 'other')),
  );
  drop(
    'actor note',
    'Notes on actors are left out.',
    namesOf(registries.actors.filter(({ note }) => note !== '')),
  );
  drop(
    'actor authority',
    'Identifiers of actors are left out.',
    namesOf(registries.actors.filter(({ authority }) => authority !== '')),
  );
  drop('actor alias', 'Other names of actors are left out.', namesOf(registries.actorAliases));
  drop(
    'actor affiliation',
    'Memberships and offices of actors are left out.',
    registries.actorAffiliations.map(({ actorId }) => actorName(actorId)),
  );
  const { concepts } = registries;
  const isConceptThere = ({ id }: Concept): boolean => mentions.concepts.has(id);
  drop(
    'concept',
    'Concepts that no annotation names are left out.',
    namesOf(concepts.filter((one) => !isConceptThere(one))),
  );
  drop(
    'concept parent',
    'The tree of concepts is flattened.',
    namesOf(concepts.filter(({ parentId }) => parentId !== null)),
  );
  drop(
    'concept definition',
    'Definitions of concepts are left out.',
    namesOf(concepts.filter(({ definition }) => definition !== '')),
  );
  drop('concept alias', 'Other names of concepts are left out.', namesOf(registries.conceptAliases));
  drop(
    'distinction',
    'That two names that look alike are different is not told.',
    registries.distinctions.map(({ actorId, conceptId }) => actorName(actorId ?? conceptId ?? '')),
  );
}
