/** Whom words mean that were selected to answer who speaks: one known actor or several, somebody new, or nobody sure. */
import { foldForSearch } from './fold';
import { mayBegin, mayEnd } from './name-borders';
import { isTitleOrArticle } from './name-forms';

/** A name or another name of an actor, folded by `foldForSearch`. */
export interface FoldedName {
  actorId: string;
  folded: string;
}

export type MeantActors =
  | { kind: 'known'; actorIds: string[] }
  /** Nobody known is named, and nothing speaks against one name. */
  | { kind: 'one name' }
  /** The user must say; `actorIds` are those that the words name. */
  | { kind: 'unclear'; actorIds: string[] };

/**
 * @param given the actors that the slot has already: words that name all of them, or that are a part of the
 *   name of one, mean them
 * @param names of all actors that are known
 */
export function actorsInWords(
  words: string,
  given: readonly string[],
  names: Iterable<FoldedName>,
): MeantActors {
  const text = foldForSearch(words);
  const all = [...names];
  const { found, rest, isAmbiguous } = namedIn(text, all, given);
  const isGiven = (id: string): boolean => given.includes(id);
  const hasOthers = rest.some((word) => !isJoiner(word) && !isTitleOrArticle(word));
  // A comma may begin what is said about somebody; “and” brings somebody else along.
  const bringsOthers = hasOthers && rest.some((word) => isJoiner(word) && !isStop(word));

  // `Müller and Muller`: two are named, though one of them is known by both.
  const joinsNobody = found.length === 1 && rest.some((word) => isJoiner(word) && !isStop(word));

  if (isAmbiguous || joinsNobody) return { kind: 'unclear', actorIds: found };
  if (found.length > 0) {
    const areAllGiven = given.length > 1 && given.every((id) => found.includes(id));
    const areOfGiven = found.every(isGiven) && (areAllGiven || !bringsOthers);
    if (areOfGiven || !hasOthers) return { kind: 'known', actorIds: found };
    return { kind: 'unclear', actorIds: found };
  }
  const partly = all.filter(({ actorId, folded }) => isGiven(actorId) && stands(folded, text));
  const [only, ...others] = new Set(partly.map(({ actorId }) => actorId));
  if (only !== undefined && others.length === 0) return { kind: 'known', actorIds: [only] };
  // `Marks and Spencer` may be one or two: nobody but the reader knows.
  const isSeveral = rest.some((word, index) => isJoiner(word) || (index > 0 && /^و\p{L}/u.test(word)));
  return isSeveral || others.length > 0 ? { kind: 'unclear', actorIds: [] } : { kind: 'one name' };
}

/** The actors whose names stand in a text, in its order, and the words that are left. Longer names go first. */
function namedIn(
  text: string,
  names: readonly FoldedName[],
  given: readonly string[],
): { found: string[]; rest: string[]; isAmbiguous: boolean } {
  const bearers = new Map<string, Set<string>>();
  for (const { actorId, folded } of names) {
    if (folded.length < 2 || !stands(text, folded)) continue;
    bearers.set(folded, (bearers.get(folded) ?? new Set()).add(actorId));
  }
  let isAmbiguous = false;
  let left = text;
  const places: { at: number; actorIds: string[] }[] = [];
  for (const name of [...bearers.keys()].toSorted((a, b) => b.length - a.length)) {
    const bearing = [...(bearers.get(name) ?? [])];
    const wanted = bearing.length > 1 ? bearing.filter((id) => given.includes(id)) : bearing;
    for (let at = placeOf(left, name); at !== -1; at = placeOf(left, name)) {
      left = `${left.slice(0, at)}${taken.repeat(name.length)}${left.slice(at + name.length)}`;
      if (wanted.length !== 1) isAmbiguous = true;
      places.push({ at, actorIds: wanted.length === 1 ? wanted : bearing });
    }
  }
  const found = places.toSorted((a, b) => a.at - b.at).flatMap(({ actorIds }) => actorIds);
  return { found: [...new Set(found)], rest: left.match(token) ?? [], isAmbiguous };
}

/** Stands where a name was found: no letter, so that what follows it may begin there. */
const taken = '\ufffc';
/** A word, a sign that joins, or one of the words that join names where scripts put no space between them. */
const token = /[和與与及跟]|[\p{L}\p{M}\p{N}]+?(?=[和與与及跟])|[\p{L}\p{M}\p{N}]+|[&+/,;،؛、，；]/gu;

const joiners = new Set(
  `and as well und sowie et y e i ed en og och & + / , ; ، ؛ 、 ， ； و 和 與 与 及 跟`.split(' '),
);
const isJoiner = (word: string): boolean => joiners.has(word);
const isStop = (word: string): boolean => /^[,;،؛、，；]$/.test(word);

/** Where a name stands as whole words, or -1. */
function placeOf(text: string, name: string): number {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (mayBegin(text, at) && mayEnd(text, at + name.length)) return at;
  }
  return -1;
}

/** Whether a name stands in a text as whole words; both are folded alike. */
export const stands = (text: string, name: string): boolean => placeOf(text, name) !== -1;
