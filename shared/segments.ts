/** How overlapping ranges are laid out: each gets a depth that no overlapping range of its group shares. */
import { compareRanges } from './span';
import type { Placed } from './interval-index';

/** A range to paint: `group` is its code, `depth` counts from 0 within overlapping ranges of the group. */
export interface Layered extends Placed {
  group: string;
  depth: number;
}

/**
 * Gives every range the smallest depth that is free where it starts (interval colouring in text
 * order), so that depths do not change while the reader scrolls. The result is in text order. A range that
 * has its depth from an earlier time stays the same object where the depth is still right.
 */
export function layer<P extends Placed & { group: string }>(
  ranges: readonly (P & { depth?: number })[],
): (P & { depth: number })[] {
  const open = new Map<string, number[]>();
  return ranges.toSorted(compareRanges).map((range) => {
    let ends = open.get(range.group);
    if (!ends) open.set(range.group, (ends = []));
    let depth = ends.findIndex((end) => end <= range.start);
    if (depth === -1) depth = ends.length;
    ends[depth] = range.end;
    return range.depth === depth ? (range as P & { depth: number }) : { ...range, depth };
  });
}
