/**
 * Carrying marked words over onto another version of their text. What is not found for sure is left to a person:
 * a span never moves to words of which somebody would have to say that they are not the ones that were marked.
 */
import { type Anchor, anchorOf, contextLength } from '../anchor';
import { placeRange } from '../commands-ranges';
import type { Range } from '../span';
import { mapTexts } from './text-map';

export interface Carried extends Range, Anchor {}

export interface Carrier {
  /** The place in the new text, with its words; null where it cannot be told for sure. */
  carry(place: Anchor & Range): Carried | null;
}

/** A place found must be at least so likely, from 0 to 1. */
const threshold = 0.6;
/** The likeliest place must be so much likelier than the next one. */
const margin = 0.15;
/** Words that were themselves changed must still be so much alike. */
const leastAlike = 0.75;
/** What the words around say, against how near the place is to where it should be. */
const contextWeight = 0.6;

/**
 * @param from the text in which words are marked
 * @param to the text in which they are looked for
 */
export function carrierTo(from: string, to: string): Carrier {
  const map = from === to ? null : mapTexts(from, to);
  return {
    carry(place) {
      if (map === null && place.start < place.end && to.slice(place.start, place.end) === place.quote)
        return { ...place };
      const isRight =
        map !== null && place.quote !== '' && from.slice(place.start, place.end) === place.quote;
      const expected = isRight
        ? { start: map.at(place.start, 'after'), end: map.at(place.end, 'before') }
        : null;
      const anchor = isRight ? { ...place, ...anchorOf(from, place) } : place;
      return found(to, quoted(to, place.quote), expected, anchor);
    },
  };
}

/** At most so many places are compared; what stands more often is no quotation. */
const mostPlaces = 200;

function quoted(text: string, quote: string): number[] {
  const places: number[] = [];
  if (quote === '') return places;
  for (
    let at = text.indexOf(quote);
    at !== -1 && places.length < mostPlaces;
    at = text.indexOf(quote, at + 1)
  )
    places.push(at);
  return places;
}

/**
 * @param places where exactly the quoted words stand
 * @param expected where the place should be, by the words around it; null where nothing is known
 */
function found(
  text: string,
  places: readonly number[],
  expected: Range | null,
  anchor: Anchor,
): Carried | null {
  const { quote } = anchor;
  const at = (start: number, end: number): Carried => ({ start, end, ...anchorOf(text, { start, end }) });
  const scored = places
    .map((start) => ({ start, score: scoreOf(text, start, start + quote.length, expected, anchor) }))
    .toSorted((a, b) => b.score - a.score);
  const [best, next] = scored;
  // The only place with these words, or the one that lies where it should: with something around it to say so.
  if (best && best.score >= threshold && (!next || best.score - next.score >= margin))
    return at(best.start, best.start + quote.length);
  if (best || expected === null || expected.end <= expected.start) return null;
  // The words were themselves corrected: what now stands between the same neighbours.
  const placed = placeRange(text, expected);
  if (!placed.ok) return null;
  const { start, end } = placed.value;
  const alike = similarity(quote, text.slice(start, end));
  const around = contextScore(text, start, end, anchor);
  return alike >= leastAlike && (alike + around) / 2 >= threshold ? at(start, end) : null;
}

function scoreOf(text: string, start: number, end: number, expected: Range | null, anchor: Anchor): number {
  const around = contextScore(text, start, end, anchor);
  if (expected === null) return around;
  const distance = Math.abs(start - expected.start) + Math.abs(end - expected.end);
  const near = Math.max(0, 1 - distance / (2 * contextLength));
  return contextWeight * around + (1 - contextWeight) * near;
}

/** How much of the words before and after is the same, from 0 to 1; where none were kept, that says nothing. */
function contextScore(text: string, start: number, end: number, { prefix, suffix }: Anchor): number {
  const before = text.slice(Math.max(0, start - prefix.length), start);
  const after = text.slice(end, end + suffix.length);
  const scores: number[] = [];
  if (prefix !== '') scores.push(similarity(prefix, before));
  else scores.push(start === 0 ? 1 : 0.5);
  if (suffix !== '') scores.push(similarity(suffix, after));
  else scores.push(end === text.length ? 1 : 0.5);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Longer words are compared by their beginning and end only. */
const mostCompared = 2000;

/** 1 for equal words, 0 for words with nothing in common: edits (Levenshtein) against the longer length. */
export function similarity(one: string, other: string): number {
  if (one === other) return 1;
  const a = ends(one);
  const b = ends(other);
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let x = 1; x <= a.length; x++) {
    const next = [x];
    for (let y = 1; y <= b.length; y++) {
      const change = row[y - 1]! + (a[x - 1] === b[y - 1] ? 0 : 1);
      next.push(Math.min(change, row[y]! + 1, next[y - 1]! + 1));
    }
    row = next;
  }
  return 1 - row[b.length]! / longest;
}

const ends = (words: string): string =>
  words.length <= mostCompared ? words : words.slice(0, mostCompared / 2) + words.slice(-mostCompared / 2);
