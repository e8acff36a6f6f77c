/**
 * What the registry of actors and the list of concepts have in common: entries with a name and other
 * names, which the values of annotations name.
 */
import { nameKey, refuse, shorten } from './commands';
import { lookalikeKey } from './names';
import type { Actor, ActorAlias, AttributeValue, Concept, ConceptAlias, Distinction } from './records';

export const entryTypes = ['actor', 'concept'] as const;
export type EntryType = (typeof entryTypes)[number];
export type Entry = Actor | Concept;
export type Alias = ActorAlias | ConceptAlias;

/** With its article, as sentences need it. */
export const anEntry: Record<EntryType, string> = { actor: 'an actor', concept: 'a concept' };

/** Refuses a name that another entry has, or that a reader could take for it; null when it is free. */
export function taken(
  type: EntryType,
  name: string,
  entries: readonly Entry[],
): ReturnType<typeof refuse> | null {
  const key = lookalikeKey(name);
  const same = entries.find((entry) => lookalikeKey(entry.name) === key);
  if (!same) return null;
  const but = same.name === name.trim() ? '' : ', which differs only in capitals, accents or spaces';
  return refuse(
    `There is already ${anEntry[type]} named ${shorten(same.name)}${but}. Use that one, or add to the name what tells the two apart; nothing was changed.`,
  );
}

const keys = new WeakMap<Entry | Alias, string>();

/** A name is folded once for each record: folding 50,000 of them takes longer than a frame. */
function keyOf(record: Entry | Alias): string {
  let key = keys.get(record);
  if (key === undefined) keys.set(record, (key = nameKey(record.name)));
  return key;
}

/** The ids of the entries that have exactly this name, or it as another name; white space in it is one space. */
export function idsCalled(name: string, entries: Iterable<Entry>, aliases: Iterable<Alias>): Set<string> {
  const key = nameKey(name.replaceAll(/\s+/g, ' '));
  const ids = new Set<string>();
  for (const entry of entries) if (keyOf(entry) === key) ids.add(entry.id);
  for (const alias of aliases) if (keyOf(alias) === key) ids.add(ownerOf(alias));
  return ids;
}

/** The entry that a value names, if it names one of this type. */
export const entryIdOf = (type: EntryType, value: AttributeValue): string | null =>
  type === 'actor' ? value.actorId : value.conceptId;

/** The field by which a value names an entry. */
export const naming = (
  type: EntryType,
  id: string,
): Pick<AttributeValue, 'actorId'> | Pick<AttributeValue, 'conceptId'> =>
  type === 'actor' ? { actorId: id } : { conceptId: id };

/** The entry whose other name this is. */
export const ownerOf = (alias: Alias): string =>
  alias.type === 'actor_alias' ? alias.actorId : alias.conceptId;

export const newAlias = (type: EntryType, entryId: string, name: string, id: string): Alias =>
  type === 'actor'
    ? { type: 'actor_alias', id, actorId: entryId, name }
    : { type: 'concept_alias', id, conceptId: entryId, name };

/** The two entries of this type that a distinction keeps apart; null where it is about the other type. */
export function pairOf(type: EntryType, distinction: Distinction): [string, string] | null {
  const [one, other] =
    type === 'actor'
      ? [distinction.actorId, distinction.otherActorId]
      : [distinction.conceptId, distinction.otherConceptId];
  return one !== null && other !== null ? [one, other] : null;
}

/** Tells pairs apart; the order of the two does not count. */
export const pairKey = (one: string, other: string): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;

export const newDistinction = (
  type: EntryType,
  [one, other]: readonly [string, string],
  { id, now }: { id: string; now: string },
): Distinction => ({
  type: 'distinction',
  id,
  actorId: type === 'actor' ? one : null,
  otherActorId: type === 'actor' ? other : null,
  conceptId: type === 'concept' ? one : null,
  otherConceptId: type === 'concept' ? other : null,
  createdAt: now,
});

/** `1 place`, `12,000 places`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
