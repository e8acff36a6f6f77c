/** Workbooks (XLSX, ODS), of which one sheet is read as a table. */
import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { namesText } from '../../shared/table-columns';
import type { ReadSettings } from '../../shared/import-settings';
import { isOldOffice } from './docx';
import { readSpreadsheet } from './ods';
import { type Reader, type SkippedPart, type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { articlesOf, mappingOf, type Table } from './table-articles';
import { isFilled, type Numbered, rowsOf, sampled, shapeOf, type TableRow } from './table-rows';
import { holdsIsoDates, wordsOfDate } from './workbook-dates';
import { checkXml } from './xml';
import { openZip, type Zip } from './zip';

type Cell = string | number | boolean | Date | null;

export interface Sheet {
  name: string;
  /** Rows of cells in words, each row at its place; an empty one has none. */
  rows: string[][];
}

/** A cell in words. */
const wordsOf = (cell: Cell, countsDays: boolean): string => {
  if (cell === null) return '';
  return cell instanceof Date ? wordsOfDate(cell, countsDays) : String(cell);
};

/** Bytes of the unpacked parts: the library holds them all, as bytes and as text. */
const mostUnpacked = 120e6;
const limits = { entries: 10_000, entry: mostUnpacked, total: mostUnpacked };

/** The sheets of a workbook. @throws ReadProblem for what is none, or is encrypted, damaged, a trap or too large */
export async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  if (isOldOffice(bytes)) {
    throw new ReadProblem(
      'It is a workbook of an old Excel (.xls), or protected with a password. Open it in Excel or LibreOffice, save it as .xlsx without a password, and choose that.',
    );
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new ReadProblem(
      'It is called a workbook, but is none. If it opens in Excel, save it there as .xlsx or .csv, and choose that.',
    );
  }
  const zip = await openZip(bytes, limits);
  let sound: SoundParts;
  try {
    const size = zip.entries
      .filter(({ name }) => /\.xml$/i.test(name))
      .reduce((sum, part) => sum + part.size, 0);
    if (size > mostUnpacked) {
      throw new ReadProblem(
        `It unpacks to ${Math.round(size / 1e6).toLocaleString('en')} MB, which is too much for a workbook to be read at once. Save its sheet as CSV, which is read row by row.`,
      );
    }
    if (zip.has('content.xml')) return await readSpreadsheet(zip);
    sound = await soundParts(zip);
  } finally {
    zip.close();
  }
  try {
    const { archive, countsDays } = sound;
    const sheets = await readWorkbook(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength), {
      trim: false,
    });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: (data as Cell[][]).map((row) => row.map((cell) => wordsOf(cell, countsDays))),
    }));
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (error: unknown): ReadProblem =>
  new ReadProblem(
    `It is damaged, or written by a program that Claimbook does not understand (${error instanceof Error ? error.message.slice(0, 200) : String(error)}). Open it in Excel or LibreOffice and save it anew, or save its sheet as CSV.`,
  );

interface SoundParts {
  archive: Uint8Array;
  /** Whether all dates are counts of days. */
  countsDays: boolean;
}

/**
 * The workbook's parts, unpacked within limits and packed anew: the library knows no limits, and waits for ever
 * for the end of an archive that is broken.
 */
async function soundParts(zip: Zip): Promise<SoundParts> {
  if (!zip.entries.some(({ name }) => /^xl\/workbook\.xml$/i.test(name)))
    throw new ReadProblem('It is a zip archive, but no workbook: xl/workbook.xml is missing.');
  const parts: Record<string, Uint8Array> = {};
  for (const { name } of zip.entries) {
    if (!/\.(?:xml|rels)$/i.test(name)) continue;
    const part = await zip.read(name);
    if (Buffer.from(part.subarray(0, 4096)).includes('<!DOCTYPE'))
      throw new ReadProblem(
        `“${name}” in it declares its own entities, which no workbook does: this may be a trap.`,
      );
    try {
      checkXml(part, `“${name}” in it`);
    } catch (error) {
      throw damaged(error);
    }
    parts[name] = part;
  }
  const countsDays = !Object.entries(parts).some(
    ([name, part]) => /^xl\/worksheets\//i.test(name) && holdsIsoDates(part),
  );
  return { archive: zipSync(parts, { level: 0 }), countsDays };
}

const recordsOf = ({ rows }: Sheet): Numbered[] =>
  rows.map((cells, at) => ({ cells, number: at + 1 })).filter(isFilled);

/** The sheet that was chosen; else the first that names its text, or the first that holds anything. */
function chooseSheet(sheets: readonly Sheet[], chosen: string | null): Sheet {
  const [first] = sheets;
  if (!first) throw new ReadProblem('It is a workbook without sheets.');
  if (chosen !== null) {
    const found = sheets.find(({ name }) => name === chosen);
    if (found) return found;
    throw new ReadProblem(
      `It has no sheet “${chosen}”. Its sheets are: ${sheets.map(({ name }) => name).join(', ')}.`,
    );
  }
  const holdsText = (sheet: Sheet): boolean =>
    recordsOf(sheet)
      .slice(0, 10)
      .some(({ cells }) => namesText(cells));
  return sheets.find(holdsText) ?? sheets.find(({ rows }) => rows.length > 0) ?? first;
}

export async function openWorkbook(file: SourceFile, settings: ReadSettings): Promise<Table> {
  const sheets = await sheetsOf(await file.bytes());
  const sheet = chooseSheet(sheets, settings.table?.sheet ?? null);
  const records = recordsOf(sheet);
  if (records.length === 0) throw new ReadProblem(`Its sheet “${sheet.name}” is empty.`);
  const width = Math.max(...records.slice(0, sampled).map(({ cells }) => cells.length));
  // A workbook writes no empty cells at the end of a row.
  const padded = records.map(({ cells, number }) => ({
    cells: [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')],
    number,
  }));
  const shape = shapeOf(padded.slice(0, sampled), settings);
  const rows = rowsOf(padded, shape);
  const sample = rows.filter((row): row is TableRow => !('skipped' in row)).slice(0, sampled);
  const names = sheets.map(({ name }) => name);
  const others =
    names.length > 1
      ? [`Of its ${names.length} sheets, “${sheet.name}” was read; choose another under “Read otherwise…”.`]
      : [];
  const found = { delimiter: null, hasHeader: shape.hasHeader, sheet: sheet.name };
  return {
    columns: shape.columns,
    mapping: mappingOf(shape.columns, sample, settings, found),
    sheets: names,
    sample,
    rows: inTurn(rows),
    encoding: '',
    encodings: [],
    warnings: [...others, ...shape.warnings],
  };
}

async function* inTurn(rows: readonly (TableRow | SkippedPart)[]): AsyncGenerator<TableRow | SkippedPart> {
  yield* rows;
}

export const workbookReader: Reader = {
  id: 'xlsx',
  name: 'Workbook (XLSX, ODS)',
  extensions: ['xlsx', 'xlsm', 'ods'],
  fits: ({ extension, entries, head }) => {
    if (entries.includes('xl/workbook.xml')) return 2;
    if (entries.length > 0 && Buffer.from(head.subarray(0, 200)).includes('opendocument.spreadsheet'))
      return 2;
    if (!['xlsx', 'xlsm', 'xls', 'xlsb', 'ods'].includes(extension)) return 0;
    // Old documents of Word begin as old workbooks do.
    return isOldOffice(head) ? 3 : 1;
  },
  async *read(file, settings) {
    yield* articlesOf(await openWorkbook(file, settings), settings);
  },
};
