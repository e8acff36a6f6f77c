/** From the lines of all pages of a PDF to paragraphs, headings and rows, with the pages that they stand on. */
import { median } from './pdf-columns';
import { Hyphens } from './pdf-hyphens';
import type { Line } from './pdf-lines';

export interface Paragraph {
  kind: 'paragraph' | 'heading' | 'row';
  /** Of a heading; 1 is the largest. */
  level: number;
  /** Stretches of its text, each with the page that it begins on. The words of the next one follow directly. */
  parts: { page: number; text: string }[];
}

export interface Paragraphs {
  paragraphs: Paragraph[];
  /** How many words that were parted at the end of a line were joined. */
  joined: number;
}

interface Placed extends Line {
  page: number;
}

/** How most of a document is set. */
interface Usual {
  /** Of the letters, in points. */
  height: number;
  /** The distance of baselines, as a multiple of the letters' height. */
  pitch: number;
  /** Whether paragraphs begin with an indent. */
  isIndented: boolean;
  boldFonts: ReadonlySet<string>;
}

/** Headings are larger than the text by this factor, or bold, and no longer than so many lines. */
const larger = 1.15;
const mostHeadingLines = 4;
const mostBoldLines = 2;

export interface ParagraphOptions {
  /** Whether words that are parted at the end of a line are joined. */
  joinsHyphens: boolean;
  /** The names of fonts that are bold. */
  boldFonts?: ReadonlySet<string>;
}

/** @param pages the lines of each page, in reading order */
export function paragraphsOf(
  pages: readonly (readonly Line[])[],
  { joinsHyphens, boldFonts = new Set() }: ParagraphOptions,
): Paragraphs {
  const lines = pages.flatMap((page, index) => page.map((line): Placed => ({ ...line, page: index })));
  const usual = usualLook(lines, boldFonts);
  const groups: Placed[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && goesOn(last, line, group, usual)) group.push(line);
    else groups.push([line]);
  }
  const kinds = groups.map((group) => kindOf(group, usual));
  const sizes = [
    ...new Set(groups.filter((_, index) => kinds[index] === 'larger').map((group) => sizeOf(group))),
  ].toSorted((one, other) => other - one);
  const hyphens = new Hyphens(lines, joinsHyphens);
  const paragraphs = groups.map((group, index): Paragraph => {
    const parts = partsOf(group, hyphens);
    const kind = kinds[index];
    if (kind === 'larger')
      return { kind: 'heading', level: Math.min(6, sizes.indexOf(sizeOf(group)) + 1), parts };
    if (kind === 'bold') return { kind: 'heading', level: Math.min(6, sizes.length + 1), parts };
    return { kind: kind === 'row' ? 'row' : 'paragraph', level: 0, parts };
  });
  return { paragraphs, joined: hyphens.joined };
}

function usualLook(lines: readonly Placed[], boldFonts: ReadonlySet<string>): Usual {
  const sizes = new Map<number, number>();
  let [letters, bold] = [0, 0];
  for (const { height, text, font } of lines) {
    const size = Math.round(height * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + text.length);
    letters += text.length;
    if (boldFonts.has(font)) bold += text.length;
  }
  let height = 0;
  for (const [size, count] of sizes) if (count > (sizes.get(height) ?? 0)) height = size;
  const followers = lines.filter((line, index) => {
    const before = lines[index - 1];
    return before?.page === line.page && before.column === line.column && isUsualHeight(line, height);
  });
  const distances = lines.slice(1).flatMap((line, index) => {
    const before = lines[index]!;
    const distance = (line.y - before.y) / line.height;
    const isNext = before.page === line.page && before.column === line.column && isUsualHeight(line, height);
    return isNext && distance > 0 && distance < 4 ? [distance] : [];
  });
  const indented = followers.filter(
    (line) => line.indent > 0.6 * line.height && line.indent < 5 * line.height,
  );
  return {
    height,
    pitch: distances.length === 0 ? 1.2 : median(distances),
    isIndented: indented.length >= 3 && indented.length > followers.length * 0.03,
    // Where all is bold, nothing stands out by it.
    boldFonts: bold > letters / 2 ? new Set() : boldFonts,
  };
}

const isUsualHeight = (line: Line, height: number): boolean => Math.abs(line.height - height) < 0.5;

const sizeOf = ([first]: readonly Placed[]): number => Math.round((first?.height ?? 0) * 2) / 2;

const isBold = (line: Line, { boldFonts }: Usual): boolean => line.isOneFont && boldFonts.has(line.font);

function kindOf(group: readonly Placed[], usual: Usual): 'paragraph' | 'larger' | 'bold' | 'row' {
  const [first] = group;
  if (!first) throw new Error('a paragraph has no lines');
  if (first.isRow) return 'row';
  if (first.isAside) return 'paragraph';
  if (!group.some(({ text }) => /\p{L}/u.test(text))) return 'paragraph';
  if (group.length <= mostHeadingLines && sizeOf(group) >= usual.height * larger) return 'larger';
  const isShort = group.length <= mostBoldLines && !/[.,;:]["'”’»)\]]*$/.test(group.at(-1)!.text);
  if (isShort && group.every((line) => isBold(line, usual)) && sizeOf(group) >= usual.height * 0.95)
    return 'bold';
  return 'paragraph';
}

/** What ends a sentence, perhaps with quotation marks or brackets after it. */
const endsSentence = /[.!?:…。！？；؟۔]["'”’»)\]」』]*$/;
const startsItem = /^(?:[•▪◦‣●○■◆✓]|[-–—]\s)/;

/** Whether a line goes on with the paragraph of the line before it. */
function goesOn(before: Placed, line: Placed, group: readonly Placed[], usual: Usual): boolean {
  if (line.isRow || before.isRow || line.isAside !== before.isAside) return false;
  if (line.isAside && line.column !== before.column) return false;
  if (Math.abs(line.height - before.height) > 0.12 * Math.max(line.height, before.height)) return false;
  // Where the next word would have had room, the line was ended; not so within a word.
  const isShort =
    !/[\p{L}\p{N}][-‐\u00ad]$/u.test(before.text) && before.room > firstWordOf(line) + 0.35 * before.height;
  // The first line's own indent says nothing about the others.
  const usualIndent = group[1] ? group[1].indent : 0;
  const isIndented = line.indent > 0.6 * line.height && line.indent - usualIndent > 0.6 * line.height;
  if (before.page === line.page && before.column === line.column) {
    const distance = (line.y - before.y) / line.height;
    if (distance > usual.pitch * 1.35 || distance < 0 || isIndented) return false;
    if (startsItem.test(line.text) && (isShort || /^[•▪◦‣●]/.test(line.text))) return false;
    if (isShort && isBold(before, usual) !== isBold(line, usual)) return false;
    // A first line that hangs out is the first of a paragraph whose other lines are indented.
    if (group.length > 1 && usualIndent > 0.6 * line.height && usualIndent - line.indent > 0.6 * line.height)
      return !(isShort || endsSentence.test(before.text));
    return !(isShort && (endsSentence.test(before.text) || before.room > 0.4 * before.columnWidth));
  }
  // Over the end of a column or page a sentence goes on that has not ended; where paragraphs are indented, so
  // does one that has.
  if (isIndented || isShort || startsItem.test(line.text)) return false;
  return usual.isIndented || !endsSentence.test(before.text);
}

/** The width of a line's first word, in points. */
function firstWordOf({ text, x, end }: Placed): number {
  const space = text.indexOf(' ');
  // Text without spaces is broken after any letter.
  const letters = hasSpaces(text) && space > 0 ? space : hasSpaces(text) ? text.length : 2;
  return (letters / Math.max(1, text.length)) * (end - x);
}

const hasSpaces = (text: string): boolean =>
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text.slice(0, 20));

function partsOf(group: readonly Placed[], hyphens: Hyphens): Paragraph['parts'] {
  const parts: { page: number; lines: string[] }[] = [];
  for (const [index, { text, page }] of group.entries()) {
    const next = group[index + 1];
    const { before, border } = next ? hyphens.join(text, next.text) : { before: text, border: '' };
    const last = parts.at(-1);
    if (last?.page === page) last.lines.push(before + border);
    else parts.push({ page, lines: [before + border] });
  }
  return parts.map(({ page, lines }) => ({ page, text: lines.join('') }));
}
