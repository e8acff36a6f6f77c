import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { type FoldOptions, foldText, foldWithMap } from '../../shared/fold';
import {
  type OccurrenceOptions,
  hitAt,
  longestNeedle,
  needleOf,
  occurrencesIn,
} from '../../shared/occurrences';
import { mark } from '../support/marked-text';

const usual: OccurrenceOptions = { matchCase: false, ignoreMarks: true, wholeWords: true };

/** The text with its hits marked, as `[x:…]x`. */
function found(text: string, words: string, options: Partial<OccurrenceOptions> = {}): string {
  const all = { ...usual, ...options };
  const needle = needleOf(words, all);
  if (!needle.ok) throw new Error(needle.error.message);
  let shown = '';
  let at = 0;
  for (const { start, end } of occurrencesIn(text, needle.value, all)) {
    shown += `${text.slice(at, start)}[x:${text.slice(start, end)}]x`;
    at = end;
  }
  return shown + text.slice(at);
}

/** Looks for the words in the text without its marks and expects exactly the marked places. */
const finds = (words: string, marked: string, options: Partial<OccurrenceOptions> = {}): void =>
  expect(found(mark(marked).text, words, options)).toBe(marked);

const reasonFor = (words: string, options: Partial<OccurrenceOptions> = {}): string => {
  const needle = needleOf(words, { ...usual, ...options });
  return needle.ok ? 'found' : needle.error.message;
};

describe('occurrences of words', () => {
  it('are found whatever the case, and only in that case when it counts', () => {
    finds('Merkel', '[x:Merkel]x and [x:MERKEL]x');
    finds('Merkel', '[x:Merkel]x and MERKEL', { matchCase: true });
    finds('ΟΔΟΣ', 'η [x:οδος]x και [x:Οδός]x');
  });

  it('are whole words, unless parts are asked for', () => {
    finds('Merkel', "[x:Merkel]x's Merkelism, pre-[x:Merkel]x Merkel2 _Merkel");
    finds('Merkel', "[x:Merkel]x's [x:Merkel]xism", { wholeWords: false });
    finds('C++', 'in [x:C++]x, not in C');
  });

  it('are found without accents, composed or not, and only with them when they count', () => {
    finds('café', '[x:cafe]x [x:café]x [x:cafe\u0301]x cafés');
    finds('café', 'cafe [x:café]x [x:cafe\u0301]x', { ignoreMarks: false });
    finds('cafe', '[x:cafe]x café cafe\u0301', { ignoreMarks: false });
    finds('a\u0323\u0307', '[x:a\u0307\u0323]x', { ignoreMarks: false });
  });

  it('are found in Arabic with and without vowel signs, stretching and exchanged letters', () => {
    finds('الوزير', 'قال [x:الوَزِيرُ]x و[x:الوزير]x', { wholeWords: false });
    finds('الوزير', 'قال [x:الوَزِيرُ]x والوزير [x:الـوزيـر]x');
    finds('احمد', '[x:أحمد]x [x:أَحْمَد]x [x:احمد]x أحمدي');
    finds('أحمد', '[x:أحمد]x احمد', { ignoreMarks: false });
    finds('میخواهم', '[x:می‌خواهم]x [x:میخواهم]x');
  });

  it('need no borders in scripts that have none', () => {
    finds('政府', '日本[x:政府]xは[x:政府]x案');
    finds('정부', '[x:정부]x는 [x:정부]x의');
  });

  it('never cut a character in two', () => {
    finds('👩', '[x:👩]x 👩‍👩‍👧 👩🏽');
    finds('👩‍👩‍👧', 'x [x:👩‍👩‍👧]x', { wholeWords: false });
    finds('is', 'ﬁsh [x:is]x', { wholeWords: false });
    finds('fish', '[x:ﬁsh]x [x:fish]x');
  });

  it('take any white space for any other, but not the border of a paragraph', () => {
    finds('the minister', '[x:the minister]x [x:the \u00a0minister]x the\nminister');
    finds('the\nminister', 'the minister [x:the\nminister]x');
    finds('  minister ', 'the [x:minister]x said');
  });

  it('do not overlap', () => finds('aa', '[x:aa]x[x:aa]xa', { wholeWords: false }));

  it('are not looked for where there is nothing to look for, or far too much', () => {
    expect(reasonFor(' \n ')).toContain('Select the words');
    expect(reasonFor('\u064e\u0650')).toContain('only marks');
    expect(reasonFor('\u064e\u0650', { ignoreMarks: false })).toContain('only marks');
    expect(reasonFor('\u200f\u202e')).toContain('only marks');
    expect(reasonFor('ـ')).toContain('only marks');
    expect(reasonFor('x'.repeat(10_000))).toContain('too many words');
    expect(reasonFor('x'.repeat(longestNeedle))).toBe('found');
    expect(reasonFor('€')).toBe('found');
  });

  it('come with their surroundings, in whole characters', () => {
    const text = `${'😀'.repeat(30)}word${'a\u0301'.repeat(30)}`;
    const start = text.indexOf('word');
    const { before, quote, after } = hitAt(text, { start, end: start + 4 });
    expect([before, quote, after]).toEqual(['😀'.repeat(20), 'word', 'a\u0301'.repeat(20)]);
    expect(hitAt('word', { start: 0, end: 4 })).toMatchObject({ before: '', after: '' });
  });
});

const pieces = [
  'a',
  'A',
  'é',
  'e\u0301',
  'ﬁ',
  'ß',
  'İ',
  'Σ',
  'ς',
  ' ',
  '\u00a0',
  '\n',
  '_',
  '-',
  '1',
  'ا',
  'أ',
  'إ',
  'ـ',
  '\u064e',
  '\u0651',
  'ى',
  'ي',
  'ة',
  'ﷲ',
  '\u200c',
  '\u200d',
  '\u200f',
  '\u0323',
  '\u0307',
  '👩',
  '👧',
  '🏽',
  '🇩',
  '🇪',
  '政',
  '각',
  '\u1100',
  '\u1161',
  'ก',
  'ำ',
  '\ud800',
];
const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
const options: fc.Arbitrary<OccurrenceOptions> = fc.record({
  matchCase: fc.boolean(),
  ignoreMarks: fc.boolean(),
  wholeWords: fc.boolean(),
});

it('whatever a hit covers folds to what was looked for, and no character is cut', () => {
  let hits = 0;
  fc.assert(
    fc.property(texts, fc.nat(30), fc.integer({ min: 1, max: 4 }), options, (text, from, length, given) => {
      const needle = needleOf(text.slice(from, from + length), given);
      if (!needle.ok) return;
      const borders = new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index)).add(
        text.length,
      );
      let end = 0;
      for (const hit of occurrencesIn(text, needle.value, given)) {
        expect(foldText(text.slice(hit.start, hit.end), given)).toBe(needle.value);
        // Segments are looked for within a paragraph, so a line break is always a border.
        expect(borders.has(hit.start) && borders.has(hit.end)).toBe(true);
        expect(hit.start).toBeGreaterThanOrEqual(end);
        ({ end } = hit);
        hits++;
      }
    }),
    { numRuns: 3000 },
  );
  expect(hits).toBeGreaterThan(300);
});

it('a word that stands alone is always found again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Merkel', 'café', 'الوزير', '政府', '정부', '👩‍👩‍👧', 'can’t'),
      texts,
      texts,
      options,
      (word, one, other, given) => {
        const text = `${one}\n${word}\n${other}`;
        const needle = needleOf(word, given);
        if (!needle.ok) throw new Error(needle.error.message);
        const starts = [...occurrencesIn(text, needle.value, given)].map(({ start }) => start);
        expect(starts).toContain(one.length + 1);
      },
    ),
  );
});

it('the way back leads to where each folded character came from', () => {
  const choices: fc.Arbitrary<FoldOptions> = fc.record({
    matchCase: fc.boolean(),
    ignoreMarks: fc.boolean(),
  });
  fc.assert(
    fc.property(texts, choices, (text, given) => {
      const { folded, starts, ends } = foldWithMap(text, given);
      expect(folded).toBe(foldText(text, given));
      expect(starts).toHaveLength(folded.length + 1);
      for (let unit = 0; unit < folded.length; unit++) {
        const [start, end] = [starts[unit] ?? 0, ends[unit] ?? 0];
        expect(foldText(text.slice(start, end), given)).toContain(folded[unit]);
        expect(starts[unit + 1]).toBeGreaterThanOrEqual(start);
      }
    }),
  );
});
