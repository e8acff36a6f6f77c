import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { SplitRules } from '../../shared/import-settings';
import { compileRule, type Split, splitText } from '../../shared/split-rules';
import { readFile } from '../support/read-files';

const rules = (patch: Partial<SplitRules>): SplitRules => ({
  begins: String.raw`^Document \d+$`,
  ends: '',
  fields: [],
  takesOut: true,
  ...patch,
});
const sound = (split: Split): Split & { ok: true } => {
  if (!split.ok) throw new Error(split.problem);
  return split;
};
const textsOf = (text: string, patch: Partial<SplitRules> = {}): string[] =>
  sound(splitText(text, rules(patch))).parts.map((part) => part.text);

describe('a text is split', () => {
  it('where its rule matches, and what marks the boundary is taken out or stays', () => {
    const text = 'Document 1\nOne.\n\nDocument 2\nTwo.\nDocument 3 is a title\n';
    expect(textsOf(text)).toEqual(['One.', 'Two.\nDocument 3 is a title']);
    expect(textsOf(text, { takesOut: false })).toEqual([
      'Document 1\nOne.',
      'Document 2\nTwo.\nDocument 3 is a title',
    ]);
  });
  it('and articles end where a rule says so; what is outside of them is told', () => {
    const text =
      'Cover\nDocument 1\nOne.\nEND\nfooter\nDocument 2\nTwo, at whose END nothing ends.\nDocument 3\nThree.\nEND\n\n';
    const split = sound(splitText(text, rules({ ends: '^END$' })));
    expect(split.parts.map((part) => part.text)).toEqual([
      'One.',
      'Two, at whose END nothing ends.',
      'Three.',
    ]);
    expect(split.leftOut.map(({ start, end }) => text.slice(start, end))).toEqual(['Cover\n', '\nfooter\n']);
    expect(split.begins.map((at) => text.slice(at, at + 10))).toEqual([
      'Document 1',
      'Document 2',
      'Document 3',
    ]);
    expect(split.ends.map((at) => text.slice(at - 3, at))).toEqual(['END', 's.\n', 'END']);
    expect(textsOf(text, { ends: '^END$', takesOut: false })[0]).toBe('Document 1\nOne.\nEND');
  });
  it('and an end counts only at the beginning of a line, where its rule says so', () => {
    expect(
      textsOf('Document 1\nOne END.\nEND\n', { begins: String.raw`^Document \d+\nOne `, ends: '^END' }),
    ).toEqual(['END.']);
  });
  it('and its fields are the first group of their rule, or all that it matched', () => {
    const text = 'Document 7\nBy: Ada\nDate 2026-03-14\n\nWords by: nobody.\n';
    const [part] = sound(
      splitText(
        text,
        rules({
          begins: String.raw`^Document (\d+)$`,
          fields: [
            { field: 'author', pattern: '^By: (.*)$' },
            { field: 'date', pattern: String.raw`\d{4}-\d\d-\d\d` },
            { field: 'accession', pattern: String.raw`^Document (\d+)$` },
            { field: 'title', pattern: '^Title: (.*)$' },
          ],
        }),
      ),
    ).parts;
    expect(part?.found).toEqual([
      { field: 'author', value: 'Ada' },
      { field: 'date', value: '2026-03-14' },
      { field: 'accession', value: '7' },
    ]);
    expect(part?.text).toBe('Date \n\nWords by: nobody.');
  });
  it('and a rule can say which words are the text', () => {
    expect(
      textsOf('Document 1\nHead\nBODY\nOne.\nTwo.\n', {
        fields: [{ field: 'text', pattern: String.raw`^BODY\n([^]*)` }],
      }),
    ).toEqual(['One.\nTwo.']);
  });
  it('back into the articles that were joined', () => {
    const article = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 5 })
      .map((lines) => lines.join('\n').replaceAll(/\r\n?/g, '\n').trim())
      .filter((text) => text !== '' && !/^Document/m.test(text));
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 8 }), (articles) => {
        const joined = articles.map((text, at) => `Document ${at + 1}\n${text}\n\n`).join('');
        expect(textsOf(joined)).toEqual(articles);
        expect(sound(splitText(joined, rules({}))).leftOut).toEqual([]);
      }),
    );
  });
});

describe('a rule that cannot be used says why, and where', () => {
  const problemOf = (source: string): string => {
    const compiled = compileRule(source, 'A rule');
    return compiled.ok ? 'none' : compiled.problem;
  };
  it.each([
    ['(a|b', 'at character 1, after “(”: Unterminated group.'],
    [String.raw`^x\( (y [a-z] (z`, String.raw`at character 15, after “( (y [a-z] (”: Unterminated group.`],
    ['a[bc', 'at character 2, after “a[”: Unterminated character class.'],
    ['ab**c', 'at character 4, after “ab**”: Nothing to repeat.'],
    ['ab)c', "at character 3, after “ab)”: Unmatched ')'."],
  ])('%s', (source, words) => {
    expect(problemOf(source)).toBe(`The rule “A rule” is no regular expression: ${words}`);
  });
  it('a kind of characters that there is not', () => {
    expect(problemOf(String.raw`x\p{Nonsense} y`)).toMatch(
      /at character \d+, after “x.*: Invalid property name\.$/,
    );
  });
  it('a sound one has none', () => expect(problemOf(String.raw`^(\p{Lu}+) [^)\]]*$`)).toBe('none'));
  it('an empty one, and one that matches everywhere', () => {
    const problem = (text: string, begins: string): string => {
      const split = splitText(text, rules({ begins }));
      return split.ok ? 'none' : split.problem;
    };
    expect(problem('x', '')).toMatch(/is empty: say how an article begins/);
    expect(problem('\n'.repeat(60_000), '^')).toMatch(/matches more than 50,000 times/);
  });
});

test('a split file gives articles with their fields, and says what it left out', async () => {
  const { articles, skipped, format, problem } = await readFile(
    'export.dat',
    '\ufeffCover page\r\n\r\nDocument 1\r\nCourier, 03/04/2015\r\nOne 🗳️.\r\nDocument 2\r\nBote, 14. März 2026\r\nمجلس.\r\n',
    {
      split: rules({
        fields: [
          { field: 'source', pattern: '^(.+?), .*$' },
          { field: 'date', pattern: '^[^,\n]+, (.+)$' },
        ],
      }),
    },
  );
  expect([format, problem]).toEqual(['split', null]);
  expect(articles.map(({ text, fields, place }) => [place, fields.source, fields.date, text])).toEqual([
    ['article 1', 'Courier', null, 'One 🗳️.'],
    ['article 2', 'Bote', '2026-03-14', 'مجلس.'],
  ]);
  expect(articles[0]?.warnings.join()).toMatch(/could be two days/);
  expect(skipped).toEqual([
    { place: 'beginning', why: '12 characters before the first article were left out.' },
  ]);
});

test('a file in which no article begins says so', async () => {
  const { articles, problem } = await readFile('a.txt', 'Words.', { split: rules({}) });
  expect([articles, problem]).toEqual([
    [],
    String.raw`No article begins in it: nothing matches “^Document \d+$”.`,
  ]);
});
