/** Workbooks (XLSX), of which one sheet is read as a table. */
import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { columnNames, looksLikeHeader } from '../../shared/table-columns';
import type { ReadSettings } from '../../shared/import-settings';
import { isOldOffice } from './docx';
import { ReadProblem, type Reader, type SourceFile } from './reader';
import { articlesOf, mappingOf, sampled, type Table, type TableRow } from './table-articles';
import { openZip } from './zip';

type Cell = string | number | boolean | Date | null;

/** A cell in words. Dates have no zone in a workbook: the day is the one that is written. */
function wordsOf(cell: Cell): string {
  if (cell === null) return '';
  if (!(cell instanceof Date)) return String(cell);
  const iso = cell.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/**
 * The workbook's parts, unpacked within limits and packed anew: the library knows no limits, and waits for ever
 * for the end of an archive that is broken.
 */
async function soundParts(bytes: Uint8Array): Promise<Uint8Array> {
  if (isOldOffice(bytes)) {
    throw new ReadProblem(
      'It is a workbook of an old Excel (.xls), or protected with a password. Open it in Excel or LibreOffice, save it as .xlsx without a password, and choose that.',
    );
  }
  const zip = await openZip(bytes);
  try {
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
      parts[name] = part;
    }
    return zipSync(parts, { level: 0 });
  } finally {
    zip.close();
  }
}

export async function openWorkbook(file: SourceFile, settings: ReadSettings): Promise<Table> {
  const sound = await soundParts(await file.bytes());
  const sheets = await readWorkbook(Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength)).catch(
    (error: unknown) => {
      throw new ReadProblem(
        `It is no sound workbook (${error instanceof Error ? error.message : String(error)}). Open it in Excel or LibreOffice and save it anew.`,
      );
    },
  );
  const names = sheets.map(({ sheet }) => sheet);
  const chosen = settings.table?.sheet ?? names[0] ?? null;
  const found = sheets.find(({ sheet }) => sheet === chosen);
  if (!found) throw new ReadProblem(`It has no sheet “${chosen}”. Its sheets are: ${names.join(', ')}.`);
  const records = (found.data as Cell[][]).map((row) => row.map(wordsOf));
  const filled = records.flatMap((record, at) =>
    record.some((cell) => cell !== '') ? [{ record, number: at + 1 }] : [],
  );
  if (filled.length === 0) throw new ReadProblem(`Its sheet “${chosen}” is empty.`);
  const first = filled[0]?.record ?? [];
  const hasHeader = settings.table?.hasHeader ?? looksLikeHeader(first);
  const width = Math.max(...filled.map(({ record }) => record.length));
  const columns = columnNames(hasHeader ? first : null, width);
  const rows = filled.slice(hasHeader ? 1 : 0).map(({ record, number }): TableRow => ({
    place: `row ${number}`,
    cells: columns.map((name, at) => ({ name, value: record[at] ?? '' })),
    warning: null,
  }));
  const sample = rows.slice(0, sampled);
  return {
    columns,
    mapping: mappingOf(columns, sample, settings, { delimiter: null, hasHeader, sheet: chosen }),
    sheets: names,
    sample,
    rows: inTurn(rows),
    encoding: '',
    encodings: [],
    warnings:
      names.length > 1
        ? [`Of its ${names.length} sheets, “${chosen}” was read; choose another under “Read otherwise…”.`]
        : [],
  };
}

async function* inTurn(rows: readonly TableRow[]): AsyncGenerator<TableRow> {
  yield* rows;
}

export const workbookReader: Reader = {
  id: 'xlsx',
  name: 'Workbook (XLSX)',
  extensions: ['xlsx'],
  fits: ({ extension, entries }) => {
    if (entries.includes('xl/workbook.xml')) return 2;
    return extension === 'xlsx' || extension === 'xls' ? 1 : 0;
  },
  async *read(file, settings) {
    yield* articlesOf(await openWorkbook(file, settings), settings);
  },
};
