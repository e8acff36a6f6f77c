/**
 * Krippendorff’s alpha-U of 1995 (also 2004, ch. 11.6): each category has a continuum of its own; passages that
 * overlap differ by the squares of how far their begins and their ends are apart, a passage in another’s gap by the
 * square of its length. Kept for comparison with older studies; u-alpha of 2016 replaces it.
 */
import { alphaOf, type Disagreements } from './alpha';
import { type Measured, notDefined } from './measures';

interface Stretch {
  start: number;
  end: number;
}

const lengthOf = ({ start, end }: Stretch): number => end - start;

/** What lies between passages, before the first and after the last. */
function gapsIn(length: number, passages: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  let from = 0;
  for (const { start, end } of passages) {
    if (start > from) gaps.push({ start: from, end: start });
    from = end;
  }
  if (from < length) gaps.push({ start: from, end: length });
  return gaps;
}

/** Observed and expected disagreement in one category. Passages of one coder do not overlap; in order, from 0. */
export function disagreements1995(length: number, coders: readonly (readonly Stretch[])[]): Disagreements {
  const gaps = coders.map((passages) => gapsIn(length, passages));
  let observed = 0;
  for (const [at, one] of coders.entries())
    for (const [otherAt, other] of coders.entries()) {
      if (at === otherAt) continue;
      for (const passage of one) {
        for (const { start, end } of other)
          if (start < passage.end && passage.start < end)
            // Each such pair is met from both sides.
            observed += (passage.start - start) ** 2 + (passage.end - end) ** 2;
        // So is this, once as passage in gap and once as gap around passage.
        if (gaps[otherAt]!.some(({ start, end }) => start <= passage.start && passage.end <= end))
          observed += 2 * lengthOf(passage) ** 2;
      }
    }
  const passages = coders.flat().map(lengthOf);
  const gapLengths = gaps.flat().map(lengthOf);
  let expected = 0;
  for (const long of passages) {
    const fitting = gapLengths.reduce((sum, gap) => sum + (gap >= long ? gap - long + 1 : 0), 0);
    expected += ((passages.length - 1) / 3) * (2 * long ** 3 - 3 * long ** 2 + long) + long ** 2 * fitting;
  }
  const all = coders.length * length;
  const self = passages.reduce((sum, long) => sum + long * (long - 1), 0);
  return {
    observed: observed / (coders.length * (coders.length - 1) * length ** 2),
    expected: ((2 / length) * expected) / (all * (all - 1) - self),
  };
}

/** @param categories what each coder has marked in each category */
export function alphaUnitizing1995(
  length: number,
  categories: readonly (readonly (readonly Stretch[])[])[],
): Measured<Disagreements> {
  if (categories.every((coders) => coders.every((passages) => passages.length === 0)))
    return notDefined('Nobody marked anything, so there is nothing to agree on.');
  const each = categories.map((coders) => disagreements1995(length, coders));
  const mean = (of: keyof Disagreements): number => each.reduce((sum, one) => sum + one[of], 0) / each.length;
  return alphaOf(mean('observed'), mean('expected'));
}
