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

/** Some words at the upper or lower edge of a page, or that stand across its text, as a stamp does. */
export interface EdgeWords {
  text: string;
  side: 'top' | 'bottom' | 'aside';
  /** Which line it is, counted from its edge; 0 is the outermost. */
  row: number;
  /** Of the baseline from its edge of the page, in points. */
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

/** More than this is no stamp. */
const mostAside = 20;

/** What stands in other ways than the text of a page. */
export const asideWords = (pieces: readonly Piece[]): EdgeWords[] =>
  pieces.slice(0, mostAside).map(({ text, x, y }, index) => ({
    text: text.trim(),
    side: 'aside',
    row: 0,
    distance: x + y,
    pieces: [index],
  }));

function outermost(
  sorted: readonly { piece: Piece; index: number }[],
  side: 'top' | 'bottom',
  distanceOf: (y: number) => number,
): EdgeWords[] {
  const rows: { piece: Piece; index: number }[][] = [];
  for (const one of sorted) {
    const first = rows.at(-1)?.[0];
    if (first && Math.abs(first.piece.y - one.piece.y) < 0.5 * first.piece.height) rows.at(-1)!.push(one);
    else rows.push([one]);
    if (rows.length > looked) break;
  }
  return rows.slice(0, looked).flatMap((row, index) => {
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
        row: index,
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
  pieces: Record<EdgeWords['side'], Set<number>>[];
  /** What they say, each once, in the order in which they were first met. */
  texts: string[];
}

export interface PageEdges {
  words: readonly EdgeWords[];
  /** Whether there is other text on the page. */
  hasMore: boolean;
}

export function runningHeads(pages: readonly PageEdges[]): RunningHeads {
  const places = new Map<string, Place[]>();
  for (const [page, { words: edges }] of pages.entries()) {
    for (const words of edges) {
      const { key, values } = withoutNumbers(words.text);
      const known = places.get(`${words.side} ${key}`) ?? [];
      let place = known.find(({ distance }) => Math.abs(distance - words.distance) <= tolerance);
      if (!place) known.push((place = { distance: words.distance, met: [] }));
      if (place.met.at(-1)?.page !== page) place.met.push({ page, words, values });
      places.set(`${words.side} ${key}`, known);
    }
  }
  const heads = new Set<EdgeWords>();
  for (const known of places.values())
    for (const { met } of known) {
      // On two pages the same words may be the text.
      const isSure = met.length > 2 || met.every(({ page }) => pages[page]!.hasMore);
      if (isSure && isOnMost(met, pages.length) && doNumbersFit(met))
        for (const { words } of met) heads.add(words);
    }
  const pieces = pages.map(() => ({
    top: new Set<number>(),
    bottom: new Set<number>(),
    aside: new Set<number>(),
  }));
  const texts = new Set<string>();
  for (const [page, { words }] of pages.entries())
    for (const head of words) {
      if (!heads.has(head) || !(isOutside(head, words, heads) || isMereNumber(head.text))) continue;
      for (const index of head.pieces) pieces[page]![head.side].add(index);
      texts.add(isMereNumber(head.text) ? 'page numbers' : head.text);
    }
  return { pieces, texts: shownOnce(texts) };
}

/** What is text ends the heads: lines on its inner side are text as well. */
const isOutside = (head: EdgeWords, words: readonly EdgeWords[], heads: ReadonlySet<EdgeWords>): boolean =>
  words.every(({ side, row }, index) => side !== head.side || row >= head.row || heads.has(words[index]!));

const isMereNumber = (text: string): boolean => /^[^\p{L}]*#[^\p{L}]*$/u.test(withoutNumbers(text).key);

/** Heads that differ in their numbers only are named once. */
function shownOnce(texts: ReadonlySet<string>): string[] {
  const shown = new Map<string, string>();
  for (const text of texts) {
    const { key } = withoutNumbers(text);
    if (!shown.has(key)) shown.set(key, text);
  }
  return [...shown.values()];
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
