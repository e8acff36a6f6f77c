import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGraphemeBorders } from '../../shared/span';
import {
  type Direction,
  type Selected,
  type Unit,
  extendUnit,
  moveCaret,
  rangeOf,
  selectUnit,
} from '../../shared/text-movement';

const article = `Council argues
“We want it back,” said Mayor Joan Reed 👩‍👩‍👧 on Monday. The U.S. Senate and Mustafa al-Kazemi agreed.

قال وزير النقل إن الحافلات ستعود. ورفضت النقابة ذلك.
他说物价上涨。她走了。`;

const caretAt = (words: string): Selected => {
  const at = article.indexOf(words);
  return { anchor: at, focus: at };
};

/** What is selected after pressing a key several times. */
function walk(from: Selected, unit: Unit, direction: Direction, times: number, act = selectUnit): string[] {
  const found: string[] = [];
  let at: Selected | null = from;
  for (let press = 0; press < times; press++) {
    at = act(article, at, unit, direction, 'en');
    if (!at) return found;
    const { start, end } = rangeOf(at);
    found.push(article.slice(start, end));
  }
  return found;
}

describe('selecting whole units', () => {
  it('goes sentence by sentence through all paragraphs and scripts, and back', () => {
    const sentences = [
      'Council argues',
      '“We want it back,” said Mayor Joan Reed 👩‍👩‍👧 on Monday.',
      'The U.S. Senate and Mustafa al-Kazemi agreed.',
      'قال وزير النقل إن الحافلات ستعود.',
      'ورفضت النقابة ذلك.',
      '他说物价上涨。',
      '她走了。',
    ];
    expect(walk({ anchor: 0, focus: 0 }, 'sentence', 'next', 9)).toEqual(sentences);
    const end = { anchor: article.length, focus: article.length };
    expect(walk(end, 'sentence', 'previous', 9)).toEqual(sentences.toReversed());
  });

  it('takes the unit around a caret first', () => {
    expect(walk(caretAt('ayor'), 'sentence', 'next', 1)[0]).toMatch(/^“We want.*Monday\.$/);
    expect(walk(caretAt('ayor'), 'sentence', 'previous', 1)[0]).toMatch(/^“We want.*Monday\.$/);
    expect(walk(caretAt('ayor'), 'word', 'next', 2)).toEqual(['Mayor', 'Joan']);
  });

  it('goes into a larger selection, and out of a smaller one', () => {
    const sentence = selectUnit(article, caretAt('want'), 'sentence', 'next', 'en')!;
    expect(walk(sentence, 'name', 'next', 4)).toEqual([
      'Mayor Joan Reed',
      'Monday',
      'U.S. Senate',
      'Mustafa al-Kazemi',
    ]);
    expect(walk(sentence, 'word', 'previous', 2)).toEqual(['Monday', 'on']);
    const name = selectUnit(article, sentence, 'name', 'next', 'en')!;
    expect(walk(name, 'sentence', 'next', 1)).toEqual(['The U.S. Senate and Mustafa al-Kazemi agreed.']);
  });

  it('stops at the edges of the text', () => {
    expect(selectUnit(article, caretAt('Council'), 'sentence', 'previous', 'en')).toBeNull();
    expect(selectUnit('', { anchor: 0, focus: 0 }, 'word', 'next', null)).toBeNull();
    expect(selectUnit(' \n ', { anchor: 1, focus: 1 }, 'paragraph', 'next', null)).toBeNull();
  });

  it('goes word by word where words touch', () => {
    expect(walk(caretAt('他说'), 'word', 'next', 3)).toEqual(['他', '说', '物价']);
    expect(walk(caretAt('上涨'), 'word', 'previous', 2)).toEqual(['物价', '说']);
  });
});

describe('names', () => {
  const namesIn = (text: string, language = 'en'): string[] => {
    const found: string[] = [];
    let at: Selected | null = { anchor: 0, focus: 0 };
    while ((at = selectUnit(text, at, 'name', 'next', language))) found.push(text.slice(at.anchor, at.focus));
    return found;
  };

  it('are words with capitals, with what belongs between them, but not what only begins a sentence', () => {
    expect(namesIn('The Ministry of the Interior agreed. But Ursula von der Leyen did not.')).toEqual([
      'Ministry of the Interior',
      'Ursula von der Leyen',
    ]);
    expect(namesIn('Prices rose. “We know,” said J. K. O’Neill-Smith. I do.')).toEqual([
      'J. K. O’Neill-Smith',
    ]);
    expect(namesIn('London waits. In the end, London paid. So did Mustafa al-Kazemi.')).toEqual([
      'London',
      'London',
      'Mustafa al-Kazemi',
    ]);
    expect(namesIn('That is plan B. The city knew.')).toEqual(['B']);
    expect(namesIn('Μίλησε ο Νίκος Παππάς. Президент Иван Петров ответил.', 'el')).toContain('Νίκος Παππάς');
    expect(namesIn('قال الوزير. 他说。')).toEqual([]);
  });

  it('are looked for in a moment, in a million characters that hold none', () => {
    for (const text of [
      'قال الوزير ذلك. '.repeat(62_500),
      'Prices rose. '.repeat(77_000),
      'a '.repeat(500_000),
    ]) {
      const begin = performance.now();
      expect(selectUnit(text, { anchor: 9, focus: 9 }, 'name', 'next', 'en')).toBeNull();
      const end = { anchor: text.length, focus: text.length };
      expect(selectUnit(text, end, 'name', 'previous', 'en')).toBeNull();
      expect(performance.now() - begin).toBeLessThan(3_000);
    }
  });
});

describe('extending', () => {
  it('moves the focus, keeps the anchor, and gives back what it took', () => {
    const sentence = selectUnit(article, caretAt('“We'), 'sentence', 'next', 'en')!;
    const two = extendUnit(article, sentence, 'sentence', 'next', 'en')!;
    expect(two.anchor).toBe(sentence.anchor);
    expect(article.slice(two.anchor, two.focus)).toMatch(/^“We.*agreed\.$/);
    expect(extendUnit(article, two, 'sentence', 'previous', 'en')).toEqual(sentence);
    const empty = extendUnit(article, sentence, 'sentence', 'previous', 'en')!;
    expect(empty).toEqual({ anchor: sentence.anchor, focus: sentence.anchor });
    expect(walk(empty, 'sentence', 'previous', 1, extendUnit)[0]).toBe('Council argues\n');
  });

  it('takes words from a caret on, in the order of reading', () => {
    expect(walk(caretAt('وزير'), 'word', 'next', 2, extendUnit)).toEqual(['وزير', 'وزير النقل']);
    expect(walk(caretAt('النقل'), 'word', 'previous', 2, extendUnit)).toEqual(['وزير ', 'قال وزير ']);
  });
});

describe('the caret', () => {
  it('goes to where sentences and paragraphs begin', () => {
    const go = (from: Selected, unit: Unit, direction: Direction): string =>
      article.slice(moveCaret(article, from, unit, direction, 'en').focus).slice(0, 5);
    expect(go(caretAt('want'), 'sentence', 'next')).toBe('The U');
    expect(go(caretAt('want'), 'sentence', 'previous')).toBe('“We w');
    expect(go(caretAt('“We'), 'sentence', 'previous')).toBe('Counc');
    expect(go(caretAt('want'), 'paragraph', 'next')).toBe('قال و');
    expect(go(caretAt('她走'), 'sentence', 'next')).toBe('');
    expect(go(caretAt('Counc'), 'paragraph', 'previous')).toBe('Counc');
  });
});

describe('moving anywhere', () => {
  it('stays in the text, between characters, and gets ahead', () => {
    const piece = fc.constantFrom(
      'Joan Reed ',
      'so. ',
      'قال الوزير. ',
      '物价上涨。',
      '👩‍👩‍👧',
      'e\u0301a ',
      '\n',
      ' ',
      '“No.” ',
      'B. The ',
    );
    const unit = fc.constantFrom<Unit>('word', 'name', 'sentence', 'paragraph');
    const direction = fc.constantFrom<Direction>('next', 'previous');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.nat(),
        unit,
        direction,
        (pieces, place, by, towards) => {
          const text = pieces.join('');
          const { start } = toGraphemeBorders(text, { start: place % (text.length + 1), end: text.length });
          for (const act of [selectUnit, extendUnit]) {
            let at: Selected = { anchor: start, focus: start };
            for (let press = 0; press <= text.length; press++) {
              const next = act(text, at, by, towards, 'en');
              if (!next) break;
              const range = rangeOf(next);
              expect(range.start >= 0 && range.end <= text.length).toBe(true);
              expect(toGraphemeBorders(text, range)).toEqual(range);
              expect(next).not.toEqual(at);
              expect(press).toBeLessThan(text.length);
              at = next;
            }
          }
          const caret = moveCaret(text, { anchor: start, focus: start }, by, towards, 'en');
          expect(towards === 'next' ? caret.focus >= start : caret.focus <= start).toBe(true);
        },
      ),
    );
  });
});
