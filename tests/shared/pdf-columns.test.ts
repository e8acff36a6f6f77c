import { expect, test } from 'vitest';
import { regionsOf } from '../../shared/pdf-columns';
import type { Piece } from '../../shared/pdf-pieces';

const line = (text: string, x: number, y: number, width: number, height = 10): Piece => ({
  text, x, y, width, height, isRtl: false, font: 'a', order: 0, afterBlank: false,
}); // prettier-ignore
/** So many lines of a column, called after it. */
const column = (name: string, x: number, y: number, width: number, count: number): Piece[] =>
  Array.from({ length: count }, (_, at) => line(`${name}${at}`, x, y + at * 12, width - (at % 3)));
/** The names of the columns as they are read, each once as long as it goes on. */
const order = (pieces: readonly Piece[], isRtl = false): string =>
  regionsOf(pieces, isRtl)
    .flatMap((region) => region.pieces.map(({ text }) => text.replace(/\d+$/, '')))
    .filter((name, at, all) => name !== all[at - 1])
    .join(' ');

test('columns are read one after the other, in the direction of the text', () => {
  const page = [
    ...column('a', 60, 100, 150, 9),
    ...column('b', 230, 103, 150, 7),
    ...column('c', 400, 100, 150, 8),
  ];
  expect(order(page)).toBe('a b c');
  expect(order(page, true)).toBe('c b a');
});

test('what stands across columns is read before those below it, and after those above it', () => {
  const page = [
    line('head', 60, 80, 400, 20),
    ...column('a', 60, 110, 240, 6),
    ...column('b', 320, 110, 240, 6),
    line('across', 60, 210, 480, 20),
    ...column('c', 60, 240, 150, 6),
    ...column('d', 230, 240, 150, 6),
    ...column('e', 400, 240, 150, 6),
  ];
  expect(order(page)).toBe('head a b across c d e');
});

test('a sidebar is read by itself, and what stands below both comes after it', () => {
  const page = [
    ...column('main', 60, 100, 320, 20),
    ...column('side', 410, 100, 150, 14),
    line('head', 60, 380, 200, 20),
    ...column('a', 60, 410, 150, 6),
    ...column('b', 235, 410, 150, 6),
    ...column('c', 410, 410, 150, 6),
  ];
  expect(order(page)).toBe('main side head a b c');
});

test('gaps within lines make no columns: words set wide, marks of lists, single lines', () => {
  const wide = Array.from({ length: 10 }, (_, at) => [
    line('left', 60, 100 + at * 12, 100 + ((at * 37) % 90)),
    line('right', 180 + ((at * 37) % 90), 100 + at * 12, 200),
  ]).flat();
  expect(regionsOf(wide, false)).toHaveLength(1);
  const list = Array.from({ length: 10 }, (_, at) => [line('•', 60, 100 + at * 12, 5), line('item', 80, 100 + at * 12, 300)]).flat(); // prettier-ignore
  expect(regionsOf(list, false)).toHaveLength(1);
  expect(regionsOf([line('From: A.', 60, 100, 60), line('3 May', 400, 100, 40)], false)).toHaveLength(1);
});

test('a page of a hundred thousand pieces takes no time to speak of', () => {
  const page = Array.from({ length: 100_000 }, (_, at) =>
    line('x', (at * 7919) % 600, (at * 104_729) % 800, 3, 5),
  );
  const start = performance.now();
  regionsOf(page, false);
  expect(performance.now() - start).toBeLessThan(5000);
});
