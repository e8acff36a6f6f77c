/** Workbooks: their cells come in as they are, dates are the days that are written, and sheets can be chosen. */
import { unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { openWorkbook } from '../../electron/exchange/workbook';
import type { SourceFile } from '../../electron/exchange/reader';
import { usualSettings } from '../../shared/import-settings';
import { readFile, readOne } from '../support/read-files';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const held = (name: string, content: Uint8Array): SourceFile => ({
  name,
  size: content.length,
  bytes: () => Promise.resolve(content),
  async *pieces() {
    yield content;
  },
});

type Value = string | number | boolean | Date | null;
interface Written {
  sheet: string;
  rows: Value[][];
}

const typeOf = (value: Value) =>
  typeof value === 'string'
    ? String
    : typeof value === 'number'
      ? Number
      : typeof value === 'boolean'
        ? Boolean
        : Date;

/** A workbook as another program's library writes it. */
async function workbook(...sheets: Written[]): Promise<Uint8Array> {
  const data = sheets.map(({ sheet, rows }) => ({
    sheet,
    data: rows.map((row) =>
      row.map((value) =>
        value === null
          ? null
          : { value, type: typeOf(value), ...(value instanceof Date && { format: 'dd.mm.yyyy' }) },
      ),
    ),
  }));
  const written = writeWorkbook(data as never) as unknown as { toBuffer(): Promise<Buffer> };
  return new Uint8Array(await written.toBuffer());
}

test('any words come out of a workbook as they were written into it', async () => {
  const trap = fc.constantFrom(
    '"',
    ',',
    ';',
    '\t',
    '\n',
    ' ',
    '\u2028',
    '🗳️',
    'مجلس',
    'e\u0301',
    '新闻',
    '=1+1',
    '-5',
    '<b>&amp;',
    '\u00a0',
  );
  const cell = fc
    .array(fc.oneof(trap, fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 1, maxLength: 5 })
    .map(
      (parts) =>
        `${parts
          .join('')
          .toWellFormed()
          // What the library that writes the workbook of this test leaves out.
          .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffd-\uffff]/g, '')}.`,
    );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), async (rows) => {
      const content = await workbook({ sheet: 'Corpus', rows: [['title', 'text'], ...rows] });
      const { rows: read } = await openWorkbook(held('a.xlsx', content), usualSettings);
      const found: string[][] = [];
      for await (const row of read) if (!('skipped' in row)) found.push(row.cells.map(({ value }) => value));
      expect(found).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});

test('dates of a workbook are days without a doubt, and rows have the numbers that Excel shows', async () => {
  const content = await workbook({
    sheet: 'Corpus',
    rows: [
      ['id', 'date', 'text', 'words', 'checked'],
      [7, new Date(Date.UTC(2015, 3, 3)), 'One.\nTwo.', 12.5, true],
      [null, null, null, null, null],
      [8, '03/04/2015', 'Three.', null, false],
      [9, new Date(Date.UTC(2015, 3, 3, 9, 30)), 'Four.', null, null],
    ],
  });
  const { articles, format } = await readFile('a.xlsx', content);
  expect(format).toBe('xlsx');
  expect(articles.map(({ place, fields, text }) => [place, fields.accession, fields.date, text])).toEqual([
    ['row 2', '7', '2015-04-03', 'One.\nTwo.'],
    ['row 4', '8', null, 'Three.'],
    ['row 5', '9', '2015-04-03', 'Four.'],
  ]);
  expect(articles[0]?.particulars).toEqual([
    { name: 'words', value: '12.5' },
    { name: 'checked', value: 'true' },
  ]);
  expect(articles[1]?.warnings.join()).toMatch(/could be two days/);
  expect(articles[2]?.particulars).toEqual([{ name: 'date', value: '2015-04-03 09:30:00' }]);
});

test('dates before March 1900 are the days that Excel shows', async () => {
  const serials = [1, 31, 32, 59, 60, 61, 0.375, 2.5];
  const written = writeWorkbook([
    {
      sheet: 'Corpus',
      data: [
        ['text', 'date'].map((value) => ({ value, type: String })),
        ...serials.map((serial) => [
          { value: `Day ${serial}.`, type: String },
          { value: serial, type: Number, format: 'dd.mm.yyyy hh:mm' },
        ]),
      ],
    },
  ] as never) as unknown as { toBuffer(): Promise<Buffer> };
  const content = new Uint8Array(await written.toBuffer());
  const datesIn = async (workbookBytes: Uint8Array): Promise<string[]> => {
    const { rows } = await openWorkbook(held('a.xlsx', workbookBytes), usualSettings);
    const found: string[] = [];
    for await (const row of rows) if (!('skipped' in row)) found.push(row.cells[1]!.value);
    return found;
  };
  const shown = ['1900-01-01', '1900-01-31', '1900-02-01', '1900-02-28', '1900-02-29', '1900-03-01'];
  expect(await datesIn(content)).toEqual([...shown, '09:00:00', '1900-01-02 12:00:00']);
  // A day that there was not is no date, and stays in its words.
  const { articles } = await readFile('a.xlsx', content);
  expect(articles.map(({ fields }) => fields.date)).toEqual([
    ...shown.map((day) => (day === '1900-02-29' ? null : day)),
    null,
    '1900-01-02',
  ]);
  expect(articles[4]!.particulars).toEqual([{ name: 'date', value: '1900-02-29' }]);

  const change = (name: string, from: RegExp, to: string): Uint8Array => {
    const parts = unzipSync(content);
    const before = new TextDecoder().decode(parts[name]);
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    return zipSync({ ...parts, [name]: bytes(after) });
  };
  // Counted from 1904, nothing is amiss; nor is a date that is written as one.
  expect(
    (await datesIn(change('xl/workbook.xml', /<workbook(?=[ >])[^>]*>/, '$&<workbookPr date1904="1"/>')))[0],
  ).toBe('1904-01-02');
  const iso = change(
    'xl/worksheets/sheet1.xml',
    /<c r="B2"[^>]*><v>1<\/v>/,
    '<c r="B2" t="d"><v>1900-01-15</v>',
  );
  expect((await datesIn(iso))[0]).toBe('1900-01-15');
});

describe('the sheet', () => {
  const sheets: Written[] = [
    { sheet: 'Read me', rows: [['What this is'], ['A corpus.']] },
    {
      sheet: 'Artikel',
      rows: [
        ['Titel', 'Volltext'],
        ['Eins', 'Wörter.'],
      ],
    },
    {
      sheet: 'Old',
      rows: [
        ['title', 'text'],
        ['Old', 'Words.'],
      ],
    },
  ];
  it('is the first that names its text, and the others are told', async () => {
    const article = await readOne('a.xlsx', await workbook(...sheets));
    expect(article).toMatchObject({ text: 'Wörter.', fields: { title: 'Eins' } });
    expect(article.warnings).toEqual([
      'Of its 3 sheets, “Artikel” was read; choose another under “Read otherwise…”.',
    ]);
  });
  it('is the one that the user chose, if it is there', async () => {
    const table = { columns: { text: 'text' as const }, delimiter: null, hasHeader: true, sheet: 'Old' };
    expect(await readOne('a.xlsx', await workbook(...sheets), { table })).toMatchObject({ text: 'Words.' });
    const { problem } = await readFile('a.xlsx', await workbook(...sheets), {
      table: { ...table, sheet: 'New' },
    });
    expect(problem).toBe('It has no sheet “New”. Its sheets are: Read me, Artikel, Old.');
  });
});

describe('what is no sound workbook is refused with what to do', () => {
  it('an old one, or one with a password', async () => {
    const { problem } = await readFile('a.xls', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'));
    expect(problem).toMatch(/old Excel.*save it as \.xlsx/);
  });
  it('another file under its name', async () => {
    expect((await readFile('a.xlsx', 'Words.')).problem).toMatch(/called a workbook, but is none/);
    expect((await readFile('a.xlsx', zipSync({ 'a.txt': bytes('x') }))).problem).toMatch(
      /xl\/workbook\.xml is missing/,
    );
  });
  it('one that is cut off, or has a broken part', async () => {
    const content = await workbook({ sheet: 'A', rows: [['text'], ['Words.']] });
    expect((await readFile('a.xlsx', content.subarray(0, content.length / 2))).articles).toEqual([]);
    const broken = zipSync({
      'xl/workbook.xml': bytes('<workbook><sheets>'),
      '[Content_Types].xml': bytes('<Types/>'),
    });
    expect((await readFile('a.xlsx', broken)).problem).toMatch(/^It is damaged.*save it anew/);
  });
  it('one that declares entities, or unpacks without end', async () => {
    const trick = zipSync({ 'xl/workbook.xml': bytes('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') });
    expect((await readFile('a.xlsx', trick)).problem).toMatch(/this may be a trap/);
    const bomb = zipSync({
      'xl/workbook.xml': bytes('<workbook/>'),
      'xl/sheet.xml': new Uint8Array(30_000_000),
    });
    expect((await readFile('a.xlsx', bomb)).problem).toMatch(/this may be a trap/);
  });
  it('an empty one', async () => {
    expect((await readFile('a.xlsx', await workbook({ sheet: 'A', rows: [] }))).problem).toBe(
      'Its sheet “A” is empty.',
    );
  });
});

describe('spreadsheets of LibreOffice (ODS)', () => {
  const cell = (words: string): string =>
    `<table:table-cell office:value-type="string">${words
      .split('\n')
      .map((line) => `<text:p>${line}</text:p>`)
      .join('')}</table:table-cell>`;
  const rows = [
    `<table:table-row>${cell('title')}${cell('date')}${cell('text')}</table:table-row>`,
    `<table:table-row>${cell('Eins')}<table:table-cell office:value-type="date" office:date-value="2015-04-03"><text:p>03.04.15</text:p></table:table-cell>${cell(
      'Wort<text:s text:c="2"/><text:span>und</text:span> 🗳️<text:line-break/>mehr\nAbsatz &amp; Ende',
    )}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`,
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
    `<table:table-row>${cell('Zwei')}<table:table-cell/>${cell('Text.')}</table:table-row>`,
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
  ];
  const ods = (content: string, parts: Record<string, Uint8Array> = {}): Uint8Array =>
    zipSync({
      mimetype: [bytes('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
      'content.xml': bytes(
        `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>${content}</office:body></office:document-content>`,
      ),
      ...parts,
    });

  it('are read as those of Excel are', async () => {
    const { articles, format } = await readFile(
      'a.ods',
      ods(
        `<office:spreadsheet><table:table table:name="Blatt">${rows.join('')}</table:table></office:spreadsheet>`,
      ),
    );
    expect(format).toBe('xlsx');
    expect(articles.map(({ place, text, fields }) => [place, fields.title, fields.date, text])).toEqual([
      ['row 2', 'Eins', '2015-04-03', 'Wort  und 🗳️\nmehr\nAbsatz & Ende'],
      ['row 5', 'Zwei', null, 'Text.'],
    ]);
  });
  it('are refused with a password, or without a spreadsheet', async () => {
    const secret = {
      'META-INF/manifest.xml': bytes('<manifest><file-entry><encryption-data/></file-entry></manifest>'),
    };
    expect((await readFile('a.ods', ods('', secret))).problem).toMatch(/protected with a password/);
    expect((await readFile('a.ods', ods('<office:text/>'))).problem).toMatch(/holds no spreadsheet/);
  });
});
