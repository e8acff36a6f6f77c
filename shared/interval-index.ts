/** Finds which of many ranges cover an offset or meet a stretch, without looking at all of them. */
import { compareRanges, type Range } from './span';

export interface Placed extends Range {
  id: string;
}

/**
 * A static index: the ranges in text order, and for each the furthest end up to it, so that a search
 * can stop as soon as nothing earlier reaches far enough.
 */
export class IntervalIndex<P extends Placed = Placed> {
  readonly #ranges: P[];
  readonly #furthest: number[];

  constructor(ranges: Iterable<P>) {
    this.#ranges = [...ranges].toSorted(compareRanges);
    let furthest = 0;
    this.#furthest = this.#ranges.map(({ end }) => (furthest = Math.max(furthest, end)));
  }

  /** The ranges that share at least one code unit with `[start, end)`, in text order. */
  meeting({ start, end }: Range): P[] {
    const found: P[] = [];
    for (let at = this.#firstStartingAt(end) - 1; at >= 0 && this.#furthest[at]! > start; at--) {
      const range = this.#ranges[at]!;
      if (range.end > start) found.push(range);
    }
    return found.toReversed();
  }

  /** The ranges that cover the character at `offset`, in text order: the innermost is usually the last. */
  covering(offset: number): P[] {
    return this.meeting({ start: offset, end: offset + 1 });
  }

  #firstStartingAt(offset: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ranges[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
