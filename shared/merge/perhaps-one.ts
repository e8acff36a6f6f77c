/**
 * Entries of which a person has to say whether they are one: those that look the same after a merge, those that came
 * with a name which mine had until it was renamed, and those that the other file knows as one.
 *
 * The last two would otherwise be two or one depending on which of two files was merged first.
 */
import { lookalikeKey } from '../names';
import type { Actor, Code, Concept } from '../records';
import { pairKey, pairOf } from '../registry';
import type { Merging } from './merging';
import type { News } from './news';

/** The records as they are after the merge. */
interface Standing {
  code: readonly Code[];
  actor: readonly Actor[];
  concept: readonly Concept[];
}

type Kind = keyof Standing;
type Entry = Standing[Kind][number];

/** What makes two entries look the same to a reader. */
const looks = (entry: Entry): string =>
  entry.type === 'code'
    ? JSON.stringify([lookalikeKey(entry.name), entry.parentId, entry.kind])
    : lookalikeKey(entry.name);

export function askWhetherOne(merging: Merging, standing: Standing): void {
  const { registries } = merging.mine.side;
  const own: { [K in Kind]: readonly Entry[] } = {
    code: registries.codes,
    actor: registries.actors,
    concept: registries.concepts,
  };
  const told = toldApart(merging);
  for (const type of ['code', 'actor', 'concept'] as const) {
    const asked = new Set(told);
    const ask = (first: Entry, other: Entry): void => {
      const key = pairKey(first.id, other.id);
      if (asked.has(key)) return;
      asked.add(key);
      merging.ask({
        kind: 'name',
        articleId: null,
        recordType: type,
        recordId: other.id,
        field: 'name',
        mine: { id: first.id, name: first.name },
        theirs: { id: other.id, name: other.name },
        mineLast: null,
        theirLast: null,
        answer: null,
      });
    };
    for (const [first, other] of lookingTheSame(standing[type], own[type])) ask(first, other);
    for (const [first, other] of formerlyTheSame(merging, standing[type], own[type])) ask(first, other);
    for (const [first, other] of knownAsOne(merging, standing[type])) ask(first, other);
  }
}

/** Pairs that this merge made look the same: they may be one, or need other names. */
function* lookingTheSame(all: readonly Entry[], own: readonly Entry[]): Generator<[Entry, Entry]> {
  const before = new Map(own.map((entry) => [entry.id, looks(entry)]));
  for (const [look, users] of Map.groupBy<string, Entry>(all, looks)) {
    const [first, ...others] = users;
    if (!first) continue;
    for (const entry of others)
      if (before.get(entry.id) !== look || before.get(first.id) !== look) yield [first, entry];
  }
}

/** Pairs of an entry that came in and one of mine of which one was called as the other is, since the files parted. */
function* formerlyTheSame(
  { mine, theirs, toMine }: Merging,
  all: readonly Entry[],
  own: readonly Entry[],
): Generator<[Entry, Entry]> {
  const before = new Set(own.map(({ id }) => id));
  const [old, fresh] = [true, false].map((isOld) => all.filter(({ id }) => before.has(id) === isOld));
  if (!old || !fresh) throw new Error('entries are old or new');
  const same: IdOf = (_type, id) => id;
  for (const [first, entry] of calledAs(formerLooks(mine.news, old, same), fresh)) yield [first, entry];
  for (const [entry, first] of calledAs(formerLooks(theirs.news, fresh, toMine), old)) yield [first, entry];
}

/** Each entry that looked so with each of the others that looks so now. */
function* calledAs(
  former: ReadonlyMap<Entry, ReadonlySet<string>>,
  others: readonly Entry[],
): Generator<[Entry, Entry]> {
  if (former.size === 0) return;
  const byLook = Map.groupBy(others, looks);
  for (const [entry, known] of former)
    for (const look of known) for (const other of byLook.get(look) ?? []) yield [entry, other];
}

type IdOf = (type: Kind, id: string) => string;

/** Of entries that were renamed, or lost another name, how they looked until then. */
function formerLooks(news: News, entries: readonly Entry[], idOf: IdOf): Map<Entry, Set<string>> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const former = new Map<Entry, Set<string>>();
  const note = (type: Kind, id: string, name: unknown): void => {
    const entry = byId.get(idOf(type, id));
    if (entry?.type !== type || typeof name !== 'string') return;
    former.set(entry, (former.get(entry) ?? new Set()).add(looks({ ...entry, name })));
  };
  for (const type of ['code', 'actor', 'concept'] as const)
    for (const [id, events] of news.ofAll(type))
      for (const event of events) if (event.kind === 'updated') note(type, id, event.before.name);
  for (const type of ['actor_alias', 'concept_alias'] as const)
    for (const [, events] of news.ofAll(type))
      for (const event of events) {
        if (event.kind !== 'removed') continue;
        const { before: alias } = event;
        if (alias.type === 'actor_alias') note('actor', alias.actorId, alias.name);
        if (alias.type === 'concept_alias') note('concept', alias.conceptId, alias.name);
      }
  return former;
}

/** Pairs that an earlier merge found to be one in the other file, where only one of the two is left. */
function* knownAsOne({ theirs }: Merging, all: readonly Entry[]): Generator<[Entry, Entry]> {
  const standing = new Map(all.map((entry) => [entry.id, entry]));
  for (const { recordId, foreignId } of theirs.side.registries.remembered) {
    const first = standing.get(recordId);
    const other = standing.get(foreignId);
    if (first && other && first !== other && !theirs.side.has(other.type, other.id)) yield [first, other];
  }
}

/** Pairs that somebody on either side found to be different, with my ids. */
function toldApart({ mine, theirs, toMine }: Merging): Set<string> {
  const keys = new Set<string>();
  for (const type of ['actor', 'concept'] as const) {
    for (const one of mine.side.registries.distinctions) {
      const pair = pairOf(type, one);
      if (pair) keys.add(pairKey(...pair));
    }
    for (const one of theirs.side.registries.distinctions) {
      const pair = pairOf(type, one);
      if (pair) keys.add(pairKey(toMine(type, pair[0]), toMine(type, pair[1])));
    }
  }
  return keys;
}
