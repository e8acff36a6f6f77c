import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreparedArticle } from '../../electron/exchange/prepare-article';
import { interfaces, nexisHtml, nexisText, nexisUni, story } from '../support/news-exports';
import { paragraphs } from '../support/news-paragraphs';
import { docxOf, wordParagraph, wordTable } from '../support/office-files';
import { linesOf, readFile, readOne } from '../support/read-files';
import { runs } from '../support/extent';

const fieldsOf = ({ fields, text }: PreparedArticle) => ({
  title: fields.title,
  source: fields.source,
  date: fields.date,
  section: fields.section,
  author: fields.author,
  language: fields.language,
  text,
});
const valueOf = ({ particulars }: PreparedArticle, name: RegExp): string[] =>
  particulars.filter((one) => name.test(one.name)).map(({ value }) => value);

const two = [story(), story({ title: 'Second: a reply', author: 'Ali حسن', paragraphs: ['One.', 'Two.'] })];
const asExpected = {
  title: 'Council votes on trams',
  source: 'The Ellmouth Courier',
  date: '2015-09-30',
  section: 'NEWS; Pg. 4',
  author: 'Zoë Writer',
  language: 'en',
  text: 'The council voted on Wednesday.\nTrams will run again.',
};

const layouts = [
  { reader: 'nexis-uni', name: 'Files (2).docx', write: nexisUni },
  { reader: 'nexis-text', name: 'a.txt', write: nexisText },
  { reader: 'nexis-html', name: 'a.html', write: nexisHtml },
] as const;

describe.each(layouts)('an export read by $reader', ({ reader, name, write }) => {
  it('gives its articles with what it says about them', async () => {
    const { articles, skipped, format, problem } = await readFile(name, write(two));
    expect({ skipped, format, problem }).toEqual({ skipped: [], format: reader, problem: null });
    expect(articles.map(({ place }) => place)).toEqual(['document 1', 'document 2']);
    expect(fieldsOf(articles[0]!)).toEqual(asExpected);
    expect(fieldsOf(articles[1]!)).toMatchObject({
      title: 'Second: a reply',
      author: 'Ali حسن',
      text: 'One.\nTwo.',
    });
    expect(valueOf(articles[0]!, /^length$/i)).toEqual(['870 words']);
    expect(valueOf(articles[0]!, /^load-date$/i)).toEqual(['October 1, 2015']);
    expect(valueOf(articles[0]!, /^copyright$/i)[0]).toContain('Copyright 2015');
    expect(articles.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it.each(Object.entries(interfaces))('knows the labels of the interface in %s', async (code, found) => {
    const stories = [1, 2].map((number) =>
      story({
        date: found.date,
        length: found.length,
        language: found.language,
        title: `Headline ${number}`,
      }),
    );
    const bytes =
      reader === 'nexis-uni' ? nexisUni(stories, { labels: found.labels }) : write(stories, found.labels);
    const { articles, skipped } = await readFile(name, bytes);
    expect(skipped).toEqual([]);
    expect(articles.map(fieldsOf)).toEqual(
      [1, 2].map((number) => ({ ...asExpected, title: `Headline ${number}`, language: code })),
    );
    expect(articles.map((article) => valueOf(article, new RegExp(`^${found.labels.length}$`, 'i')))).toEqual([
      [found.length],
      [found.length],
    ]);
  });

  it('keeps every paragraph, whatever its words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraphs, { minLength: 1, maxLength: 4 }), async (texts) => {
        const bytes = write(
          texts.map((list, index) => story({ title: `Headline ${index}`, paragraphs: list })),
        );
        const { articles, skipped } = await readFile(name, bytes);
        expect(skipped).toEqual([]);
        // Where lines are wrapped, a hyphen at the end of one is a question of its own.
        const plain = (text: string): string =>
          reader === 'nexis-text' ? text.replaceAll(/-\s+/g, '-') : text;
        expect(articles.map(({ text }) => plain(text))).toEqual(texts.map((list) => plain(list.join('\n'))));
      }),
      { numRuns: runs(60) },
    );
  });

  it('leaves a date open that could be two days, and keeps its words', async () => {
    const { articles } = await readFile(name, write([story({ date: '03/04/2015' })]));
    expect(articles[0]!.fields).toMatchObject({
      date: null,
      source: 'The Ellmouth Courier',
      title: asExpected.title,
    });
    expect(valueOf(articles[0]!, /^Date$/)).toEqual(['03/04/2015']);
    expect(articles[0]!.warnings).toEqual([expect.stringMatching(/“03\/04\/2015” could be two days/)]);
    const read = await readFile(name, write([story({ date: '03/04/2015' })]), { dateOrder: 'day first' });
    expect(read.articles[0]!.fields.date).toBe('2015-04-03');
  });

  it('with five hundred articles is read in time', async () => {
    const stories = Array.from({ length: 500 }, (_, index) =>
      story({
        title: `Headline ${index}`,
        paragraphs: Array.from({ length: 20 }, () => 'Some words of it. '.repeat(20).trim()),
      }),
    );
    const bytes = write(stories);
    const begun = performance.now();
    const { articles } = await readFile(name, bytes);
    expect(articles).toHaveLength(500);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});

describe('Nexis Uni', () => {
  it('gives the one article of a document, with a cover and without', async () => {
    for (const listed of [undefined, null])
      expect(fieldsOf(await readOne('a.docx', nexisUni([story()], { listed })))).toEqual(asExpected);
  });

  it('names the articles that its list promises and that are not there', async () => {
    const listed = ['Council votes on trams', 'A lost one', 'Second: a reply', 'Another lost one'];
    const { articles, skipped } = await readFile('a.docx', nexisUni(two, { listed }));
    expect(articles).toHaveLength(2);
    expect(skipped).toEqual([
      {
        place: 'list of documents',
        why: 'The export promises 4 documents, but holds 2. Missing: “A lost one”, “Another lost one”. Export the missing ones again.',
      },
    ]);
  });

  it('that is only a cover says so', async () => {
    const { articles, skipped, format } = await readFile('a.docx', nexisUni([], { listed: ['A lost one'] }));
    expect({ articles, format }).toEqual({ articles: [], format: 'docx' });
    expect(skipped[0]?.why).toMatch(/promises 1 documents?, but holds 0/);
  });

  it('reports an article whose end is missing, and takes those before it', async () => {
    const { articles, skipped } = await readFile('a.docx', nexisUni(two, { isWhole: false }));
    expect(articles).toHaveLength(1);
    expect(skipped).toEqual([
      { place: 'document 2', why: expect.stringMatching(/^Its end is missing/) as string },
    ]);
  });

  it('tells what the archive could not give', async () => {
    const lines = [
      'Refused',
      'We are sorry but there is an error in this document and it is not possible to display it.',
      'End of Document',
      'Title',
      'Paper',
      '2015-09-30',
      'Body',
      'Words.',
      'End of Document',
    ];
    const { articles, skipped } = await readFile(
      'a.docx',
      docxOf(lines.map((line) => wordParagraph(line)).join('')),
    );
    expect(articles.map(({ fields, text }) => [fields.title, fields.source, text])).toEqual([
      ['Title', 'Paper', 'Words.'],
    ]);
    expect(skipped[0]?.why).toBe('The archive gave an error instead of “Refused”. Export it again.');
  });

  it('keeps lists, tables and no-break spaces, and puts the words of pictures aside', async () => {
    const body = [
      ...[
        'Title',
        'Paper',
        '30 September 2015',
        'Length:\u00a012 words',
        'Body',
        'Il dit\u00a0: «\u00a0non\u00a0».',
      ].map((line) => wordParagraph(line)),
      wordParagraph('A subhead', { style: 'Heading2' }),
      wordParagraph('one', { list: 0 }),
      wordTable([['a', 'b']]),
      ...['Graphic', 'A photo of trams', 'Load-Date:\u00a0October 1, 2015', 'End of Document'].map((line) =>
        wordParagraph(line),
      ),
    ];
    const article = await readOne('a.docx', docxOf(body.join('')));
    expect(linesOf(article)).toEqual(['Il dit\u00a0: «\u00a0non\u00a0».', 'h2 A subhead', '- one', '| a\tb']);
    expect(valueOf(article, /^Graphic$/)).toEqual(['A photo of trams']);
    expect(valueOf(article, /^Load-Date$/)).toEqual(['October 1, 2015']);
  });

  it('keeps paragraphs that say no more than an archive’s own lines', async () => {
    const lines = [
      'Before.',
      'Body',
      'End of Document',
      'Text',
      'Length: 20 metres',
      'Graphic design',
      'After.',
    ];
    const { articles, skipped } = await readFile('a.docx', nexisUni([story({ paragraphs: lines }), story()]));
    expect(skipped).toEqual([]);
    expect(articles.map(({ text }) => text)).toEqual([lines.join('\n'), asExpected.text]);
  });

  it('leaves labels without values out', async () => {
    const article = await readOne('a.docx', nexisUni([story({ author: '', section: '', length: '' })]));
    expect(article.fields).toMatchObject({
      author: '',
      section: '',
      title: asExpected.title,
      source: asExpected.source,
    });
    expect(article.text).toBe(asExpected.text);
  });

  it('is not found in other Word documents', async () => {
    const { format, articles } = await readFile(
      'a.docx',
      docxOf(['A report', 'Body', 'Documents (3)', 'More.'].map((line) => wordParagraph(line)).join('')),
    );
    expect({ format, count: articles.length }).toEqual({ format: 'docx', count: 1 });
  });
});

describe('the old Nexis as text', () => {
  it('puts wrapped lines together', async () => {
    const text = `                               1 of 1 DOCUMENTS\n\n          Paper\n\n        30 September 2015\n\nTitle\n\nLENGTH: 9 words\n\nThe French-\nGerman summit of im- and\nexports, and Ein-\nund Ausfuhr.\n\n市议会周三\n投票。\n\nLOAD-DATE: 1 October 2015\n`;
    const article = await readOne('a.txt', text);
    expect(article.text).toBe(
      'The French-German summit of im- and exports, and Ein- und Ausfuhr.\n市议会周三投票。',
    );
  });

  it('reports the last article where the file is cut off', async () => {
    const whole = nexisText([...two, story({ title: 'Third' })]);
    const { articles, skipped } = await readFile(
      'a.txt',
      whole.slice(0, whole.lastIndexOf('Trams will') + 6),
    );
    expect(articles).toHaveLength(2);
    expect(skipped).toEqual([
      { place: 'document 3', why: expect.stringMatching(/^Its end is missing/) as string },
    ]);
  });

  it('reports documents that are missing in between, and after the last one that was chosen', async () => {
    const whole = nexisText(Array.from({ length: 5 }, (_, index) => story({ title: `Headline ${index}` })));
    const parts = whole.split(/(?=^ +\d of 5 DOCUMENTS)/m);
    const between = await readFile('a.txt', [...parts.slice(0, 3), ...parts.slice(4)].join(''));
    expect(between.skipped).toEqual([{ place: 'document 3', why: 'It is missing in the file.' }]);
    const chosen = `Download Request: Selected Items: 1-5\r\n${parts.slice(0, 4).join('')}`;
    expect((await readFile('a.txt', chosen)).skipped).toEqual([
      { place: 'documents 4–5', why: 'The file ends before them: it is cut off. Export it again.' },
    ]);
  });

  it('may hold some of the documents that a search found', async () => {
    const text = nexisText(two).replaceAll('1 of 2', '201 of 500').replaceAll('2 of 2', '202 of 500');
    const { articles, skipped } = await readFile('a.txt', text);
    expect([articles.length, skipped]).toEqual([2, []]);
  });

  it('does not take the first words of a text for a label', async () => {
    const lines = ['LONDON: The council voted.', 'She agreed.', 'NATO: a history'];
    expect((await readOne('a.txt', nexisText([story({ paragraphs: lines })]))).text).toBe(lines.join('\n'));
  });

  it('of ten megabytes is read in time', async () => {
    const long = Array.from({ length: 600 }, () => 'Some words of it. '.repeat(280).trim());
    const text = nexisText(Array.from({ length: 4 }, () => story({ paragraphs: long })));
    expect(text.length).toBeGreaterThan(10_000_000);
    const begun = performance.now();
    const { articles } = await readFile('a.txt', text);
    expect(articles.map((article) => article.text)).toEqual(Array.from({ length: 4 }, () => long.join('\n')));
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});

describe('the old Nexis as HTML', () => {
  it('reports the last article where the file is cut off', async () => {
    const whole = nexisHtml(two);
    const { articles, skipped } = await readFile('a.html', whole.slice(0, whole.lastIndexOf('Two.') + 2));
    expect(articles).toHaveLength(1);
    expect(skipped).toEqual([
      { place: 'document 2', why: expect.stringMatching(/^Its end is missing/) as string },
    ]);
  });

  it('keeps what stands outside of its blocks, and tables in them', async () => {
    const page = nexisHtml([story()]).replace(
      '<br><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8"></SPAN>',
      '',
    );
    const changed = page.replace(
      /(<P CLASS="c6"><SPAN CLASS="c2">Trams will run again\.<\/SPAN><\/P>)/,
      '$1<TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE>',
    );
    expect((await readOne('a.html', changed)).text).toBe(`${asExpected.text}\na\tb`);
  });
});
