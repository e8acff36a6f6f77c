/**
 * Changing what kind of values an attribute has. Values follow where the new kind can say the same; what
 * cannot is named beforehand, and written into the note of its annotation when the user agrees.
 */
import type { ParsedInput } from './api';
import { inOrder, placeAt } from './code-tree';
import { type CommandEnv, type Decision, decide, nameKey, refuse, shorten, updatesOf } from './commands';
import { actorKindOf } from './actor-kind';
import { newActor } from './commands-actors';
import { newConcept } from './commands-concepts';
import { updateOf } from './changes';
import { lookalikeKey, nameInput } from './names';
import { numberIn } from './number-in';
import { partialDate } from './record-fields';
import {
  type Actor,
  type ActorAlias,
  type Annotation,
  type Attribute,
  type AttributeKind,
  type AttributeValue,
  type Choice,
  type Concept,
  type ConceptAlias,
  saysNothing,
} from './records';
import { ok } from './result';

/** How values are put into words: a choice, an actor or a concept by its name, an annotation by its quote. */
export interface LostInWords {
  attributeName(attributeId: string): string;
  wordsOf(value: AttributeValue): string;
}

export interface AboutKind extends LostInWords {
  attribute: Attribute;
  /** All of the attribute, each annotation's in order. */
  values: readonly AttributeValue[];
  /** The annotations that have them, by id. */
  annotations: ReadonlyMap<string, Annotation>;
  /** The annotations at which the values point, by id. */
  targets: ReadonlyMap<string, Annotation>;
  /** The choices of the attribute: those that it had when it was of kind `choice` stay with it. */
  choices: readonly Choice[];
  /** The registry, where the new kind looks there; else empty. */
  actors: readonly Actor[];
  actorAliases: readonly ActorAlias[];
  concepts: readonly Concept[];
  conceptAliases: readonly ConceptAlias[];
}

type Content = Pick<
  AttributeValue,
  'text' | 'number' | 'date' | 'choiceId' | 'actorId' | 'conceptId' | 'targetAnnotationId'
>;

const contentNow = (value: AttributeValue): Content => ({
  text: value.text,
  number: value.number,
  date: value.date,
  choiceId: value.choiceId,
  actorId: value.actorId,
  conceptId: value.conceptId,
  targetAnnotationId: value.targetAnnotationId,
});

export interface KindPlan {
  follow: { value: AttributeValue; content: Content }[];
  lost: AttributeValue[];
  /** Names that the new kind does not know and that could be made, each once, in the order of the values. */
  missing: string[];
  /** What `create` makes of them. */
  created: (Choice | Actor | Concept)[];
}

type KindInput = Pick<ParsedInput<'attribute.planKind'>, 'kind' | 'targetCodeId' | 'create'>;

/** Which values can be said in the new kind, and how. */
export function planKind(
  about: AboutKind,
  { kind, targetCodeId, create }: KindInput,
  env: CommandEnv,
): KindPlan {
  const plan: KindPlan = { follow: [], lost: [], missing: [], created: [] };
  if (kind === about.attribute.kind && kind !== 'annotation') {
    return { ...plan, follow: about.values.map((value) => ({ value, content: contentNow(value) })) };
  }
  const known = namesKnown(about, kind);
  const looks = new Set(namedIn(about, kind).map(({ name }) => lookalikeKey(name)));
  const seen = new Set<string>();
  const missing = new Set<string>();
  for (const value of about.values) {
    const words = about.wordsOf(value);
    let content = known ? null : contentOf(value, words, kind, targetCodeId, about);
    if (known) {
      const figure = kind === 'choice' && value.number !== null ? choiceOfFigure(about, value.number) : null;
      const name = nameInput.safeParse(words).data;
      let id = figure ?? (name === undefined ? null : known.get(nameKey(name)));
      // What looks like a name that is there cannot be made beside it, nor is it taken for that one.
      if (id === undefined && name !== undefined && !looks.has(lookalikeKey(name))) {
        if (!missing.has(lookalikeKey(name))) plan.missing.push(name);
        missing.add(lookalikeKey(name));
        if (create) {
          const record = newNamed(kind, name, about, plan.created, env);
          plan.created.push(record);
          known.set(nameKey(name), record.id);
          looks.add(lookalikeKey(name));
          id = record.id;
        }
      }
      content = id == null ? null : { ...saysNothing, [idFields[kind] ?? 'text']: id };
    }
    // Two values of one annotation that come to say the same would be one: the second goes into the note.
    const place = `${value.annotationId} ${JSON.stringify(content)}`;
    if (content === null || seen.has(place)) plan.lost.push(value);
    else plan.follow.push({ value, content });
    seen.add(place);
  }
  return plan;
}

const idFields: Partial<Record<AttributeKind, 'choiceId' | 'actorId' | 'conceptId'>> = {
  choice: 'choiceId',
  actor: 'actorId',
  concept: 'conceptId',
};

/** The value in a kind that needs no look-up; null where it cannot be said. */
function contentOf(
  value: AttributeValue,
  words: string,
  kind: AttributeKind,
  targetCodeId: string | null,
  about: AboutKind,
): Content | null {
  if (kind === 'text') return words.trim() === '' ? null : { ...saysNothing, text: words };
  if (kind === 'number') {
    const figure = about.choices.find(({ id }) => id === value.choiceId)?.number;
    const known = value.number ?? figure ?? null;
    const number = known === null ? numberIn(words) : ok(known);
    return number.ok ? { ...saysNothing, number: number.value } : null;
  }
  if (kind === 'date') {
    const date = partialDate.safeParse(words.trim()).data;
    return date === undefined ? null : { ...saysNothing, date };
  }
  const target = about.targets.get(value.targetAnnotationId ?? '');
  const fits = target && (targetCodeId === null || target.codeId === targetCodeId);
  return fits ? { ...saysNothing, targetAnnotationId: target.id } : null;
}

const choiceOfFigure = ({ choices }: AboutKind, figure: number): string | null =>
  choices.find(({ number }) => number === figure)?.id ?? null;

/** What values of a kind name; empty for a kind that names nothing. */
function namedIn(about: AboutKind, kind: AttributeKind): readonly (Choice | Actor | Concept)[] {
  if (kind === 'choice') return about.choices;
  if (kind === 'actor') return about.actors;
  return kind === 'concept' ? about.concepts : [];
}

/**
 * Ids by name for the kinds that look names up, null for the others. A name that two entries have gives
 * null for the id: nobody can say which is meant. A name goes before another entry's other name.
 */
function namesKnown(about: AboutKind, kind: AttributeKind): Map<string, string | null> | null {
  const known = new Map<string, string | null>();
  const add = (entries: readonly { id: string; name: string }[]): void => {
    const fresh = new Map<string, string | null>();
    for (const { id, name } of entries) {
      const key = nameKey(name);
      fresh.set(key, fresh.has(key) && fresh.get(key) !== id ? null : id);
    }
    for (const [key, id] of fresh) if (!known.has(key)) known.set(key, id);
  };
  if (!(kind in idFields)) return null;
  add(namedIn(about, kind));
  if (kind === 'actor') {
    add(about.actorAliases.map(({ actorId, name }) => ({ id: actorId, name })));
  } else if (kind === 'concept') {
    add(about.conceptAliases.map(({ conceptId, name }) => ({ id: conceptId, name })));
  }
  return known;
}

function newNamed(
  kind: AttributeKind,
  name: string,
  about: AboutKind,
  created: readonly (Choice | Actor | Concept)[],
  env: CommandEnv,
): Choice | Actor | Concept {
  if (kind === 'actor') return newActor(name, actorKindOf(name), env);
  if (kind === 'concept') return newConcept(name, env);
  const { position } = placeAt(inOrder(about.choices), about.choices.length);
  return {
    type: 'choice',
    id: env.newId(),
    attributeId: about.attribute.id,
    name,
    number: null,
    definition: '',
    position: position + created.length,
  };
}

/** A note with the values that have no place any more, one line each. */
export function noteWith(note: string, lost: readonly AttributeValue[], words: LostInWords): string {
  const lines = lost.map((value) => {
    const evidence = value.evidenceQuote === null ? '' : ` (“${value.evidenceQuote}”)`;
    return `${words.attributeName(value.attributeId)}: ${words.wordsOf(value)}${evidence}`;
  });
  return [...(note === '' ? [] : [note]), ...lines].join('\n');
}

export const refuseDisagreement = (lost: number, agreedTo: number): ReturnType<typeof refuse> =>
  refuse(
    `${lost === 1 ? 'One value cannot' : `${lost} values cannot`} follow, not ${agreedTo}. Look at which ones, and agree to it first; nothing was changed.`,
  );

/** Changes the kind of an attribute, or which annotations it takes. Its choices stay with it, in case it changes back. */
export function setKind(
  about: AboutKind,
  input: KindInput & Pick<ParsedInput<'attribute.setKind'>, 'agreedTo'>,
  env: CommandEnv,
): Decision {
  const { attribute } = about;
  const { follow, lost, created } = planKind(about, input, env);
  if (lost.length !== input.agreedTo) return refuseDisagreement(lost.length, input.agreedTo);
  const notes = [...Map.groupBy(lost, ({ annotationId }) => annotationId)].map(([id, values]) => {
    const annotation = about.annotations.get(id);
    if (!annotation) throw new Error(`values of annotation ${id} were given without it`);
    return updateOf<'annotation'>(annotation, { note: noteWith(annotation.note, values, about) });
  });
  return decide(`Change ${shorten(attribute.name)} to ${kindWords[input.kind]}`, {
    added: created,
    updated: updatesOf(
      updateOf<'attribute'>(attribute, {
        kind: input.kind,
        targetCodeId: input.kind === 'annotation' ? input.targetCodeId : null,
      }),
      ...follow.map(({ value, content }) => updateOf<'attribute_value'>(value, content)),
      ...notes,
    ),
    removed: lost,
  });
}

const kindWords: Record<AttributeKind, string> = {
  text: 'a text',
  number: 'a number',
  date: 'a date',
  choice: 'a choice',
  actor: 'an actor',
  concept: 'a concept',
  annotation: 'an annotation',
};
