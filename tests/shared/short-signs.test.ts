import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signsOf } from '../../shared/short-signs';

describe('signs for names', () => {
  it('are first letters where these tell the names apart', () => {
    expect(signsOf(['Claim', 'actor', 'Statement'])).toEqual(['C', 'A', 'S']);
    expect(signsOf(['سارة', '王', 'Éva'])).toEqual(['س', '王', 'É']);
  });

  it('are longer for all names that begin alike', () => {
    expect(signsOf(['Claim', 'Concept', 'Actor'])).toEqual(['Cl', 'Co', 'A']);
    expect(signsOf(['Ada Lovelace', 'Anna'])).toEqual(['AL', 'An']);
    expect(signsOf(['Anna', 'Anton'])).toEqual(['Ann', 'Ant']);
  });

  it('have figures where letters do not tell names apart', () => {
    expect(signsOf(['Coder 1', 'Coder 2', 'Coder'])).toEqual(['C1', 'C2', 'Co']);
    expect(signsOf(['Coder', 'Coder', 'Coder'])).toEqual(['Cod', 'C2', 'C3']);
  });

  it('never cut a character in two', () => {
    expect(signsOf(['👩‍👩‍👧 team', ''])).toEqual(['T', '?']);
    expect(signsOf(['e\u0301cole', 'elan'])).toEqual(['E\u0301', 'E']);
  });

  it('are as many as the names, short, and all different', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constant('Ann'))),
        (names) => {
          const signs = signsOf(names);
          expect(signs).toHaveLength(names.length);
          expect(new Set(signs).size).toBe(signs.length);
          for (const sign of signs) expect(sign).not.toBe('');
        },
      ),
    );
  });
});
