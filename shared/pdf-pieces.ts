/**
 * The pieces of text on a page of a PDF, turned upright. A page may hold text that runs in several ways: across
 * it, up or down its edge, or in vertical lines of Chinese or Japanese. Each way is a frame of its own, turned
 * so that its lines run from left to right and follow one another from top to bottom.
 */
import { plainLetters } from './letter-forms';

/** A piece of text where it stands, in points from the top left corner of its upright frame. */
export interface Piece {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  width: number;
  /** Of the font. */
  height: number;
  /** Its letters are in logical order, whatever their direction. */
  isRtl: boolean;
  font: string;
  /** Its place in the order in which the page is drawn. */
  order: number;
  /** Whether a blank was drawn before it. */
  afterBlank: boolean;
}

/** An item of pdf.js's text content, as far as it is used. */
export interface TextItem {
  str: string;
  dir: string;
  transform: readonly number[];
  width: number;
  height: number;
  fontName: string;
}

export interface PageView {
  /** From the page's own coordinates to points from the upper left corner of the page as it is shown. */
  transform: readonly number[];
  width: number;
  height: number;
  /** The names of fonts whose letters follow each other from top to bottom. */
  verticalFonts: ReadonlySet<string>;
}

/** Pieces whose lines run the same way. */
export interface Frame {
  pieces: Piece[];
  width: number;
  height: number;
  /** The pieces stand in no lines, as a stamp across the page does. */
  isAslant: boolean;
}

export interface PagePieces {
  /** The frame with most of the text comes first. */
  frames: Frame[];
  /** How many ligatures and other forms of letters were written as plain letters. */
  forms: number;
  /** How many pieces were drawn twice in the same place, as a shadow or to look bold, and were taken once. */
  overprinted: number;
}

/** The ways in which lines can run, in quarter turns to the right; the last is for anything else. */
const across = 0;
const down = 1;
const aslant = 4;
/** Text within so many degrees of a quarter turn stands straight. */
const straight = 8;

export function piecesOfPage(items: readonly TextItem[], view: PageView): PagePieces {
  const scale = Math.hypot(view.transform[0] ?? 1, view.transform[1] ?? 0) || 1;
  const turned: { way: number; piece: Piece }[] = [];
  const seen = new Overprints();
  let forms = 0;
  let overprinted = 0;
  let afterBlank = false;
  for (const [order, item] of items.entries()) {
    if (typeof item.str !== 'string' || item.str === '') continue;
    if (item.str.trim() === '') {
      afterBlank = true;
      continue;
    }
    const [a, b, c, d, x, y] = multiplied(view.transform, item.transform);
    const { text, replaced } = plainLetters(item.str);
    const isVertical = view.verticalFonts.has(item.fontName);
    const height = isVertical ? Math.hypot(a, b) : Math.hypot(c, d) || item.height * scale;
    const width = (isVertical ? item.height : item.width) * scale;
    const numbers = [x, y, width, height];
    if (!numbers.every((number) => Number.isFinite(number))) continue;
    const piece: Piece = { text, x, y, width, height, isRtl: item.dir === 'rtl', font: item.fontName, order, afterBlank }; // prettier-ignore
    afterBlank = false;
    if (seen.has(piece)) {
      overprinted += 1;
      continue;
    }
    forms += replaced;
    turned.push({ way: isVertical ? down : wayOf(a, b), piece: isVertical ? topped(piece) : piece });
  }
  return { frames: framesOf(standing(turned), view), forms, overprinted };
}

/** The product of two matrices of six numbers, as PDF writes them. */
function multiplied(
  m: readonly number[],
  n: readonly number[],
): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function wayOf(a: number, b: number): number {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const quarter = Math.round(degrees / 90);
  return Math.abs(degrees - quarter * 90) > straight ? aslant : (quarter + 4) % 4;
}

/** How far from the middle of a vertical line the baseline of letters lies that are turned to stand in it. */
const lineMiddle = 0.38;

/** Vertical fonts place their letters by the middle of their upper edge. */
const topped = (piece: Piece): Piece => ({ ...piece, x: piece.x - lineMiddle * piece.height });

const ideographs =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\ufe10-\ufe48\uff00-\uffef]$/u;
const fewestStanding = 6;

/** Some programs draw vertical lines letter by letter with a font that is not vertical: such letters run down. */
function standing(turned: { way: number; piece: Piece }[]): { way: number; piece: Piece }[] {
  const single = turned.filter(({ way, piece }) => way === across && ideographs.test(piece.text.trim()));
  const stacked = single.filter(({ piece }, index) => {
    const next = single[index + 1]?.piece;
    if (!next) return false;
    const below = next.y - piece.y;
    return (
      Math.abs(next.x - piece.x) < 0.3 * piece.height &&
      below > 0.6 * piece.height &&
      below < 3 * piece.height
    );
  });
  if (stacked.length < fewestStanding || stacked.length < single.length * 0.6) return turned;
  const letters = new Set(single.map(({ piece }) => piece));
  return turned.map(({ way, piece }) => {
    if (!letters.has(piece)) return { way, piece };
    const { x, y, height } = piece;
    return {
      way: down,
      piece: { ...piece, x: x + (0.5 - lineMiddle) * height, y: y - 0.88 * height, width: height },
    };
  });
}

function framesOf(turned: readonly { way: number; piece: Piece }[], view: PageView): Frame[] {
  const frames = new Map<number, Piece[]>();
  for (const { way, piece } of turned) {
    const pieces = frames.get(way) ?? [];
    pieces.push(upright(piece, way, view));
    frames.set(way, pieces);
  }
  const letters = (pieces: readonly Piece[]): number =>
    pieces.reduce((sum, { text }) => sum + text.length, 0);
  return [...frames]
    .map(([way, pieces]) => ({
      pieces,
      width: way % 2 === 1 ? view.height : view.width,
      height: way % 2 === 1 ? view.width : view.height,
      isAslant: way === aslant,
    }))
    .toSorted(
      (one, other) =>
        Number(one.isAslant) - Number(other.isAslant) || letters(other.pieces) - letters(one.pieces),
    );
}

function upright(piece: Piece, way: number, { width, height }: PageView): Piece {
  const { x, y } = piece;
  if (way === down) return { ...piece, x: y, y: width - x };
  if (way === 2) return { ...piece, x: width - x, y: height - y };
  if (way === 3) return { ...piece, x: height - y, y: x };
  return piece;
}

/** Finds pieces that are drawn again in the same place, a little to the side or not. */
class Overprints {
  private readonly known = new Map<string, Piece[]>();

  /** Whether a piece of the same words has been met in this place; if not, it is kept in mind. */
  has(piece: Piece): boolean {
    const near = 0.15 * piece.height;
    const strip = Math.round(piece.y / 4);
    for (const at of [strip, strip - 1, strip + 1])
      for (const { x, y, height } of this.known.get(`${at} ${piece.text}`) ?? [])
        if (
          Math.abs(x - piece.x) <= near &&
          Math.abs(y - piece.y) <= near &&
          Math.abs(height - piece.height) < near
        )
          return true;
    const key = `${strip} ${piece.text}`;
    const known = this.known.get(key) ?? [];
    // So many of the same in one strip are a pattern; looking through more would take long.
    if (known.length < 200) known.push(piece);
    this.known.set(key, known);
    return false;
  }
}
