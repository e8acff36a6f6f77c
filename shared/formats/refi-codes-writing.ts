/** The codebook as REFI-QDA has it: our codes with their attributes, choices and concepts as codes below them. */
import type { Attribute, Choice, Code, Concept } from '../records';
import { isCanonical } from '../text';
import { groupedBy, type Registries } from './dataset';
import { type ForestNode, forestOf, nodesOf } from './forest';
import { withLabels } from './labelled-words';
import type { Aspect, Losses } from './losses';
import { derivedGuid, type RefiGuids } from './refi-guids';
import { type CodeExtra, conceptsGuid, conceptsName, type Role, roles, yes } from './refi-roles';
import { xmlElement, xmlWords } from './xml-writer';

/** Notes where XML cannot carry all characters of words. */
export function noteUncarried(losses: Losses, aspect: Aspect, words: string, of: string): void {
  if (!isCanonical(words.replaceAll('\r', '')))
    losses.add(aspect, 'approximated', 'A character that XML cannot carry stands as “\ufffd”.', of);
}

export interface CodeBook {
  /** `Code` elements; empty for none. */
  codes: string;
  /** By role: the GUIDs of the codes. */
  members: ReadonlyMap<Role, readonly string[]>;
}

/** Actors or concepts that an attribute takes somewhere: each is a code below that of the attribute. */
export type UsedEntries = ReadonlyMap<string, ReadonlySet<string>>;

/** The code that stands for an actor or a concept as the value of an attribute. */
export const entryCodeGuid = (guids: RefiGuids, attributeId: string, entryId: string): string =>
  derivedGuid('entry', guids.of(attributeId), guids.of(entryId));

/** Notes what becomes of the order and the tree, too. @param extras of the codes, by their ids */
export function codeBookOf(
  registries: Registries,
  {
    guids,
    losses,
    used = new Map(),
    extras = new Map(),
  }: {
    guids: RefiGuids;
    losses: Losses;
    used?: UsedEntries;
    extras?: ReadonlyMap<string, CodeExtra>;
  },
): CodeBook {
  const members = new Map<Role, string[]>(roles.map((role) => [role, []]));
  const codes = new Map(registries.codes.map((code) => [code.id, code]));
  const codeNamed = new Map(registries.codes.toReversed().map((code) => [code.name, code]));
  const attributesOf = groupedBy(registries.attributes, ({ codeId }) => codeId);
  const choicesOf = groupedBy(registries.choices, ({ attributeId }) => attributeId);
  const aliasesOf = groupedBy(registries.conceptAliases, ({ conceptId }) => conceptId);
  const entries = new Map([...registries.actors, ...registries.concepts].map((entry) => [entry.id, entry]));

  const element = (
    about: { guid: string; name: string; isCodable: boolean; color?: string },
    description: string,
    below: string,
  ): string => {
    const words = description === '' ? '' : xmlElement('Description', {}, xmlWords(description));
    return xmlElement('Code', about, `${words}${below}`);
  };

  const choiceElement = ({ id, name, number, definition }: Choice): string => {
    noteUncarried(losses, 'choice definition', definition, name);
    const description = withLabels(definition, { Number: number === null ? '' : String(number) });
    return element({ guid: guids.of(id), name, isCodable: true }, description, '');
  };

  const valuesOf = (attribute: Attribute): string => {
    const choices = (choicesOf.get(attribute.id) ?? []).map(choiceElement);
    const usedHere = [...(used.get(attribute.id) ?? [])].map((id) =>
      element(
        { guid: entryCodeGuid(guids, attribute.id, id), name: entries.get(id)?.name ?? '', isCodable: true },
        '',
        '',
      ),
    );
    return [...choices, ...usedHere].join('\n');
  };

  const attributeElement = (attribute: Attribute): string => {
    const guid = guids.of(attribute.id);
    members.get('attribute')!.push(guid);
    noteUncarried(losses, 'attribute rules', attribute.help, attribute.name);
    const target = codes.get(attribute.targetCodeId ?? '');
    if (attribute.targetCodeId !== null && codeNamed.get(target?.name ?? '') !== target)
      losses.add(
        'attribute rules',
        'approximated',
        'The code that an attribute points to is known by its name, which another code has too.',
        attribute.name,
      );
    const description = withLabels(attribute.help, {
      Takes: attribute.kind,
      'Several values': attribute.many ? yes : '',
      Required: attribute.required ? yes : '',
      'Target code': target?.name ?? '',
      Retired: attribute.retired ? yes : '',
    });
    return element({ guid, name: attribute.name, isCodable: false }, description, valuesOf(attribute));
  };

  const codeElement = ({ record: code, children }: ForestNode<Code>): string => {
    const guid = guids.of(code.id);
    if (code.kind !== 'other') members.get(code.kind)!.push(guid);
    if (code.retired) members.get('retired')!.push(guid);
    const { definition, useWhen, useNot } = code;
    noteUncarried(losses, 'code definition', `${definition}${useWhen}${useNot}`, code.name);
    const description = withLabels(definition, {
      'Use when': useWhen,
      'Do not use when': useNot,
      'Line style': code.lineStyle === usualLineStyle(code.kind) ? '' : code.lineStyle,
      Shortcut: code.shortcut ?? '',
    });
    const isCodable = extras.get(code.id)?.isCodable ?? true;
    const below = [...(attributesOf.get(code.id) ?? []).map(attributeElement), ...children.map(codeElement)];
    return element({ guid, name: code.name, isCodable, color: code.color }, description, below.join('\n'));
  };

  const conceptElement = ({ record: concept, children }: ForestNode<Concept>): string => {
    const aliases = (aliasesOf.get(concept.id) ?? []).map(({ name }) => name);
    noteUncarried(losses, 'concept definition', concept.definition, concept.name);
    const description = withLabels(concept.definition, { 'Also called': aliases.join('\n') });
    const about = { guid: guids.of(concept.id), name: concept.name, isCodable: false };
    return element(about, description, children.map(conceptElement).join('\n'));
  };

  const forest = forestOf(registries.codes);
  noteTree(losses, 'code parent', forest);
  const order = [...nodesOf(forest)].map(({ record }) => record.name);
  if (order.some((name, at) => name !== registries.codes[at]?.name))
    losses.add('order', 'approximated', 'Codes stand in the order of their tree.');
  const concepts = forestOf(registries.concepts);
  noteTree(losses, 'concept parent', concepts);
  const top = forest.map(codeElement);
  if (concepts.length > 0) {
    members.get('concepts')!.push(conceptsGuid);
    top.push(
      element(
        { guid: conceptsGuid, name: conceptsName, isCodable: false },
        '',
        concepts.map(conceptElement).join('\n'),
      ),
    );
  }
  return { codes: top.join('\n'), members };
}

/** As a new code of that kind has it. */
export const usualLineStyle = (kind: Code['kind']): Code['lineStyle'] =>
  kind === 'claim' ? 'fill' : kind === 'actor' ? 'dotted' : 'underline';

function noteTree(
  losses: Losses,
  aspect: Aspect,
  forest: readonly ForestNode<{ id: string; name: string; parentId: string | null }>[],
): void {
  for (const { record, parentId } of nodesOf(forest))
    if (record.parentId !== parentId)
      losses.add(
        aspect,
        'approximated',
        'What lies below something missing, below itself, or too deep stands higher up.',
        record.name,
      );
}
