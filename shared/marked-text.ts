/** Texts with marks, so that neither tests nor samples count offsets: `He said [a:prices rose]a`. */
import type { Range } from './span';

export interface Marked {
  text: string;
  /** Ranges by mark, in the order in which they end. */
  ranges: Record<string, Range[]>;
}

/**
 * Reads `[name:words]name`; marks may nest and overlap, and a name used twice has two ranges. A mark may
 * end within a word (`pri[a:c]aes`): what closes is the longest name that is open.
 */
export function mark(marked: string): Marked {
  let text = '';
  const opened = new Map<string, number[]>();
  const ranges: Record<string, Range[]> = {};
  const pattern = /\[([a-z]\w*):|\]([a-z]\w*)/g;
  let at = 0;
  for (const { index, 0: whole, 1: opening, 2: word } of marked.matchAll(pattern)) {
    text += marked.slice(at, index);
    at = index + whole.length;
    if (opening) opened.set(opening, [...(opened.get(opening) ?? []), text.length]);
    if (word) {
      const closing = [...opened]
        .flatMap(([name, starts]) => (starts.length > 0 && word.startsWith(name) ? [name] : []))
        .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
      const start = opened.get(closing)?.pop();
      if (start === undefined) throw new Error(`]${word} closes nothing in: ${marked}`);
      (ranges[closing] ??= []).push({ start, end: text.length });
      at -= word.length - closing.length;
    }
  }
  return { text: text + marked.slice(at), ranges };
}

/** The one range of a mark. */
export function only({ ranges }: Marked, name: string): Range {
  const found = ranges[name] ?? [];
  if (found.length !== 1) throw new Error(`expected one range named ${name}, found ${found.length}`);
  return found[0]!;
}

/** The inverse of `mark` for one range. */
export const show = (text: string, name: string, { start, end }: Range): string =>
  `${text.slice(0, start)}[${name}:${text.slice(start, end)}]${name}${text.slice(end)}`;
