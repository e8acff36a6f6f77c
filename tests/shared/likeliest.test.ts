/** Which candidates are looked at, told from the keys that they share. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { likeliest } from '../../shared/likeliest';

describe('of those that share keys, the likeliest', () => {
  it('are those that share most stretches of text, whenever they are listed', () => {
    expect(likeliest([], [['boilerplate', 'other', 'copy'], ['copy'], ['copy', 'other']])).toEqual([
      'copy',
      'other',
      'boilerplate',
    ]);
  });
  it('are before them those that share a name, however many stretches others share', () => {
    const texts = Array.from({ length: 8 }, () => ['copy']);
    expect(likeliest([['named']], texts)).toEqual(['named', 'copy']);
    expect(likeliest([['named', 'both']], [...texts, ['both']])).toEqual(['both', 'named', 'copy']);
  });
  it('are nobody where nothing is shared', () => {
    expect(likeliest([[]], [[], []])).toEqual([]);
  });
});

test('everybody who shares a key is there once, and nobody before one who shares more', () => {
  const ids = fc.uniqueArray(fc.nat(12), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 2 }), fc.array(ids, { maxLength: 8 }), (names, texts) => {
      const found = likeliest(names, texts);
      expect(found.toSorted()).toEqual([...new Set([...names, ...texts].flat())].toSorted());
      const shared = (lists: number[][], id: number): number =>
        lists.filter((list) => list.includes(id)).length;
      for (const [at, id] of found.entries()) {
        const next = found[at + 1];
        if (next === undefined) continue;
        const [named, nextNamed] = [shared(names, id), shared(names, next)];
        expect(named).toBeGreaterThanOrEqual(nextNamed);
        if (named === nextNamed) expect(shared(texts, id)).toBeGreaterThanOrEqual(shared(texts, next));
      }
    }),
  );
});
