/** The simple table as a workbook (XLSX): its rows are those of the CSV, its cells typed, so that nothing runs. */
import writeWorkbook from 'write-excel-file/node';
import type { Dataset } from '../../shared/formats/dataset';
import type { DatasetReader, WritingTools } from '../../shared/formats/format';
import { textColumn } from '../../shared/formats/simple-table';
import { readSimpleRows, readSimpleTable, settingsOf } from '../../shared/formats/simple-table-reading';
import { type SimpleCell, simpleTableOf } from '../../shared/formats/simple-table-writing';
import type { Aspect } from '../../shared/formats/losses';
import { ReadProblem } from '../../shared/read-problem';
import { FailureError } from '../../shared/result';
import { canonicalText } from '../../shared/text';
import { sheetsOf } from './workbook';

/** What a sheet of a workbook holds at most: rows, and UTF-16 code units in a cell. */
const mostRows = 1_048_576;
const longestCell = 32_767;

/**
 * The table as a workbook of one sheet. Texts of articles that are longer than a cell go on in the next columns.
 * @throws FailureError `refused` for more annotations than a sheet has rows
 */
export async function writeSimpleWorkbook(dataset: Dataset, tools: WritingTools): Promise<Uint8Array> {
  const { columns, rows } = simpleTableOf(dataset, tools);
  const texts = columns.indexOf(textColumn);
  const sheet: (SimpleCell | readonly string[])[][] = [];
  let textColumns = texts === -1 ? 0 : 1;
  for (const one of rows()) {
    for (const row of one) {
      const pieces = texts === -1 ? [] : piecesOf(String(row[texts] ?? ''));
      textColumns = Math.max(textColumns, pieces.length);
      const cells = texts === -1 ? row : row.slice(0, texts);
      sheet.push([...cells.map((cell, at) => shorter(cell, columns[at] ?? '', tools)), ...pieces]);
    }
    if (sheet.length >= mostRows)
      throw new FailureError({
        code: 'refused',
        message: `A workbook holds at most ${mostRows.toLocaleString('en')} rows, and there are more annotations. Choose CSV, or export a part of the project; nothing was written.`,
      });
  }
  const more = Array.from({ length: Math.max(0, textColumns - 1) }, (_, at) => `${textColumn}_${at + 2}`);
  const heading = [...columns, ...more].map((value) => ({
    value,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const data = [heading, ...sheet.map((row) => row.map(cellOf))];
  return writeWorkbook(data, { sheet: 'Annotations', stickyRowsCount: 1 }).toBuffer();
}

const cellOf = (cell: SimpleCell | readonly string[]) =>
  typeof cell === 'number'
    ? { value: cell, type: Number }
    : typeof cell === 'string' && cell !== ''
      ? { value: cell, type: String }
      : null;

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

/** What can be longer than a cell, or hold signs that no workbook can. */
const aspects: Readonly<Record<string, Aspect>> = { note: 'annotation note', quote: 'annotation' };

function shorter(cell: SimpleCell, column: string, { losses }: WritingTools): SimpleCell {
  if (typeof cell !== 'string') return cell;
  const { text, replaced } = canonicalText(cell);
  const aspect = aspects[column] ?? 'value';
  if (replaced > 0)
    losses.add(
      aspect,
      'approximated',
      'A character that no workbook can hold stands as “\ufffd”.',
      text.slice(0, 60),
      replaced,
    );
  if (text.length <= longestCell) return text;
  losses.add(
    aspect,
    'approximated',
    `What is longer than a cell of a workbook can hold (${longestCell.toLocaleString('en')} characters) is cut.`,
    text.slice(0, 60),
  );
  return `${piecesOf(text.slice(0, longestCell - 1))[0] ?? ''}…`;
}

/** A simple table in whatever file: CSV and TSV, XLSX and ODS (the sheet with the most rows). */
export const readSimpleTableFile: DatasetReader = async (input, builder, options) => {
  const file = input.files.find(({ name }) => /\.(?:xlsx|xlsm|ods)$/i.test(name));
  if (!file) return readSimpleTable(input, builder, options);
  const sheets = await sheetsOf(await file.bytes());
  const [sheet, ...others] = sheets.toSorted((one, other) => other.rows.length - one.rows.length);
  if (!sheet) throw new ReadProblem(`“${file.name}” is a workbook without sheets. Choose another file.`);
  for (const { name, rows } of others)
    if (rows.length > 0)
      builder.losses.add(
        'foreign data',
        'dropped',
        'Of a workbook, the longest sheet is read; the others are left out.',
        name,
      );
  const width = sheet.rows.reduce((most, { length }) => Math.max(most, length), 0);
  const padded = sheet.rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  readSimpleRows(file.name, padded, builder, settingsOf(options));
};
