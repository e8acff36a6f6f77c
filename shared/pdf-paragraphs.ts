/** From the lines of all pages to paragraphs and headings, with the pages that they stand on. */
import { type Line, median } from './pdf-lines';
import type { Page } from './pdf-running-heads';

export interface Paragraph {
  /** 0 for a paragraph, else the level of a heading; 1 is the largest. */
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

/** Headings are larger than the text by this factor, and no longer than so many lines. */
const larger = 1.15;
const mostHeadingLines = 4;

/** @param joinsHyphens whether words that are parted at the end of a line are joined */
export function paragraphsOf(pages: readonly Page[], joinsHyphens: boolean): Paragraphs {
  const lines = pages.flatMap((page, index) => page.lines.map((line): Placed => ({ ...line, page: index })));
  const height = usualHeight(lines);
  const pitch = usualPitch(lines, height);
  const groups: Placed[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && goesOn(last, line, group, pitch)) group.push(line);
    else groups.push([line]);
  }
  const sizes = [
    ...new Set(groups.filter((group) => isHeading(group, height)).map((group) => sizeOf(group))),
  ].toSorted((one, other) => other - one);
  const compounds = joinsHyphens ? compoundsIn(lines) : new Set<string>();
  let joined = 0;
  const paragraphs = groups.map((group) => {
    const result = textOf(group, joinsHyphens, compounds);
    joined += result.joined;
    const level = isHeading(group, height) ? Math.min(6, sizes.indexOf(sizeOf(group)) + 1) : 0;
    return { level, parts: result.parts };
  });
  return { paragraphs, joined };
}

/** The height of most letters. */
function usualHeight(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { height, text } of lines) {
    const size = Math.round(height * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + text.length);
  }
  return [...letters].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

/** The distance of most baselines, as a multiple of the letters' height. */
function usualPitch(lines: readonly Placed[], height: number): number {
  const distances = lines.slice(1).flatMap((line, index) => {
    const before = lines[index]!;
    const distance = line.y - before.y;
    const isNext = before.page === line.page && before.column === line.column && distance > 0;
    return isNext && Math.abs(line.height - height) < 0.5 && distance < 4 * line.height
      ? [distance / line.height]
      : [];
  });
  return distances.length === 0 ? 1.2 : median(distances);
}

const sizeOf = ([first]: readonly Placed[]): number => Math.round((first?.height ?? 0) * 2) / 2;

const isHeading = (group: readonly Placed[], height: number): boolean =>
  group.length <= mostHeadingLines && sizeOf(group) >= height * larger && /\p{L}/u.test(group[0]?.text ?? '');

/** What ends a sentence, perhaps with quotation marks or brackets after it. */
const endsSentence = /[.!?:…。！？؟۔]["'”’»)\]]*$/;

/** Whether a line goes on with the paragraph of the line before it. */
function goesOn(before: Placed, line: Placed, group: readonly Placed[], pitch: number): boolean {
  if (Math.abs(line.height - before.height) > 0.12 * Math.max(line.height, before.height)) return false;
  const isSameColumn = before.page === line.page && before.column === line.column;
  const indent = line.x - line.columnX;
  // The first line's own indent says nothing about the others.
  const usualIndent = group[1] ? group[1].x - group[1].columnX : 0;
  const isIndented = indent > 0.6 * line.height && indent - usualIndent > 0.6 * line.height;
  const columnWidth = before.columnEnd - before.columnX;
  const room = columnWidth - (before.end - before.columnX);
  // Where the next word would have had room, the paragraph ended.
  const isShort = room > firstWordOf(line) + 0.35 * before.height;
  if (isSameColumn) {
    const distance = (line.y - before.y) / line.height;
    if (distance > pitch * 1.35 || distance < 0) return false;
    if (isIndented) return false;
    return !(isShort && (endsSentence.test(before.text) || room > 0.4 * columnWidth));
  }
  // Over the end of a column or page a sentence goes on that has not ended.
  return !isIndented && !isShort && !endsSentence.test(before.text);
}

/** The width of a line's first word, in points. */
function firstWordOf({ text, x, end }: Placed): number {
  const [word = ''] = text.split(' ', 1);
  return (word.length / Math.max(1, text.length)) * (end - x);
}

/** Words with a hyphen within a line: they keep it at its end, too. */
function compoundsIn(lines: readonly Line[]): Set<string> {
  const compounds = new Set<string>();
  for (const { text } of lines)
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)+/gu))
      compounds.add(word.toLowerCase().replaceAll('‐', '-'));
  return compounds;
}

const parted = /([\p{L}\p{M}]+)([-‐\u00ad])$/u;
const noSpaces = /[\u3000-\u9fff\uff00-\uffef\u0e00-\u0e7f]/;

function textOf(
  group: readonly Placed[],
  joinsHyphens: boolean,
  compounds: ReadonlySet<string>,
): { parts: Paragraph['parts']; joined: number } {
  const parts: Paragraph['parts'] = [];
  let joined = 0;
  for (const [index, { text, page }] of group.entries()) {
    const last = parts.at(-1);
    if (!last) {
      parts.push({ page, text });
      continue;
    }
    const hyphen = parted.exec(last.text);
    const next = /^[\p{L}\p{M}]+/u.exec(text)?.[0] ?? '';
    const isParted = hyphen !== null && /^\p{Ll}/u.test(next);
    let border = ' ';
    if (joinsHyphens && hyphen && (isParted || hyphen[2] === '\u00ad')) {
      const isCompound = compounds.has(`${hyphen[1]}-${next}`.toLowerCase());
      if (!isCompound) {
        last.text = last.text.slice(0, -1);
        joined += 1;
      }
      border = '';
    } else if (hyphen && /^\p{L}/u.test(next) && joinsHyphens) border = '';
    else if (noSpaces.test(last.text.at(-1) ?? '') && noSpaces.test(text[0] ?? '')) border = '';
    const isNewPage = page !== group[index - 1]?.page;
    if (isNewPage) {
      last.text += border;
      parts.push({ page, text });
    } else last.text += `${border}${text}`;
  }
  return { parts, joined };
}
