/** The words of one line of a PDF, from its pieces: in reading order, with spaces where gaps say so. */
import type { Piece } from './pdf-pieces';

/** The smallest gap between words, in heights of the text; and where a blank was drawn. */
const widestLetterGap = 0.17;
const widestWithBlank = 0.06;
/** Scripts that put no spaces between words have wider gaps between letters. */
const widestCjkGap = 0.8;
/** Cells of a table are parted by at least so many heights. */
const cellGap = 0.9;

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const thai = /\p{Script=Thai}/u;

/** Whether no space stands between these words at the border of two lines or pieces. */
export function hasNoSpaces(before: string, after: string): boolean {
  const last = /.$/u.exec(before)?.[0] ?? '';
  const first = /^./u.exec(after)?.[0] ?? '';
  return cjk.test(last) || cjk.test(first) || (thai.test(last) && thai.test(first));
}

const rtlLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const ltrLetter = /\p{L}/u;
const digit = /\p{N}/u;

/** How a piece runs within a line: to the right, to the left, or as what is around it. */
type Course = 'right' | 'left' | 'either';

function courseOf({ text, isRtl }: Piece): Course {
  if (isRtl || rtlLetter.test(text)) return 'left';
  return ltrLetter.test(text) || digit.test(text) ? 'right' : 'either';
}

export const isRtlText = (pieces: readonly Piece[]): boolean => {
  let balance = 0;
  for (const piece of pieces) {
    const course = courseOf(piece);
    if (course === 'left') balance += piece.text.length;
    if (course === 'right' && ltrLetter.test(piece.text)) balance -= piece.text.length;
  }
  return balance > 0;
};

export interface LineStyle {
  /** Whether the line runs from right to left on the whole. */
  isRtl: boolean;
  /** Whether wide gaps part the cells of a table, which get tabs between them. */
  isRow?: boolean;
}

/** @param pieces those of one line, in any order */
export function lineText(pieces: readonly Piece[], { isRtl, isRow = false }: LineStyle): string {
  const ordered = inReadingOrder(fromLeft(pieces), isRtl);
  let text = '';
  let before: { piece: Piece; text: string } | null = null;
  for (const next of ordered) {
    if (before) text += gapBetween(before.piece, next.piece, isRow);
    text += next.text;
    before = next;
  }
  return isRow
    ? text
        .split('\t')
        .map((cell) => cell.replaceAll(/ +/g, ' ').trim())
        .join('\t')
    : text.replaceAll(/[ \t]+/g, ' ').trim();
}

function gapBetween(before: Piece, piece: Piece, isRow: boolean): string {
  const gap = Math.max(piece.x - (before.x + before.width), before.x - (piece.x + piece.width));
  const height = Math.max(before.height, piece.height);
  if (isRow && gap > cellGap * height) return '\t';
  if (/^\p{M}/u.test(piece.text)) return '';
  const second = before.order < piece.order ? piece : before;
  const isBlank = second.afterBlank && Math.abs(before.order - piece.order) === 2;
  if (hasNoSpaces(before.text, piece.text)) {
    // Thai parts its sentences with spaces, and is set without gaps otherwise.
    const isSpace = isBlank && thai.test(piece.text) && gap > widestLetterGap * height;
    return isSpace || gap > widestCjkGap * height ? ' ' : '';
  }
  return gap > (isBlank ? widestWithBlank : widestLetterGap) * height ? ' ' : '';
}

/**
 * The pieces from left to right. What was drawn in one go keeps the order in which it was drawn: letters that
 * stand above others, or are parts of one sign, have no order of their own.
 */
function fromLeft(pieces: readonly Piece[]): Piece[] {
  const drawn = pieces.toSorted((one, other) => one.order - other.order);
  const runs: Piece[][] = [];
  for (const piece of drawn) {
    const last = runs.at(-1)?.at(-1);
    const isNext =
      last &&
      piece.order - last.order <= 3 &&
      piece.x >= last.x - 0.15 * piece.height &&
      piece.x <= last.x + last.width + 2 * piece.height;
    if (isNext) runs.at(-1)!.push(piece);
    else runs.push([piece]);
  }
  return runs.toSorted((one, other) => (one[0]?.x ?? 0) - (other[0]?.x ?? 0)).flat();
}

/**
 * What stands from left to right in the order in which it is read: words that run against their line are read
 * back to front, as the rules of Unicode for text of both directions have it.
 */
function inReadingOrder(pieces: readonly Piece[], isRtl: boolean): { piece: Piece; text: string }[] {
  const against: Course = isRtl ? 'right' : 'left';
  const courses = resolved(pieces, isRtl);
  const line = isRtl ? pieces.toReversed() : pieces;
  const way = isRtl ? courses.toReversed() : courses;
  const ordered: { piece: Piece; text: string }[] = [];
  for (let at = 0; at < line.length;) {
    let end = at + 1;
    if (way[at] === against)
      while (end < line.length && way[end] === against && !areNumbersApart(line[end - 1]!, line[end]!)) end++;
    const run = line.slice(at, end).map((piece, index) => ({
      piece,
      text: way[at + index] === 'left' ? mirrored(piece.text) : piece.text,
    }));
    ordered.push(...(way[at] === against ? run.toReversed() : run));
    at = end;
  }
  return ordered;
}

/** Numbers that follow one another with a space between them do so in the direction of the line. */
const areNumbersApart = (one: Piece, other: Piece): boolean =>
  isNumber(one) && isNumber(other) && gapBetween(one, other, false) !== '';

/** The courses of pieces, where what has none of its own takes that of its neighbours, or of the line. */
function resolved(pieces: readonly Piece[], isRtl: boolean): Course[] {
  const courses = pieces.map(courseOf);
  const whole: Course = isRtl ? 'left' : 'right';
  // What the nearest piece with a course of its own is on the right of each.
  const after: Course[] = [];
  for (let at = pieces.length - 1, next: Course = whole; at >= 0; at--) {
    after[at] = next;
    if (courses[at] !== 'either') next = courses[at]!;
  }
  let before: Course = whole;
  /** Brackets that were opened within words that run to the right. */
  let open = 0;
  return pieces.map((piece, at) => {
    const course = courses[at]!;
    if (course === 'either') {
      if (isRtl && before === 'right' && open > 0 && !piece.afterBlank && /^[)\]}]/.test(piece.text)) {
        open -= 1;
        return 'right';
      }
      const isNumberBefore = at > 0 && isNumber(pieces[at - 1]!);
      if (isNumberBefore && isRtl && !piece.afterBlank && /^[%°‰€$£]/u.test(piece.text)) return 'right';
      if (isNumberBefore && at + 1 < pieces.length && isNumber(pieces[at + 1]!))
        return /^[.,:/]$/.test(piece.text) ? 'right' : whole;
      const isWithin = before === after[at];
      if (isWithin && before === 'right' && /[([{]$/.test(piece.text)) open += 1;
      return isWithin ? before : whole;
    }
    // Numbers within words that run to the left stand among them.
    const isAmong = !isRtl && isNumber(piece) && before === 'left' && after[at] === 'left';
    before = course;
    if (course === 'left') open = 0;
    return isAmong ? 'left' : course;
  });
}

const isNumber = ({ text }: Piece): boolean => digit.test(text) && !/\p{L}/u.test(text);

const pairs = '()[]{}«»‹›';
/** Brackets look the other way in words that run to the left; files hold what is seen. */
const mirrored = (text: string): string =>
  text.replaceAll(/[()[\]{}«»‹›]/g, (bracket) => pairs[pairs.indexOf(bracket) ^ 1] ?? bracket);
