/** The place of words that a file gives without one. */
import type { Range } from '../span';

/**
 * Where words stand in a text.
 * @returns their range, in UTF-16 code units, half-open, where they stand there exactly once; else how often: not
 *   at all, or several times, so that nobody can tell which is meant
 */
export function findQuote(text: string, quote: string): Range | 'nowhere' | 'several times' {
  if (quote === '') return 'nowhere';
  const start = text.indexOf(quote);
  if (start === -1) return 'nowhere';
  return text.includes(quote, start + 1) ? 'several times' : { start, end: start + quote.length };
}
