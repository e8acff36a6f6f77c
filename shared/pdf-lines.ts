/**
 * From the pieces of text on a page to its lines in reading order. Columns are found by recursive cuts along
 * white space (the XY-cut of G. Nagy and S. Seth, 1984): a stretch of page through which a blank strip runs
 * from top to bottom is read column by column.
 */

/** A piece of text where it stands, in points from the top left corner of the upright page. */
export interface Piece {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  width: number;
  /** Of the font. */
  height: number;
  isRtl: boolean;
}

export interface Line {
  text: string;
  /** Left and right end. */
  x: number;
  end: number;
  /** Of the baseline, and the height of most of its letters. */
  y: number;
  height: number;
  /** The left and right end of the column that it stands in, and which one of the page that is. */
  columnX: number;
  columnEnd: number;
  column: number;
}

/** The blank strip between columns is at least so wide, in heights of the text, and in points. */
const gutterHeights = 0.9;
const narrowestGutter = 7;
/** In so many lines a strip does not come about by chance; where one side has fewer, the strip must be wider. */
const fewestLines = 3;
const fewestTogether = 4;
const widerHeights = 1.5;

/** The lines of a page in reading order. */
export function linesOfPage(pieces: readonly Piece[]): Line[] {
  const shown = pieces.filter(({ text }) => text.trim() !== '');
  if (shown.length === 0) return [];
  const blanks = pieces.filter(({ text }) => text !== '' && text.trim() === '');
  const isRtl = shown.filter((piece) => piece.isRtl).length > shown.length / 2;
  const columns: Piece[][] = [];
  cut(shown, isRtl, columns, 0);
  return columns.flatMap((column, index) => linesOf(column, blanks, index));
}

const deepestCut = 12;

/** Adds the columns of a stretch of page, in reading order. */
function cut(pieces: readonly Piece[], isRtl: boolean, columns: Piece[][], depth: number): void {
  const gutter = depth < deepestCut ? gutterIn(pieces) : null;
  if (gutter !== null) {
    const left = pieces.filter((piece) => piece.x + piece.width / 2 < gutter);
    const right = pieces.filter((piece) => piece.x + piece.width / 2 >= gutter);
    for (const side of isRtl ? [right, left] : [left, right]) cut(side, isRtl, columns, depth + 1);
    return;
  }
  const regions = depth < deepestCut ? regionsOf(pieces) : [];
  if (regions.length > 1) for (const region of regions) cut(region, isRtl, columns, depth + 1);
  else columns.push([...pieces]);
}

const heightOf = (pieces: readonly Piece[]): number => median(pieces.map(({ height }) => height));

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The middle of a blank strip from top to bottom with text on both sides; null where there is none. */
function gutterIn(pieces: readonly Piece[]): number | null {
  const height = heightOf(pieces);
  const narrowest = Math.max(narrowestGutter, gutterHeights * height);
  const spans = pieces
    .map(({ x, width }) => ({ start: x, end: x + width }))
    .toSorted((one, other) => one.start - other.start);
  let reached = spans[0]?.end ?? 0;
  let best: { at: number; width: number } | null = null;
  for (const { start, end } of spans) {
    const width = start - reached;
    if (width >= narrowest && (!best || width > best.width)) {
      const at = reached + width / 2;
      if (isBetweenColumns(pieces, at, width >= widerHeights * height)) best = { at, width };
    }
    reached = Math.max(reached, end);
  }
  return best?.at ?? null;
}

function isBetweenColumns(pieces: readonly Piece[], at: number, isWide: boolean): boolean {
  const left = pieces.filter(({ x }) => x < at);
  const right = pieces.filter(({ x }) => x >= at);
  const fewer = Math.min(baselines(left), baselines(right));
  if (fewer < (isWide ? 1 : fewestLines) || baselines(pieces) < fewestTogether) return false;
  const extent = (side: readonly Piece[]) => ({
    top: Math.min(...side.map(({ y, height }) => y - height)),
    bottom: Math.max(...side.map(({ y }) => y)),
  });
  const [one, other] = [extent(left), extent(right)];
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared > 0;
}

const baselines = (pieces: readonly Piece[]): number =>
  new Set(pieces.map(({ y }) => Math.round(y / 3))).size;

/** Stretches from top to bottom, cut where columns begin or end. */
function regionsOf(pieces: readonly Piece[]): Piece[][] {
  const bands = bandsOf(pieces);
  const regions: Piece[][] = [];
  let hasGutter = false;
  for (const band of bands) {
    const last = regions.at(-1);
    const joined = last ? [...last, ...band] : band;
    const gutter = gutterIn(joined);
    const joinedHas = gutter !== null;
    if (last && joinedHas === hasGutter) {
      regions[regions.length - 1] = joined;
      continue;
    }
    // Single lines side by side become columns only when there are enough of them.
    if (last && !hasGutter && gutter !== null) {
      const begin = columnsBegin(last, gutter);
      regions[regions.length - 1] = last.slice(0, begin);
      if (begin === 0) regions.pop();
      regions.push([...last.slice(begin), ...band]);
      hasGutter = true;
      continue;
    }
    regions.push(band);
    hasGutter = gutterIn(band) !== null;
  }
  return regions.filter((region) => region.length > 0);
}

/** From which piece on the earlier lines belong to the columns that are parted here: those that do not cross. */
function columnsBegin(before: readonly Piece[], gutter: number): number {
  let count = before.length;
  for (const band of bandsOf(before).toReversed()) {
    if (band.some(({ x, width }) => x < gutter && x + width > gutter)) break;
    count -= band.length;
  }
  return count;
}

/** Pieces by the horizontal strips that they stand in, from top to bottom. */
function bandsOf(pieces: readonly Piece[]): Piece[][] {
  const sorted = pieces.toSorted((one, other) => one.y - one.height - (other.y - other.height));
  const bands: Piece[][] = [];
  let bottom = -Infinity;
  for (const piece of sorted) {
    const last = bands.at(-1);
    // Letters with long legs reach a little into the line below.
    if (last && piece.y - piece.height * 0.7 < bottom) last.push(piece);
    else bands.push([piece]);
    bottom = Math.max(bottom, piece.y);
  }
  return bands;
}

function linesOf(column: readonly Piece[], blanks: readonly Piece[], index: number): Line[] {
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
  const columnX = Math.min(...column.map(({ x }) => x));
  const columnEnd = Math.max(...column.map(({ x, width }) => x + width));
  return rows.map(({ y, height, pieces }) => ({
    text: joined(pieces, blanks),
    x: Math.min(...pieces.map((piece) => piece.x)),
    end: Math.max(...pieces.map((piece) => piece.x + piece.width)),
    y,
    height,
    columnX,
    columnEnd,
    column: index,
  }));
}

/** Scripts that put no spaces between words. */
const withoutSpaces = /[\u3000-\u9fff\uff00-\uffef\u0e00-\u0e7f]/;

/** The words of a line; a space stands where a gap or a blank piece says so. */
function joined(pieces: readonly Piece[], blanks: readonly Piece[]): string {
  const isRtl = pieces.filter((piece) => piece.isRtl).length > pieces.length / 2;
  const sorted = pieces.toSorted((one, other) => (isRtl ? other.x - one.x : one.x - other.x));
  let text = '';
  let before: Piece | null = null;
  for (const piece of sorted) {
    if (before) {
      const gap = isRtl ? before.x - (piece.x + piece.width) : piece.x - (before.x + before.width);
      const edges = `${before.text.at(-1) ?? ''}${piece.text[0] ?? ''}`;
      const isCjk = withoutSpaces.test(edges);
      const isMark = /^\p{M}/u.test(piece.text);
      const isGap = gap > (isCjk ? 0.8 : 0.17) * Math.max(before.height, piece.height);
      if (!isMark && (isGap || (!isCjk && hasBlank(before, piece, blanks)))) text += ' ';
    }
    text += piece.text;
    before = piece;
  }
  return text.replaceAll(/[ \t]+/g, ' ').trim();
}

const hasBlank = (before: Piece, piece: Piece, blanks: readonly Piece[]): boolean =>
  blanks.some(
    ({ x, y, width }) =>
      width > 0.5 &&
      Math.abs(y - piece.y) < piece.height / 2 &&
      x + width / 2 > Math.min(before.x + before.width, piece.x + piece.width) - 1 &&
      x + width / 2 < Math.max(before.x, piece.x) + 1,
  );
