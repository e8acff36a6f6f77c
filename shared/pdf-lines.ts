/** From the pieces of text on a page to its lines in reading order. */
import { median, regionsOf } from './pdf-columns';
import { isRtlText, lineText } from './pdf-line-text';
import type { Frame, Piece } from './pdf-pieces';

export interface Line {
  text: string;
  /** Left and right end, in points. */
  x: number;
  end: number;
  /** Of the baseline, and the height of most of its letters. */
  y: number;
  height: number;
  /** The font of most of its letters, and whether there is no other. */
  font: string;
  isOneFont: boolean;
  /** How far it begins behind the beginning of its column, and ends before its end; and the column's width. */
  indent: number;
  room: number;
  columnWidth: number;
  /** Which of the page's columns it stands in. */
  column: number;
  /** A row of a table, its cells parted by tabs. */
  isRow: boolean;
  /** It runs in another way than most of the page: a stamp, or a note along the edge. */
  isAside: boolean;
}

/** The lines of a page in reading order. What stands in other ways on it comes last. */
export function linesOfPage(frames: readonly Frame[]): Line[] {
  const lines: Line[] = [];
  let column = 0;
  for (const [index, { pieces, isAslant }] of frames.entries()) {
    if (index > 0 || isAslant) {
      const regions = isAslant
        ? pieces.map((piece) => [piece])
        : regionsOf(pieces, false).map((region) => region.pieces);
      for (const region of regions)
        lines.push(...linesOf(region, column++, false, false).map((line) => ({ ...line, isAside: true })));
      continue;
    }
    const isRtl = isRtlText(pieces);
    const { pieces: ready, initials } = withInitials(pieces);
    for (const region of regionsOf(ready, isRtl))
      lines.push(...besideInitials(linesOf(region.pieces, column++, isRtl, region.isTable), initials));
  }
  return lines;
}

/**
 * Large initials stand on the baseline of their second or third line; here each is put on its first, in the
 * height of the text, so that its word is whole.
 */
function withInitials(pieces: readonly Piece[]): { pieces: Piece[]; initials: Piece[] } {
  const initials: Piece[] = [];
  const height = median(pieces.map((piece) => piece.height));
  const isInitial = (piece: Piece): boolean =>
    piece.height > 1.8 * height && /^["'“„«‘‚]?\s?\p{Lu}$/u.test(piece.text.trim());
  // Where there are many, they are letters of something else, and looking at each would take long.
  if (pieces.filter(isInitial).length > mostInitials) return { pieces: [...pieces], initials };
  const ready = pieces.map((piece) => {
    if (!isInitial(piece)) return piece;
    const top = piece.y - 0.8 * piece.height;
    const end = piece.x + piece.width;
    const beside = pieces.filter(
      (other) =>
        other !== piece &&
        other.height < 1.3 * height &&
        other.x >= end - 0.3 * height &&
        other.x < end + 2.5 * height &&
        other.y > top &&
        other.y <= piece.y + 0.3 * height,
    );
    if (beside.length < 2) return piece;
    const first = beside.reduce((one, other) => (other.y < one.y ? other : one));
    if (piece.y - first.y < 0.5 * height) return piece;
    // Its word goes on right beside it, unless it is one of its own.
    const width = first.afterBlank ? piece.width : Math.max(piece.width, first.x - piece.x);
    initials.push(piece);
    return { ...piece, y: first.y, height: first.height, width, font: first.font };
  });
  return { pieces: ready, initials };
}

const mostInitials = 40;

/** Lines that give way to a large initial are not indented. */
const besideInitials = (lines: readonly Line[], initials: readonly Piece[]): Line[] =>
  lines.map((line) => {
    const initial = initials.find(({ x, y, width, height }) => {
      const isBeside = line.y <= y + 1.3 * line.height && line.y > y - height;
      return isBeside && line.x >= x + width - 0.3 * line.height && line.x < x + width + 2.5 * line.height;
    });
    return initial ? { ...line, indent: line.indent - (line.x - initial.x) } : line;
  });

function linesOf(column: readonly Piece[], index: number, isRtlColumn: boolean, isRow: boolean): Line[] {
  const rows: { y: number; height: number; pieces: Piece[] }[] = [];
  for (const piece of column.toSorted((one, other) => one.y - other.y)) {
    const last = rows.at(-1);
    const isSame = last && Math.abs(piece.y - last.y) < 0.55 * Math.max(piece.height, last.height);
    if (isSame) {
      last.pieces.push(piece);
      // What is small and set high or low belongs to the line of the larger letters.
      if (piece.height > last.height) Object.assign(last, { y: piece.y, height: piece.height });
    } else rows.push({ y: piece.y, height: piece.height, pieces: [piece] });
  }
  const [left, right] = endsOf(column);
  return rows.map(({ y, pieces }) => {
    const [x, end] = endsOf(pieces);
    const isRtl = isRtlColumn || isRtlText(pieces);
    const font = mostLetters(pieces, (piece) => piece.font);
    return {
      text: lineText(pieces, { isRtl, isRow }),
      x,
      end,
      y,
      height: mostLetters(pieces, ({ height }) => Math.round(height * 10) / 10),
      font,
      isOneFont: pieces.every((piece) => piece.font === font || !/[\p{L}\p{N}]/u.test(piece.text)),
      indent: isRtlColumn ? right - end : x - left,
      room: isRtlColumn ? x - left : right - end,
      columnWidth: right - left,
      column: index,
      isRow,
      isAside: false,
    };
  });
}

function endsOf(pieces: readonly Piece[]): [number, number] {
  let [left, right] = [Infinity, -Infinity];
  for (const { x, width } of pieces) {
    left = Math.min(left, x);
    right = Math.max(right, x + width);
  }
  return [left, right];
}

/** What is true of most letters. */
function mostLetters<T>(pieces: readonly Piece[], what: (piece: Piece) => T): T {
  const letters = new Map<T, number>();
  for (const piece of pieces) letters.set(what(piece), (letters.get(what(piece)) ?? 0) + piece.text.length);
  let best: [T, number] | null = null;
  for (const entry of letters) if (!best || entry[1] > best[1]) best = entry;
  if (!best) throw new Error(`a line has ${pieces.length} pieces`);
  return best[0];
}
