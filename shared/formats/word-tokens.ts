/** Texts as rows of tokens, for formats that know no other places than those. */
import { type Range, segmenter } from '../span';

/** A token; `hasSpace` says that one space follows it that is no token of its own. */
export interface Token extends Range {
  hasSpace: boolean;
}

/**
 * The words and signs of a text by the rules of its language, in order; white space is a token as well, except for
 * single spaces after a token. Tokens are cut where a range begins or ends, so that each range is a row of tokens.
 * @param ranges half-open, in UTF-16 code units, like the tokens
 */
export function tokensOf(text: string, language: string | null, ranges: readonly Range[]): Token[] {
  const starts = new Set(ranges.map(({ start }) => start));
  const ends = new Set(ranges.map(({ end }) => end));
  const tokens: Token[] = [];
  const add = (start: number, end: number): void => {
    const last = tokens.at(-1);
    // A space that a range begins or ends with is a token, or the range would be none of tokens.
    const isOwn = starts.has(start) || ends.has(end) || !last || last.hasSpace;
    if (text.slice(start, end) === ' ' && !isOwn) last.hasSpace = true;
    else tokens.push({ start, end, hasSpace: false });
  };
  for (const { index, segment } of segmenter('word', language).segment(text)) {
    let begun = index;
    for (let at = index + 1; at < index + segment.length; at++)
      if (starts.has(at) || ends.has(at)) {
        add(begun, at);
        begun = at;
      }
    add(begun, index + segment.length);
  }
  return tokens;
}

/** The index of the first token that ends after an offset. Binary search; the number of tokens where none does. */
export function tokenIndexAt(tokens: readonly Range[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
