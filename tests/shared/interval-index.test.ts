import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntervalIndex, type Placed } from '../../shared/interval-index';
import { compareRanges, overlaps } from '../../shared/span';

const placed = fc
  .array(fc.record({ start: fc.nat(200), length: fc.integer({ min: 1, max: 60 }) }), { maxLength: 80 })
  .map((ranges) =>
    ranges.map(({ start, length }, at): Placed => ({ id: `r${at}`, start, end: start + length })),
  );
const stretch = fc
  .record({ start: fc.nat(260), length: fc.integer({ min: 1, max: 40 }) })
  .map(({ start, length }) => ({ start, end: start + length }));

describe('interval index', () => {
  it('finds what looking at every range finds, in text order', () => {
    fc.assert(
      fc.property(placed, stretch, (ranges, wanted) => {
        const naive = ranges.toSorted(compareRanges).filter((range) => overlaps(range, wanted));
        expect(new IntervalIndex(ranges).meeting(wanted)).toEqual(naive);
      }),
    );
  });

  it('finds what covers a character, and not what ends before it or begins after it', () => {
    const index = new IntervalIndex([
      { id: 'before', start: 0, end: 5 },
      { id: 'over', start: 3, end: 9 },
      { id: 'at', start: 5, end: 6 },
      { id: 'after', start: 6, end: 9 },
    ]);
    expect(index.covering(5).map(({ id }) => id)).toEqual(['over', 'at']);
  });

  it('finds nothing in nothing', () => {
    expect(new IntervalIndex([]).covering(0)).toEqual([]);
    expect(new IntervalIndex([{ id: 'a', start: 0, end: 9 }]).meeting({ start: 4, end: 4 })).toEqual([]);
  });

  it('is not slowed down by a range over the whole text', () => {
    const many = Array.from({ length: 50_000 }, (_, at) => ({
      id: `r${at}`,
      start: at * 20,
      end: at * 20 + 15,
    }));
    const timeOf = (index: IntervalIndex): number => {
      const begin = performance.now();
      for (let offset = 900_000; offset < 902_000; offset++) index.covering(offset);
      return performance.now() - begin;
    };
    const quick = new IntervalIndex(many);
    const withWhole = new IntervalIndex([{ id: 'whole', start: 0, end: 1_000_000 }, ...many]);
    timeOf(quick);
    timeOf(withWhole);
    expect(timeOf(withWhole)).toBeLessThan(50 * timeOf(quick));
  });
});
