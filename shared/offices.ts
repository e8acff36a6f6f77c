/**
 * Who held an office when: "the minister of the interior" is another person in 2016 than in 2020.
 * Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and stand for all days they may mean; null is open.
 */
import { foldForSearch } from './fold';
import type { Actor, ActorAffiliation } from './records';

const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10);
/** Days are compared as text, so that a month may end on its 31st whatever its length. */
const lastDay = (date: string): string => (date.length === 4 ? `${date}-12-31` : `${date}-31`.slice(0, 10));

/** Whether a time ends before it begins, whatever days its dates may mean. */
export const isBackwards = (from: string | null, to: string | null): boolean =>
  from !== null && to !== null && lastDay(to) < firstDay(from);

/** Whether an affiliation held on some day of the date; always where no date is known. */
export function holdsAt(
  { fromDate, toDate }: Pick<ActorAffiliation, 'fromDate' | 'toDate'>,
  date: string | null,
): boolean {
  if (date === null) return true;
  if (fromDate !== null && lastDay(date) < firstDay(fromDate)) return false;
  return toDate === null || firstDay(date) <= lastDay(toDate);
}

/** Whether it surely held on every day of the date: it began before the first and ended after the last. */
function holdsThrough(
  { fromDate, toDate }: Pick<ActorAffiliation, 'fromDate' | 'toDate'>,
  date: string,
): boolean {
  const begun = fromDate === null || lastDay(fromDate) <= firstDay(date);
  return begun && (toDate === null || lastDay(date) <= firstDay(toDate));
}

export interface OfficeHolder {
  actor: Actor;
  affiliation: ActorAffiliation;
  /** The office as it reads, with its organisation where there is one. */
  office: string;
  /** Whether they held it at the date; false for those of other times. */
  isThen: boolean;
}

/** An office as it is compared: without an article before it, and without commas. */
const officeKey = (name: string): string =>
  foldForSearch(name)
    .replaceAll(/[,،]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|der|die|das|le|la|les|el|los|l['’]) ?(?=\S)/, '')
    .replaceAll(/(^| )ال/g, '$1');

/** The office and its organisation in words: `minister of the interior, Germany`. */
export function officeName(
  { office, organisationId }: Pick<ActorAffiliation, 'office' | 'organisationId'>,
  actors: ReadonlyMap<string, Actor>,
): string {
  const organisation = organisationId === null ? undefined : actors.get(organisationId)?.name;
  return organisation === undefined ? office : office === '' ? organisation : `${office}, ${organisation}`;
}

const offices = new WeakMap<ActorAffiliation, string>();

/** The key of an office with the words of its organisation behind it, computed once per record. */
function keyOf(affiliation: ActorAffiliation, actors: ReadonlyMap<string, Actor>): string {
  let key = offices.get(affiliation);
  if (key === undefined) {
    key = officeKey(affiliation.office);
    offices.set(affiliation, key);
  }
  const organisation =
    affiliation.organisationId === null ? undefined : actors.get(affiliation.organisationId);
  return organisation ? `${key} ${officeKey(organisation.name)}` : key;
}

/**
 * The actors whose office begins with the name, or is made of its words with those of its organisation
 * ("Germany’s minister" does not ask for a form of its own). Those who held it at the date come first; of
 * two, the one who surely did; then the later ones.
 * @param date what is known of the day in question; null offers everyone
 */
export function resolveOffice(
  name: string,
  date: string | null,
  affiliations: Iterable<ActorAffiliation>,
  actors: ReadonlyMap<string, Actor>,
): OfficeHolder[] {
  const wanted = officeKey(name);
  if (wanted === '') return [];
  const words = wanted.split(' ').filter((word) => !joining.has(word));
  const holders: OfficeHolder[] = [];
  for (const affiliation of affiliations) {
    if (affiliation.office === '') continue;
    const key = keyOf(affiliation, actors);
    if (!key.startsWith(wanted) && !isMadeOf(key, words)) continue;
    const actor = actors.get(affiliation.actorId);
    if (!actor) continue;
    const office = officeName(affiliation, actors);
    holders.push({ actor, affiliation, office, isThen: holdsAt(affiliation, date) });
  }
  const rank = ({ affiliation, isThen }: OfficeHolder): number =>
    date !== null && holdsThrough(affiliation, date) ? 0 : isThen ? 1 : 2;
  return holders.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.affiliation.fromDate ?? '').localeCompare(a.affiliation.fromDate ?? '') ||
      (a.actor.id < b.actor.id ? -1 : 1),
  );
}

const joining = new Set([
  'of',
  'the',
  'for',
  'der',
  'des',
  'die',
  'das',
  'fur',
  'du',
  'de',
  'la',
  'del',
  'and',
]);

/** Whether each word begins one of the key's. */
const isMadeOf = (key: string, words: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => key.startsWith(word) || key.includes(` ${word}`));
