import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Range, toGraphemeBorders } from '../../shared/span';
import { type Growth, grow, grown, shrink, shrunk } from '../../shared/text-growth';
import { mark, only } from '../support/marked-text';

/** What is selected after each step of growing from the mark, until nothing larger is there. */
function steps(marked: string, language: string | null): string[] {
  const read = mark(marked);
  const found: string[] = [];
  for (let at = only(read, 's'); ;) {
    const next = grow(read.text, at, language);
    if (next.start === at.start && next.end === at.end) return found;
    found.push(read.text.slice(next.start, next.end));
    at = next;
  }
}

/** The mark as a caret. */
const caretIn = (marked: string): { text: string; caret: Range } => {
  const read = mark(marked);
  const { start } = only(read, 's');
  return { text: read.text, caret: { start, end: start } };
};

describe('growing', () => {
  it('goes from word to name, clause, sentence and paragraph', () => {
    expect(
      steps('So it is. On Monday, Mayor Joan R[s:ee]sd of Bath spoke, and left. It rained.', 'en'),
    ).toEqual([
      'Reed',
      'Mayor Joan Reed of Bath',
      'Mayor Joan Reed of Bath spoke',
      'On Monday, Mayor Joan Reed of Bath spoke, and left.',
      'So it is. On Monday, Mayor Joan Reed of Bath spoke, and left. It rained.',
    ]);
  });

  it('takes a quotation first without and then with its marks, over sentences too', () => {
    expect(steps('She said: “We lost. It h[s:urt]ss.” Then she left.', 'en')).toEqual([
      'hurts',
      'It hurts.',
      'We lost. It hurts.',
      '“We lost. It hurts.”',
      'She said: “We lost. It hurts.”',
      'She said: “We lost. It hurts.” Then she left.',
    ]);
    expect(steps('Er sagte: „Das ist g[s:u]st.“', 'de')).toContain('„Das ist gut.“');
    expect(steps('« Nous voulons le b[s:u]ss. » Il part.', 'fr')).toContain('« Nous voulons le bus. »');
  });

  it('takes inner quotations, and no apostrophe for their end', () => {
    expect(steps('“He told us ‘don’t g[s:o]s there’ twice,” she said.', 'en')).toEqual([
      'go',
      'don’t go there',
      '‘don’t go there’',
      'He told us ‘don’t go there’ twice,',
      '“He told us ‘don’t go there’ twice,”',
      '“He told us ‘don’t go there’ twice,” she said.',
    ]);
    expect(steps('„Er rief ‚das ist g[s:u]st‘ und ging“, sagte sie.', 'de').slice(1, 4)).toEqual([
      'das ist gut',
      '‚das ist gut‘',
      'Er rief ‚das ist gut‘ und ging',
    ]);
    expect(steps('»Er rief ›das ist g[s:u]st‹ und ging«, sagte sie.', 'de')).toContain('›das ist gut‹');
    const plural = steps('The drivers’ union said ‘the drivers’ pay is l[s:o]sw’ again.', 'en');
    expect(plural).toContain('The drivers’ union said ‘the drivers’ pay is low’ again.');
    expect(steps('It’s the union’s pl[s:a]sn, isn’t it?', 'en')).toEqual([
      'plan',
      'It’s the union’s plan',
      'It’s the union’s plan, isn’t it?',
    ]);
  });

  it('begins at the word that a caret touches', () => {
    for (const [marked, word] of [
      ['He s[s:a]sid so.', 'said'],
      ['قالت الوز[s:ي]sرة إن', 'الوزيرة'],
      ['物价[s:上]s涨。', '上涨'],
      ['เขาพู[s:ด]sว่า', 'พูด'],
    ] as const) {
      const { text, caret } = caretIn(marked);
      const found = grow(text, caret, null);
      expect(text.slice(found.start, found.end)).toBe(word);
    }
  });

  it('leaves “The” and “But” before a name alone, and the title in', () => {
    expect(steps('The Mayor Joan R[s:e]sed left.', 'en')[1]).toBe('Mayor Joan Reed');
    expect(steps('But Dr. Joan R[s:e]sed left.', 'en')[1]).toBe('Dr. Joan Reed');
    expect(steps('“We,” said Mustafa al-Ka[s:z]semi.', 'en')).toContain('Mustafa al-Kazemi');
  });

  it('knows clauses in Arabic, Chinese and Thai', () => {
    expect(steps('قال الوزير أمس، إن الحافلات ست[s:ع]sود.', 'ar')).toContain('إن الحافلات ستعود.');
    expect(steps('他说，物价[s:上]s涨，但是不高。', 'zh')).toContain('物价上涨');
    expect(steps('เขาพูดว่าราคาขึ้[s:น]s แล้วเขาก็ไป', 'th')).toContain('เขาพูดว่าราคาขึ้น');
  });
});

const piece = fc.constantFrom(
  'Joan Reed ',
  'said, ',
  'so. ',
  '“We lost.” ',
  '(or not) ',
  'قال الوزير، ',
  '物价，',
  '上涨。',
  '👩‍👩‍👧',
  'e\u0301a ',
  '\n',
  ' ',
  '"so" ',
  'Dr. ',
  '„gut“ ',
  '« oui » ',
  '‘it’s so’ ',
  '‚gut‘ ',
  '’',
  'ราคา ',
);
const somewhere = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 25 }), fc.nat(), fc.nat())
  .map(([pieces, one, other]) => {
    const text = pieces.join('');
    const [a, b] = [one % (text.length + 1), other % (text.length + 1)];
    return { text, range: toGraphemeBorders(text, { start: Math.min(a, b), end: Math.max(a, b) }) };
  });

describe('growing and shrinking, anywhere', () => {
  it('contain what was selected, cut no character, and come to an end', () => {
    fc.assert(
      fc.property(somewhere, ({ text, range }) => {
        let at = range;
        for (let taken = 0; ; taken++) {
          expect(taken).toBeLessThan(50);
          const next = grow(text, at, 'en');
          expect(next.start <= at.start && at.end <= next.end).toBe(true);
          expect(toGraphemeBorders(text, next)).toEqual(next);
          if (next.start === at.start && next.end === at.end) return;
          at = next;
        }
      }),
    );
  });

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(somewhere, fc.nat(8), ({ text, range }, times) => {
        const way: Range[] = [range];
        let growth: Growth = [];
        for (let step = 0; step < times; step++) {
          growth = grown(growth, way.at(-1)!, text, 'en');
          if (growth.at(-1) !== way.at(-1)) way.push(growth.at(-1)!);
        }
        for (let step = way.length - 1; step > 0; step--) {
          growth = shrunk(growth, way[step]!, text, 'en');
          expect(growth.at(-1)).toEqual(way[step - 1]);
        }
      }),
    );
  });

  it('go to a smaller unit, at last to a caret, where nothing was grown', () => {
    fc.assert(
      fc.property(somewhere, ({ text, range }) => {
        let at = range;
        for (let taken = 0; at.start < at.end; taken++) {
          expect(taken).toBeLessThan(50);
          const next = shrink(text, at, 'en');
          expect(next.start >= at.start && next.end <= at.end).toBe(true);
          expect(next.end - next.start).toBeLessThan(at.end - at.start);
          at = next;
        }
      }),
    );
    expect(shrink('He said so. Yes.', { start: 0, end: 16 }, 'en')).toEqual({ start: 0, end: 11 });
  });
});
