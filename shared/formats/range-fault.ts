/** Why ranges that a file gives cannot be placed in a text. */
import { compareRanges, overlaps, type Range } from '../span';

/**
 * What is wrong with the pieces of one annotation, as a sentence; null for nothing. Ranges are half-open, in UTF-16 code
 * units of the stored text.
 */
export function rangeFault(text: string, ranges: readonly Range[]): string | null {
  if (ranges.length === 0) return 'An annotation without a place in the text is left out.';
  const cuts = (offset: number): boolean =>
    /[\udc00-\udfff]/.test(text[offset] ?? '') && /[\ud800-\udbff]/.test(text[offset - 1] ?? '');
  for (const { start, end } of ranges) {
    if (!Number.isInteger(start) || !Number.isInteger(end))
      return 'An annotation whose place is no number is left out.';
    if (start < 0 || end > text.length) return 'An annotation outside its text is left out.';
    if (start >= end) return 'An annotation that covers no character is left out.';
    if (cuts(start) || cuts(end)) return 'An annotation that would cut a character in two is left out.';
  }
  const sorted = ranges.toSorted(compareRanges);
  return sorted.some((range, at) => at > 0 && overlaps(sorted[at - 1]!, range))
    ? 'An annotation whose pieces overlap each other is left out.'
    : null;
}
