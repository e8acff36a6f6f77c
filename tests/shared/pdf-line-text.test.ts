import { expect, test } from 'vitest';
import { isRtlText, lineText } from '../../shared/pdf-line-text';
import type { Piece } from '../../shared/pdf-pieces';

/** Pieces from left to right in the order in which they are drawn; `_` before one stands for a blank of 4 points. */
function pieces(...words: string[]): Piece[] {
  let x = 0;
  let order = 0;
  return words.map((word) => {
    const afterBlank = word.startsWith('_');
    const text = word.replace('_', '');
    if (afterBlank) [x, order] = [x + 4, order + 1];
    const width = text.length * 5;
    const piece = {
      text,
      x,
      y: 100,
      width,
      height: 10,
      isRtl: /[\u0590-\u06ff]/.test(text),
      font: 'a',
      order,
      afterBlank,
    };
    x += width;
    order += 1;
    return piece;
  });
}
const read = (...words: string[]): string => {
  const line = pieces(...words);
  return lineText(line, { isRtl: isRtlText(line) });
};

test('pieces of a word are one word, and gaps are spaces', () => {
  expect(read('har', 'bour', '_town')).toBe('harbour town');
  expect(read('市议', '会', '投票')).toBe('市议会投票');
});

test('what is drawn in another order stands where it is seen', () => {
  const [one, two, three] = pieces('one', '_two', '_three');
  expect(lineText([three!, one!, two!], { isRtl: false })).toBe('one two three');
});

test('words of two directions are in the order in which they are read', () => {
  expect(read('العربية', '_New', '_York', '_في')).toBe('في New York العربية');
  expect(read('He', '_said', '_אמר', '_שלום', '_loudly')).toBe('He said שלום אמר loudly');
  expect(read('.', 'כלב', '_2025', '_2024', '_שנת')).toBe('שנת 2024 2025 כלב.');
});

test('brackets close as they are read, in words from right to left and within them', () => {
  expect(read('(', 'שלום', ')', '_אמר')).toBe('אמר (שלום)');
  expect(read('אמר', '_IBM', '_(', 'US', ')', '_שלום')).toContain('(US)');
});

test('a sign above its letter keeps its place, and comes with no space', () => {
  const [word, mark] = pieces('cafe', '\u0301');
  expect(lineText([word!, { ...mark!, x: 16, width: 0 }], { isRtl: false })).toBe('cafe\u0301');
});

test('cells of a table are parted by tabs', () => {
  const [a, b] = pieces('Greens', '12.1');
  expect(lineText([a!, { ...b!, x: 90 }], { isRtl: false, isRow: true })).toBe('Greens\t12.1');
});
