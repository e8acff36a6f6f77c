import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceAfter, sentenceAt, sentenceBefore } from '../../shared/sentences';
import { toGraphemeBorders } from '../../shared/span';

/** All sentences of a text, from the first to the last. */
function sentencesOf(text: string, language: string | null): string[] {
  const found: string[] = [];
  let at = 0;
  for (let next = sentenceAfter(text, at, language); next; next = sentenceAfter(text, at, language)) {
    found.push(text.slice(next.start, next.end));
    at = next.end;
  }
  return found;
}

/** Expects a text whose sentences are divided by `|` to be divided there and nowhere else. */
function expectDivided(divided: string, language: string | null): void {
  const sentences = divided.split('|').map((part) => part.trim());
  expect(sentencesOf(divided.replaceAll('|', ''), language)).toEqual(sentences);
}

describe('sentences of news', () => {
  it.each([
    ['titles and initials', 'en', 'Dr. Marsh said so. |J. K. Rowling and Mr. St. John agreed. |He left.'],
    [
      'countries and hours',
      'en',
      'The U.S. President came at 5 p.m. Monday. |He left the U.S. |The talks go on.',
    ],
    ['figures', 'en', 'It costs $3.5 million. |No. 10 is silent. |He said no. |Then he left.'],
    [
      'English quotations',
      'en',
      '“Will it come back?” asked Reed. |“No!” |“We lost,” she said. |(So it goes.) |Yes.',
    ],
    [
      'French ones, with spaces',
      'fr',
      '« Nous voulons le bus. » |Le maire part. |« Quoi ? » demande M. Dupont. |Voilà.',
    ],
    [
      'German ones, and dates',
      'de',
      'Am 3. Oktober sagte er z. B. dies. |„Das ist gut.“ |Er ging. |»Nein.« |Er lachte.',
    ],
    [
      'German abbreviations',
      'de',
      'Nach Art. 5 gilt z. B. Folgendes, d. h. Prof. Dr. Weiß usw. bleiben. |Die Stadt zahlt.',
    ],
    ['Arabic', 'ar', 'قال د. أحمد إن الحافلات ستعود. |هل تعود؟ |«سنعود.» |ثم ذهب.'],
    ['Chinese, whose marks touch', 'zh', '他说物价上涨。|“真的吗？”|她问。|「好。」|他走了！'],
    ['Japanese', 'ja', '「上がる。」と述べた。|彼は言った。'],
    ['Hindi', 'hi', 'उसने कहा। |वह गया।'],
    ['Thai, which has no full stops', 'th', 'เขาพูดว่าราคาขึ้น แล้วเขาก็ไป'],
    ['emoji', 'en', 'We want it back 👩‍👩‍👧! |🚌 It came.'],
    ['paragraphs without full stops', 'en', 'A headline\n|\n|The text.'.replace('|\n|', '\n|')],
  ])('%s', (_what, language, divided) => expectDivided(divided, language));

  it('are found from within and from both edges', () => {
    const text = 'One here. Two there.\n\nThree.';
    const two = { start: 10, end: 20 };
    for (const offset of [10, 13, 20]) expect(sentenceAt(text, offset, 'en')).toEqual(two);
    expect(sentenceAt(text, 21, 'en')).toBeNull();
    expect(sentenceBefore(text, 10, 'en')).toEqual({ start: 0, end: 9 });
    expect(sentenceBefore(text, 22, 'en')).toEqual(two);
    expect(sentenceAfter(text, 20, 'en')).toEqual({ start: 22, end: 28 });
  });

  it('are the same in both directions, hold all words, and cut no character', () => {
    const piece = fc.constantFrom(
      'Dr. Marsh ',
      'said so. ',
      '“We lost.” ',
      '« Oui. » ',
      'قال د. أحمد. ',
      '物价上涨。',
      '“好。”',
      '👩‍👩‍👧',
      'e\u0301. ',
      '\n',
      ' ',
      'z. B. ',
      'U.S. The ',
      '3. Mai ',
      '? ',
      '…',
      '\u0e23\u0e32\u0e04\u0e32 ',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom('en', 'ar', 'de', null),
        (pieces, language) => {
          const text = pieces.join('');
          const forwards: { start: number; end: number }[] = [];
          for (
            let next = sentenceAfter(text, 0, language);
            next;
            next = sentenceAfter(text, next.end, language)
          )
            forwards.push(next);
          const backwards: { start: number; end: number }[] = [];
          for (
            let last = sentenceBefore(text, text.length, language);
            last;
            last = sentenceBefore(text, last.start, language)
          )
            backwards.unshift(last);
          expect(backwards).toEqual(forwards);
          expect(
            forwards
              .map(({ start, end }) => text.slice(start, end))
              .join('')
              .replaceAll(/\s/gu, ''),
          ).toBe(text.replaceAll(/\s/gu, ''));
          for (const sentence of forwards) expect(toGraphemeBorders(text, sentence)).toEqual(sentence);
        },
      ),
    );
  });

  it('take no longer in a paragraph of a million characters, with full stops or without', () => {
    for (const [text, most] of [
      ['A word. '.repeat(125_000), 8],
      ['word '.repeat(200_000), 16_000],
    ] as const) {
      const begin = performance.now();
      const found = sentenceAt(text, 500_003, 'en');
      expect(performance.now() - begin).toBeLessThan(300);
      expect(found && found.end - found.start).toBeGreaterThan(0);
      expect(found && found.end - found.start).toBeLessThanOrEqual(most);
    }
  });
});
