/**
 * Where a place of one text is in another version of it, by the words that both have in the same order. Offsets
 * are UTF-16 code units.
 */

import { diffArrays } from 'diff';

/** Words, numbers, and each other sign for itself; white space is what lies between. */
const tokens = /[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu;

interface Token {
  word: string;
  start: number;
}

const tokensOf = (text: string): Token[] =>
  Array.from(text.matchAll(tokens), ({ 0: word, index }) => ({ word, start: index }));

/** A word at `a` in the old text that is the same as the word at `b` in the new one. */
interface Common {
  a: number;
  b: number;
}

/** How many words may differ in one stretch before only rarer words are looked for. Time grows with its square. */
const mostEdits = 400;

export interface TextMap {
  /**
   * Where an offset of the old text is in the new one. Between words that both have it is estimated.
   * @param side which of the two neighbouring words an offset between them goes with
   */
  at(offset: number, side: 'before' | 'after'): number;
}

export function mapTexts(from: string, to: string): TextMap {
  const old = tokensOf(from);
  const now = tokensOf(to);
  const pairs = commonWords(old, now);
  /** Stretches of code units that are the same in both, in order. */
  const runs: { start: number; end: number; shift: number }[] = [];
  for (const { a, b } of pairs) {
    const { word, start } = old[a]!;
    const shift = now[b]!.start - start;
    const last = runs.at(-1);
    const isNext =
      last?.shift === shift && from.slice(last.end, start) === to.slice(last.end + shift, start + shift);
    if (isNext) last.end = start + word.length;
    else runs.push({ start, end: start + word.length, shift });
  }
  return {
    at(offset, side) {
      const next = runs.findIndex(
        ({ start, end }) =>
          (side === 'after' ? offset < end : offset <= end && offset >= start) || offset < start,
      );
      const run = next === -1 ? undefined : runs[next];
      if (run && run.start <= offset) return offset + run.shift;
      const previous = next === -1 ? runs.at(-1) : runs[next - 1];
      const estimate =
        side === 'after'
          ? run
            ? Math.max(
                run.start + run.shift - (run.start - offset),
                (previous?.end ?? 0) + (previous?.shift ?? 0),
              )
            : to.length - (from.length - offset)
          : previous
            ? offset + previous.shift
            : offset;
      return Math.max(0, Math.min(to.length, estimate));
    },
  };
}

/** The words that both have in the same order: a longest such list, where the texts are not too different. */
function commonWords(old: readonly Token[], now: readonly Token[]): Common[] {
  const found: Common[] = [];
  const stack: [number, number, number, number][] = [[0, old.length, 0, now.length]];
  for (let part = stack.pop(); part; part = stack.pop()) {
    let [a, aEnd, b, bEnd] = part;
    while (a < aEnd && b < bEnd && old[a]!.word === now[b]!.word) found.push({ a: a++, b: b++ });
    const tail: Common[] = [];
    while (a < aEnd && b < bEnd && old[aEnd - 1]!.word === now[bEnd - 1]!.word)
      tail.push({ a: --aEnd, b: --bEnd });
    found.push(...tail);
    if (a === aEnd || b === bEnd) continue;
    const path = shortestEdit(old, now, a, aEnd, b, bEnd);
    if (path) {
      found.push(...path);
      continue;
    }
    // Too different: words that stand once in each part it in smaller stretches.
    const anchors = inRisingOrder(onceInBoth(old, now, a, aEnd, b, bEnd));
    let [fromA, fromB] = [a, b];
    for (const anchor of anchors) {
      stack.push([fromA, anchor.a, fromB, anchor.b]);
      found.push(anchor);
      [fromA, fromB] = [anchor.a + 1, anchor.b + 1];
    }
    if (anchors.length > 0) stack.push([fromA, aEnd, fromB, bEnd]);
  }
  return found.toSorted((x, y) => x.a - y.a);
}

/** A longest list of common words in the same order; null where that takes more than `mostEdits`. */
function shortestEdit(
  old: readonly Token[],
  now: readonly Token[],
  a: number,
  aEnd: number,
  b: number,
  bEnd: number,
): Common[] | null {
  const words = (list: readonly Token[], start: number, end: number): string[] =>
    list.slice(start, end).map(({ word }) => word);
  const changes = diffArrays(words(old, a, aEnd), words(now, b, bEnd), { maxEditLength: mostEdits });
  if (changes === undefined) return null;
  const found: Common[] = [];
  let [x, y] = [a, b];
  for (const { added, removed, count } of changes) {
    if (!added && !removed) for (let at = 0; at < count; at++) found.push({ a: x + at, b: y + at });
    if (!added) x += count;
    if (!removed) y += count;
  }
  return found;
}

function onceInBoth(
  old: readonly Token[],
  now: readonly Token[],
  a: number,
  aEnd: number,
  b: number,
  bEnd: number,
): Common[] {
  const places = (list: readonly Token[], start: number, end: number): Map<string, number> => {
    const found = new Map<string, number>();
    for (let at = start; at < end; at++) found.set(list[at]!.word, found.has(list[at]!.word) ? -1 : at);
    return found;
  };
  const inNow = places(now, b, bEnd);
  return [...places(old, a, aEnd)].flatMap(([word, at]) => {
    const other = inNow.get(word) ?? -1;
    return at === -1 || other === -1 ? [] : [{ a: at, b: other }];
  });
}

/** A longest list that rises in both texts. */
function inRisingOrder(pairs: readonly Common[]): Common[] {
  const sorted = pairs.toSorted((x, y) => x.a - y.a);
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, { b }] of sorted.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[tops[middle]!]!.b < b) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : tops[low - 1]!;
    tops[low] = index;
  }
  const found: Common[] = [];
  for (let at = tops.at(-1) ?? -1; at !== -1; at = before[at]!) found.push(sorted[at]!);
  return found.toReversed();
}

/** Below this share of common words two texts are not two versions of one. */
const leastAlike = 0.5;

/** Whether two texts are versions of one, by the longer words that they have in common. */
export function areVersions(one: string, other: string): boolean {
  const wordsOf = (text: string): Set<string> =>
    new Set(tokensOf(text).flatMap(({ word }) => (word.length > 2 ? [word.toLowerCase()] : [])));
  const a = wordsOf(one);
  const b = wordsOf(other);
  if (Math.min(a.size, b.size) === 0) return one.trim() === other.trim();
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return common / Math.min(a.size, b.size) >= leastAlike;
}
