import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { CodedArticle, Dataset } from '../../shared/formats/dataset';
import { readingCopyFormat, writeReadingCopy } from '../../shared/formats/reading-copy';
import { dateInWords, ReadingPages } from '../../shared/formats/reading-page';
import { anyDataset } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { mixedArticle } from '../support/mixed-article';
import { written } from '../support/round-trip';

const only = (dataset: Dataset): CodedArticle => [...dataset.articles()][0]!;

const parsed = (dataset: Dataset, coded: CodedArticle): Document =>
  parseHTML(new ReadingPages(dataset.registries).page(coded)).document;

const all = (root: ParentNode, selector: string): Element[] => [...root.querySelectorAll(selector)];

/** The article's words in a page, with the codes over each code unit, and where the numbers stand. */
function wordsOf(page: Document): { words: string; codes: string[]; numbers: Map<string, number> } {
  let words = '';
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const walk = (node: Node, over: ReadonlySet<string>): void => {
    if (node.nodeType === 3) {
      words += node.textContent ?? '';
      for (let at = 0; at < (node.textContent ?? '').length; at += 1)
        codes.push([...over].toSorted().join(' '));
      return;
    }
    const element = node as Element;
    const name = element.getAttribute('class') ?? '';
    if (name === 'page') return;
    if (name === 'number') {
      if (element.id !== '') numbers.set(element.id.replace('words-', ''), words.length);
      return;
    }
    const code = /^code-(\d+)-/.exec(name)?.[1];
    for (const child of element.childNodes) walk(child, code === undefined ? over : new Set([...over, code]));
  };
  for (const block of all(page, 'main > .block')) walk(block, new Set());
  return { words, codes, numbers };
}

/** The offsets of a text that are written: all but line breaks, empty lines, and tabs that part cells. */
function writtenOffsets(text: string, isTable: (line: string) => boolean = () => false): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '')
      for (let place = 0; place < line.length; place += 1)
        if (!(isTable(line) && line[place] === '\t')) offsets.push(at + place);
    at += line.length + 1;
  }
  return offsets;
}

describe('a page for reading', () => {
  const dataset = mixedArticle();
  const coded = only(dataset);
  const page = parsed(dataset, coded);
  const numberOf = (quote: string): string => {
    const at = coded.annotations.findIndex(({ spans }) => spans[0]!.quote.startsWith(quote));
    expect(at, quote).toBeGreaterThanOrEqual(0);
    return String(at + 1);
  };
  const noteOf = (quote: string): string =>
    page.querySelector(`#note-${numberOf(quote)}`)!.textContent.replaceAll(/\s+/g, ' ');

  it('names the article and where it comes from', () => {
    expect(page.querySelector('h1')?.textContent).toBe(coded.article.title);
    expect(page.title).toBe(coded.article.title);
    expect(page.querySelector('.about')?.textContent).toBe(
      'The Ellmouth Courier · 14 March 2026 · Local · Priya Lang',
    );
    expect(page.querySelector('.about a')?.getAttribute('href')).toBe(coded.article.url);
  });

  it('links to nothing but pages of the web', () => {
    const article = { ...coded.article, url: 'javascript:alert(1)' };
    const other = parsed(dataset, { ...coded, article });
    expect(
      all(other, 'a')
        .map((link) => link.getAttribute('href'))
        .filter((href) => !href?.startsWith('#')),
    ).toEqual([]);
    expect(other.body.textContent).toContain('javascript:alert(1)');
  });

  it('runs nothing and fetches nothing', () => {
    expect(all(page, 'script, img, link, iframe, object, form, base')).toEqual([]);
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
    expect(page.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
  });

  it('has headings, lists, quotations, tables and pages as the layout has them', () => {
    expect(page.querySelector('main h2')?.textContent).toBe('What the traders say');
    expect(all(page, 'ol > li').map((item) => item.className)).toEqual(['', 'level-2', '']);
    expect(page.querySelector('blockquote')?.textContent).toContain('said a spokeswoman');
    expect(all(page, 'main tr').map((row) => all(row, 'td').length)).toEqual([3, 3]);
    expect(all(page, '.page').map((mark) => mark.textContent)).toEqual(['p. 4', 'p. 5']);
  });

  it('lets each paragraph have its own direction', () => {
    for (const element of all(page, '.block p:not(.page), .block li, .block td, .block h2'))
      expect(element.getAttribute('dir')).toBe('auto');
  });

  it('runs from the right where the text does', () => {
    expect(page.querySelector('main')?.getAttribute('dir')).toBe('ltr');
    const article = { ...coded.article, text: 'قالت الوزيرة\nThe minister', layout: '' };
    const other = parsed(dataset, { ...coded, article, annotations: [] });
    expect(all(other, 'main, header').map((part) => part.getAttribute('dir'))).toEqual(['rtl', 'rtl']);
  });

  it('tells in the margin what each annotation says', () => {
    expect(noteOf('we must build')).toBe(
      `${numberOf('we must build')} Claim Claimant: Helen Marsh · Concept: New tram line · Position: for · Made in: note ${numberOf('Mayor Helen Marsh told')} · best example`,
    );
    expect(noteOf('the whole street')).toContain('Only the part between the bridges?');
    expect(noteOf('more time')).toContain('Position: neutral (inferred)');
    expect(noteOf('رفع تعرفة')).toContain('Concept: رفع تعرفة المياه');
  });

  it('tells who coded what where several did, and else at the end', () => {
    const [first, ...others] = coded.annotations;
    const coder = { ...dataset.registries.coders[0]!, id: 'other coder', name: 'Bo' };
    const registries = { ...dataset.registries, coders: [...dataset.registries.coders, coder] };
    const one = { ...first!, annotation: { ...first!.annotation, coderId: coder.id } };
    const both = parsed({ ...dataset, registries }, { ...coded, annotations: [one, ...others] });
    expect(both.querySelector('#note-1')?.textContent).toContain('Coder: Bo');
    expect(both.querySelector('#note-2')?.textContent).toContain('Coder: نور Lang');
    expect(page.querySelector('#note-1')?.textContent).not.toContain('Coder');
    expect(page.querySelector('footer')?.textContent).toBe('Trams & water: 13 annotations by نور Lang.');
  });

  it('puts a number where an annotation begins, and again where a further piece of it does', () => {
    const numbers = all(page, 'blockquote .number').map((number) => number.textContent);
    const half = numberOf('“Half a street');
    expect(numbers).toEqual([half, half]);
    for (const at of coded.annotations.keys()) expect(all(page, `#words-${at + 1}`)).toHaveLength(1);
  });

  it('draws what lies within something of the same code with a line of its own', () => {
    const outer = page.querySelector('.code-0-0 .code-0-1');
    expect(outer?.textContent).toBe('the whole street');
    const rules = page.querySelector('style')!.textContent;
    expect(/\.code-0-1 \{[^}]*underline/.test(rules)).toBe(true);
  });

  it('says what each line stands for', () => {
    expect(all(page, '.legend li').map((item) => item.textContent)).toEqual([
      'Claim filled',
      'Statement underlined',
      'Actor dotted line',
    ]);
  });

  it('goes on with the numbers of a list that a new page parts', () => {
    const text = 'one\ntwo\nthree';
    const item = (start: number, end: number) => ({ kind: 'item', level: 1, ordered: true, start, end });
    const layout = JSON.stringify({
      blocks: [item(0, 3), item(4, 7), item(8, 13)],
      pages: [
        { label: '1', start: 0, end: 8 },
        { label: '2', start: 8, end: 13 },
      ],
    });
    const article = { ...coded.article, text, layout, textLength: text.length };
    const lists = all(parsed(dataset, { ...coded, article, annotations: [] }), 'ol');
    expect(lists.map((list) => [list.getAttribute('start'), all(list, 'li').length])).toEqual([
      [null, 2],
      ['3', 1],
    ]);
  });

  it('tells of annotations whose words are not in the text', () => {
    const [first, ...others] = coded.annotations;
    const lost = { ...first!, spans: first!.spans.map((span) => ({ ...span, quote: 'other <words>' })) };
    const other = parsed(dataset, { ...coded, annotations: [lost, ...others] });
    expect(other.querySelector('.unplaced')?.textContent).toContain('“other <words>”');
    expect(all(other, '#words-1')).toEqual([]);
  });
});

describe('a page of any article', () => {
  it('has all its words, each under the codes that it has, and a number where each annotation begins', () => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const ids = new Map<string, string>();
        const pages = new ReadingPages(dataset.registries);
        for (const coded of dataset.articles()) {
          const { text } = coded.article;
          const page = parseHTML(pages.page(coded)).document;
          const offsets = writtenOffsets(text);
          const { words, codes, numbers } = wordsOf(page);
          expect(words).toBe(offsets.map((at) => text[at]).join(''));
          for (const [at, { annotation, spans }] of coded.annotations.entries()) {
            const covered = offsets.findIndex((offset) =>
              spans.some(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset),
            );
            expect(numbers.get(String(at + 1))).toBe(covered === -1 ? undefined : covered);
            const code = codes[covered] === undefined ? [] : codes[covered].split(' ');
            // Classes count codes in the order of the tree: which number a code has is learnt here, and must stay.
            if (covered !== -1 && code.length === 1) {
              expect(ids.get(annotation.codeId) ?? code[0]).toBe(code[0]);
              ids.set(annotation.codeId, code[0]!);
            }
          }
          for (const [index, offset] of offsets.entries()) {
            const over = coded.annotations.filter(({ spans }) =>
              spans.some(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset),
            );
            const count = new Set(over.map(({ annotation }) => annotation.codeId)).size;
            expect(codes[index]!.split(' ').filter(Boolean)).toHaveLength(count);
          }
          expect(all(page, '.notes li')).toHaveLength(coded.annotations.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the folder of pages', () => {
  it('has a page for each article, by its title, and one that lists them', () => {
    const { files, report } = written({ info: readingCopyFormat, write: writeReadingCopy }, mixedArticle());
    expect([...files.keys()]).toEqual([
      'articles/Ellmouth divided over tram -& water- – إلماوث.html',
      'index.html',
    ]);
    const index = parseHTML(new TextDecoder().decode(files.get('index.html'))).document;
    const link = index.querySelector('a')!;
    expect(files.has(decodeURIComponent(link.getAttribute('href')!))).toBe(true);
    expect(link.textContent).toBe('Ellmouth divided over tram <& water> – إلماوث');
    expect(report.losses.find(({ aspect }) => aspect === 'annotation time')?.count).toBe(13);
    expect(report.losses.some(({ aspect }) => aspect === 'annotation note')).toBe(false);
  });

  it('is written of any project', () => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const { files } = written({ info: readingCopyFormat, write: writeReadingCopy }, dataset);
        expect(files.size).toBe(dataset.articleCount + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('takes 5,000 annotations that overlap without growing beyond measure', async () => {
    const dataset = mixedArticle();
    const coded = only(dataset);
    const [one] = coded.annotations;
    const text = 'word '.repeat(5_000);
    const annotations = Array.from({ length: 5_000 }, (_, at) => ({
      ...one!,
      annotation: { ...one!.annotation, id: `annotation ${at}` },
      spans: [
        {
          ...one!.spans[0]!,
          id: `span ${at}`,
          startOffset: at * 5,
          endOffset: text.length,
          quote: text.slice(at * 5),
        },
      ],
      values: [],
    }));
    let html = '';
    const article = { ...coded.article, text, layout: '' };
    const seconds = await cpuSecondsOf(() => {
      html = new ReadingPages(dataset.registries).page({ ...coded, article, annotations });
    });
    expect(html.length).toBeLessThan(10_000_000);
    expect(seconds).toBeLessThan(5);
  });
});

it('dates are said with no more than is known', () => {
  expect(['2020', '2020-08', '2020-08-03'].map(dateInWords)).toEqual([
    '2020',
    'August 2020',
    '3 August 2020',
  ]);
});
