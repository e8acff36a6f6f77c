/**
 * The columns of a page of a PDF, in reading order. A blank strip (a gutter) that runs down between lines parts
 * columns over the stretch of page where nothing crosses it; what stands above and below is read before and
 * after (the recursive cuts of G. Nagy and S. Seth, 1984, with gutters that need not reach from edge to edge).
 */
import { type Gutter, guttersIn, type Look, type Row, rowsOf } from './pdf-gutters';
import type { Piece } from './pdf-pieces';

/** A stretch of the page whose lines are read from top to bottom, each from end to end. */
export interface Region {
  pieces: Piece[];
  /** Its lines are the rows of a table. */
  isTable: boolean;
}

const deepest = 30;
/** More lines than this on a page are not searched for columns, which takes time by their square. */
const mostRows = 1500;

/** @param isRtl whether the columns follow one another from right to left */
export function regionsOf(pieces: readonly Piece[], isRtl: boolean): Region[] {
  const regions: Region[] = [];
  cut(rowsOf(pieces), isRtl, regions, { depth: 0, goesOn: false });
  return regions;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}

const piecesIn = (rows: readonly Row[]): Piece[] => rows.flatMap(({ pieces }) => pieces);

interface Place {
  /** How many cuts there were before. */
  depth: number;
  /** Whether there are other columns below, which are read afterwards. */
  goesOn: boolean;
}

/** Adds the regions of these rows, in reading order. */
function cut(rows: Row[], isRtl: boolean, regions: Region[], place: Place): void {
  if (rows.length === 0) return;
  const height = median(rows.flatMap(({ pieces }) => pieces.map((piece) => piece.height)));
  const look: Look = { height, isRtl };
  const gutters = place.depth < deepest && rows.length <= mostRows ? guttersIn(rows, look) : [];
  const gutter = tallest(gutters, rows);
  if (!gutter) {
    regions.push({ pieces: piecesIn(rows), isTable: false });
    return;
  }
  const from = gutter.isTable ? gutter.from : beginOf(rows, gutter, look);
  const inner = { depth: place.depth + 1, goesOn: place.goesOn };
  const above = { ...inner, goesOn: true };
  cut(rows.slice(0, from), isRtl, regions, above);
  const beside = rows.slice(from, gutter.to + 1);
  if (gutter.isTable) regions.push({ pieces: piecesIn(beside), isTable: true });
  else cutBeside(beside, gutter, look, regions, gutter.to + 1 < rows.length ? above : inner);
  cut(rows.slice(gutter.to + 1), isRtl, regions, inner);
}

function cutBeside(rows: Row[], gutter: Gutter, look: Look, regions: Region[], place: Place): void {
  const { isRtl } = look;
  const across = cutAcross(rows, gutter, look, place.goesOn);
  if (across !== null) {
    cut(rows.slice(0, across), isRtl, regions, { depth: place.depth + 1, goesOn: true });
    cut(rows.slice(across), isRtl, regions, { ...place, depth: place.depth + 1 });
    return;
  }
  const middle = (gutter.left + gutter.right) / 2;
  const pieces = piecesIn(rows);
  const left = rowsOf(pieces.filter(({ x, width }) => x + width / 2 < middle));
  const right = rowsOf(pieces.filter(({ x, width }) => x + width / 2 >= middle));
  for (const side of isRtl ? [right, left] : [left, right])
    cut(side, isRtl, regions, { depth: place.depth + 1, goesOn: false });
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

/** The first row of the columns: short lines above them that do not reach the gutter are read before. */
function beginOf(rows: readonly Row[], gutter: Gutter, { height, isRtl }: Look): number {
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
function cutAcross(rows: readonly Row[], gutter: Gutter, look: Look, goesOn: boolean): number | null {
  const { height } = look;
  const blanks = blanksAcross(rows, height);
  const middle = (gutter.left + gutter.right) / 2;
  const isLeft = ({ x }: Piece): boolean => x < middle;
  const headline = blanks.find((at) => {
    const { pieces } = rows[at]!;
    if (!pieces.every((piece) => piece.height > 1.18 * height)) return false;
    const side = isLeft(pieces[0]!);
    if (pieces.some((piece) => isLeft(piece) !== side)) return false;
    // A heading within the longer one of two columns has nothing beside what follows it.
    const isAbove = rows.slice(at + 1).some((row) => row.pieces.some((piece) => isLeft(piece) !== side));
    return isAbove || (goesOn && rows.length - at <= 3);
  });
  if (headline !== undefined) return headline;
  let best: { at: number; share: number } | null = null;
  for (const at of blanks) {
    const [above, below] = [rows.slice(0, at), rows.slice(at)];
    const share = Math.max(
      shareOfOther(above, below, gutter, look),
      shareOfOther(below, above, gutter, look),
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
function shareOfOther(rows: readonly Row[], others: readonly Row[], known: Gutter, look: Look): number {
  const total = rows.at(-1)!.bottom - rows[0]!.top;
  return guttersIn(rows, look).reduce((most, gutter) => {
    if (gutter.isTable || (gutter.left < known.right && gutter.right > known.left)) return most;
    const middle = (gutter.left + gutter.right) / 2;
    const isCrossed = others.some(({ pieces }) =>
      pieces.some(({ x, width }) => x < middle && x + width > middle),
    );
    const share = (rows[gutter.to]!.bottom - rows[gutter.from]!.top) / total;
    return isCrossed && share > most ? share : most;
  }, 0);
}
