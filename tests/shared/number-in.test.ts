import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberIn } from '../../shared/number-in';

describe('words that say a number', () => {
  it.each([
    ['0', 0],
    [' 12 ', 12],
    ['−3.5', -3.5],
    ['-3,5', -3.5],
    ['+7', 7],
    ['- 7', -7],
    ['0,500', 0.5],
    ['1500', 1500],
    ['1500.125', 1500.125],
    ['1.5000', 1.5],
    ['١٥٠٠', 1500],
    ['۱۲٫۵', 12.5],
    ['\u061c−٣\u200f', -3],
    ['-0', 0],
  ])('%s is %s', (words, number) => expect(numberIn(words)).toEqual({ ok: true, value: number }));

  it.each([
    '',
    'many',
    '0x10',
    '1e5',
    '1e999',
    'Infinity',
    '007',
    '1 500',
    '1,500,000',
    '1.500,25',
    '½',
    '5%',
    '--5',
  ])('%s is none, and the refusal says how to write one', (words) => {
    const result = numberIn(words);
    expect(result).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(result.ok ? '' : result.error.message).toBe(
      `“${words}” is not a number. Write it in digits, such as 1500, −1 or 3.5.`,
    );
  });

  it.each([
    ['1,500', '1500', '1.5000'],
    ['1.500', '1500', '1.5000'],
    ['−12,345', '-12345', '-12.3450'],
    ['١٬٥٠٠'.replace('٬', ','), '1500', '1.5000'],
  ])('%s may be %s or %s: it is refused, and each of them can be written', (words, thousands, decimal) => {
    const result = numberIn(words);
    expect(result.ok ? '' : result.error.message).toContain(
      `Write ${thousands} without a sign for thousands, or ${decimal} `,
    );
    expect(numberIn(thousands)).toEqual({ ok: true, value: Number(thousands) });
    expect(numberIn(decimal)).toEqual({ ok: true, value: Number(decimal) });
  });

  it('with more digits than a number keeps are refused', () => {
    expect(numberIn('9007199254740991')).toEqual({ ok: true, value: 9_007_199_254_740_991 });
    expect(numberIn('9007199254740993').ok).toBe(false);
    expect(numberIn('9'.repeat(400)).ok).toBe(false);
  });

  it('gives back every whole number as it is written', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (number) => {
        expect(numberIn(String(number))).toEqual({ ok: true, value: number });
      }),
    );
  });
});
