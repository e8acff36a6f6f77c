/** A span keeps its words and a little context; whenever it is placed, the words are checked again. */
import { type Range, toGraphemeBorders } from './span';

/** How much is kept on each side, in UTF-16 code units. */
export const contextLength = 32;

export interface Anchor {
  quote: string;
  prefix: string;
  suffix: string;
}

/** The words of a range, and up to 32 code units on each side, never cutting a character in two. */
export function anchorOf(text: string, range: Range): Anchor {
  const context = toGraphemeBorders(text, {
    start: Math.max(0, range.start - contextLength),
    end: Math.min(text.length, range.end + contextLength),
  });
  return {
    quote: text.slice(range.start, range.end),
    prefix: text.slice(context.start, range.start),
    suffix: text.slice(range.end, context.end),
  };
}

/** Whether the text still says there what the span says it does. */
export const fits = (
  text: string,
  span: { startOffset: number; endOffset: number; quote: string },
): boolean => text.slice(span.startOffset, span.endOffset) === span.quote;
