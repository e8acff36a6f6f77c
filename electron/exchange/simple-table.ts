/** The simple table as a file: CSV, or a workbook (XLSX) of the same rows, whose typed cells never run as formulas. */
import fs from 'node:fs';
import path from 'node:path';
import writeWorkbook from 'write-excel-file/node';
import type { Dataset } from '../../shared/formats/dataset';
import type { DatasetReader, Input, WritingTools } from '../../shared/formats/format';
import type { Aspect } from '../../shared/formats/losses';
import { simpleTableFormat, textColumn } from '../../shared/formats/simple-table';
import {
  columnsIn,
  readSimpleRows,
  settingsOf,
  type TableColumn,
  textRows,
  textsFor,
} from '../../shared/formats/simple-table-reading';
import { type SimpleCell, simpleTableOf, writeSimpleTable } from '../../shared/formats/simple-table-writing';
import { ReadProblem } from '../../shared/read-problem';
import { FailureError } from '../../shared/result';
import { datasetExporter, planOf, toolsFor, watched } from './dataset-exporter';
import { withInput } from './input-files';
import { datasetOf } from './project-dataset';
import { chosenOptions, type Exporter, type ExportSettings } from './registry';
import { sheetsOf } from './workbook';
import { breathe, writeSafely } from './write-safely';

/** What a sheet of a workbook holds at most: rows, and UTF-16 code units in a cell. */
const mostRows = 1_048_576;
const longestCell = 32_767;

type Row = SimpleCell[];

/**
 * The table as a workbook of one sheet. Texts of articles that are longer than a cell go on in the next columns.
 * @param pause is called between articles, and may throw
 * @throws FailureError `refused` for more annotations than a sheet has rows
 */
export async function writeSimpleWorkbook(
  dataset: Dataset,
  tools: WritingTools,
  pause: () => Promise<void> = async () => undefined,
): Promise<Uint8Array> {
  const { columns, rows } = await sheetOf(dataset, tools, pause);
  const heading = columns.map((name) => ({
    value: escaped(name),
    type: String,
    fontWeight: 'bold' as const,
  }));
  const data = [heading, ...rows.map((row) => row.map(cellOf))];
  return writeWorkbook(data, { sheet: 'Annotations', stickyRowsCount: 1 }).toBuffer();
}

async function sheetOf(
  dataset: Dataset,
  tools: WritingTools,
  pause: () => Promise<void>,
): Promise<{ columns: string[]; rows: Row[] }> {
  const table = simpleTableOf(dataset, tools);
  const texts = table.columns.indexOf(textColumn);
  const rows: Row[] = [];
  let textColumns = 1;
  for (const one of table.rows()) {
    for (const row of one) {
      const pieces = texts === -1 ? [] : piecesOf(String(row[texts] ?? ''));
      textColumns = Math.max(textColumns, pieces.length);
      const cells = texts === -1 ? row : row.slice(0, texts);
      rows.push([...cells.map((cell, at) => shorter(cell, table.columns[at] ?? '', tools)), ...pieces]);
    }
    if (rows.length >= mostRows)
      throw new FailureError({
        code: 'refused',
        message: `A workbook holds at most ${mostRows.toLocaleString('en')} rows, and there are more annotations. Choose CSV, or export a part of the project; nothing was written.`,
      });
    await pause();
  }
  const more = Array.from({ length: textColumns - 1 }, (_, at) => `${textColumn}_${at + 2}`);
  return { columns: [...table.columns, ...more], rows };
}

const cellOf = (cell: SimpleCell) =>
  typeof cell === 'number'
    ? { value: cell, type: Number }
    : typeof cell === 'string' && cell !== ''
      ? { value: escaped(cell), type: String }
      : null;

/**
 * What the writing library would leave out without a word: what XML cannot carry, what it advises against, and U+FFFD.
 */
const leftOut = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** A string as cells hold it: `_xHHHH_` stands for a UTF-16 code unit (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
const escaped = (text: string): string =>
  text
    .replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replaceAll(leftOut, (sign) =>
      Array.from(
        { length: sign.length },
        (_, at) => `_x${sign.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`,
      ).join(''),
    );

/** The text in cells, never cutting a character in two. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = Math.min(text.length, at + longestCell);
    const cuts = /[\ud800-\udbff]/.test(text[end - 1] ?? '') && end < text.length;
    pieces.push(text.slice(at, cuts ? end - 1 : end));
    at = cuts ? end - 1 : end;
  }
  return pieces;
}

/** What can be longer than a cell. */
const aspects: Readonly<Record<string, Aspect>> = { note: 'annotation note', quote: 'annotation' };

function shorter(cell: SimpleCell, column: string, { losses }: WritingTools): SimpleCell {
  if (typeof cell !== 'string') return cell;
  if (cell.length <= longestCell) return cell;
  losses.add(
    aspects[column] ?? 'value',
    'approximated',
    `What is longer than a cell of a workbook can hold (${longestCell.toLocaleString('en')} characters) is cut.`,
    cell.slice(0, 60),
  );
  return `${piecesOf(cell.slice(0, longestCell - 1))[0] ?? ''}…`;
}

const asText = datasetExporter(simpleTableFormat, writeSimpleTable, { needsText: false });

const extensionOf = ({ options }: ExportSettings): string =>
  chosenOptions(simpleTableFormat, options).file === 'xlsx' ? 'xlsx' : 'csv';

const isWorkbook = (settings: ExportSettings, target: string): boolean =>
  extensionOf(settings) === 'xlsx' || /\.xlsx$/i.test(target);

/** CSV, or a workbook where that was chosen or the name of the file says so. */
export const simpleTableExporter: Exporter = {
  ...asText,
  plan: (_db, settings) =>
    planOf({ container: 'file', extensions: [extensionOf(settings)] }, 'A row for each annotation.'),
  extension: extensionOf,
  async dryRun(db, settings, job) {
    if (!isWorkbook(settings, '')) return asText.dryRun(db, settings, job);
    const tools = toolsFor(simpleTableFormat, settings, '');
    await sheetOf(watched(datasetOf(db), job.progress), tools, () => breathe(job.signal));
    return tools.losses.report(simpleTableFormat.id, 'out').losses;
  },
  async run(db, settings, target, job) {
    if (!isWorkbook(settings, target)) return asText.run(db, settings, target, job);
    const tools = toolsFor(simpleTableFormat, settings, target);
    const bytes = await writeSafely(target, 'file', async (part) => {
      const dataset = watched(datasetOf(db), job.progress);
      const workbook = await writeSimpleWorkbook(dataset, tools, () => breathe(job.signal));
      await breathe(job.signal);
      fs.writeFileSync(part, workbook);
      return workbook.length;
    });
    return {
      files: [{ name: path.basename(target), rows: null, bytes }],
      losses: tools.losses.report(simpleTableFormat.id, 'out').losses,
    };
  },
};

interface Rows {
  file: string;
  rows: string[][];
  /** Names of sheets that are left out. */
  others: string[];
}

/** The rows of a table in whatever file: CSV and TSV, XLSX and ODS (the sheet with the most rows). @throws ReadProblem */
async function rowsIn(input: Input): Promise<Rows> {
  const file = input.files.find(({ name }) => /\.(?:xlsx|xlsm|ods)$/i.test(name));
  if (!file) return { ...(await textRows(input)), others: [] };
  const sheets = await sheetsOf(await file.bytes());
  const [sheet, ...others] = sheets.toSorted((one, other) => other.rows.length - one.rows.length);
  if (!sheet) throw new ReadProblem(`“${file.name}” is a workbook without sheets. Choose another file.`);
  const width = sheet.rows.reduce((most, { length }) => Math.max(most, length), 0);
  const padded = sheet.rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  return {
    file: file.name,
    rows: padded,
    others: others.filter(({ rows }) => rows.length > 0).map(({ name }) => name),
  };
}

export const readSimpleTableFile: DatasetReader = async (input, builder, options) => {
  const { file, rows, others } = await rowsIn(input);
  for (const name of others)
    builder.losses.add(
      'foreign data',
      'dropped',
      'Of a workbook, the longest sheet is read; the others are left out.',
      name,
    );
  readSimpleRows(file, rows, builder, { ...settingsOf(options), textFor: await textsFor(input) });
};

/** The columns of a table at a path. @throws ReadProblem */
export const tableColumnsAt = (chosen: string): Promise<TableColumn[]> =>
  withInput(chosen, [], async (input) => columnsIn((await rowsIn(input)).rows));
