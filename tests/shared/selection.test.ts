/** What of a project goes out, decided by dates, and words that say nothing any more. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { everything, isEverything, isWithin, scrambled, selection } from '../../shared/formats/selection';

test('scrambled text keeps every length, in code units and in code points, and no letter or digit', () => {
  const text = fc.string({ unit: 'binary' }).map((words) => words.toWellFormed());
  fc.assert(
    fc.property(text, (words) => {
      const after = scrambled(words);
      expect(after).toHaveLength(words.length);
      const [whole, changed] = [[...words], [...after]];
      expect(changed).toHaveLength(whole.length);
      const kept = whole.filter((character) => !/[\p{L}\p{M}\p{N}]/u.test(character));
      expect(changed.filter((character) => !/^[xX0\u{1d5d1}]$/u.test(character))).toEqual(
        kept.filter((character) => !/^[xX0\u{1d5d1}]$/u.test(character)),
      );
    }),
  );
  expect(scrambled('Merkel said “yes” in 2015. قال 😀')).toBe('Xxxxxx xxxx “xxx” xx 0000. xxx 😀');
});

describe('a date', () => {
  it.each([
    ['2020-08-03', '2020', '2020', true],
    ['2020-08-03', '2020-08', null, true],
    ['2020-08-03', '2020-08-04', null, false],
    ['2020-08-03', null, '2020-08-02', false],
    ['2020-08-03', null, '2020-08', true],
    ['2020', '2020-08-04', null, true],
    ['2019-12', '2020', null, false],
    [null, '2020', null, false],
    [null, null, null, true],
  ])('%s lies from %s to %s: %s', (date, from, to, within) => {
    expect(isWithin(date, from, to)).toBe(within);
  });
});

test('nothing said is everything', () => {
  expect(isEverything(selection.parse({}))).toBe(true);
  expect(isEverything({ ...everything, pseudonyms: true })).toBe(false);
  expect(isEverything({ ...everything, text: 'none' })).toBe(false);
});
