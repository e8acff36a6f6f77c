import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { europresse, europresseTable, story } from '../support/news-exports';
import { paragraphs } from '../support/news-paragraphs';
import { linesOf, readFile, readOne } from '../support/read-files';

const article = (more = {}) =>
  story({
    source: 'La Tribune du Port, no. 43018',
    date: 'mercredi 30 septembre 2015',
    section: 'Politique',
    accession: 'news·20150930·TP·0q1503_1256056',
    ...more,
  });

describe.each([
  { layout: 'of today', write: europresse },
  { layout: 'of before', write: europresseTable },
])('an export of Europresse $layout', ({ layout, write }) => {
  it('gives its articles with what it says about them', async () => {
    const second = article({ title: 'Zweiter <Titel>', author: 'Ali حسن', paragraphs: ['Un.', 'Deux.'] });
    const { articles, skipped, format } = await readFile('a.html', write([article(), second]));
    expect({ skipped, format }).toEqual({ skipped: [], format: 'europresse' });
    expect(articles.map(({ fields, text }) => ({ ...fields, text }))).toMatchObject([
      {
        title: 'Council votes on trams',
        source: 'La Tribune du Port',
        date: '2015-09-30',
        section: 'Politique',
        author: 'Zoë Writer',
        accession: 'news·20150930·TP·0q1503_1256056',
        text: 'The council voted on Wednesday.\nTrams will run again.',
      },
      { title: 'Zweiter <Titel>', author: 'Ali حسن', text: 'Un.\nDeux.' },
    ]);
    expect(articles[0]!.particulars).toEqual(
      expect.arrayContaining([
        { name: 'Issue', value: 'no. 43018' },
        { name: 'Page', value: layout === 'of today' ? 'p. 16' : 'p. 03' },
        { name: 'Copyright', value: '© 2015 Owner. Tous droits réservés.' },
      ]),
    );
    expect(JSON.stringify(articles)).not.toMatch(/certificat|Note\(s\)/);
  });

  it.each([
    ['Thursday, October 1, 2015 13887 words', '2015-10-01'],
    ['jeudi 1er octobre 2015', '2015-10-01'],
    ['Donnerstag, 1. Oktober 2015', '2015-10-01'],
    ['jueves 1 de octubre de 2015', '2015-10-01'],
    ['2015-10-01', '2015-10-01'],
  ])('reads the date of %s', async (date, day) => {
    const { fields } = await readOne('a.html', write([article({ date })]));
    expect(fields).toMatchObject({ date: day, section: 'Politique' });
  });

  it('leaves a date open that could be two days', async () => {
    const { fields, warnings, particulars } = await readOne(
      'a.html',
      write([article({ date: '03/04/2015' })]),
    );
    expect(fields.date).toBeNull();
    expect(warnings).toEqual([expect.stringMatching(/“03\/04\/2015” could be two days/)]);
    expect(JSON.stringify(particulars)).toContain('03/04/2015');
  });

  it('keeps every paragraph, whatever its words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraphs, { minLength: 1, maxLength: 4 }), async (texts) => {
        const { articles, skipped } = await readFile(
          'a.html',
          write(texts.map((list) => article({ paragraphs: list }))),
        );
        expect(skipped).toEqual([]);
        expect(articles.map(({ text }) => text)).toEqual(texts.map((list) => list.join('\n')));
      }),
      { numRuns: 60 },
    );
  });

  it('reports the last article where the file is cut off', async () => {
    const whole = write([article(), article(), article({ paragraphs: ['Third.', 'The end of it.'] })]);
    const { articles, skipped } = await readFile('a.html', whole.slice(0, whole.lastIndexOf('The end') + 5));
    expect(articles).toHaveLength(2);
    expect(skipped).toEqual([
      { place: 'document 3', why: expect.stringMatching(/^Its end is missing/) as string },
    ]);
  });

  it('with five hundred articles is read in time', async () => {
    const text = Array.from({ length: 20 }, () => 'Some words of it. '.repeat(20).trim());
    const whole = write(Array.from({ length: 500 }, () => article({ paragraphs: text })));
    const begun = performance.now();
    expect((await readFile('a.html', whole)).articles).toHaveLength(500);
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
});

describe('Europresse', () => {
  it('knows where else the author can stand', async () => {
    const page = europresse([article()]).replace(
      '<p class="sm-margin-bottomNews">Zoë Writer</p>',
      '<div class="docAuthors">Par Zoë Writer</div>',
    );
    expect((await readOne('a.html', page)).fields.author).toBe('Zoë Writer');
  });

  it('keeps lists in a text, notes and the other papers beside it', async () => {
    const page = europresse([article()])
      .replace(
        '<p>Trams will run again.</p>',
        '<p>Trams will run again.</p><ul><li>one</li></ul><div class="apd-wrapper">L’Écho</div>',
      )
      .replace('<b>Note(s) : </b>', '<b>Note(s) : </b><p>A note</p>');
    const read = await readOne('a.html', page);
    expect(linesOf(read)).toEqual(['The council voted on Wednesday.', 'Trams will run again.', '- one']);
    expect(read.particulars).toEqual(
      expect.arrayContaining([
        { name: 'Note(s)', value: 'A note' },
        { name: 'Illustration(s)', value: 'A photo.' },
        { name: 'Also in', value: 'L’Écho' },
      ]),
    );
  });

  it('without an author keeps the first words of the text', async () => {
    const page = europresseTable([article()]).replace('Zoë Writer<br><p></p>', '');
    const read = await readOne('a.html', page);
    expect([read.fields.author, read.text]).toEqual([
      '',
      'The council voted on Wednesday.\nTrams will run again.',
    ]);
  });

  it('without an article says so', async () => {
    const { articles, problem } = await readFile(
      'a.html',
      '<html>europresse <p>DocPublicationName</p></html>',
    );
    expect([articles.length, problem]).toEqual([0, 'There is no article of Europresse in it.']);
  });
});
