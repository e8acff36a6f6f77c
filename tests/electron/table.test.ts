/** Tables as text: whatever stands in their cells comes in as it is, and what is wrong with one is said. */
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { openCsv } from '../../electron/exchange/csv-articles';
import type { SourceFile } from '../../electron/exchange/reader';
import { trySettings } from '../../electron/exchange/try-settings';
import { type ReadSettings, usualSettings } from '../../shared/import-settings';
import { readFile, readOne } from '../support/read-files';

const table = (columns: Record<string, 'text' | 'title' | 'date' | 'source' | 'leave out'>) => ({
  columns,
  delimiter: null,
  hasHeader: true,
  sheet: null,
});

/** A file that comes in pieces of so many bytes. */
const inPieces = (name: string, bytes: Uint8Array, length: number): SourceFile => ({
  name,
  size: bytes.length,
  bytes: () => Promise.resolve(bytes),
  async *pieces() {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  },
});

/** Words that tables trip over: quotation marks, delimiters, line breaks, formulas, scripts, emoji. */
const trap = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r\n',
  ' ',
  "'",
  '\\',
  '\u2028',
  '\u2029',
  '\u0085',

  '🗳️',
  '👩‍👩‍👧',
  'مجلس',
  'é',
  'e\u0301',
  '新闻',
  '\u00a0',
  '\u200f',
  '=1+1',
  '-5',
  '@x',
  'sep=;',
  '#',
  '\ufeffx',
);
const cell = fc
  .array(fc.oneof(trap, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 6 })
  .map((parts) => parts.join('').toWellFormed());

describe('any table', () => {
  it('is read as the cells that were written, whatever parts them and however its pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 2, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
          ),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, delimiter, end, hasMark, encoding, length) => {
          const names = rows[0]!.map((_, at) => `name ${at + 1}`);
          const written = stringify([names, ...rows], { delimiter, record_delimiter: end, quoted: true });
          const marked = hasMark || encoding !== 'utf-8' ? `\ufeff${written}` : written;
          const file = inPieces('a.csv', iconv.encode(marked, encoding), length);
          const read = await openCsv(file, {
            ...usualSettings,
            table: { columns: {}, delimiter: hasMark ? delimiter : null, hasHeader: true, sheet: null },
          });
          expect(read.columns).toEqual(names);
          const found: string[][] = [];
          for await (const row of read.rows) {
            if ('skipped' in row) throw new Error(row.skipped);
            expect(row.warning).toBeNull();
            found.push(row.cells.map(({ value }) => value));
          }
          // A row without a word is none.
          expect(found).toEqual(rows.filter((row) => row.some((one) => one.trim() !== '')));
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a table becomes articles: named columns fill fields, others are kept, line breaks are paragraphs', async () => {
  const { articles, format } = await readFile(
    'corpus.csv',
    '\ufeffTitel;Zeitung;Datum;Text;Auflage\r\n' +
      '"Der ""Streit""";Der Bote;14.3.2026;"Erster Absatz.\r\nZweiter; Absatz.";12000\r\n' +
      '=Formel;Bote;2026-03;Wort 🗳️.;\r\n',
  );
  expect(format).toBe('csv');
  expect(articles.map(({ place }) => place)).toEqual(['row 2', 'row 3']);
  expect(articles[0]).toMatchObject({
    text: 'Erster Absatz.\nZweiter; Absatz.',
    fields: { title: 'Der "Streit"', source: 'Der Bote', date: '2026-03-14' },
    particulars: [
      { name: 'Datum', value: '14.3.2026' },
      { name: 'Auflage', value: '12000' },
    ],
    warnings: [],
  });
  expect(articles[1]).toMatchObject({ text: 'Wort 🗳️.', fields: { title: '=Formel', date: '2026-03' } });
});

describe('tables as programs write them', () => {
  it('Excel: its first line names what parts the cells, with or without a byte order mark', async () => {
    for (const mark of ['', '\ufeff']) {
      const { articles } = await readFile(
        'a.csv',
        `${mark}sep=;\r\nid;text\r\n1;Hello, world; \r\n`.replace('; \r', '\r'),
      );
      expect(articles).toMatchObject([{ text: 'Hello, world', place: 'row 2', fields: { accession: '1' } }]);
    }
  });
  it('Excel: rows of empty cells below the table are no articles', async () => {
    const { articles, skipped } = await readFile('a.csv', 'id;text\r\n1;Words.\r\n;\r\n;\r\n');
    expect([articles.length, skipped]).toEqual([1, []]);
  });
  it('Excel: a text that fills the longest possible cell is likely cut', async () => {
    const long = 'x'.repeat(32_766);
    expect((await readOne('a.csv', `id,text\n1,${long}y\n`)).warnings.join()).toMatch(/32,767 characters/);
    expect((await readOne('a.csv', `id,text\n1,${long}yz\n`)).warnings).toEqual([]);
  });
  it('R: row names have a column without a name, or no place in the header; NA is no value', async () => {
    const byCsv = await readFile(
      'a.csv',
      '"","doc_id","text","source"\n"1","a1","One.",NA\n"2","a2",NA,"B"\n',
    );
    expect(byCsv.articles).toMatchObject([{ text: 'One.', fields: { accession: 'a1', source: '' } }]);
    expect(byCsv.skipped).toEqual([
      { place: 'row 3', why: 'It has no text: “NA” stands for a missing value.' },
    ]);
    const byTable = await readFile('a.csv', '"doc_id","text"\n"1","a1","One."\n"2","a2","Two."\n');
    expect(byTable.articles).toMatchObject([
      {
        text: 'One.',
        fields: { accession: 'a1' },
        particulars: [{ name: 'Column 1', value: '1' }],
        warnings: [],
      },
      { text: 'Two.', fields: { accession: 'a2' } },
    ]);
  });
  it('tab-separated words whose quotation marks are only words', async () => {
    const { articles } = await readFile(
      'a.tsv',
      'id\ttitle\ttext\n1\t"Yes" to all\tHe said "no".\n2\t"Open\tAnd "never" closed\n3\tPlain\tWords, and; more\n',
    );
    expect(articles.map(({ text, fields }) => [fields.title, text])).toEqual([
      ['"Yes" to all', 'He said "no".'],
      ['"Open', 'And "never" closed'],
      ['Plain', 'Words, and; more'],
    ]);
  });
  it('a quotation mark within a cell stands for itself, in a table that has others, too', async () => {
    const { articles } = await readFile('a.csv', 'id,text\n1,a 5" screen\n2,"Two, and ""three"""\n');
    expect(articles.map(({ text }) => text)).toEqual(['a 5" screen', 'Two, and "three"']);
  });
  it('lines end in different ways in one file, or as on an old Mac', async () => {
    const mixed = await readFile('a.csv', 'id,text\r\n1,One\n2,"Two\rmore"\r\n\n\n3,Three');
    expect(mixed.articles.map(({ text, place }) => [place, text])).toEqual([
      ['row 2', 'One'],
      ['row 3', 'Two\nmore'],
      ['row 6', 'Three'],
    ]);
    const old = await readFile('a.csv', 'id,text\r1,One\r2,Two\r');
    expect(old.articles.map(({ text }) => text)).toEqual(['One', 'Two']);
  });
  it('words above the table are left out, and said', async () => {
    const { articles, skipped } = await readFile(
      'a.csv',
      'Report of the archive\n\nid,title,text\n1,One,Words.\n2,Two,More.\n',
    );
    expect(articles.map(({ place, fields }) => [place, fields.title])).toEqual([
      ['row 4', 'One'],
      ['row 5', 'Two'],
    ]);
    expect(skipped).toEqual([{ place: 'row 1', why: 'It stands above the names of the columns.' }]);
  });
  it('the articles of a Claimbook’s own export map by themselves, and keep their apostrophes', async () => {
    const head =
      'id,title,source,author,date,section,url,accession,language,note,file_name,copy_of_id,import_id,created_at,text_sha256,text_length,text';
    const { articles } = await readFile(
      'articles.csv',
      `${head}\r\n018f,'=Sum,Courier,Ada,2026-03-14,News,https://a.invalid/1,A1,en,n,a.txt,,,2026-03-14T00:00:00Z,00,5,'-5 degrees\r\n`,
    );
    expect(articles).toMatchObject([
      {
        text: "'-5 degrees",
        fields: {
          title: "'=Sum",
          source: 'Courier',
          date: '2026-03-14',
          accession: 'A1',
          language: 'en',
          note: 'n',
        },
      },
    ]);
  });
  it('a table that is called a text, and names its text, is a table; a text with tabs is not', async () => {
    expect((await readFile('a.txt', 'doc_id\ttext\n1\tOne.\n2\tTwo.\n')).format).toBe('csv');
    expect((await readFile('a.xls', 'doc_id\ttext\n1\tOne.\n')).articles).toHaveLength(1);
    expect((await readFile('a.txt', 'The text\tof an article\nwith tabs.')).format).toBe('plain-text');
  });
});

describe('the encoding', () => {
  const rows = (count: number, words: string): string =>
    Array.from({ length: count }, (_, at) => `${at},${words}`).join('\n');
  const filler = 'ordinary words of an English text '.repeat(30);

  it('is found though the first letter that tells it stands far down', async () => {
    const content = `id,text\n${rows(400, filler)}\n400,“Grüße” aus Köln – schön für alle Bürger\n`;
    const { articles, problem } = await readFile('a.csv', iconv.encode(content, 'windows-1252'));
    expect(problem).toBeNull();
    expect(articles.at(-1)?.text).toBe('“Grüße” aus Köln – schön für alle Bürger');
    expect(articles[0]?.warnings.join()).toMatch(/guessed/);
  });
  it('is UTF-8 where a few bytes of such a file are broken: the rows that lost something say so', async () => {
    const before = new TextEncoder().encode(`id,title,text\n${rows(300, `Größe,Grüße ${filler}`)}\n300,`);
    const after = new TextEncoder().encode('x,Words.\n301,Späte,Grüße.\n');
    const { articles } = await readFile('a.csv', Buffer.concat([before, Buffer.from([0xfc]), after]));
    expect(articles.at(-1)?.text).toBe('Grüße.');
    expect(articles.at(-1)?.warnings).toEqual([]);
    expect(articles.at(-2)?.fields.title).toBe('\ufffdx');
    expect(articles.at(-2)?.warnings.join()).toMatch(/In “title”, characters could not be read/);
    expect(articles[0]?.warnings.join()).toMatch(/Not all of it is UTF-8/);
  });
  it('is UTF-16 with a mark and without', async () => {
    const content = 'id,text\n1,Straße 🗳️\n2,مجلس المدينة\n';
    for (const bytes of [
      iconv.encode(content, 'utf-16le', { addBOM: true }),
      iconv.encode(content, 'utf-16be', { addBOM: true }),
      iconv.encode(content, 'utf-16le'),
    ]) {
      const { articles } = await readFile('a.csv', bytes);
      expect(articles.map(({ text }) => text)).toEqual(['Straße 🗳️', 'مجلس المدينة']);
    }
  });
  it('is the one that the user chose', async () => {
    const bytes = iconv.encode('id,text\n1,Привет всем\n', 'koi8-r');
    expect((await readOne('a.csv', bytes, { encoding: 'koi8-r' })).text).toBe('Привет всем');
    expect((await readFile('a.csv', bytes, { encoding: 'klingon' })).problem).toMatch(
      /no encoding called klingon/,
    );
  });
});

describe('what is wrong with a table is said with its place', () => {
  it('a row that is longer or shorter than the others comes in, with all its cells', async () => {
    const { articles } = await readFile('a.csv', 'id,text,note\n1,Hello, world, again,x\n2,Words.\n');
    expect(articles[0]).toMatchObject({
      text: 'Hello',
      particulars: [
        { name: 'Column 4', value: 'again' },
        { name: 'Column 5', value: 'x' },
      ],
    });
    expect(articles[0]?.warnings.join()).toMatch(/5 cells where the table has 3 columns/);
    expect(articles[1]?.warnings.join()).toMatch(/2 cells where the table has 3 columns/);
  });
  it('a row without text is left out by its number', async () => {
    const { articles, skipped } = await readFile('a.csv', 'id,text\n1,\n2,Words.\n3, \u00a0\n');
    expect(articles.map(({ place }) => place)).toEqual(['row 3']);
    expect(skipped.map(({ place }) => place)).toEqual(['row 2', 'row 4']);
  });
  it('a quotation mark that is never closed: the rows before it came in', async () => {
    const { articles, problem } = await readFile(
      'a.csv',
      'id,text\n1,"One\nmore"\n2,"Two"\n3,"Three\n4,Four\n5,Five\n',
    );
    expect(articles.map(({ text }) => text)).toEqual(['One\nmore', 'Two']);
    expect(problem).toMatch(/^In row 4 \(line 5 .*not closed.*The rows before it came in/);
  });
  it('no column holds the text, or not the one that the settings name', async () => {
    expect((await readFile('a.csv', 'id,title\n1,One\n')).problem).toBe(
      'None of its columns is known to hold the articles’ text (id, title). Say which one does under “Read otherwise…”.',
    );
    const settings = { table: table({ body: 'text' }) };
    expect((await readFile('a.csv', 'id,text\n1,One\n', settings)).problem).toMatch(
      /^It has no column “body”, which is to hold the articles’ text; its columns are: id, text\./,
    );
  });
  it('a wrong delimiter', async () => {
    const settings = { table: { ...table({}), delimiter: ',' as const } };
    expect((await readFile('a.csv', 'id;text\n1;One\n2;Two\n', settings)).problem).toMatch(
      /one column, “id;text”: the columns seem to be parted by semicolons/,
    );
  });
  it('a table without rows, or without anything', async () => {
    expect((await readFile('a.csv', '\n\n')).problem).toBe('It is a table without rows.');
    expect((await readFile('a.csv', 'id,text\n')).problem).toBe('There are no words in it.');
  });
  it('a file of another kind under a table’s name', async () => {
    expect((await readFile('a.csv', '%PDF-1.7\n\u0000')).articles).toEqual([]);
    const { articles, problem } = await readFile('a.csv', Buffer.from('\x89PNG\r\n\0\0', 'latin1'));
    expect([articles, problem]).toEqual([[], 'This is a PNG image, not a text.']);
  });
  it('a date that could be two days is kept in its own words, until the user says which', async () => {
    const content = 'text,date\nOne,03/04/2015\nTwo,gestern\n';
    const { articles } = await readFile('a.csv', content);
    expect(articles[0]).toMatchObject({
      fields: { date: null },
      particulars: [{ name: 'date', value: '03/04/2015' }],
    });
    expect(articles[0]?.warnings.join()).toMatch(/could be two days/);
    expect(articles[1]?.warnings.join()).toMatch(/“gestern” could not be read as a date/);
    const chosen = await readFile('a.csv', content, { dateOrder: 'day first' });
    expect(chosen.articles[0]?.fields.date).toBe('2015-04-03');
  });
  it('a first row that may be an article', async () => {
    const { articles } = await readFile('a.csv', `nr,was\n1,${'Words of an article. '.repeat(20)}\n`);
    expect(articles[0]?.warnings.join()).toMatch(/Its first row \(nr, was\) was taken for the names/);
    const long = 'Words of an article. '.repeat(20);
    const bare = await readFile('a.csv', `1,${long}\n2,${long}\n`);
    expect(bare.articles.map(({ place }) => place)).toEqual(['row 1', 'row 2']);
    expect(bare.articles[0]?.warnings).toEqual([]);
  });
});

test('dates of posts: before the year stands the time, or seconds since 1970 where the column says so', async () => {
  const dateOf = async (name: string, value: string): Promise<string | null> =>
    (await readOne('a.csv', `${name},text\n${value},Words.\n`)).fields.date;
  expect(await dateOf('created_at', 'Wed Oct 10 20:19:24 +0000 2018')).toBe('2018-10-10');
  expect(await dateOf('created_utc', '1539202764')).toBe('2018-10-10');
  expect(await dateOf('timestamp', '1539202764000')).toBe('2018-10-10');
  expect(await dateOf('year', '2018.0')).toBe('2018');
  expect(await dateOf('date', '1539202764')).toBeNull();
});

test('two dates, two texts and names that objects have from birth lose nothing', async () => {
  const { articles } = await readFile(
    'a.csv',
    'date,published,lead,body,constructor,__proto__\n2020-01-02,2021-03-04,A lead.,The body.,c,p\n',
    {
      table: {
        columns: { date: 'date', published: 'date', lead: 'text', body: 'text' },
        delimiter: ',',
        hasHeader: true,
        sheet: null,
      },
    },
  );
  expect(articles).toMatchObject([
    {
      text: 'A lead.\nThe body.',
      fields: { date: '2020-01-02' },
      particulars: [
        { name: 'published', value: '2021-03-04' },
        { name: 'constructor', value: 'c' },
        { name: '__proto__', value: 'p' },
      ],
    },
  ]);
});

describe('the assistant sees of a table', () => {
  const attempt = (name: string, content: string, settings: Partial<ReadSettings> = {}) =>
    trySettings(
      { name, bytes: new TextEncoder().encode(content) },
      name,
      { ...usualSettings, ...settings },
      5,
    );

  it('its columns with examples, what they fill, and the first articles', async () => {
    const trial = await attempt('a.csv', 'id;Titel;Text;leer\n1;Eins;"Wort\n und mehr";\n2;Zwei;Text;\n');
    expect(trial).toMatchObject({
      table: {
        columns: [
          { name: 'id', examples: ['1', '2'] },
          { name: 'Titel', examples: ['Eins', 'Zwei'] },
          { name: 'Text', examples: ['Wort und mehr', 'Text'] },
          { name: 'leer', examples: [] },
        ],
        settings: {
          columns: { id: 'accession', Titel: 'title', Text: 'text' },
          delimiter: ';',
          hasHeader: true,
        },
      },
      problem: null,
    });
    expect(trial.rows.map(({ place, fields }) => [place, fields.title])).toEqual([
      ['row 2', 'Eins'],
      ['row 3', 'Zwei'],
    ]);
  });
  it('the columns, though none of them holds the text yet', async () => {
    const trial = await attempt('a.csv', 'id;was\n1;Wort\n');
    expect(trial.table?.columns.map(({ name }) => name)).toEqual(['id', 'was']);
    expect(trial.problem).toMatch(/None of its columns is known/);
  });
  it('the same where the user says that a text is a table', async () => {
    const trial = await attempt('a.txt', 'id|text\n1|Wort\n', { format: 'csv' });
    expect(trial.table?.settings).toMatchObject({ delimiter: '|', columns: { text: 'text' } });
    expect((await attempt('a.txt', 'id|text\n1|Wort\n')).table).toBeNull();
  });
});
