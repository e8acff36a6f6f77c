/**
 * Drawing at random without replacement, so that the same number draws the same again, on every machine and in
 * other programs: the ids are sorted as text, then shuffled from the front (Fisher and Yates in the form of
 * Durstenfeld, 1964, Algorithm 235, Communications of the ACM 7(7), 420), as far as is needed, by numbers of sfc32
 * (`agreement/random.ts`), and the first ones are taken.
 */
import { below, type Random } from './agreement/random';

/** `count` of the ids, in the order of drawing. Their order beforehand does not matter. */
export function draw(ids: readonly string[], count: number, random: Random): string[] {
  if (count > ids.length) throw new Error(`${count} of ${ids.length} cannot be drawn`);
  const left = ids.toSorted();
  for (let at = 0; at < count; at++) {
    const other = at + below(left.length - at, random);
    [left[at], left[other]] = [left[other]!, left[at]!];
  }
  return left.slice(0, count);
}

/** How many a part of them are: a part of something is at least one. */
export const countOfShare = (share: number, of: number): number =>
  of === 0 ? 0 : Math.max(1, Math.round(share * of));
