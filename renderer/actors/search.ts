/**
 * Finding actors and concepts by what the user types, and offering to create what is not there. Names are
 * folded once for each record, so that a key press only goes through folded names.
 */
import { actorKindOf } from '../../shared/actor-kind';
import type { FoldedName } from '../../shared/actors-in-words';
import { type OfficeHolder, resolveOffice } from '../../shared/offices';
import type { Actor, ActorAffiliation, ActorAlias, Concept, ConceptAlias } from '../../shared/records';
import { lookalikeKey } from '../../shared/names';
import { type Alias, ownerOf } from '../../shared/registry';
import { keyOfValue } from '../annotations/values';
import { aliasesByOwner, keptWith } from '../registry/entries';
import { foldForSearch } from '../ui/fold';
import type { TokenOption } from '../ui/token-field';

/** As many as can be taken in at a glance and scrolled through. */
const most = 50;

export interface Named {
  id: string;
  name: string;
}

/** Names with the entries that bear them: three lists of equal length. */
interface NameList {
  ids: string[];
  names: string[];
  folded: string[];
}

const foldedNames = new WeakMap<Named, string>();

/** Renaming makes a new record, so what a record is called can be kept beside it. */
export function foldedName(record: Named): string {
  let folded = foldedNames.get(record);
  if (folded === undefined) {
    folded = foldForSearch(record.name);
    foldedNames.set(record, folded);
  }
  return folded;
}

/** @param bearerOf the id of the entry that a record names */
const listsOf = <V extends Named>(
  bearerOf: (record: V) => string,
): ((map: ReadonlyMap<string, V>) => NameList) =>
  keptWith((map) => {
    const list: NameList = { ids: [], names: [], folded: [] };
    for (const record of map.values()) {
      list.ids.push(bearerOf(record));
      list.names.push(record.name);
      list.folded.push(foldedName(record));
    }
    return list;
  });

const namesOf = listsOf<Named>(({ id }) => id);
const otherNamesOf = listsOf<Alias>(ownerOf);

/** `also A, B`, or nothing for an entry without other names. */
function otherNames(id: string, aliases: ReadonlyMap<string, Alias>): string {
  const others = aliasesByOwner(aliases).get(id);
  return others === undefined ? '' : `also ${others.map(({ name }) => name).join(', ')}`;
}

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
  const { found, isKnown } = look(query, actors, aliases);
  const holders = offices === null ? [] : holdersOf(query, offices, actors);
  const named = found
    .filter((actor) => !holders.some((holder) => holder.actor === actor))
    .map((actor): TokenOption => {
      const detail = [actor.kind, otherNames(actor.id, aliases)].filter(Boolean).join(', ');
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
  const fresh = newActorOption(name);
  return name === '' || isKnown ? options : [...options, fresh];
}

/** Each name and other name of the actors, folded once for each record. */
export function* namesOfActors(
  actors: ReadonlyMap<string, Actor>,
  aliases: ReadonlyMap<string, ActorAlias>,
): Iterable<FoldedName> {
  for (const actor of actors.values()) yield { actorId: actor.id, folded: foldedName(actor) };
  for (const alias of aliases.values()) yield { actorId: alias.actorId, folded: foldedName(alias) };
}

/** The offer to make an actor of a name, which says what it is taken for. */
export function newActorOption(name: string): { key: string; label: string } {
  const kind = actorKindOf(name);
  return { key: keyOfValue({ newActor: { name, kind } }), label: `New ${kind} “${name}”` };
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
  const { found, isKnown } = look(query, concepts, aliases);
  const options = found.map(({ id, name, definition }): TokenOption => {
    const detail = [otherNames(id, aliases), definition].filter(Boolean).join('; ');
    const option = { key: keyOfValue({ conceptId: id }), label: name };
    return detail === '' ? option : { ...option, detail };
  });
  const name = query.trim();
  const fresh = { key: keyOfValue({ newConcept: { name } }), label: `Create “${name}”` };
  return name === '' || isKnown ? options : [...options, fresh];
}

/** Ids of the entries one of whose names contains the words, for filtering a list. */
export function idsNamed(
  query: string,
  entries: ReadonlyMap<string, Named>,
  aliases: ReadonlyMap<string, Alias>,
): ReadonlySet<string> {
  const wanted = foldForSearch(query);
  const found = new Set<string>();
  for (const { ids, folded } of [namesOf(entries), otherNamesOf(aliases)]) {
    for (const [at, id] of ids.entries()) if (folded[at]?.includes(wanted)) found.add(id);
  }
  return found;
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** The order in which names are listed. */
export const compareNames = (a: Named, b: Named): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

/** 0 for the whole name, 1 for its beginning, 2 for the beginning of a word in it, 3 for anywhere. */
const ranks = 4;

interface Hit {
  id: string;
  folded: string;
}

/** The best entries, and whether one of them has exactly this name, so that none of it can be created. */
function look<E extends Named>(
  query: string,
  entries: ReadonlyMap<string, E>,
  aliases: ReadonlyMap<string, Alias>,
): { found: E[]; isKnown: boolean } {
  const wanted = foldForSearch(query);
  const key = lookalikeKey(query);
  const inWord = ` ${wanted}`;
  const hits: Hit[][] = Array.from({ length: ranks }, () => []);
  let isKnown = false;
  for (const { ids, names, folded } of [namesOf(entries), otherNamesOf(aliases)]) {
    for (let at = 0; at < folded.length; at++) {
      const name = folded[at] ?? '';
      const where = name.indexOf(wanted);
      if (where === -1) continue;
      const id = ids[at] ?? '';
      if (where > 0) keepFirst(hits[name.includes(inWord) ? 2 : 3], { id, folded: name });
      else if (name.length > wanted.length) keepFirst(hits[1], { id, folded: name });
      else if (entries.has(id)) {
        keepFirst(hits[0], { id, folded: name });
        isKnown ||= lookalikeKey(names[at] ?? '') === key;
      }
    }
  }
  const found = new Set<E>();
  for (const group of hits) {
    const best = group.flatMap(({ id }) => entries.get(id) ?? []);
    for (const entry of best.toSorted(compareNames)) {
      if (found.size < most) found.add(entry);
    }
  }
  return { found: [...found], isKnown };
}

/** Keeps the hits that come first by their folded names; only they are worth a comparison by language. */
function keepFirst(first: Hit[] | undefined, hit: Hit): void {
  if (!first) return;
  const last = first.at(-1);
  if (first.length === most && last && hit.folded >= last.folded) return;
  let low = 0;
  for (let high = first.length; low < high;) {
    const middle = (low + high) >> 1;
    if (hit.folded < (first[middle]?.folded ?? '')) high = middle;
    else low = middle + 1;
  }
  first.splice(low, 0, hit);
  if (first.length > most) first.pop();
}
