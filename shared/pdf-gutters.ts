/**
 * Gutters: blank strips that run down between lines of text, and part columns or the cells of a table from one
 * another over as many lines as they are not crossed.
 */
import type { Piece } from './pdf-pieces';

/** A gutter is at least so wide, in heights of the text, and in points. */
const gutterHeights = 0.9;
const narrowestGutter = 7;
/** Lines on each side; a strip does not come about by chance beside so many. A wide one needs fewer. */
const fewestLines = 4;
const fewestBesideWide = 2;
/** A last column of fewer lines stands beside at least so many. */
const fewestBefore = 5;
const wideHeights = 1.6;
/** Columns of text are wider than this, in heights; what is narrower are marks of a list, or cells. */
const narrowestColumn = 5;
/** Lines of a column fill so much of its width on the average; cells of a table do not. */
const leastFill = 0.6;
/** So many strips that go on downwards are looked at together; a page with more is no text. */
const mostStrips = 60;
/** What stands on one baseline. */
export interface Row {
  y: number;
  top: number;
  bottom: number;
  /** From left to right. */
  pieces: Piece[];
}

export interface Gutter {
  left: number;
  right: number;
  /** The rows that it stands between; the last one is included. */
  from: number;
  to: number;
  isTable: boolean;
}

/** What must be known of the text in which gutters are looked for. */
export interface Look {
  /** Of most letters, in points. */
  height: number;
  /** Whether columns follow one another from right to left. */
  isRtl: boolean;
}

/** Pieces by their baselines, from top to bottom. */
export function rowsOf(pieces: readonly Piece[]): Row[] {
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
  for (const { pieces: unordered } of rows) unordered.sort((one, other) => one.x - other.x);
  return rows;
}

/** All gutters between columns of text or of a table, found by going down and narrowing what stays blank. */
export function guttersIn(rows: readonly Row[], look: Look): Gutter[] {
  const { height } = look;
  const narrowest = Math.max(narrowestGutter, gutterHeights * height);
  const found: Gutter[] = [];
  let strips: { left: number; right: number; from: number }[] = [];
  const end = (strip: { left: number; right: number; from: number }, to: number): void => {
    const isWide = strip.right - strip.left >= wideHeights * height;
    // Each row holds at most one line of a side.
    if (to - strip.from + 1 < (isWide ? fewestBesideWide : fewestLines)) return;
    if (!Number.isFinite(strip.left) || !Number.isFinite(strip.right)) return;
    const gutter = checked(rows, { ...strip, to, isTable: false }, look);
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
  for (const { x, width } of pieces) {
    if (x - reached >= narrowest) blanks.push({ left: reached, right: x });
    reached = Math.max(reached, x + width);
  }
  blanks.push({ left: reached, right: Infinity });
  return blanks;
}

/** Marks of a list, or numbers of lines and notes: they belong to what follows them. */
const mark = /^(?:[•▪◦‣●○■◆✓*·–—-]|\(?(?:\d{1,4}|[a-z]|[ivx]{1,5})[.)\]]?)$/i;

/** What of a strip is a gutter: text stands on both sides of it, in columns or in the cells of a table. */
function checked(rows: readonly Row[], strip: Gutter, { height, isRtl }: Look): Gutter | null {
  const sides = rows
    .slice(strip.from, strip.to + 1)
    .map(({ pieces }): Sides => ({ left: nearest(pieces, strip, -1), right: nearest(pieces, strip, 1) }));
  const begin = sides.findIndex(({ left, right }) => left !== null || right !== null);
  const [left, right] = [sides.flatMap((side) => side.left ?? []), sides.flatMap((side) => side.right ?? [])];
  const lines = Math.min(left.length, right.length);
  const isWide = strip.right - strip.left >= wideHeights * height;
  if (begin < 0 || lines === 0) return null;
  const few = isWide ? besideFew(sides, { height, isRtl }) : null;
  if (few !== null) return { ...strip, from: strip.from + few };
  if (lines < (isWide ? fewestBesideWide : fewestLines)) return null;
  if (isMarked(left)) return null;
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

/** The last column may hold a few lines beside a full one: from which row on, or null. */
function besideFew(sides: readonly Sides[], { height, isRtl }: Look): number | null {
  const last = isRtl ? 'left' : 'right';
  const begin = sides.findIndex((side) => side[last] !== null);
  const few = sides.flatMap((side) => side[last] ?? []);
  const before = sides.slice(begin).flatMap((side) => side[isRtl ? 'right' : 'left'] ?? []);
  if (few.length >= fewestLines || before.length < fewestBefore || isMarked(few)) return null;
  return fill(before) > 0.7 && mean(before) > narrowestColumn * height ? begin : null;
}

const isMarked = (side: readonly Stretch[]): boolean =>
  side.filter(({ text }) => mark.test(text)).length > side.length / 2;

interface Stretch {
  text: string;
  width: number;
}

/** What stands next to a strip in one row. */
interface Sides {
  left: Stretch | null;
  right: Stretch | null;
}

/** The words that stand nearest to the strip on one side of it, as far as no wide gap parts them. */
function nearest(pieces: readonly Piece[], { right }: Gutter, side: 1 | -1): Stretch | null {
  // Nothing of the row stands within the strip, so all that does not begin behind it ends before it.
  const behind = firstFrom(pieces, right - 0.01);
  const first = pieces[side > 0 ? behind : behind - 1];
  if (!first) return null;
  let [start, end] = [first.x, first.x + first.width];
  let text = first.text;
  for (let at = side > 0 ? behind + 1 : behind - 2; at >= 0 && at < pieces.length; at += side) {
    const { x, width, height, text: more } = pieces[at]!;
    if ((side < 0 ? start - x - width : x - end) > 1.4 * height) break;
    [start, end] = [Math.min(start, x), Math.max(end, x + width)];
    text += more;
  }
  return { text: text.trim(), width: end - start };
}

/** The place of the first piece that begins at or behind this point. */
function firstFrom(pieces: readonly Piece[], x: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.x < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mean = (side: readonly Stretch[]): number =>
  side.reduce((sum, { width }) => sum + width, 0) / side.length;

function fill(side: readonly Stretch[]): number {
  const widest = side.reduce((most, { width }) => Math.max(most, width), 1);
  return mean(side) / widest;
}

/** Whether the text on the two sides stands side by side, not one below the other. */
function doShareHeight(rows: readonly Row[], strip: Gutter, sides: readonly Sides[]): boolean {
  const extent = (side: 'left' | 'right') => ({
    top: rows[strip.from + sides.findIndex((one) => one[side] !== null)]!.top,
    bottom: rows[strip.from + sides.findLastIndex((one) => one[side] !== null)]!.bottom,
  });
  const [left, right] = [extent('left'), extent('right')];
  return Math.min(left.bottom, right.bottom) > Math.max(left.top, right.top);
}
