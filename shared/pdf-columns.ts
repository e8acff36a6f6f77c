/**
 * The columns of a page of a PDF, in reading order. A blank strip (a gutter) that runs down between lines parts
 * columns over the stretch of page where nothing crosses it; what stands above and below is read before and
 * after (the recursive cuts of G. Nagy and S. Seth, 1984, with gutters that need not reach from edge to edge).
 */
import type { Piece } from './pdf-pieces';

/** A stretch of the page whose lines are read from top to bottom, each from end to end. */
export interface Region {
  pieces: Piece[];
  /** Its lines are the rows of a table. */
  isTable: boolean;
}

/** A gutter is at least so wide, in heights of the text, and in points. */
const gutterHeights = 0.9;
const narrowestGutter = 7;
/** Lines on each side; a strip does not come about by chance beside so many. A wide one needs fewer. */
const fewestLines = 4;
const fewestBesideWide = 2;
const wideHeights = 1.6;
/** Columns of text are wider than this, in heights; what is narrower are marks of a list, or cells. */
const narrowestColumn = 5;
/** Lines of a column fill so much of its width on the average; cells of a table do not. */
const leastFill = 0.6;
const deepest = 30;
/** So many strips that go on downwards are looked at together; a page with more is no text. */
const mostStrips = 60;
/** More lines than this on a page are not searched for columns, which takes time by their square. */
const mostRows = 1500;

/** What stands on one baseline. */
interface Row {
  y: number;
  top: number;
  bottom: number;
  pieces: Piece[];
}

interface Gutter {
  left: number;
  right: number;
  /** The rows that it stands between; the last one is included. */
  from: number;
  to: number;
  isTable: boolean;
}

/** @param isRtl whether the columns follow one another from right to left */
export function regionsOf(pieces: readonly Piece[], isRtl: boolean): Region[] {
  const regions: Region[] = [];
  cut(rowsOf(pieces), isRtl, regions, 0);
  return regions;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}

function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows: Row[] = [];
  for (const piece of pieces.toSorted((one, other) => one.y - other.y)) {
    let row = rows.at(-1);
    if (!row || piece.y - row.y > 2) {
      row = { y: piece.y, top: Infinity, bottom: -Infinity, pieces: [] };
      rows.push(row);
    }
    row.top = Math.min(row.top, piece.y - 0.75 * piece.height);
    row.bottom = Math.max(row.bottom, piece.y + 0.2 * piece.height);
    row.pieces.push(piece);
  }
  return rows;
}

const piecesIn = (rows: readonly Row[]): Piece[] => rows.flatMap(({ pieces }) => pieces);

/** Adds the regions of these rows, in reading order. */
function cut(rows: Row[], isRtl: boolean, regions: Region[], depth: number): void {
  if (rows.length === 0) return;
  const height = median(rows.flatMap(({ pieces }) => pieces.map((piece) => piece.height)));
  const gutters = depth < deepest && rows.length <= mostRows ? guttersIn(rows, height) : [];
  const gutter = tallest(gutters, rows);
  if (!gutter) {
    regions.push({ pieces: piecesIn(rows), isTable: false });
    return;
  }
  const from = gutter.isTable ? gutter.from : beginOf(rows, gutter, height, isRtl);
  cut(rows.slice(0, from), isRtl, regions, depth + 1);
  const beside = rows.slice(from, gutter.to + 1);
  if (gutter.isTable) regions.push({ pieces: piecesIn(beside), isTable: true });
  else cutBeside(beside, gutter, height, isRtl, regions, depth);
  cut(rows.slice(gutter.to + 1), isRtl, regions, depth + 1);
}

function cutBeside(
  rows: Row[],
  gutter: Gutter,
  height: number,
  isRtl: boolean,
  regions: Region[],
  depth: number,
): void {
  const across = cutAcross(rows, gutter, height);
  if (across !== null) {
    cut(rows.slice(0, across), isRtl, regions, depth + 1);
    cut(rows.slice(across), isRtl, regions, depth + 1);
    return;
  }
  const middle = (gutter.left + gutter.right) / 2;
  const pieces = piecesIn(rows);
  const left = rowsOf(pieces.filter(({ x, width }) => x + width / 2 < middle));
  const right = rowsOf(pieces.filter(({ x, width }) => x + width / 2 >= middle));
  for (const side of isRtl ? [right, left] : [left, right]) cut(side, isRtl, regions, depth + 1);
}

/** The gutter that stands beside most of the page, or the wider one of two. */
function tallest(gutters: readonly Gutter[], rows: readonly Row[]): Gutter | null {
  const heightOf = ({ from, to }: Gutter): number => rows[to]!.bottom - rows[from]!.top;
  return gutters.reduce<Gutter | null>((best, gutter) => {
    if (!best) return gutter;
    const taller = heightOf(gutter) - heightOf(best);
    if (Math.abs(taller) < 2) return gutter.right - gutter.left > best.right - best.left ? gutter : best;
    return taller > 0 ? gutter : best;
  }, null);
}

/** All gutters between columns of text or of a table, found by going down and narrowing what stays blank. */
function guttersIn(rows: readonly Row[], height: number): Gutter[] {
  const narrowest = Math.max(narrowestGutter, gutterHeights * height);
  const found: Gutter[] = [];
  let strips: { left: number; right: number; from: number }[] = [];
  const end = (strip: { left: number; right: number; from: number }, to: number): void => {
    const isWide = strip.right - strip.left >= wideHeights * height;
    // Each row holds at most one line of a side.
    if (to - strip.from + 1 < (isWide ? fewestBesideWide : fewestLines)) return;
    if (!Number.isFinite(strip.left) || !Number.isFinite(strip.right)) return;
    const gutter = checked(rows, { ...strip, to, isTable: false }, height);
    if (gutter) found.push(gutter);
  };
  for (const [index, row] of rows.entries()) {
    const blanks = blanksOf(row, narrowest);
    const next = new Map<string, { left: number; right: number; from: number }>();
    const keep = (left: number, right: number, from: number): void => {
      const key = `${left} ${right}`;
      const known = next.get(key);
      if (!known || known.from > from) next.set(key, { left, right, from });
    };
    for (const strip of strips) {
      let isWhole = false;
      for (const blank of blanks) {
        const left = Math.max(strip.left, blank.left);
        const right = Math.min(strip.right, blank.right);
        if (right - left < narrowest) continue;
        keep(left, right, strip.from);
        isWhole ||= left === strip.left && right === strip.right;
      }
      if (!isWhole) end(strip, index - 1);
    }
    for (const { left, right } of blanks) keep(left, right, index);
    strips = withoutCovered([...next.values()]);
  }
  for (const strip of strips) end(strip, rows.length - 1);
  return found;
}

/** A strip that begins no earlier than another and lies within it says nothing more. */
function withoutCovered<T extends { left: number; right: number; from: number }>(strips: readonly T[]): T[] {
  const sorted = strips.toSorted(
    (one, other) => one.from - other.from || other.right - other.left - (one.right - one.left),
  );
  const kept: T[] = [];
  for (const strip of sorted) {
    if (kept.length >= mostStrips) break;
    if (!kept.some(({ left, right }) => left <= strip.left && right >= strip.right)) kept.push(strip);
  }
  return kept;
}

/** What is blank in a row, also before and after its text. */
function blanksOf({ pieces }: Row, narrowest: number): { left: number; right: number }[] {
  const blanks: { left: number; right: number }[] = [];
  let reached = -Infinity;
  for (const { x, width } of pieces.toSorted((one, other) => one.x - other.x)) {
    if (x - reached >= narrowest) blanks.push({ left: reached, right: x });
    reached = Math.max(reached, x + width);
  }
  blanks.push({ left: reached, right: Infinity });
  return blanks;
}

/** Marks of a list, or numbers of lines and notes: they belong to what follows them. */
const mark = /^(?:[•▪◦‣●○■◆✓*·–—-]|\(?(?:\d{1,4}|[a-z]|[ivx]{1,5})[.)\]]?)$/i;

/** What of a strip is a gutter: text stands on both sides of it, in columns or in the cells of a table. */
function checked(rows: readonly Row[], strip: Gutter, height: number): Gutter | null {
  const sides = rows
    .slice(strip.from, strip.to + 1)
    .map(({ pieces }) => ({ left: nearest(pieces, strip, -1), right: nearest(pieces, strip, 1) }));
  const begin = sides.findIndex(({ left, right }) => left !== null || right !== null);
  const [left, right] = [sides.flatMap((side) => side.left ?? []), sides.flatMap((side) => side.right ?? [])];
  const lines = Math.min(left.length, right.length);
  const isWide = strip.right - strip.left >= wideHeights * height;
  if (begin < 0 || lines < (isWide ? fewestBesideWide : fewestLines)) return null;
  if (left.filter(({ text }) => mark.test(text)).length > left.length / 2) return null;
  if (!doShareHeight(rows, strip, sides)) return null;
  const both = sides.filter((side) => side.left !== null && side.right !== null).length;
  const isNarrow = Math.min(mean(left), mean(right)) < narrowestColumn * height;
  const isRagged = Math.min(fill(left), fill(right)) < leastFill;
  if (both >= 0.85 * lines && both >= 2 && (isNarrow || isRagged)) {
    // The table reaches from its first row with cells to its last.
    const first = sides.findIndex((side) => side.left !== null && side.right !== null);
    const last = sides.findLastIndex((side) => side.left !== null && side.right !== null);
    return { ...strip, from: strip.from + first, to: strip.from + last, isTable: true };
  }
  return isNarrow ? null : strip;
}

interface Stretch {
  text: string;
  width: number;
}

/** The words that stand nearest to the strip on one side of it, as far as no wide gap parts them. */
function nearest(pieces: readonly Piece[], { left, right }: Gutter, side: 1 | -1): Stretch | null {
  const beside = pieces
    .filter(({ x, width }) => (side < 0 ? x + width <= left + 0.01 : x >= right - 0.01))
    .toSorted((one, other) => side * (one.x - other.x));
  const first = beside[0];
  if (!first) return null;
  let [start, end] = [first.x, first.x + first.width];
  let text = first.text;
  for (const { x, width, height, text: more } of beside.slice(1)) {
    if (side * (side < 0 ? x + width - start : x - end) > 1.4 * height) break;
    [start, end] = [Math.min(start, x), Math.max(end, x + width)];
    text += more;
  }
  return { text: text.trim(), width: end - start };
}

const mean = (side: readonly Stretch[]): number =>
  side.reduce((sum, { width }) => sum + width, 0) / side.length;

function fill(side: readonly Stretch[]): number {
  const widest = side.reduce((most, { width }) => Math.max(most, width), 1);
  return mean(side) / widest;
}

/** Whether the text on the two sides stands side by side, not one below the other. */
function doShareHeight(
  rows: readonly Row[],
  strip: Gutter,
  sides: readonly { left: Stretch | null; right: Stretch | null }[],
): boolean {
  const extent = (side: 'left' | 'right') => ({
    top: rows[strip.from + sides.findIndex((one) => one[side] !== null)]!.top,
    bottom: rows[strip.from + sides.findLastIndex((one) => one[side] !== null)]!.bottom,
  });
  const [left, right] = [extent('left'), extent('right')];
  return Math.min(left.bottom, right.bottom) > Math.max(left.top, right.top);
}

/** The first row of the columns: short lines above them that do not reach the gutter are read before. */
function beginOf(rows: readonly Row[], gutter: Gutter, height: number, isRtl: boolean): number {
  const middle = (gutter.left + gutter.right) / 2;
  const isFirstSide = ({ pieces }: Row): boolean =>
    pieces.every(({ x, width }) => x + width / 2 < middle !== isRtl);
  let begin = gutter.from;
  for (let index = gutter.from; index < gutter.to && isFirstSide(rows[index]!); index++)
    if (rows[index + 1]!.top - rows[index]!.bottom > 0.5 * height) begin = index + 1;
  return begin;
}

/**
 * Where the rows beside a gutter fall into parts that are read one after the other: above and below a blank
 * strip across the page the columns are other ones, or a headline begins that stands alone in its line.
 */
function cutAcross(rows: readonly Row[], gutter: Gutter, height: number): number | null {
  const blanks = blanksAcross(rows, height);
  const middle = (gutter.left + gutter.right) / 2;
  const headline = blanks.find(
    (at) =>
      rows.length - at > 3 &&
      rows[at]!.pieces.every((piece) => piece.height > 1.18 * height) &&
      new Set(rows[at]!.pieces.map(({ x }) => x < middle)).size === 1,
  );
  if (headline !== undefined) return headline;
  let best: { at: number; share: number } | null = null;
  for (const at of blanks) {
    const [above, below] = [rows.slice(0, at), rows.slice(at)];
    const share = Math.max(
      shareOfOther(above, below, gutter, height),
      shareOfOther(below, above, gutter, height),
    );
    if (share >= leastShare && share > (best?.share ?? 0)) best = { at, share };
  }
  return best?.at ?? null;
}

/** Other columns count where they take so much of the height. */
const leastShare = 0.6;
const mostBlanks = 30;

/** The rows before which a strip across the page is blank, higher than between lines. */
function blanksAcross(rows: readonly Row[], height: number): number[] {
  const tops: number[] = [];
  for (let index = rows.length - 1, top = Infinity; index >= 0; index--)
    tops[index] = top = Math.min(top, rows[index]!.top);
  const blanks: { at: number; blank: number }[] = [];
  let bottom = -Infinity;
  for (const [index, row] of rows.entries()) {
    if (index > 0) blanks.push({ at: index, blank: tops[index]! - bottom });
    bottom = Math.max(bottom, row.bottom);
  }
  const usual = median(blanks.map(({ blank }) => blank));
  return blanks
    .filter(({ blank }) => blank > Math.max(0.55 * height, usual + 0.3 * height))
    .toSorted((one, other) => other.blank - one.blank)
    .slice(0, mostBlanks)
    .map(({ at }) => at)
    .toSorted((one, other) => one - other);
}

/** The share of these rows' height beside which there is a gutter that text in the other rows crosses. */
function shareOfOther(rows: readonly Row[], others: readonly Row[], known: Gutter, height: number): number {
  const total = rows.at(-1)!.bottom - rows[0]!.top;
  return guttersIn(rows, height).reduce((most, gutter) => {
    if (gutter.isTable || (gutter.left < known.right && gutter.right > known.left)) return most;
    const middle = (gutter.left + gutter.right) / 2;
    const isCrossed = others.some(({ pieces }) =>
      pieces.some(({ x, width }) => x < middle && x + width > middle),
    );
    const share = (rows[gutter.to]!.bottom - rows[gutter.from]!.top) / total;
    return isCrossed && share > most ? share : most;
  }, 0);
}
