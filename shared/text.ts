/** An article's text: made canonical once, on the way in, and never changed after that. */
import type { Range } from './span';

/** What XML 1.0 cannot carry: control characters, non-characters and halves of surrogate pairs. */
const illegal =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * The text as it is stored: line breaks are one `\n`, no byte order mark, and each character that other
 * formats cannot carry is replaced by one U+FFFD. Nothing is normalised or trimmed.
 * @returns the text and how many characters were replaced.
 */
export function canonicalText(raw: string): { text: string; replaced: number } {
  if (raw[0] !== '\ufeff' && isCanonical(raw)) return { text: raw, replaced: 0 };
  let replaced = 0;
  const text = raw
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(illegal, () => {
      replaced++;
      return '\ufffd';
    });
  return { text, replaced };
}

/** Anything but printable ASCII, tabs and line breaks. */
const beyondPlain = /[^\t\n\x20-\x7e]/;

/** What was found of the last text: one that comes in is asked about at each step of its way. */
let lastCanonical = '';
let lastPlain = '';

/** Whether there is nothing in a text but printable ASCII, tabs and line breaks. */
export function isPlain(text: string): boolean {
  if (text === lastPlain) return true;
  if (beyondPlain.test(text)) return false;
  lastPlain = text;
  return true;
}

/** Whether a text is one that can be stored as it is. */
export function isCanonical(text: string): boolean {
  if (text === lastCanonical || isPlain(text)) return true;
  if (text.includes('\r') || text.search(illegal) !== -1) return false;
  lastCanonical = text;
  return true;
}

/**
 * The same value with each half of a surrogate pair, in whichever text of it, replaced by U+FFFD. No file
 * can hold such a half: it would come back as another text than the history says was written.
 */
export function wholeCharacters(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wholeCharacters);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wholeCharacters(part)]));
}

/** The UTF-16 code units of a text; only good until it is called for the next text. */
export type UnitsOf = (text: string) => Uint16Array;

export const unitByUnit: UnitsOf = (text) => {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < units.length; at++) units[at] = text.charCodeAt(at);
  return units;
};

/** The paragraphs of a text: the stretches between line breaks, which belong to none. Empty ones count. */
export function paragraphsOf(text: string): Range[] {
  const paragraphs: Range[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end === -1) {
      paragraphs.push({ start, end: text.length });
      return paragraphs;
    }
    paragraphs.push({ start, end });
    start = end + 1;
  }
}

/** The index of the paragraph that holds an offset; its end belongs to it. Binary search. */
export function paragraphIndexAt(paragraphs: readonly Range[], offset: number): number {
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The beginning of a text in at most `length` code units, never cutting a character in two. */
export function excerpt(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = /[\ud800-\udbff]$/.test(text.slice(0, length)) ? length - 1 : length;
  return `${text.slice(0, cut).trimEnd()}…`;
}

/** A long text without its middle, so that its begin and its end are read: at most `length` code units and a sign. */
export function middleCut(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = Math.floor(length / 2);
  const end = text.slice(text.length - half).replace(/^[\udc00-\udfff]/, '');
  return `${excerpt(text, half)} ${end.trimStart()}`;
}
