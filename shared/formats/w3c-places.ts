/** Where in a text the selectors of a Web Annotation mean. */
import type { Range } from '../span';
import type { FoundTarget } from './w3c-parsing';

/**
 * Where a target lies in the text: at its position if its words are there, else where its words are, with the most of
 * what goes before and after them; null where neither can be said.
 */
export function rangeOf(
  { quote, position }: FoundTarget,
  text: string,
  place: (offset: number) => number,
): Range | null {
  const placed = position ? { start: place(position.start), end: place(position.end) } : null;
  if (!quote || (placed && sameWords(text.slice(placed.start, placed.end), quote.exact))) return placed;
  const { exact, prefix, suffix } = quote;
  let best: { range: Range; score: number } | null = null;
  const words = exact.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return placed;
  // White space of a page is not that of its text.
  const pattern = new RegExp(words.map(literally).join(String.raw`\s+`), 'gu');
  for (const found of text.matchAll(pattern)) {
    const at = found.index;
    const range = { start: at, end: at + found[0].length };
    const score =
      sharedEnd(text.slice(0, at), prefix) +
      sharedBegin(text.slice(range.end, range.end + suffix.length), suffix);
    if (!best || score > best.score) best = { range, score };
  }
  return best?.range ?? placed;
}

const sameWords = (one: string, other: string): boolean =>
  one.replaceAll(/\s+/g, ' ').trim() === other.replaceAll(/\s+/g, ' ').trim();

function sharedBegin(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

function sharedEnd(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count))
    count += 1;
  return count;
}

/** A pattern that finds just these words. */
const literally = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
