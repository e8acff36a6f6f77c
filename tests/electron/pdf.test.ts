/** PDF: text in reading order, paragraphs over columns and pages, running heads, hyphens, and broken files. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualSettings } from '../../shared/import-settings';
import { readLayout } from '../../shared/layout';
import { type Columns, pdfOf, setInColumns } from '../support/pdf-files';
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

  it('names pages without text among others', async () => {
    const page = [{ text: 'Words on a page that say something of the town.', x: 60, y: 700, size: 10 }];
    const { warnings } = await readOne('a.pdf', pdfOf([page, [], page, []]), usualSettings);
    expect(warnings).toEqual([expect.stringContaining('pages 2, 4')]);
  });
});
