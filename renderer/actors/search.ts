/**
 * Finding actors and concepts by what the user types, and offering to create what is not there. Names are
 * folded once for each record, so that a key press only goes through folded names.
 */
import { type OfficeHolder, resolveOffice } from '../../shared/offices';
import type { Actor, ActorAffiliation, ActorAlias, Concept, ConceptAlias } from '../../shared/records';
import { entryKey } from '../../shared/registry';
import { keyOfValue } from '../annotations/values';
import { foldForSearch } from '../ui/fold';
import type { TokenOption } from '../ui/token-field';

/** As many as can be taken in at a glance and scrolled through. */
const most = 50;

interface Named {
  id: string;
  name: string;
}

/** Every name of every entry, folded, with the entry that bears it: three lists of equal length. */
interface NameIndex<E extends Named> {
  entries: E[];
  names: string[];
  folded: string[];
  aliasesOf: ReadonlyMap<string, readonly string[]>;
}

const foldedNames = new WeakMap<Named, string>();

/** Renaming makes a new record, so what a record is called can be kept beside it. */
function foldedName(record: Named): string {
  let folded = foldedNames.get(record);
  if (folded === undefined) {
    folded = foldForSearch(record.name);
    foldedNames.set(record, folded);
  }
  return folded;
}

/** Indexes by the map of entries, and by that of aliases: a change that touches neither keeps both. */
const indexes = new WeakMap<object, { aliases: object; index: NameIndex<Named> }>();

function indexOf<E extends Named, A extends Named>(
  entries: ReadonlyMap<string, E>,
  aliases: ReadonlyMap<string, A>,
  ownerOf: (alias: A) => string,
): NameIndex<E> {
  const known = indexes.get(entries);
  if (known?.aliases === aliases) return known.index as NameIndex<E>;
  const aliasesOf = new Map<string, string[]>();
  const index: NameIndex<E> = { entries: [], names: [], folded: [], aliasesOf };
  const add = (entry: E, record: Named): void => {
    index.entries.push(entry);
    index.names.push(record.name);
    index.folded.push(foldedName(record));
  };
  for (const entry of entries.values()) add(entry, entry);
  for (const alias of aliases.values()) {
    const entry = entries.get(ownerOf(alias));
    if (!entry) continue;
    add(entry, alias);
    const others = aliasesOf.get(entry.id);
    if (others) others.push(alias.name);
    else aliasesOf.set(entry.id, [alias.name]);
  }
  indexes.set(entries, { aliases, index });
  return index;
}

const actorOf = ({ actorId }: ActorAlias): string => actorId;
const conceptOf = ({ conceptId }: ConceptAlias): string => conceptId;

/** What is known of offices: who held which, and the day in question (null when it is not known). */
export interface Offices {
  affiliations: ReadonlyMap<string, ActorAffiliation>;
  date: string | null;
}

/**
 * The actors whose office is typed, those who held it at the date first; then those whose name or alias
 * fits, best first; then the offer to create one of exactly that name.
 */
export function searchActors(
  query: string,
  actors: ReadonlyMap<string, Actor>,
  aliases: ReadonlyMap<string, ActorAlias>,
  offices: Offices | null = null,
): TokenOption[] {
  const index = indexOf(actors, aliases, actorOf);
  const { found, isKnown } = look(query, index);
  const holders = offices === null ? [] : holdersOf(query, offices, actors);
  const named = found
    .filter((actor) => !holders.some((holder) => holder.actor === actor))
    .map((actor): TokenOption => {
      const others = index.aliasesOf.get(actor.id);
      const detail = others === undefined ? actor.kind : `${actor.kind}, also ${others.join(', ')}`;
      return { key: keyOfValue({ actorId: actor.id }), label: actor.name, detail };
    });
  const held = holders.map(({ actor, ...rest }): TokenOption => ({
    key: keyOfValue({ actorId: actor.id }),
    label: actor.name,
    detail: describeOffice(rest, offices?.date ?? null),
  }));
  // An alias that is typed out means its bearer more than an office that begins with it.
  const options = isKnown ? [...named, ...held] : [...held, ...named];
  const name = query.trim();
  const fresh = { key: keyOfValue({ newActor: { name, kind: 'person' } }), label: `Create “${name}”` };
  return name === '' || isKnown ? options : [...options, fresh];
}

/** Shorter words begin too many offices. */
const shortestOffice = 3;

/** Those who held the office at the date; when nobody did, or the date is not known, all who ever did. */
function holdersOf(
  query: string,
  { affiliations, date }: Offices,
  actors: ReadonlyMap<string, Actor>,
): OfficeHolder[] {
  if (query.trim().length < shortestOffice || affiliations.size === 0) return [];
  const all = resolveOffice(query, date, affiliations.values(), actors);
  const then = all.filter(({ isThen }) => isThen);
  const each = new Map<string, OfficeHolder>();
  for (const holder of then.length > 0 ? then : all) {
    if (!each.has(holder.actor.id)) each.set(holder.actor.id, holder);
  }
  return [...each.values()].slice(0, most);
}

/** `Minister of the Interior in 2020`, or the years of someone who held it at another time. */
function describeOffice(
  { office, affiliation, isThen }: Omit<OfficeHolder, 'actor'>,
  date: string | null,
): string {
  const year = date?.slice(0, 4);
  if (isThen && year !== undefined) return `${office} in ${year}`;
  return `${office} ${timeOf(affiliation)}`.trim();
}

/** `2018–2021`, `since 2018`, `until 2021-03`, or nothing where neither is known. */
export function timeOf({ fromDate, toDate }: Pick<ActorAffiliation, 'fromDate' | 'toDate'>): string {
  if (fromDate === null) return toDate === null ? '' : `until ${toDate}`;
  if (toDate === null) return `since ${fromDate}`;
  return fromDate === toDate ? fromDate : `${fromDate} – ${toDate}`;
}

const noAliases: ReadonlyMap<string, ConceptAlias> = new Map();

/** The concepts whose name or alias fits, best first, then the offer to create one. */
export function searchConcepts(
  query: string,
  concepts: ReadonlyMap<string, Concept>,
  aliases: ReadonlyMap<string, ConceptAlias> = noAliases,
): TokenOption[] {
  const index = indexOf(concepts, aliases, conceptOf);
  const { found, isKnown } = look(query, index);
  const options = found.map(({ id, name, definition }): TokenOption => {
    const others = index.aliasesOf.get(id);
    const detail = [...(others === undefined ? [] : [`also ${others.join(', ')}`]), definition]
      .filter((part) => part !== '')
      .join('; ');
    const option = { key: keyOfValue({ conceptId: id }), label: name };
    return detail === '' ? option : { ...option, detail };
  });
  const name = query.trim();
  const fresh = { key: keyOfValue({ newConcept: { name } }), label: `Create “${name}”` };
  return name === '' || isKnown ? options : [...options, fresh];
}

/** Ids of the entries one of whose names contains the words, for filtering a list. */
export function idsNamed<E extends Named, A extends Named>(
  query: string,
  entries: ReadonlyMap<string, E>,
  aliases: ReadonlyMap<string, A>,
  ownerOf: (alias: A) => string,
): ReadonlySet<string> {
  const wanted = foldForSearch(query);
  const index = indexOf(entries, aliases, ownerOf);
  const found = new Set<string>();
  for (let at = 0; at < index.folded.length; at++) {
    const entry = index.entries[at];
    if (entry && index.folded[at]?.includes(wanted)) found.add(entry.id);
  }
  return found;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** The order in which names are listed. */
export const compareNames = (a: Named, b: Named): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

/** 0 for the whole name, 1 for its beginning, 2 for the beginning of a word in it, 3 for anywhere. */
const ranks = 4;

/** The best entries, and whether one of them has exactly this name, so that none of it can be created. */
function look<E extends Named>(
  query: string,
  { entries, names, folded }: NameIndex<E>,
): { found: E[]; isKnown: boolean } {
  const wanted = foldForSearch(query);
  const key = entryKey(query);
  const inWord = ` ${wanted}`;
  const hits: number[][] = Array.from({ length: ranks }, () => []);
  let isKnown = false;
  for (let at = 0; at < folded.length; at++) {
    const name = folded[at] ?? '';
    const where = name.indexOf(wanted);
    if (where === -1) continue;
    if (where > 0) hits[name.includes(inWord) ? 2 : 3]?.push(at);
    else if (name.length > wanted.length) hits[1]?.push(at);
    else {
      hits[0]?.push(at);
      isKnown ||= entryKey(names[at] ?? '') === key;
    }
  }
  const found = new Set<E>();
  for (const group of hits) {
    if (found.size >= most) break;
    const best = firstOf(group, folded, most).flatMap((at) => entries[at] ?? []);
    for (const entry of best.toSorted(compareNames)) {
      if (found.size < most) found.add(entry);
    }
  }
  return { found: [...found], isKnown };
}

/** The `count` hits that come first by their folded names; only they are worth a comparison by language. */
function firstOf(hits: readonly number[], folded: readonly string[], count: number): number[] {
  const before = (a: number, b: number): boolean => (folded[a] ?? '') < (folded[b] ?? '');
  if (hits.length <= count) return [...hits];
  const first: number[] = [];
  for (const hit of hits) {
    const last = first.at(-1);
    if (first.length === count && last !== undefined && !before(hit, last)) continue;
    let low = 0;
    for (let high = first.length; low < high;) {
      const middle = (low + high) >> 1;
      if (before(hit, first[middle] ?? hit)) high = middle;
      else low = middle + 1;
    }
    first.splice(low, 0, hit);
    if (first.length > count) first.pop();
  }
  return first;
}
