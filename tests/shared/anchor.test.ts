import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, fits } from '../../shared/anchor';
import { toGraphemeBorders } from '../../shared/span';
import { mark, only } from '../support/marked-text';

describe('anchors', () => {
  it('keep the words of a range and 32 code units on each side', () => {
    const before = 'b'.repeat(40);
    const marked = mark(`${before}[a:الأسعار]a${'n'.repeat(40)}`);
    expect(anchorOf(marked.text, only(marked, 'a'))).toEqual({
      quote: 'الأسعار',
      prefix: 'b'.repeat(32),
      suffix: 'n'.repeat(32),
    });
  });

  it('have less context where the text ends', () => {
    const marked = mark('He said [a:prices rose]a.');
    expect(anchorOf(marked.text, only(marked, 'a'))).toEqual({
      quote: 'prices rose',
      prefix: 'He said ',
      suffix: '.',
    });
  });

  it('never cut a character of the context in two', () => {
    const family = '👩‍👩‍👧‍👦';
    const marked = mark(`${family}${'b'.repeat(30)}[a:word]a${'n'.repeat(31)}é̂`);
    const { prefix, suffix } = anchorOf(marked.text, only(marked, 'a'));
    expect(prefix).toBe(`${family}${'b'.repeat(30)}`);
    expect(suffix).toBe(`${'n'.repeat(31)}é̂`);
  });

  it('fit their own text, and no longer when the text is another', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 2, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (text, one, other) => {
          const [low, high] = [one % text.length, other % text.length];
          const range = toGraphemeBorders(text, { start: Math.min(low, high), end: Math.max(low, high) + 1 });
          const { quote, prefix, suffix } = anchorOf(text, range);
          expect(text.slice(0, range.start).endsWith(prefix)).toBe(true);
          expect(text.slice(range.end).startsWith(suffix)).toBe(true);
          const span = { startOffset: range.start, endOffset: range.end, quote };
          expect(fits(text, span)).toBe(true);
        },
      ),
    );
  });
});
