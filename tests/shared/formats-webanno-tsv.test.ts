/** WebAnno TSV 3: rows of tokens become annotations, with everything that its cells can hold. */
import { describe, expect, it } from 'vitest';
import { readWebannoTsvFiles, recogniseWebannoTsv, webannoTsvFormat } from '../../shared/formats/webanno-tsv';
import { annotationsInWords } from '../support/in-words';
import { inputOf, readBack } from '../support/round-trip';
import { webannoSample } from '../support/webanno-sample';

const format = { info: webannoTsvFormat, read: readWebannoTsvFiles };
const inputWith = (...lines: string[]) => inputOf('admin.tsv', new Map([['admin.tsv', lines.join('\n')]]));

/** A file of these layers and sentences; columns are parted by ` ¦ `. */
const tsv = (layers: readonly string[], ...rows: readonly string[]) =>
  inputWith(
    '#FORMAT=WebAnno TSV 3.3',
    ...layers.map((layer) => `#T_${layer}`),
    '',
    '',
    rows.join('\n').replaceAll(/ ?¦ ?/g, '\t'),
  );

const linesOf = async (input: ReturnType<typeof tsv>) => {
  const { dataset, report } = await readBack(format, input);
  return {
    lines: annotationsInWords(dataset).map((line) => line.replace(/^.*?: /, '')),
    text: [...dataset.articles()][0]?.article.text,
    losses: report.losses.map(({ what }) => what).filter((what) => !what.startsWith('Tokens')),
  };
};

describe('a cell', () => {
  it('holds no annotation, one without a value, several, one that goes on, and signs behind backslashes', async () => {
    const { lines } = await linesOf(
      tsv(
        ['SP=webanno.custom.Span|value'],
        '#Text=😀 one two three four',
        '1-1 ¦ 0-2 ¦ 😀 ¦ _ ¦ ',
        '1-2 ¦ 3-6 ¦ one ¦ PER[1]|ORG[2] ¦ ',
        '1-3 ¦ 7-10 ¦ two ¦ PER[1] ¦ ',
        '1-4 ¦ 11-16 ¦ three ¦ * ¦ ',
        String.raw`1-5 ¦ 17-21 ¦ four ¦ a\|b\[1\]\_\;\*\->c\\\td\ne ¦ `,
      ),
    );
    expect(lines).toEqual([
      'Span “one two” (value: PER)',
      'Span “one” (value: ORG)',
      'Span “three”',
      'Span “four” (value: a|b[1]_;*->c\\\td\ne)',
    ]);
  });

  it('joins annotations: by unit, by number, and within tokens', async () => {
    const { lines } = await linesOf(
      tsv(
        ['SP=webanno.custom.Span|value', 'RL=webanno.custom.Relation|value|BT_webanno.custom.Span'],
        '#Text=Alpha beta',
        '1-1 ¦ 0-5 ¦ Alpha ¦ A[1]|B[2] ¦ _ ¦ _ ¦ ',
        '1-1.1 ¦ 0-2 ¦ Al ¦ C ¦ attacks ¦ 1-1[2_0] ¦ ',
        '1-2 ¦ 6-10 ¦ beta ¦ D ¦ *|backs ¦ 1-1.1|1-1[1_0] ¦ ',
      ),
    );
    expect(lines).toEqual([
      'Span “Alpha” (value: A; backs: “beta”)',
      'Span “Alpha” (value: B; attacks: “Al”)',
      'Span “Al” (value: C; Relation: “beta”)',
      'Span “beta” (value: D)',
    ]);
  });

  it('fills slots with roles, also none, and chains mentions', async () => {
    const { lines } = await linesOf(
      tsv(
        [
          'SP=webanno.custom.Role_Span|',
          'SP=webanno.custom.Claim|ROLE_webanno.custom.Claim:roles_webanno.custom.ClaimRolesLink|uima.tcas.Annotation',
          'CH=webanno.custom.CorefLink|referenceRelation|referenceType',
        ],
        '#Text=He said she left',
        '1-1 ¦ 0-2 ¦ He ¦ * ¦ _ ¦ _ ¦ _ ¦ _ ¦ ',
        '1-2 ¦ 3-7 ¦ said ¦ _ ¦ Speaker;* ¦ 1-1;1-3 ¦ _ ¦ _ ¦ ',
        '1-3 ¦ 8-11 ¦ she ¦ * ¦ _ ¦ _ ¦ same->1-1 ¦ nam[1] ¦ ',
        '1-4 ¦ 12-16 ¦ left ¦ _ ¦ _ ¦ * ¦ *->1-2 ¦ *[1] ¦ ',
      ),
    );
    expect(lines).toEqual([
      'Role_Span “He”',
      'Claim “said” (Speaker: “He”; roles: “she”)',
      'Role_Span “she”',
      'CorefLink “she” (referenceRelation: same; referenceType: nam; next: “left”)',
      'CorefLink “left”',
      'Claim “left”',
    ]);
  });
});

describe('the text', () => {
  it('is put together of sentences of several lines, with the gaps between them', async () => {
    const { text, lines } = await linesOf(
      tsv(
        ['SP=webanno.custom.Span|value'],
        '#Sentence.id=s1',
        String.raw`#Text=one\ttwo \\`,
        '#Text=three',
        '1-1 ¦ 2-5 ¦ one ¦ _ ¦ ',
        '',
        '#Text=four',
        '2-1 ¦ 17-21 ¦ four ¦ X[1] ¦ ',
        '',
        '#Text=five',
        '3-1 ¦ 24-28 ¦ five ¦ X[1] ¦ ',
      ),
    );
    expect(text).toBe('  one\ttwo \\\nthreefour\n  five');
    expect(lines).toEqual(['Span “four\n  five” (value: X)']);
  });

  it('is found when a script has counted its offsets in code points', async () => {
    const { lines, losses } = await linesOf(
      tsv(
        ['SP=webanno.custom.Span|value'],
        '#Text=😀 🗳️ قال',
        '1-1 ¦ 0-1 ¦ 😀 ¦ _ ¦ ',
        '1-2 ¦ 2-4 ¦ 🗳️ ¦ X ¦ ',
        '1-3 ¦ 5-8 ¦ قال ¦ Y ¦ ',
        '',
        '#Text=ok',
        '2-1 ¦ 9-11 ¦ ok ¦ Z ¦ ',
      ),
    );
    expect(lines).toEqual(['Span “🗳️” (value: X)', 'Span “قال” (value: Y)', 'Span “ok” (value: Z)']);
    expect(losses).toEqual([]);
  });

  it('is doubted where words are not at their place', async () => {
    const { losses } = await linesOf(tsv([], '#Text=one two', '1-1 ¦ 0-3 ¦ one ¦ ', '1-2 ¦ 5-8 ¦ two ¦ '));
    expect(losses).toEqual(['A token’s words are not those at its place; what lies on it may be misplaced.']);
  });
});

describe('a table that is refused', () => {
  it.each([
    ['an older version', ['#FORMAT=WebAnno TSV 2', ''], /is no WebAnno TSV of version 3.*UIMA CAS JSON/],
    ['no WebAnno TSV', ['a\tb', '1\t2'], /admin\.tsv is no WebAnno TSV.*bring it in as one/],
    [
      'cut off',
      ['#FORMAT=WebAnno TSV 3.3', '#T_SP=x.Span|value', '', '', '#Text=one', '1-1\t0-'],
      /line 6 is no row/,
    ],
    [
      'without text',
      ['#FORMAT=WebAnno TSV 3.3', '', '', '1-1\t0-3\tone\t'],
      /line 4: a row stands before any “#Text=”/,
    ],
  ])('is %s', async (_, lines, message) => {
    await expect(readBack(format, inputWith(...lines))).rejects.toThrow(message);
  });

  it('is told from others by its first line', async () => {
    expect(await recogniseWebannoTsv(inputWith('#FORMAT=WebAnno TSV 3.2'))).toBe(3);
    expect(await recogniseWebannoTsv(inputWith('a\tb'))).toBe(0);
  });
});

it(
  'reads 30,000 rows in seconds of processor time, since nothing in it is quadratic',
  { timeout: 60_000 },
  async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, at) => `1-${at + 1} ¦ ${at * 2}-${at * 2 + 1} ¦ a ¦ V${at % 9} ¦ `,
    );
    const input = tsv(
      ['SP=webanno.custom.Span|value'],
      `#Text=${'a '.repeat(30_000).trim()}`,
      rows.join('\n'),
    );
    const before = process.cpuUsage();
    const { dataset } = await readBack(format, input);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(5);
    expect(dataset.annotationCount).toBe(30_000);
  },
);

it('reads a project’s folder, where two coders of one document have one article: the sample that fuzzing breaks', async () => {
  const { dataset, report } = await readBack(format, inputOf('study', webannoSample));
  // A slot that nobody has filled is a link to nothing.
  expect(report.losses.map(({ what, count }) => `${count} × ${what}`)).toEqual([
    expect.stringMatching(/ × Tokens/),
    expect.stringMatching(/^2 × What lies on no words/),
  ]);
  expect(dataset.registries.coders.map(({ name }) => name)).toEqual(['ada', 'bo']);
  expect(dataset.articleCount).toBe(2);
  expect(dataset.annotationCount).toBe(24);
  expect([...dataset.articles()].map(({ article }) => article.text)).toContain(
    '😀 Ann said taxes rise\n  She left.',
  );
});

it('is no larger for offsets far from all words: what they leave between sentences has an end', async () => {
  const sentences = Array.from({ length: 50 }, (_, at) => {
    const begin = (at + 1) * 90_000;
    return `#Text=word\n${at + 1}-1 ¦ ${begin}-${begin + 4} ¦ word ¦ `;
  });
  const { text, losses } = await linesOf(tsv([], ...sentences));
  expect(text!.length).toBeLessThan(1_001_000);
  expect(losses).toContainEqual(expect.stringContaining('not those at its place'));
});
