/** Finds which of many ranges cover an offset or meet a stretch, without looking at all of them. */
import { compareRanges, type Range } from './span';

export interface Placed extends Range {
  id: string;
}

/**
 * A static index: the ranges in text order, read as a balanced tree (the middle of a stretch is its root)
 * in which each knows the furthest end below it. So one range over the whole text makes no search slower:
 * a search costs the logarithm of the number of ranges for each one found.
 */
export class IntervalIndex<P extends Placed = Placed> {
  readonly #ranges: P[];
  readonly #furthest: Float64Array;

  constructor(ranges: Iterable<P>) {
    this.#ranges = [...ranges].toSorted(compareRanges);
    this.#furthest = new Float64Array(this.#ranges.length);
    this.#measure(0, this.#ranges.length);
  }

  /** The ranges that share at least one code unit with `[start, end)`, in text order. */
  meeting(stretch: Range): P[] {
    const found: P[] = [];
    if (stretch.start < stretch.end) this.#collect(stretch, 0, this.#ranges.length, found);
    return found;
  }

  /** The ranges that cover the character at `offset`, in text order: the innermost is usually the last. */
  covering(offset: number): P[] {
    return this.meeting({ start: offset, end: offset + 1 });
  }

  /** Notes for the root of each subtree of `[low, high)` the furthest end in it. */
  #measure(low: number, high: number): number {
    if (low >= high) return 0;
    const middle = (low + high) >> 1;
    return (this.#furthest[middle] = Math.max(
      this.#ranges[middle]!.end,
      this.#measure(low, middle),
      this.#measure(middle + 1, high),
    ));
  }

  #collect(stretch: Range, low: number, high: number, found: P[]): void {
    const middle = (low + high) >> 1;
    if (low >= high || this.#furthest[middle]! <= stretch.start) return;
    this.#collect(stretch, low, middle, found);
    const range = this.#ranges[middle]!;
    if (range.start >= stretch.end) return;
    if (range.end > stretch.start) found.push(range);
    this.#collect(stretch, middle + 1, high, found);
  }
}
