import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  factivaParts,
  factivaRtf,
  factivaRtfCodes,
  factivaRtfTable,
  factivaTable,
  factivaXml,
  story,
} from '../support/news-exports';
import { paragraphs } from '../support/news-paragraphs';
import { linesOf, readFile, readOne } from '../support/read-files';

const iso = { language: 'en', date: '2015-09-30', length: '870' };
const layouts = [
  { layout: 'a table', reader: 'factiva-html', name: 'a.html', write: factivaTable, section: true },
  { layout: 'parts in a row', reader: 'factiva-html', name: 'a.html', write: factivaParts, section: true },
  { layout: 'XML', reader: 'factiva-xml', name: 'a.xml', write: factivaXml, section: true },
  { layout: 'RTF', reader: 'factiva-rtf', name: 'a.rtf', write: factivaRtf, section: false },
  { layout: 'RTF with codes', reader: 'factiva-rtf', name: 'a.rtf', write: factivaRtfCodes, section: true },
  { layout: 'RTF with tables', reader: 'factiva-rtf', name: 'a.rtf', write: factivaRtfTable, section: true },
];
const written = (more = {}) =>
  story({ date: '30 September 2015', language: 'English', length: '870 words', ...more });

describe.each(layouts)('an export of Factiva as $layout', ({ reader, name, write, section }) => {
  const one = (more = {}) => (reader === 'factiva-xml' ? story({ ...iso, ...more }) : written(more));

  it('gives its articles with what it says about them', async () => {
    const second = {
      title: 'Second: a reply',
      accession: 'COUR000020150930eb9u0002x',
      paragraphs: ['One.', 'Two.'],
    };
    const { articles, skipped, format, problem } = await readFile(name, write([one(), one(second)]));
    expect({ skipped, format, problem }).toEqual({ skipped: [], format: reader, problem: null });
    expect(articles.map(({ fields, text }) => ({ ...fields, text }))).toMatchObject([
      {
        title: 'Council votes on trams',
        source: 'The Ellmouth Courier',
        date: '2015-09-30',
        author: 'Zoë Writer',
        section: section ? 'NEWS; Pg. 4' : '',
        language: 'en',
        accession: 'COUR000020150930eb9u0001r',
        text: 'The council voted on Wednesday.\nTrams will run again.',
      },
      { title: 'Second: a reply', accession: 'COUR000020150930eb9u0002x', text: 'One.\nTwo.' },
    ]);
    expect(articles[0]!.particulars).toContainEqual({ name: 'Words', value: one().length });
    expect(articles.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it.each([
    ['de', '30 September 2015', '1.870 Wörter', 'Deutsch', '2015-09-30'],
    ['fr', '1 octobre 2015', '1 870 mots', 'Français', '2015-10-01'],
    ['es', '30 septiembre 2015', '1.870 palabras', 'Español', '2015-09-30'],
    ['it', '30 settembre 2015', '1870 parole', 'Italiano', '2015-09-30'],
    ['nl', '2 mei 2015', '1870 woorden', 'Nederlands', '2015-05-02'],
    ['pt', '30 setembro 2015', '1870 palavras', 'Português', '2015-09-30'],
  ])('knows how the interface in %s writes', async (code, date, length, language, day) => {
    const article = await readOne(name, write([written({ date, length, language })]));
    expect(article.fields).toMatchObject({ date: day, language: code, source: 'The Ellmouth Courier' });
    expect(article.particulars).toContainEqual({ name: 'Words', value: length });
    expect(article.text).toBe('The council voted on Wednesday.\nTrams will run again.');
  });

  it('keeps every paragraph, whatever its words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraphs, { minLength: 1, maxLength: 4 }), async (texts) => {
        const bytes = write(texts.map((list) => one({ paragraphs: list })));
        const { articles, skipped } = await readFile(name, bytes);
        expect(skipped).toEqual([]);
        expect(articles.map(({ text }) => text)).toEqual(texts.map((list) => list.join('\n')));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a date open that could be two days, and keeps its words', async () => {
    const article = await readOne(name, write([one({ date: '03/04/2015' })]));
    expect(article.fields).toMatchObject({ date: null, source: 'The Ellmouth Courier' });
    expect(article.particulars).toContainEqual({ name: 'Date', value: '03/04/2015' });
    expect(article.warnings).toEqual([expect.stringMatching(/could be two days/)]);
    expect(
      (await readOne(name, write([one({ date: '03/04/2015' })]), { dateOrder: 'month first' })).fields.date,
    ).toBe('2015-03-04');
  });

  it('reports the last article where the file is cut off', async () => {
    const whole = write([one(), one(), one({ paragraphs: ['Third. '.repeat(60).trim(), 'The end of it.'] })]);
    const { articles, skipped } = await readFile(name, whole.slice(0, whole.lastIndexOf('The end') + 5));
    expect(articles).toHaveLength(2);
    expect(skipped).toEqual([
      { place: 'document 3', why: expect.stringMatching(/^Its end is missing/) as string },
    ]);
  });

  it('with five hundred articles is read in time', async () => {
    const text = Array.from({ length: 20 }, () => 'Some words of it. '.repeat(20).trim());
    const whole = write(Array.from({ length: 500 }, () => one({ paragraphs: text })));
    const begun = performance.now();
    expect((await readFile(name, whole)).articles).toHaveLength(500);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});

describe('Factiva', () => {
  it('in Windows-1252 that says UTF-8 is read as what it is, with a warning', async () => {
    const french = [
      'Le maire a déclaré à l’Assemblée que les tramways seraient rétablis dès l’été, malgré l’opposition.',
      'Les députés, très divisés, ont voté « pour » – une majorité étroite a été trouvée après le débat.',
    ];
    const page = factivaTable([written({ author: 'Zoé Auteur', paragraphs: french })]);
    const article = await readOne('a.html', Uint8Array.from(iconv.encode(page, 'windows-1252')));
    expect(article.text).toBe(french.join('\n'));
    expect(article.encoding).toBe('windows-1252');
    expect(article.warnings.join(' ')).toMatch(/encoding was guessed/);
  });

  it('takes marked search terms for mere text', async () => {
    const page = factivaParts([written()]).replace(
      'Trams will',
      '<b>Trams</b> <span class="hlt">will</span>',
    );
    expect((await readOne('a.html', page)).text).toBe(
      'The council voted on Wednesday.\nTrams will run again.',
    );
  });

  it('keeps tables and lists in a text', async () => {
    const page = factivaTable([written()]).replace(
      'Trams will run again.</p>',
      'Trams will run again.</p><ul><li>one</li></ul><table><tr><td>a</td><td>b</td></tr></table>',
    );
    expect(linesOf(await readOne('a.html', page)).slice(2)).toEqual(['- one', '| a\tb']);
  });

  it('keeps fields that have no place of their own', async () => {
    const { particulars } = await readOne('a.html', factivaTable([written()]));
    expect(particulars).toEqual(
      expect.arrayContaining([
        { name: 'Time', value: '15:32' },
        { name: 'Source code', value: 'COUR' },
        { name: 'Subjects', value: 'gpol : Domestic Politics | gcat : Political/General News' },
        { name: 'Copyright', value: '(c) 2015 The Ellmouth Courier' },
      ]),
    );
  });

  it('without a number of words finds date and source all the same', async () => {
    const article = await readOne('a.rtf', factivaRtf([written()]).replace(/870 words\\par\s/, ''));
    expect(article.fields).toMatchObject({
      title: 'Council votes on trams',
      date: '2015-09-30',
      author: 'Zoë Writer',
    });
    expect(article.text).toBe('The council voted on Wednesday.\nTrams will run again.');
  });

  it('as XML keeps the lines of what is preformatted', async () => {
    const xml = factivaXml([story({ ...iso, paragraphs: ['Lead.', 'x'] })]).replace(
      '<paragraph display="Proportional" truncation="None">x<',
      '<paragraph display="Preformatted">Party   Seats\nGreens    12<',
    );
    expect((await readOne('a.xml', xml)).text).toBe('Lead.\nParty   Seats\nGreens    12');
  });

  it('as XML without an article says so', async () => {
    const { articles, problem } = await readFile('a.xml', factivaXml([]));
    expect([articles.length, problem]).toEqual([0, 'There is no article of Factiva in it.']);
  });

  it('is not found in a page that only speaks of it', async () => {
    const page = `<html><body><article><h1>Archives</h1><p>${'Factiva is an archive of news. '.repeat(12)}</p></article></body></html>`;
    const { format, articles } = await readFile('a.html', page);
    expect([format, articles.length]).toEqual(['html', 1]);
  });
});
