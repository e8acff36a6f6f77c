/** Offsets as R and Python count them: in Unicode code points instead of UTF-16 code units. */

/**
 * Makes a converter for one text, so that many offsets cost one pass over it.
 * @returns a function from an offset in code units, which must not lie within a surrogate pair, to the
 * same place in code points.
 */
export function codePointOffsets(text: string): (offset: number) => number {
  const pairs = [...text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)].map(({ index }) => index);
  return (offset) => offset - countBelow(pairs, offset);
}

/** A converter from code points to UTF-16 code units of one text. */
export function unitsOfCodePoints(text: string): (offset: number) => number {
  // The place of each surrogate pair, in code points.
  const pairs: number[] = [];
  for (const { index } of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) pairs.push(index - pairs.length);
  return (offset) => offset + countBelow(pairs, offset);
}

/** How many of the ascending numbers are smaller than the limit. Binary search. */
export function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
