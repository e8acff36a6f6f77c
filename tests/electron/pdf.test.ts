/** PDF: text in reading order, paragraphs over columns and pages, running heads, hyphens, and broken files. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualSettings } from '../../shared/import-settings';
import { readLayout } from '../../shared/layout';
import { type Columns, fileOf, pdfOf, type Placed, setInColumns } from '../support/pdf-files';
import { linesOf, readFile, readOne } from '../support/read-files';

const words = 'council tram harbour minister voted against river school budget police nurse strike'.split(
  ' ',
);

/** A paragraph of so many words, told from the others by its number. No two of its lines are alike. */
function paragraph(number: number, length: number): string {
  let seed = number * 7919 + 17;
  const next = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0);
  const chosen = Array.from(
    { length },
    () => `${words[(next() >>> 8) % words.length]}${(next() >>> 8) % 50}`,
  );
  return `P${number} ${chosen.join(' ')} end${number}.`;
}

const set = (paragraphs: readonly string[], columns: Columns): Uint8Array =>
  pdfOf(setInColumns(paragraphs, columns));
/** Whether the last of so many columns is in use, with enough lines to be seen as one. */
const isFull = (page: readonly Placed[], count: number): boolean =>
  page.filter(({ x }) => x >= 60 + ((492 + 24) / count) * (count - 1)).length >= 6;

const keepAll = { pdf: { removesRunningHeads: false, joinsHyphens: false } };

describe('the text of a PDF', () => {
  it('is read column by column, whatever their number, each word once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 8, max: 120 }), { minLength: 3, maxLength: 25 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(8, 9.5, 11, 13),
        async (lengths, count, size) => {
          const paragraphs = lengths.map((length, number) => paragraph(number, length));
          const { text } = await readOne('a.pdf', set(paragraphs, { count, size }), keepAll);
          expect(text.split(/\s+/)).toEqual(paragraphs.join(' ').split(' '));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has the paragraphs that were set, also where they run over a column or a page', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, number) =>
      paragraph(number, 20 + ((number * 37) % 90)),
    );
    for (const count of [1, 2, 3]) {
      const article = await readOne('a.pdf', set(paragraphs, { count, size: 10 }));
      const lines = article.text.split('\n');
      const whole = lines.filter((line) => paragraphs.includes(line));
      expect(whole.length / paragraphs.length).toBeGreaterThan(0.9);
      expect(readLayout(article.layout, article.text.length).pages.length).toBeGreaterThan(1);
    }
  });

  it('loses its running heads and page numbers, and says so; with them it is the same text', async () => {
    const paragraphs = Array.from({ length: 70 }, (_, number) => paragraph(number, 60));
    const head = (page: number): string => (page % 2 === 0 ? 'THE ELLMOUTH COURIER' : 'Politics, 3 May 2024');
    const plain = await readOne('a.pdf', set(paragraphs, { count: 2 }));
    const headed = await readOne('a.pdf', set(paragraphs, { count: 2, head, foot: (page) => `- ${page} -` }));
    expect(headed.text).toBe(plain.text);
    expect(headed.warnings.join()).toMatch(/Left out.*page/);
    const kept = await readOne('a.pdf', set(paragraphs, { count: 2, head, foot: String }), keepAll);
    expect(kept.text).toContain('THE ELLMOUTH COURIER');
    expect(kept.warnings).toEqual([]);
  });

  it('is the same without its running heads as it would be had there been none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 20, max: 150 }), { minLength: 25, maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('The Courier', 'Courier, page #', '# / Politics'),
        async (lengths, count, head) => {
          const paragraphs = lengths.map((length, number) => paragraph(number, length));
          const plain = setInColumns(paragraphs, { count });
          fc.pre(plain.length > 1);
          const numbered = (page: number): string => head.replace('#', String(page + 10));
          const headed = set(paragraphs, { count, head: numbered, foot: String });
          const one = await readOne('a.pdf', headed);
          const other = await readOne('a.pdf', pdfOf(plain));
          expect([one.text, one.layout]).toEqual([other.text, other.layout]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is read article by article where several stand on a page, each in columns of its own', async () => {
    const lengths = fc.array(fc.integer({ min: 20, max: 70 }), { minLength: 3, maxLength: 5 });
    const count = fc.integer({ min: 1, max: 3 });
    await fc.assert(
      fc.asyncProperty(
        lengths,
        lengths,
        count,
        count,
        fc.boolean(),
        async (one, two, first, second, isLong) => {
          const headline = (number: number): string =>
            isLong ? `Headline ${number} runs across the whole width` : `Headline ${number}`;
          const above = one.map((length, number) => paragraph(number, length));
          const below = two.map((length, number) => paragraph(number + 50, length));
          const upper = setInColumns(above, { count: first, size: 9, top: 730, bottom: 430 });
          const lower = setInColumns(below, { count: second, size: 9, top: 380, bottom: 90 });
          // What is left of a column beside another article can belong to either; there nobody knows.
          fc.pre(
            upper.length === 1 && lower.length === 1 && isFull(upper[0]!, first) && isFull(lower[0]!, second),
          );
          const page = [
            { text: headline(1), x: 60, y: 750, size: 20 },
            ...upper[0]!,
            { text: headline(2), x: 60, y: 400, size: 20 },
            ...lower[0]!,
          ];
          const { text } = await readOne('a.pdf', pdfOf([page]), keepAll);
          expect(text.split(/\s+/)).toEqual(
            [headline(1), ...above, headline(2), ...below].join(' ').split(' '),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has words joined that were parted at the end of a line, but compounds keep their hyphens', async () => {
    const lines = [
      'The new minister of the gov-',
      'ernment spoke of a well-',
      'known tower, of Mr Al-',
      'Sadr and of a well-known wall',
      'that stands there.',
    ];
    const page = lines.map((text, at) => ({ text, x: 60, y: 700 - at * 12, size: 10 }));
    const joined = await readOne('a.pdf', pdfOf([page]));
    expect(joined.text).toBe(
      'The new minister of the government spoke of a well-known tower, of Mr Al-Sadr and of a well-known wall that stands there.',
    );
    expect(joined.warnings).toEqual([expect.stringContaining('1 word')]);
    const parted = await readOne('a.pdf', pdfOf([page]), keepAll);
    expect(parted.text).toContain('gov- ernment');
  });

  it('says what is joined and what is not: compounds, names, numbers, words that share their second half', async () => {
    for (const [lines, text] of [
      [['in Al-', 'Hillah and the COVID-', '19 ward'], 'in Al-Hillah and the COVID-19 ward'],
      [['die Haupt-', 'und die Neben-', 'straßen'], 'die Haupt- und die Nebenstraßen'],
      [['from 1914–', '1918 the regi-', 'ment'], 'from 1914–1918 the regiment'],
      [['see https://news.invalid/a-', 'b/c for it'], 'see https://news.invalid/a-b/c for it'],
    ] as const) {
      const page = lines.map((line, at) => ({ text: line, x: 60, y: 700 - at * 12, size: 10 }));
      expect((await readOne('a.pdf', pdfOf([page]))).text).toBe(text);
    }
  });

  it('has the letters of its ligatures, and no other letters are changed', async () => {
    const set = (text: string): Uint8Array => pdfOf([[{ text, x: 60, y: 700, size: 10, font: 'unicode' }]]);
    const { text, warnings } = await readOne('a.pdf', set('oﬃcial ﬁgures, Ａ½²™ｶ'));
    expect(text).toBe('official figures, Ａ½²™ｶ');
    expect(warnings.join()).toMatch(/2 ligatures/);
    expect((await readOne('a.pdf', set('Ａ½²™ e\u0301 ﷺ'))).warnings).toEqual([]);
  });

  it('has headings by the size of their letters, above columns too', async () => {
    const pages = setInColumns(
      Array.from({ length: 12 }, (_, number) => paragraph(number, 60)),
      { count: 2, size: 10 },
    );
    pages[0]!.push({ text: 'Harbour divides the town', x: 60, y: 730, size: 22 });
    const article = await readOne(
      'a.pdf',
      pdfOf(pages, { info: { Title: 'Microsoft Word - x.doc', Author: 'A. W.' } }),
    );
    expect(linesOf(article)[0]).toBe('h1 Harbour divides the town');
    expect(article.fields).toMatchObject({ title: 'Harbour divides the town', author: 'A. W.', date: null });
    expect(article.particulars).toContainEqual({
      name: 'Title of the file',
      value: 'Microsoft Word - x.doc',
    });
  });
});

describe('text that does not run from left to right across the page', () => {
  /** As programs draw it: what is read from right to left stands in the file from left to right. */
  const drawn = (words: string): string => [...words].toReversed().join('');

  it('is Arabic in the order in which it is read, drawn as lines or word by word', async () => {
    const words = 'قال الوزير إن الحافلات ستعود إلى المدينة';
    const line = [{ text: drawn(words), x: 100, y: 700, size: 10, font: 'unicode' as const }];
    expect((await readOne('a.pdf', pdfOf([line]))).text).toBe(words);
    const single = words
      .split(' ')
      .map((word, at) => ({ ...line[0]!, text: drawn(word), size: 8, x: 530 - at * 85 }));
    expect((await readOne('a.pdf', pdfOf([single]))).text).toBe(words);
    const ligature = [{ ...line[0]!, text: drawn('قال ﻷنها') }];
    expect((await readOne('a.pdf', pdfOf([ligature]))).text).toBe('قال لأنها');
  });

  it('is Hebrew with names, numbers and brackets in their places', async () => {
    // From left to right as it is seen: dot, words, IBM, words, bracket, word, bracket, 2024, words.
    const pieces = [
      '.',
      drawn('תבנה אותה'),
      'IBM',
      drawn('והחברה'),
      '(',
      drawn('לדבריו'),
      ')',
      '2024',
      drawn('אמר בשנת'),
    ];
    const gaps = [0, 0, 5, 5, 5, 0, 0, 5, 5];
    let x = 60;
    const page = pieces.map((text, at): Placed => {
      x += gaps[at]!;
      const piece: Placed = { text, x, y: 700, size: 10, font: 'unicode' };
      x += [...text].length * 10;
      return piece;
    });
    expect((await readOne('a.pdf', pdfOf([page]))).text).toBe('אמר בשנת 2024 (לדבריו) והחברה IBM תבנה אותה.');
  });

  it('goes from the right column to the left one in Arabic', async () => {
    const page = ['اليمين', 'اليسار'].flatMap((side, column) =>
      Array.from({ length: 6 }, (_, at): Placed => {
        const text = `الوزير قال عن ${side} كلمة طويلة`;
        return { text: drawn(text), x: 330 - column * 270, y: 700 - at * 12, size: 9, font: 'unicode' };
      }),
    );
    expect((await readOne('a.pdf', pdfOf([page]))).text).toMatch(
      /^(?:(?!اليسار).)*اليمين(?:(?!اليمين).)*اليسار/s,
    );
  });

  it('is Chinese without spaces, also over the ends of lines and from a font without a table', async () => {
    const lines = ['市议会周三投票决定', '恢复夜间公交车𠀀服务👩🏽‍🌾'];
    for (const font of ['unicode', 'chinese'] as const) {
      const page = lines.map((text, at): Placed => ({ text: font === 'chinese' ? text.slice(0, 6) : text, x: 60, y: 700 - at * 12, size: 10, font })); // prettier-ignore
      expect((await readOne('a.pdf', pdfOf([page]))).text).toBe(page.map(({ text }) => text).join(''));
    }
  });

  it('goes down in vertical Japanese, from the right to the left', async () => {
    const lines = ['市議会は水曜日に', '夜間バスの再開を', '決定した︒'];
    const vertical = lines.map((text, at): Placed => ({ text, x: 500 - at * 16, y: 700, size: 10, font: 'vertical' })); // prettier-ignore
    const stacked = lines.flatMap(
      (text, column) =>
      [...text].map((sign, at): Placed => ({ text: sign, x: 500 - column * 16, y: 700 - at * 10, size: 10, font: 'unicode' })), // prettier-ignore
    );
    for (const page of [vertical, stacked])
      expect((await readOne('a.pdf', pdfOf([page]))).text).toBe('市議会は水曜日に夜間バスの再開を決定した。');
  });

  it('is turned upright with its page', async () => {
    const lines = ['A page that is turned on its side', 'with a second line.'];
    for (const turn of [0, 90, 180, 270]) {
      const [dx, dy] = [[0, -12], [12, 0], [0, 12], [-12, 0]][turn / 90]!; // prettier-ignore
      const page = lines.map((text, at) => ({ text, x: 300 + at * dx!, y: 400 + at * dy!, size: 10, turn }));
      for (const rotate of [0, 90])
        expect((await readOne('a.pdf', pdfOf([page], { rotate }))).text).toBe(lines.join(' '));
    }
  });

  it('comes after the text where it is a stamp, and is left out where it is one on most pages', async () => {
    const pages = Array.from({ length: 6 }, (_, number) => [
      { text: `Page ${number} tells of the harbour and the council.`, x: 60, y: 600, size: 10 },
      { text: 'DRAFT', x: 200, y: 300, size: 60, turn: 45 },
    ]);
    const one = await readOne('a.pdf', pdfOf(pages.slice(0, 1)));
    expect(linesOf(one)).toEqual(['Page 0 tells of the harbour and the council.', 'DRAFT']);
    const all = await readOne('a.pdf', pdfOf(pages));
    expect(all.text).not.toContain('DRAFT');
    expect(all.warnings.join()).toContain('“DRAFT”');
    expect((await readOne('a.pdf', pdfOf(pages), keepAll)).text.match(/DRAFT/g)).toHaveLength(6);
  });
});

describe('the looks of a page', () => {
  it('tell rows of a table, whose cells are parted by tabs', async () => {
    const rows = [['Party', 'Votes', 'Share'], ['Greens', '12,345', '12.1'], ['Labour', '34,567', '34.0'], ['Others', '11,000', '10.9']]; // prettier-ignore
    const table = rows.flatMap((cells, row) =>
      cells.map((text, column) => ({ text, x: 60 + column * 110, y: 660 - row * 14, size: 10 })),
    );
    const before = { text: 'The council voted on the harbour, and this is the result of the vote.', x: 60, y: 700, size: 10 }; // prettier-ignore
    const article = await readOne('a.pdf', pdfOf([[before, ...table]]));
    expect(linesOf(article)).toEqual([before.text, ...rows.map((cells) => `| ${cells.join('\t')}`)]);
  });

  it('tell headings in bold letters, and words that begin with a large initial', async () => {
    const lines = [
      'he council of the town met on Tuesday for',
      'hours and hours, and nobody had',
      'anything to say of the plan that the mayor had sent.',
    ];
    const page: Placed[] = [
      { text: 'A bold heading', x: 60, y: 700, size: 10, font: 'bold' },
      { text: 'T', x: 60, y: 653, size: 32 },
      ...lines.map((text, at) => ({ text, x: at < 2 ? 82 : 60, y: 676 - at * 12, size: 10 })),
    ];
    const article = await readOne('a.pdf', pdfOf([page]));
    expect(linesOf(article)).toEqual(['h1 A bold heading', `T${lines.join(' ')}`]);
  });

  it('do not double words that are drawn twice to look bold, or for a shadow', async () => {
    const line = { text: 'A shadowed line of the harbour', x: 60, y: 700, size: 10 };
    const { text, warnings } = await readOne('a.pdf', pdfOf([[line, { ...line, x: 60.4, y: 699.6 }]]));
    expect(text).toBe(line.text);
    expect(warnings).toEqual([expect.stringContaining('drawn twice')]);
    const below = await readOne('a.pdf', pdfOf([[line, { ...line, y: 688 }]]));
    expect(below.text).toBe(`${line.text} ${line.text}`);
  });

  it('give each page the label that is printed on it, and a paragraph may stand on two', async () => {
    const line = (text: string): Placed[] => [{ text, x: 60, y: 700, size: 10 }];
    const article = await readOne(
      'a.pdf',
      pdfOf(
        [
          line('A preface of the book about harbours.'),
          line('The town voted for the'),
          line('harbour on Tuesday, after all.'),
        ],
        {
          catalog: '/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>',
        },
      ),
    );
    const { pages } = readLayout(article.layout, article.text.length);
    expect(pages.map(({ label, start, end }) => [label, article.text.slice(start, end).trim()])).toEqual([
      ['i', 'A preface of the book about harbours.'],
      ['7', 'The town voted for the'],
      ['8', 'harbour on Tuesday, after all.'],
    ]);
    expect(article.text).toContain('for the harbour on');
  });

  it('do not make the text of two pages, or of a table, a running head', async () => {
    const page = (text: string): Placed[] => [{ text, x: 60, y: 730, size: 10 }];
    const same = await readOne('a.pdf', pdfOf([page('The same words on both pages of it.'), page('The same words on both pages of it.')])); // prettier-ignore
    expect(same.text.match(/The same words/g)).toHaveLength(2);
    const numbers = await readOne(
      'a.pdf',
      pdfOf(
        [17, 4, 230, 9].map((number) => [
          ...page(String(number)),
          { text: `Votes in district ${number} for all.`, x: 60, y: 400, size: 10 },
        ]),
      ),
    );
    for (const number of ['17', '4', '230', '9']) expect(numbers.text.split('\n')).toContain(number);
  });
});

describe('a PDF that cannot be read', () => {
  it('says why, and what to do', async () => {
    const sound = pdfOf([[{ text: 'Words on a page.', x: 60, y: 700, size: 10 }]]);
    for (const [bytes, why] of [
      [pdfOf([[]]), /it is a scan/],
      [pdfOf([[{ text: 'x', x: 1, y: 1, size: 9 }]], { encrypted: true }), /password/],
      [Buffer.from('%PDF-1.7 and nothing more'), /damaged, or no PDF/],
    ] as const)
      expect((await readFile('a.pdf', Uint8Array.from(bytes))).problem).toMatch(why);
    const half = await readFile('a.pdf', sound.slice(0, sound.length / 2));
    expect(half.problem !== null || half.articles.length > 0).toBe(true);
  });

  it('is a scan also where a stamp stands on each of its pages, which is named', async () => {
    const stamp = [{ text: 'Downloaded from an archive', x: 60, y: 20, size: 8 }];
    const { problem } = await readFile('a.pdf', pdfOf([stamp, stamp, stamp, stamp]));
    expect(problem).toMatch(/it is a scan.*ocrmypdf.*“Downloaded from an archive”/);
  });

  it(
    'is never more than a sentence or what can be read, in time, however it is broken',
    { timeout: 60_000 },
    async () => {
      const line = [{ text: 'Words on a page that say something.', x: 60, y: 700, size: 10 }];
      const sound = pdfOf([line, line]);
      const nested = '['.repeat(100_000);
      const chain = Array.from(
        { length: 20_000 },
        (_, at) => `<< /Type /Pages /Count 1 /Kids [${at + 3} 0 R] >>`,
      );
      const tree = (count: number, kids: (kid: number) => string): Uint8Array =>
        pdfOf([line], { pageTree: ([kid = 0]) => `<< /Type /Pages /Count ${count} /Kids [${kids(kid)}] >>` });
      const loop =
        '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 58 >>\nstartxref\n58\n%%EOF';
      const broken: Uint8Array[] = [
        ...[0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share) => sound.slice(0, sound.length * share)),
        ...fc
          .sample(fc.uint8Array({ maxLength: 5000 }), 20)
          .map((bytes) => Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes])),
        pdfOf([line], { catalog: `/X ${nested}` }),
        pdfOf([line], { catalog: `/X ${'<< /A '.repeat(100_000)}` }),
        tree(2_000_000_000, (kid) => `${kid} 0 R`),
        tree(-5, (kid) => `${kid} 0 R`),
        tree(10, (kid) => `2 0 R ${kid} 0 R 2 0 R`),
        fileOf(
          ['<< /Type /Catalog /Pages 2 0 R >>', ...chain, '<< /Type /Page /MediaBox [0 0 612 792] >>'],
          '/Root 1 0 R',
        ),
        Buffer.from(loop),
      ];
      for (const bytes of broken) {
        const start = performance.now();
        const { articles, problem } = await readFile('a.pdf', Uint8Array.from(bytes));
        expect(problem === null ? articles.length : problem.length).toBeGreaterThan(0);
        expect(performance.now() - start).toBeLessThan(10_000);
      }
    },
  );

  it('is no matter of hours where 20,000 words lie about on a page', { timeout: 60_000 }, async () => {
    const page = Array.from({ length: 20_000 }, (_, at) => ({ text: `w${at}`, x: (at * 7919) % 580, y: (at * 104_729) % 780, size: 5 })); // prettier-ignore
    const start = performance.now();
    const { text } = await readOne('a.pdf', pdfOf([page]), keepAll);
    expect(text.length).toBeGreaterThan(80_000);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('names pages without text among others', async () => {
    const page = [{ text: 'Words on a page that say something of the town.', x: 60, y: 700, size: 10 }];
    const { warnings } = await readOne('a.pdf', pdfOf([page, [], page, []]), usualSettings);
    expect(warnings).toEqual([expect.stringContaining('pages 2, 4')]);
  });
});
