/** Making several entries one: whatever named them names the one that stays. */
import { type CommandEnv, type Decision, decide, invalid, refuse, shorten, updatesOf } from './commands';
import { placeOf } from './commands-actors';
import { ancestorsOf } from './commands-concepts';
import { noteWith } from './commands-kinds';
import { type Change, type Update, emptyChange, updateOf } from './changes';
import type { Actor, ActorAffiliation, Annotation, AttributeValue, Concept, Distinction } from './records';
import { lookalikeKey } from './names';
import {
  type Alias,
  type Entry,
  type EntryType,
  counted,
  entryIdOf,
  naming,
  newAlias,
  ownerOf,
  pairKey,
  pairOf,
} from './registry';

/** What is asked where an annotation names several of the entries in one field. */
export interface AboutFields {
  /** @throws FailureError when it is gone. */
  annotation(id: string): Annotation;
  /** @throws FailureError when it is gone. */
  attributeName(id: string): string;
}

/** Entries that are to become one, with everything that names any of them. */
export interface AboutMerge extends AboutFields {
  into: Entry;
  /** Those that go. */
  from: readonly Entry[];
  aliases: readonly Alias[];
  /** The values that name one that goes, and those that name `into` in the same annotations. */
  values: readonly AttributeValue[];
  distinctions: readonly Distinction[];
  /** For actors: what any of them belongs to, and what belongs to any of them. */
  affiliations: readonly ActorAffiliation[];
  /** For concepts: all of the project. */
  concepts: readonly Concept[];
}

/**
 * Merges entries into one. Values with the words that say them, other names, affiliations, distinctions and sub-concepts follow; the
 * name of one that goes becomes another name; notes and identifiers are kept in the note.
 */
export function mergeEntries(type: EntryType, about: AboutMerge, env: CommandEnv): Decision {
  const { into, from } = about;
  if (from.length === 0) return invalid('There is nothing to merge.');
  if (from.some(({ id }) => id === into.id)) {
    return refuse(`${shorten(into.name)} cannot be merged with itself; nothing was changed.`);
  }
  const gone = new Set(from.map(({ id }) => id));
  const change = emptyChange();
  const parts = [
    moveValues(type, about.values, into.id, (value) => gone.has(entryIdOf(type, value) ?? ''), {
      ...about,
      entries: [into, ...from],
    }),
    mergeNames(type, about, env),
    mergeDistinctions(type, about.distinctions, into.id, gone),
    mergeAffiliations(about.affiliations, into.id, gone),
  ];
  for (const part of parts) {
    change.added.push(...part.added);
    change.updated.push(...part.updated);
    change.removed.push(...part.removed);
  }
  const { parentOfInto, children } = mergePlaces(about, gone);
  change.updated.push(...children, ...updatesOf(mergeFields(into, from, parentOfInto)));
  change.removed.push(...from);
  const [only, ...more] = from;
  const what = only && more.length === 0 ? shorten(only.name) : counted(from.length, type);
  return decide(`Merge ${what} into ${shorten(into.name)}`, change);
}

/**
 * Lets values name another entry. Where an attribute of an annotation would then name it twice, one value
 * stays, so that nobody is counted twice for one act: in the place of the first, said if any of them is
 * said and not only inferred, with the first words that say so. Words that are bound to another of them go
 * into the note of the annotation, with the name that they were bound to, as a merge of codes does it.
 * @param values those that move, and those that name `toId` already in the same annotations
 * @param about `entries` are those that the values name before
 */
export function moveValues(
  type: EntryType,
  values: readonly AttributeValue[],
  toId: string,
  moves: (value: AttributeValue) => boolean,
  about: AboutFields & { entries: readonly Entry[] },
): Change {
  const change = emptyChange();
  const unbound: AttributeValue[] = [];
  const slots = Map.groupBy(values, ({ annotationId, attributeId }) => `${annotationId} ${attributeId}`);
  for (const slot of slots.values()) {
    if (!slot.some(moves)) continue;
    const inOrder = slot.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
    const [first, ...rest] = inOrder;
    if (!first) continue;
    const bound = inOrder.find(({ evidenceQuote }) => evidenceQuote !== null) ?? first;
    const { evidenceStart, evidenceEnd, evidenceQuote } = bound;
    unbound.push(...inOrder.filter((value) => value.evidenceQuote !== null && !saidBySame(value, bound)));
    const update = updateOf<'attribute_value'>(first, {
      ...naming(type, toId),
      inferred: slot.every(({ inferred }) => inferred),
      evidenceStart,
      evidenceEnd,
      evidenceQuote,
    });
    change.updated.push(...updatesOf(update));
    change.removed.push(...rest);
  }
  const names = new Map(about.entries.map(({ id, name }) => [id, name]));
  const wordsOf = (value: AttributeValue): string => names.get(entryIdOf(type, value) ?? '') ?? '';
  for (const [annotationId, lost] of Map.groupBy(unbound, (value) => value.annotationId)) {
    const annotation = about.annotation(annotationId);
    const note = noteWith(annotation.note, lost, { attributeName: about.attributeName, wordsOf });
    change.updated.push(...updatesOf(updateOf<'annotation'>(annotation, { note })));
  }
  return change;
}

/** Whether two values are bound to the same words at the same place. */
const saidBySame = (one: AttributeValue, other: AttributeValue): boolean =>
  one.evidenceStart === other.evidenceStart &&
  one.evidenceEnd === other.evidenceEnd &&
  one.evidenceQuote === other.evidenceQuote;

/** Names that go become other names of `into`, each once. */
function mergeNames(type: EntryType, { into, from, aliases }: AboutMerge, env: CommandEnv): Change {
  const change = emptyChange();
  const kept = new Set([lookalikeKey(into.name)]);
  const own = aliases.filter((alias) => ownerOf(alias) === into.id);
  for (const { name } of own) kept.add(lookalikeKey(name));
  const isNew = (name: string): boolean => {
    const key = lookalikeKey(name);
    if (kept.has(key)) return false;
    kept.add(key);
    return true;
  };
  for (const { name } of from) {
    if (isNew(name)) change.added.push(newAlias(type, into.id, name, env.newId()));
  }
  for (const alias of aliases) {
    if (ownerOf(alias) === into.id) continue;
    if (isNew(alias.name)) change.updated.push(ownedBy(alias, into.id));
    else change.removed.push(alias);
  }
  return change;
}

export const ownedBy = (alias: Alias, ownerId: string): Update =>
  alias.type === 'actor_alias'
    ? { type: alias.type, id: alias.id, from: { actorId: alias.actorId }, to: { actorId: ownerId } }
    : { type: alias.type, id: alias.id, from: { conceptId: alias.conceptId }, to: { conceptId: ownerId } };

/** A distinction between two that become one goes, as does one that then says what another says. */
function mergeDistinctions(
  type: EntryType,
  distinctions: readonly Distinction[],
  intoId: string,
  gone: ReadonlySet<string>,
): Change {
  const change = emptyChange();
  const after = (id: string): string => (gone.has(id) ? intoId : id);
  const known = new Set<string>();
  const touched: [Distinction, [string, string]][] = [];
  for (const distinction of distinctions) {
    const pair = pairOf(type, distinction);
    if (!pair) continue;
    if (gone.has(pair[0]) || gone.has(pair[1])) touched.push([distinction, [after(pair[0]), after(pair[1])]]);
    else known.add(pairKey(...pair));
  }
  for (const [distinction, [one, other]] of touched) {
    const key = pairKey(one, other);
    if (one === other || known.has(key)) {
      change.removed.push(distinction);
      continue;
    }
    known.add(key);
    const ids =
      type === 'actor' ? { actorId: one, otherActorId: other } : { conceptId: one, otherConceptId: other };
    change.updated.push(...updatesOf(updateOf<'distinction'>(distinction, ids)));
  }
  return change;
}

/** Nobody belongs to itself: such an affiliation keeps its office without the organisation, or goes. */
function mergeAffiliations(
  affiliations: readonly ActorAffiliation[],
  intoId: string,
  gone: ReadonlySet<string>,
): Change {
  const change = emptyChange();
  const after = (id: string): string => (gone.has(id) ? intoId : id);
  const said = new Set<string>();
  // What stays as it is comes first, so that it is the copy that moves that goes.
  const isMoved = ({ actorId, organisationId }: ActorAffiliation): number =>
    Number(gone.has(actorId) || gone.has(organisationId ?? ''));
  for (const affiliation of affiliations.toSorted((a, b) => isMoved(a) - isMoved(b))) {
    const actorId = after(affiliation.actorId);
    const organisation = affiliation.organisationId === null ? null : after(affiliation.organisationId);
    const organisationId = organisation === actorId ? null : organisation;
    const key = `${actorId} ${placeOf({ ...affiliation, organisationId })}`;
    if (said.has(key) || (organisationId === null && affiliation.office === '')) {
      change.removed.push(affiliation);
      continue;
    }
    said.add(key);
    change.updated.push(
      ...updatesOf(updateOf<'actor_affiliation'>(affiliation, { actorId, organisationId })),
    );
  }
  return change;
}

/**
 * What was below one that goes comes below `into`. Where `into` was itself below one that goes, it takes
 * that one's place, so that no concept ever comes to be under itself.
 */
function mergePlaces(
  { into, concepts }: AboutMerge,
  gone: ReadonlySet<string>,
): { parentOfInto: string | null; children: Update[] } {
  const above = ancestorsOf(into.id, concepts);
  const highest = above.findLast((id) => gone.has(id));
  const parentOfInto =
    highest === undefined
      ? (above[0] ?? null)
      : (concepts.find(({ id }) => id === highest)?.parentId ?? null);
  const below = concepts.filter(
    ({ id, parentId }) => parentId !== null && gone.has(parentId) && !gone.has(id) && id !== into.id,
  );
  return {
    parentOfInto,
    children: updatesOf(...below.map((concept) => updateOf<'concept'>(concept, { parentId: into.id }))),
  };
}

/** What the entries that go say about themselves, kept in the note or definition of the one that stays. */
function mergeFields(into: Entry, from: readonly Entry[], parentId: string | null): Update | null {
  if (into.type === 'concept') {
    const definition = joined(
      [into, ...from].map((entry) => ('definition' in entry ? entry.definition : '')),
    );
    return updateOf<'concept'>(into, { definition, parentId });
  }
  const actors = [into, ...from].filter((entry): entry is Actor => entry.type === 'actor');
  const known = actors.filter(({ authority }) => authority !== '');
  const authority = known[0]?.authority ?? '';
  const others = known
    .filter((actor) => actor.authority !== authority)
    .map((actor) => `${actor.name}: ${actor.authority}`);
  return updateOf<'actor'>(into, { authority, note: joined([...actors.map(({ note }) => note), ...others]) });
}

const joined = (texts: readonly string[]): string => [...new Set(texts.filter(Boolean))].join('\n');
