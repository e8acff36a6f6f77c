import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../shared/agreement/random';
import { countOfShare, draw } from '../../shared/draw';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 40 });

describe('drawing', () => {
  it('takes different ones of those there are, the same for the same number, whatever their order was', () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(0xffff_ffff), (all, wanted, seed) => {
        const count = wanted % (all.length + 1);
        const drawn = draw(all, count, seeded(seed));
        expect(new Set(drawn).size).toBe(count);
        for (const id of drawn) expect(all).toContain(id);
        expect(draw(all.toReversed(), count, seeded(seed))).toEqual(drawn);
      }),
    );
  });

  it('gives each the same chance', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const times = new Map(all.map((id) => [id, 0]));
    const draws = 5_000;
    const random = seeded(42);
    for (let turn = 0; turn < draws; turn++)
      for (const id of draw(all, 2, random)) times.set(id, times.get(id)! + 1);
    // Two of five: 2,000 times each; five standard deviations are 173.
    for (const count of times.values()) expect(Math.abs(count - 2_000)).toBeLessThan(173);
  });

  it('draws what it drew before, so that a number in a methods section can be checked', () => {
    const all = Array.from({ length: 20 }, (_, at) => `article-${String(at).padStart(2, '0')}`);
    expect(draw(all, 4, seeded(7))).toMatchInlineSnapshot(`
      [
        "article-00",
        "article-02",
        "article-16",
        "article-04",
      ]
    `);
  });

  it('cannot draw more than there are', () => {
    expect(() => draw(['a'], 2, seeded(1))).toThrow('2 of 1');
  });

  it('takes at least one of something as its share', () => {
    expect([countOfShare(0.1, 0), countOfShare(0.1, 3), countOfShare(0.1, 25), countOfShare(1, 25)]).toEqual([
      0, 1, 3, 25,
    ]);
  });
});
