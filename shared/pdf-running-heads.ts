/** What stands on most pages of a PDF in the same place: running heads, feet and page numbers. */
import { isRtlText, lineText } from './pdf-line-text';
import type { Piece } from './pdf-pieces';

/** It counts as the same place where the baseline is within so many points. */
const tolerance = 4;
/** So many lines from the top and from the bottom of a page are looked at, within this share of its height. */
const looked = 3;
const edge = 1 / 8;
/** Words in one line that are so many heights apart are looked at by themselves. */
const apart = 1.5;

/** Some words at the upper or lower edge of a page. */
export interface EdgeWords {
  text: string;
  side: 'top' | 'bottom';
  /** Of the baseline from that edge of the page, in points. */
  distance: number;
  /** The places of their pieces in the page's list. */
  pieces: number[];
}

/** The words in the outermost lines of a page. */
export function edgeWords(pieces: readonly Piece[], height: number): EdgeWords[] {
  const indexed = pieces.map((piece, index) => ({ piece, index }));
  const top = indexed.filter(({ piece }) => piece.y < height * edge);
  const bottom = indexed.filter(({ piece }) => piece.y > height * (1 - edge));
  const from = (one: { piece: Piece }, other: { piece: Piece }): number => one.piece.y - other.piece.y;
  return [
    ...outermost(top.toSorted(from), 'top', (y) => y),
    ...outermost(
      bottom.toSorted((one, other) => from(other, one)),
      'bottom',
      (y) => height - y,
    ),
  ];
}

function outermost(
  sorted: readonly { piece: Piece; index: number }[],
  side: EdgeWords['side'],
  distanceOf: (y: number) => number,
): EdgeWords[] {
  const rows: { piece: Piece; index: number }[][] = [];
  for (const one of sorted) {
    const first = rows.at(-1)?.[0];
    if (first && Math.abs(first.piece.y - one.piece.y) < 0.5 * first.piece.height) rows.at(-1)!.push(one);
    else rows.push([one]);
    if (rows.length > looked) break;
  }
  return rows.slice(0, looked).flatMap((row) => {
    const stretches: { piece: Piece; index: number }[][] = [];
    let end = -Infinity;
    for (const one of row.toSorted((a, b) => a.piece.x - b.piece.x)) {
      if (one.piece.x - end > apart * one.piece.height) stretches.push([]);
      stretches.at(-1)!.push(one);
      end = Math.max(end, one.piece.x + one.piece.width);
    }
    return stretches.map((stretch) => {
      const words = stretch.map(({ piece }) => piece);
      return {
        text: lineText(words, { isRtl: isRtlText(words) }),
        side,
        distance: distanceOf(words[0]!.y),
        pieces: stretch.map(({ index }) => index),
      };
    });
  });
}

const numbers = /[0-9]+|[\u0660-\u0669]+|[\u06f0-\u06f9]+/g;

/** The words with signs in the place of numbers, which change from page to page, and these numbers. */
function withoutNumbers(text: string): { key: string; values: number[] } {
  const roman = /^\W*([ivxlc]{1,7})\W*$/.exec(text)?.[1];
  if (roman !== undefined) return { key: text.replace(roman, '#'), values: [romanNumber(roman)] };
  const values: number[] = [];
  const key = text.replaceAll(numbers, (number) => {
    values.push(Number(number.replaceAll(/[^0-9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))));
    return '#';
  });
  return { key, values };
}

const romanValues: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
function romanNumber(roman: string): number {
  const values = [...roman].map((letter) => romanValues[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

interface Place {
  distance: number;
  met: { page: number; words: EdgeWords; values: number[] }[];
}

export interface RunningHeads {
  /** Of each page, the places of the pieces that belong to heads and feet. */
  pieces: { top: Set<number>; bottom: Set<number> }[];
  /** What they say, each once, in the order in which they were first met. */
  texts: string[];
}

/** @param pages the words at the edges of each page */
export function runningHeads(pages: readonly (readonly EdgeWords[])[]): RunningHeads {
  const places = new Map<string, Place[]>();
  for (const [page, edges] of pages.entries()) {
    for (const words of edges) {
      const { key, values } = withoutNumbers(words.text);
      const known = places.get(`${words.side} ${key}`) ?? [];
      let place = known.find(({ distance }) => Math.abs(distance - words.distance) <= tolerance);
      if (!place) known.push((place = { distance: words.distance, met: [] }));
      if (place.met.at(-1)?.page !== page) place.met.push({ page, words, values });
      places.set(`${words.side} ${key}`, known);
    }
  }
  const pieces = pages.map(() => ({ top: new Set<number>(), bottom: new Set<number>() }));
  const texts = new Map<string, { page: number; text: string }>();
  for (const [key, known] of places) {
    for (const { met } of known) {
      if (!isOnMost(met, pages.length) || !doNumbersFit(met)) continue;
      for (const { page, words } of met)
        for (const index of words.pieces) pieces[page]![words.side].add(index);
      const first = met[0]!;
      const isNumber = /^(?:top|bottom) [\W#]*$/.test(key) && key.includes('#');
      const text = isNumber ? 'page numbers' : first.words.text;
      if (!texts.has(text)) texts.set(text, { page: first.page, text });
    }
  }
  return {
    pieces,
    texts: [...texts.values()].toSorted((one, other) => one.page - other.page).map(({ text }) => text),
  };
}

/**
 * Whether words stand on so many pages that they are no part of the text. Left and right pages have heads of
 * their own, and so have the parts of a long document.
 */
function isOnMost(met: readonly { page: number }[], pages: number): boolean {
  const enough = pages < 6 ? Math.max(2, Math.ceil(pages * 0.6)) : Math.max(3, Math.ceil(pages * 0.2));
  if (met.length >= enough) return true;
  const side = met[0]!.page % 2;
  const onSide = Math.floor((pages + 1 - side) / 2);
  return met.length >= Math.max(2, onSide * 0.6) && met.every(({ page }) => page % 2 === side);
}

/** Page numbers go up with the pages, and other numbers stay; those in a text do neither. */
function doNumbersFit(met: readonly { page: number; values: number[] }[]): boolean {
  const steps = met.slice(1).filter(({ page, values }, index) => {
    const before = met[index]!;
    return values.every((value, at) => {
      const step = value - (before.values[at] ?? 0);
      return step >= 0 && step <= page - before.page;
    });
  });
  return steps.length >= 0.7 * (met.length - 1);
}
