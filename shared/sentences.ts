/** Sentences of an article's text, by the rules of its language. Offsets are UTF-16 code units. */
import { type Range, segmenter, trimRange } from './span';

/** The sentence around an offset within its paragraph, without outer white space; null between paragraphs. */
export function sentenceAt(text: string, offset: number, language: string | null): Range | null {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const paragraph = text.slice(start, newline === -1 ? text.length : newline);
  const at = Math.min(offset - start, paragraph.length - 1);
  const found = at < 0 ? undefined : segmenter('sentence', language).segment(paragraph).containing(at);
  if (!found) return null;
  const from = start + found.index;
  return trimRange(text, { start: from, end: from + found.segment.length });
}

/**
 * The sentence that follows the one in which a range ends, over empty lines and into the next paragraph;
 * null at the end of the text.
 */
export function sentenceAfter(text: string, range: Range, language: string | null): Range | null {
  let from = sentenceAt(text, Math.max(range.start, range.end - 1), language)?.end ?? range.end;
  while (from < text.length) {
    const next = /\S/u.exec(text.slice(from));
    if (!next) return null;
    const sentence = sentenceAt(text, from + next.index, language);
    if (sentence && sentence.start >= from) return sentence;
    from += next.index + 1;
  }
  return null;
}
