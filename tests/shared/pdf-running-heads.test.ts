import { expect, test } from 'vitest';
import type { Piece } from '../../shared/pdf-pieces';
import { edgeWords, runningHeads } from '../../shared/pdf-running-heads';

const height = 800;
const line = (text: string, y: number, x = 60): Piece => ({
  text, x, y, width: text.length * 5, height: 10, isRtl: false, font: 'a', order: 0, afterBlank: false,
}); // prettier-ignore
/** The texts that are found on pages of these lines; each page has a text in its middle. */
function heads(pages: readonly Piece[][]): { texts: string[]; left: string[][] } {
  const whole = pages.map((page, number) => [...page, line(`The text of page ${number}`, 400)]);
  const found = runningHeads(whole.map((page) => ({ words: edgeWords(page, height), hasMore: true })));
  const left = whole.map((page, number) => {
    const { top, bottom } = found.pieces[number]!;
    return page.filter((_, index) => !top.has(index) && !bottom.has(index)).map(({ text }) => text);
  });
  return { texts: found.texts, left };
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

test('heads, feet and page numbers are found, also roman ones, and on left and right pages', () => {
  const pages = numbers(10).map((number) => [
    line(number % 2 === 0 ? 'The Courier' : 'Politics', 30),
    line(['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][number]!, 780, 300),
  ]);
  const { texts, left } = heads(pages);
  expect(texts).toEqual(['The Courier', 'page numbers', 'Politics']);
  expect(left).toEqual(numbers(10).map((number) => [`The text of page ${number}`]));
});

test('what changes from page to page stays, and so do lines on its inner side', () => {
  const pages = numbers(8).map((number) => [
    line(`A line of text, the ${'abcdefgh'[number]}th`, 30),
    line('repeated by chance', 42),
  ]);
  expect(heads(pages)).toMatchObject({ texts: [], left: pages.map((page) => expect.arrayContaining(page.map(({ text }) => text)) as unknown) }); // prettier-ignore
});

test('numbers that do not go up with the pages are no page numbers', () => {
  expect(heads([17, 4, 230, 9, 2, 80].map((number) => [line(String(number), 30)])).texts).toEqual([]);
  expect(heads([17, 18, 19, 20, 21, 22].map((number) => [line(String(number), 30)])).texts).toEqual([
    'page numbers',
  ]);
});

test('what stands elsewhere on each page stays', () => {
  expect(heads(numbers(8).map((number) => [line('The Courier', 20 + number * 9)])).texts).toEqual([]);
});
