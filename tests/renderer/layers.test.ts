import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layersAfter, noLayers } from '../../renderer/editor/layers';
import type { PlacedAnnotation } from '../../renderer/editor/overlays';

const range = fc
  .record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 8 }) })
  .map(({ start, length }) => ({ start, end: start + length }));

/** One step of work: annotations of the list that go, by index, and others that come, anywhere. */
const step = fc.record({
  gone: fc.array(fc.nat(40), { maxLength: 3 }),
  come: fc.array(
    fc.record({
      at: fc.nat(40),
      codeId: fc.constantFrom('claim', 'actor'),
      ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
});

describe('layers kept up to date', () => {
  it('are after any changes what they are from nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let list: PlacedAnnotation[] = [];
        let layers = noLayers;
        for (const [number, { gone, come }] of steps.entries()) {
          list = list.filter((_, index) => !gone.includes(index));
          for (const [index, { at, ...rest }] of come.entries())
            list = list.toSpliced(at, 0, { id: `${number}-${index}`, ...rest });
          layers = layersAfter(layers, list);
          const afresh = layersAfter(noLayers, list);
          expect(layers.ranges).toEqual(afresh.ranges);
          const everything = { start: 0, end: 100 };
          expect(layers.index.meeting(everything)).toEqual(afresh.index.meeting(everything));
        }
      }),
    );
  });

  it('keep every range that is not concerned the same object', () => {
    const placed = (id: string, start: number, end: number): PlacedAnnotation => ({
      id,
      codeId: 'claim',
      ranges: [{ start, end }],
    });
    const before = layersAfter(noLayers, [placed('a', 0, 10), placed('b', 20, 40), placed('c', 60, 70)]);
    const [a, b, c] = before.annotations;
    const after = layersAfter(before, [a!, placed('over b', 15, 30), b!, c!]);
    expect(after.ranges.map(({ id, depth }) => [id, depth])).toEqual([
      ['a 0', 0],
      ['over b 0', 0],
      ['b 0', 1],
      ['c 0', 0],
    ]);
    expect(after.ranges[0]).toBe(before.ranges[0]);
    expect(after.ranges[3]).toBe(before.ranges[2]);
  });
});
