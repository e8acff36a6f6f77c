/** The rule by which a value that two files give differently is settled. */
import type { Past } from './news';

/** `same`; whose value is the newer one; or `conflict`: each is news to the other side. */
export type Outcome = 'same' | 'mine' | 'theirs' | 'conflict';

/** What merging compares: plain values, or composite ones in the one form that equal ones have. */
export type Plain = string | number | boolean | null | undefined;

/**
 * Which of two values is the newer one. A side that has left the other's value, and whose own value the other
 * never left, has the last word. Where neither has seen the other's value, or each has left the other's, a person
 * decides.
 */
export function threeWay(
  mine: unknown,
  theirs: unknown,
  minePast: Past<unknown>,
  theirPast: Past<unknown>,
): Outcome {
  if (mine === theirs) return 'same';
  if (theirPast.known && theirPast.left.length === 0) return untouchedThere(minePast, theirPast);
  // The other way round: they knew my value, and have another one since.
  const hadMine = minePast.known && minePast.left.length === 0 && theirPast.isWhole;
  if (hadMine && theirPast.known) return 'theirs';
  const seenByThem = theirPast.left.includes(mine);
  const seenByMe = minePast.left.includes(theirs);
  if (seenByThem === seenByMe) return 'conflict';
  return seenByThem ? 'theirs' : 'mine';
}

/**
 * Theirs has not touched the value since I took it in: I have settled it in my own way. Unless I have not touched it
 * either, and it was theirs that merged since and so met my value; where both merged files that the other does not
 * know, nobody can tell.
 */
function untouchedThere(minePast: Past<unknown>, theirPast: Past<unknown>): Outcome {
  const isMine = !minePast.known || minePast.left.length > 0 || minePast.tookOther || !theirPast.isWhole;
  if (isMine || !(theirPast.tookOther || theirPast.tookMore)) return 'mine';
  return minePast.tookMore ? 'conflict' : 'theirs';
}

/** Where nothing is known of the two but that they are the same: what one of them leaves open, the other fills. */
export function twoWay(mine: unknown, theirs: unknown): Outcome {
  if (mine === theirs) return 'same';
  if (saysNothing(theirs)) return 'mine';
  return saysNothing(mine) ? 'theirs' : 'conflict';
}

const saysNothing = (value: unknown): boolean => value === null || value === '' || value === undefined;
