import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layer } from '../../shared/segments';
import { overlaps } from '../../shared/span';
import { mark } from '../support/marked-text';

/** The depth of each mark of a text whose marks `c…` are one code and whose others are codes of their own. */
function depthsIn(marked: string): Record<string, number> {
  const { ranges } = mark(marked);
  const placed = Object.entries(ranges).flatMap(([id, found]) =>
    found.map((range) => ({ id, group: id.startsWith('c') ? 'c' : id, ...range })),
  );
  return Object.fromEntries(layer(placed).map(({ id, depth }) => [id, depth]));
}

describe('layers of overlapping ranges', () => {
  it('puts a range within another one deeper', () => {
    expect(depthsIn('[c1:The city [c2:must pay]c2 for it]c1')).toEqual({ c1: 0, c2: 1 });
  });

  it('puts an overlapping and an identical range deeper', () => {
    expect(depthsIn('[c1:first [c2:shared]c1 second]c2 [c4:[c3:same]c3]c4')).toEqual({
      c1: 0,
      c2: 1,
      c3: 0,
      c4: 1,
    });
  });

  it('uses a depth again as soon as it is free: ranges that only touch do not overlap', () => {
    expect(depthsIn('[c1:one ]c1[c2:two ]c2[c3:ثلاثة]c3')).toEqual({ c1: 0, c2: 0, c3: 0 });
  });

  it('counts each code by itself', () => {
    expect(depthsIn('[a:[b:[c1:物价]c1上涨]b]a')).toEqual({ a: 0, b: 0, c1: 0 });
  });

  it('never gives two overlapping ranges of a group one depth, nor a depth beyond need', () => {
    const range = fc.record({
      start: fc.nat(100),
      length: fc.integer({ min: 1, max: 40 }),
      group: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 40 }), (ranges) => {
        const layered = layer(
          ranges.map(({ start, length, group }, at) => ({
            id: `${at}`,
            group,
            start,
            end: start + length,
          })),
        );
        for (const one of layered) {
          const beside = layered.filter(
            (other) => other !== one && other.group === one.group && overlaps(one, other),
          );
          expect(beside.map(({ depth }) => depth)).not.toContain(one.depth);
          const coveringStart = beside.filter(({ start, end }) => start <= one.start && one.start < end);
          expect(one.depth).toBeLessThanOrEqual(coveringStart.length);
        }
      }),
    );
  });
});
