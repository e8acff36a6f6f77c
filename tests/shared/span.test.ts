import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareRanges,
  overlaps,
  sameRange,
  snapToWords,
  toGraphemeBorders,
  trimRange,
  wordAt,
  wordEdge,
} from '../../shared/span';
import { mark, only, show } from '../support/marked-text';

/** What snapping makes of the mark `s` of a text, shown as marked text. */
function snapped(marked: string, language: string | null): string | null {
  const read = mark(marked);
  const found = snapToWords(read.text, only(read, 's'), language);
  return found && show(read.text, 's', found);
}

describe('ranges', () => {
  it('stand in text order, the longer of two with one start first', () => {
    const read = mark('[a:x [b:y [c:z]c]b]a [d:w]d');
    const ordered = ['d', 'c', 'b', 'a'].map((name) => only(read, name)).toSorted(compareRanges);
    expect(ordered).toEqual(['a', 'b', 'c', 'd'].map((name) => only(read, name)));
    const same = mark('[b:[a:long]a er]b');
    expect(compareRanges(only(same, 'b'), only(same, 'a'))).toBeLessThan(0);
  });

  it('overlap when they share a code unit, not when they touch', () => {
    const read = mark('[a:one [b:two]a three]b[c:four]c');
    expect(overlaps(only(read, 'a'), only(read, 'b'))).toBe(true);
    expect(overlaps(only(read, 'b'), only(read, 'c'))).toBe(false);
  });

  it('are trimmed of white space of every kind; what is only white space has nothing left', () => {
    const read = mark('x[s:\n\t\u00a0[t:قال 物价]t\u3000 ]s');
    expect(trimRange(read.text, only(read, 's'))).toEqual(only(read, 't'));
    expect(trimRange('a \n\u2028 b', { start: 1, end: 5 })).toBeNull();
  });
});

describe('character borders', () => {
  it.each([
    ['a surrogate pair', 'a[g:😀]g', 1, 1],
    ['a combining mark', 'caf[g:e\u0301]g', 1, 0],
    ['an emoji of several people', '[g:👩‍👩‍👧‍👦]g!', 2, 3],
    ['a vowel mark', '[g:مَ]g', 1, 0],
  ])('are not within %s', (_, marked, cutStart, cutEnd) => {
    const read = mark(marked);
    const whole = only(read, 'g');
    expect(toGraphemeBorders(read.text, { start: whole.start + cutStart, end: whole.end - cutEnd })).toEqual(
      whole,
    );
  });

  it('leave a range between whole characters as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '😀', 'e\u0301', 'س', '政', ' ', '\n')), (characters) => {
        const text = characters.join('');
        let start = 0;
        for (const character of characters) {
          const whole = { start, end: start + character.length };
          expect(toGraphemeBorders(text, whole)).toEqual(whole);
          start = whole.end;
        }
      }),
    );
  });
});

describe('snapping to words', () => {
  it.each([
    [
      'takes in the words it begins and ends in',
      'The ci[s:ty must p]say for it',
      'The [s:city must pay]s for it',
    ],
    ['drops white space', 'The city[s: must ]spay', 'The city [s:must]s pay'],
    ['keeps an apostrophe inside a word', 'They do[s:n’t c]sare', 'They [s:don’t care]s'],
    ['takes in no opening quotation mark', 'He said “th[s:is is i]st”', 'He said “[s:this is it]s”'],
    ['keeps punctuation that was selected', 'He said[s: “this is it”]s.', 'He said [s:“this is it”]s.'],
    ['takes in no full stop', 'It must en[s:d]s. Now', 'It must [s:end]s. Now'],
    [
      'works from right to left',
      'قال وزير الداخ[s:لية إن الحد]sود تبقى',
      'قال وزير [s:الداخلية إن الحدود]s تبقى',
    ],
    ['keeps vowel marks', 'قال مُحَ[s:مَّ]sدٌ', 'قال [s:مُحَمَّدٌ]s'],
    ['does not cut a composed character', 'cafe[s:\u0301 ole]s', '[s:cafe\u0301 ole]s'],
    ['works in mixed text', 'the wo[s:rd السل]sام twice', 'the [s:word السلام]s twice'],
  ])('%s', (_, marked, expected) => {
    expect(snapped(marked, null)).toBe(expected);
  });

  it('finds words without spaces between them', () => {
    expect(snapped('他说物[s:价上]s涨', 'zh')).toBe('他说[s:物价上涨]s');
    expect(snapped('รัฐบาลต้อง[s:ช่]sวยเหลือประชาชน', 'th')).toBe('รัฐบาลต้อง[s:ช่วย]sเหลือประชาชน');
  });

  it('does not mind a language that nobody knows', () => {
    expect(snapped('The ci[s:t]sy', 'not a language!')).toBe('The [s:city]s');
  });

  it('finds nothing in white space', () => {
    expect(snapped('one[s: \n ]stwo', 'en')).toBeNull();
  });

  it('covers what was selected but for white space, and nothing more the second time', () => {
    const word = fc.constantFrom('must', 'don’t', 'الحدود', '物价', '😀', 'e\u0301a', '“', ' ', '\n', '. ');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.nat(), fc.nat(), (words, one, other) => {
        const text = words.join('');
        const [low, high] = [one % text.length, other % text.length];
        const wanted = { start: Math.min(low, high), end: Math.max(low, high) + 1 };
        const trimmed = trimRange(text, wanted);
        const found = snapToWords(text, wanted, 'en');
        if (!trimmed) {
          expect(found).toBeNull();
          return;
        }
        expect(found!.start <= trimmed.start && trimmed.end <= found!.end).toBe(true);
        expect(snapToWords(text, found!, 'en')).toEqual(found);
      }),
    );
  });

  it('takes no longer in a paragraph of a million characters', () => {
    const text = 'word '.repeat(200_000);
    const begin = performance.now();
    expect(snapToWords(text, { start: 500_001, end: 500_012 }, 'en')).toEqual({
      start: 500_000,
      end: 500_014,
    });
    expect(performance.now() - begin).toBeLessThan(200);
  });
});

describe('words', () => {
  it('are found within and at their edges, not between punctuation', () => {
    const read = mark('He [w:said]w … “so”');
    const word = only(read, 'w');
    expect(wordAt(read.text, word.start, 'en')).toEqual(word);
    expect(wordAt(read.text, word.start + 2, 'en')).toEqual(word);
    expect(wordAt(read.text, word.end, 'en')).toEqual(word);
    expect(wordAt(read.text, word.end + 2, 'en')).toBeNull();
  });

  it('lead an edge forwards and backwards over paragraph breaks', () => {
    const text = '\n\none “two”\n\nالحدود\n';
    const walk = (from: number, edge: 'start' | 'end', direction: 'next' | 'previous'): number[] => {
      const stops: number[] = [];
      for (let at = from; ;) {
        const next = wordEdge(text, at, edge, direction, null);
        if (next === at) return stops;
        stops.push((at = next));
      }
    };
    const words = ['one', 'two', 'الحدود'].map((word) => text.indexOf(word));
    expect(walk(0, 'start', 'next')).toEqual(words);
    expect(walk(text.length, 'start', 'previous')).toEqual(words.toReversed());
    const ends = [5, 10, words[2]! + 6];
    expect(walk(0, 'end', 'next')).toEqual(ends);
    expect(walk(text.length, 'end', 'previous')).toEqual(ends.toReversed());
  });

  it('are passed one by one even when the text between them is longer than what is looked at', () => {
    const text = `one${'.'.repeat(5000)}two`;
    expect(wordEdge(text, 0, 'start', 'next', 'en')).toBe(5003);
    expect(wordEdge(text, 5003, 'end', 'previous', 'en')).toBe(3);
  });

  it('end a walk at the edges of a text without words', () => {
    for (const text of ['', '\n', '\n\n', '…', ' \n … \n'])
      for (const direction of ['next', 'previous'] as const)
        for (let offset = 0; offset <= text.length; offset++)
          expect(wordEdge(text, offset, 'start', direction, null)).toBe(offset);
  });
});

describe('same range', () => {
  it('means both edges', () => {
    expect(sameRange({ start: 1, end: 2 }, { start: 1, end: 2 })).toBe(true);
    expect(sameRange({ start: 1, end: 2 }, { start: 1, end: 3 })).toBe(false);
  });
});
