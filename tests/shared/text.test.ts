import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalText,
  excerpt,
  isCanonical,
  isPlain,
  paragraphIndexAt,
  paragraphsOf,
  unitByUnit,
} from '../../shared/text';

describe('canonical text', () => {
  it('has one kind of line break', () => {
    expect(canonicalText('one\r\ntwo\rthree\n\rfour\r\r\nfive').text).toBe('one\ntwo\nthree\n\nfour\n\nfive');
  });

  it('keeps line and paragraph separators, tabs, white space, and the form of accents', () => {
    const text = ' one\u2028two\u2029three\tfour\u00a0e\u0301 é \u200fقال\u200e ';
    expect(canonicalText(text)).toEqual({ text, replaced: 0 });
  });

  it('loses the byte order mark at the beginning, and only there', () => {
    expect(canonicalText('\ufeffone\ufefftwo').text).toBe('one\ufefftwo');
  });

  it('replaces what XML cannot carry one for one, and counts it', () => {
    expect(canonicalText('a\u0000b\u000bc\u001fd\uffffe\ufffef\ud83dg\ude00h')).toEqual({
      text: 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh',
      replaced: 7,
    });
  });

  it('keeps whole surrogate pairs, also beside broken ones', () => {
    expect(canonicalText('😀\ud83d😀\ude00😀')).toEqual({ text: '😀\ufffd😀\ufffd😀', replaced: 2 });
  });

  it('is well-formed, has no CR, and stays as it is when made canonical again', () => {
    const anything = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(
        fc.oneof(anything, fc.string({ unit: fc.constantFrom('\r', '\n', 'a', '\ufeff') })),
        (raw) => {
          const { text } = canonicalText(raw);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toContain('\r');
          const withoutMark = text.replace(/^\ufeff/, '');
          expect(canonicalText(withoutMark)).toEqual({
            text: withoutMark.replace(/^\ufeff/, ''),
            replaced: 0,
          });
        },
      ),
    );
  });
});

describe('paragraphs', () => {
  it('lie between line breaks; empty ones count, and an empty text has one', () => {
    expect(paragraphsOf('one\n\nثلاثة\n')).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 4 },
      { start: 5, end: 10 },
      { start: 11, end: 11 },
    ]);
    expect(paragraphsOf('')).toEqual([{ start: 0, end: 0 }]);
  });

  it('joined by line breaks they are the text, and every offset is found in its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '政', '😀'), maxLength: 60 }), (text) => {
        const paragraphs = paragraphsOf(text);
        expect(paragraphs.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const { start, end } = paragraphs[paragraphIndexAt(paragraphs, offset)]!;
          expect(start <= offset && offset <= end).toBe(true);
        }
      }),
    );
  });
});

describe('an excerpt', () => {
  it('is the text itself when that is short, else cut with an ellipsis and never through a character', () => {
    expect(excerpt('short', 5)).toBe('short');
    expect(excerpt('one two three', 8)).toBe('one two…');
    expect(excerpt('ab😀cd', 3)).toBe('ab…');
  });
});

describe('what is asked of a text on its way in', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '\u0007', '\ufeff', 'é', 'ق', '市', '😀', '\ud83d'),
  });

  it('is answered for each as if it were the first, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(texts), (list) => {
        for (const text of [...list, ...list]) {
          expect(isPlain(text)).toBe([...text].every((sign) => 'a \n\t'.includes(sign)));
          expect(isCanonical(text)).toBe(!/[\r\u0007]/.test(text) && text.isWellFormed());
          expect(canonicalText(canonicalText(text).text.replace(/^\ufeff+/, '')).replaced).toBe(0);
        }
      }),
    );
  });

  it('can be asked of its code units', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(String.fromCharCode(...unitByUnit(text))).toBe(text);
      }),
    );
  });
});
