import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceAfter, sentenceAt } from '../../shared/sentences';
import { mark, only } from '../support/marked-text';

const show = (text: string, range: { start: number; end: number } | null): string | null =>
  range && text.slice(range.start, range.end);

describe('the sentence at a place', () => {
  it.each([
    ['en', 'It rained. [a:The “night bus” ca|me.]a It left.'],
    ['ar', 'قال الوزير نعم. [a:قالت النقابة |لا!]a ثم صمتت.'],
    ['zh', '物价上涨。[a:他说|不。]a 好。'],
    ['nonsense-language-tag!', 'One. [a:Two |👩‍👩‍👧.]a Three.'],
  ])('%s', (language, marked) => {
    const at = mark(marked.replace('|', '[at:]at'));
    expect(show(at.text, sentenceAt(at.text, only(at, 'at').start, language))).toBe(
      show(at.text, only(at, 'a')),
    );
  });
  it('is none in an empty line', () => {
    expect(sentenceAt('One.\n\nTwo.', 5, 'en')).toBeNull();
    expect(sentenceAt('', 0, 'en')).toBeNull();
  });
});

describe('the sentence after a range', () => {
  it.each([
    ['[r:It rained.]r [a:It left.]a'],
    ['“[r:It rained]r,” she said. [a:It left.]a Then more.'],
    ['[r:It rained.]r\n\n  \n[a:It left.]a'],
    ['It [r:rained. It left]r again. [a:Yes.]a'],
    ['[r:قال نعم.]r [a:قالت لا.]a'],
    ['[r:物价上涨。]r[a:他说不。]a'],
  ])('%s', (marked) => {
    const text = mark(marked);
    expect(show(text.text, sentenceAfter(text.text, only(text, 'r'), null))).toBe(
      show(text.text, only(text, 'a')),
    );
  });
  it('is none at the end', () => {
    expect(sentenceAfter('It rained. \n', { start: 0, end: 9 }, 'en')).toBeNull();
  });
  it('walks through any text forwards, to its end, and loses no word', () => {
    const piece = fc.constantFrom('Yes. ', 'No! ', '“Oh?” ', '\n', ' ', 'لا. ', '不。', '👩‍👩‍👧', 'a.b ', '…');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let seen = '';
        let range = sentenceAfter(text, { start: 0, end: 0 }, null);
        const first = sentenceAt(text, 0, null);
        if (first) seen += show(text, first) ?? '';
        range = first ? sentenceAfter(text, first, null) : range;
        let last = first?.end ?? 0;
        while (range) {
          expect(range.start).toBeGreaterThanOrEqual(last);
          expect(range.end).toBeGreaterThan(range.start);
          last = range.end;
          seen += show(text, range) ?? '';
          range = sentenceAfter(text, range, null);
        }
        expect(seen.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});
