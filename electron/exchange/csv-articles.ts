/** Tables as text (CSV, TSV): read row by row, however large they are. */
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { ReadSettings, TableMapping } from '../../shared/import-settings';
import { findDelimiter, namesText, rarestDelimiter } from '../../shared/table-columns';
import { type FileStart, type Reader, type SkippedPart, type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { articlesOf, mappingOf, type Table } from './table-articles';
import { type Numbered, rowOf, rowsOf, sampled, shapeOf, type TableRow } from './table-rows';
import { longestLine, openText, type TextPieces } from './text-pieces';

/** How a table is written. */
interface Written {
  delimiter: NonNullable<TableMapping['delimiter']>;
  /** Whether cells can stand in quotation marks; else these are characters like any other. */
  isQuoted: boolean;
  /** What ends a record. */
  ends: string[];
  /** Code units of what Excel may write before the table: `sep=;`. */
  skip: number;
}

const isDelimiter = (text: string | undefined): text is Written['delimiter'] =>
  text === ',' || text === ';' || text === '\t' || text === '|';

function writtenAs(text: TextPieces, { table }: ReadSettings, extension: string): Written {
  const sep = /^"?sep=(.)"?\r?\n/i.exec(text.head);
  const skip = sep ? sep[0].length : 0;
  const head = text.head.slice(skip);
  const named = sep?.[1];
  const delimiter =
    table?.delimiter ??
    (isDelimiter(named) ? named : null) ??
    findDelimiter(head) ??
    (extension === 'tsv' ? '\t' : rarestDelimiter(head));
  const ends = head.includes('\n') ? ['\r\n', '\n'] : ['\r'];
  const written = { delimiter, ends, skip, isQuoted: true };
  return { ...written, isQuoted: isQuoted(head, text.isWhole, written) };
}

const optionsOf = ({ delimiter, ends, isQuoted: hasQuotes }: Written): Options => ({
  delimiter,
  record_delimiter: ends,
  quote: hasQuotes ? '"' : null,
  // A quotation mark within a cell, as in `a 5" screen`, stands for itself.
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
});

/** Some programs write no quotation marks around cells: then those in the words must not be taken for such. */
function isQuoted(head: string, isWhole: boolean, written: Written): boolean {
  if (!head.includes('"')) return true;
  const quoted = tryHead(head, isWhole, { ...written, isQuoted: true });
  if (quoted.isSound && quoted.isEven) return true;
  const plain = tryHead(head, isWhole, { ...written, isQuoted: false });
  return !(plain.isEven && plain.count > 1 && plain.width > 1);
}

/** Whether the first records can be read so without a doubt, and are all of one length. */
function tryHead(head: string, isWhole: boolean, written: Written) {
  const widths: number[] = [];
  let isSound = true;
  try {
    parseAtOnce(head, {
      ...optionsOf(written),
      relax_quotes: false,
      to: sampled,
      on_record: (record: string[]) => {
        widths.push(record.length);
        return null;
      },
    });
    // The last one is cut where the head is.
    if (!isWhole && widths.length > 1 && widths.length < sampled) widths.pop();
  } catch (error) {
    isSound = !isWhole && error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
  }
  const [width = 0] = widths;
  return { isSound, isEven: widths.every((one) => one === width), width, count: widths.length };
}

/**
 * The records of a table. What comes before a fault is given before it is told: read as a stream, the parser
 * would throw away what nobody has taken yet.
 * @throws ReadProblem with the row whose quotation marks are wrong
 */
async function* recordsOf(text: TextPieces, written: Written): AsyncGenerator<Numbered> {
  let waiting: Numbered[] = [];
  let number = 0;
  let line = 0;
  let fault: Error | null = null;
  const parser = parse({
    ...optionsOf(written),
    max_record_size: longestLine,
    on_record: (cells: string[], info) => {
      number = info.records + info.empty_lines;
      line = info.lines;
      waiting.push({ cells, number });
      return null;
    },
  });
  parser.on('error', (error) => (fault ??= error));
  const taken = function* (): Generator<Numbered> {
    yield* waiting;
    waiting = [];
  };
  for await (const piece of withoutBegin(text, written.skip)) {
    await new Promise<void>((resolve) => parser.write(piece, () => resolve()));
    yield* taken();
    if (fault) break;
  }
  if (!fault) {
    await new Promise<void>((resolve) => parser.end(() => resolve()));
    yield* taken();
  }
  parser.destroy();
  if (fault) throw new ReadProblem(sentenceOf(fault, number + 1, line + 1));
}

async function* withoutBegin(text: TextPieces, skip: number): AsyncGenerator<string> {
  let left = skip;
  for await (const piece of text.pieces()) {
    const cut = Math.min(left, piece.length);
    left -= cut;
    yield cut === 0 ? piece : piece.slice(cut);
  }
}

function sentenceOf(error: Error, row: number, line: number): string {
  const code = error instanceof CsvError ? error.code : null;
  const where = `In row ${row.toLocaleString('en')} (line ${line.toLocaleString('en')} of the file or a little after it)`;
  const before = row > 1 ? ' The rows before it came in.' : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return `${where} a cell begins with a quotation mark that is not closed, so the rest of the file seems to be in it.${before} Close it, or take it away, and read the file again.`;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `${where} a row begins that does not end for ${longestLine.toLocaleString('en')} characters: a quotation mark is not closed there, or this is no table.${before}`;
  return `${where} it cannot be read on as a table (${error.message.split('\n')[0]}).${before} Put it right, and read the file again.`;
}

/** Opens a table: how it is written, its columns, and its rows. @throws ReadProblem */
export async function openCsv(file: SourceFile, settings: ReadSettings): Promise<Table> {
  const text = await openText(file, settings.encoding);
  const written = writtenAs(text, settings, /\.([^.]+)$/.exec(file.name.toLowerCase())?.[1] ?? '');
  const { first, problem } = await firstRecords(text, written);
  if (first.length === 0) throw problem ?? new ReadProblem('It is a table without rows.');
  const shape = shapeOf(first, settings);
  refuseOneColumn(first, written.delimiter);
  const sample = rowsOf(first, shape).filter((row): row is TableRow => !('skipped' in row));
  async function* rows(): AsyncGenerator<TableRow | SkippedPart> {
    let index = 0;
    for await (const record of recordsOf(text, written)) {
      const row = rowOf(record, index++, shape);
      if (row) yield row;
    }
  }
  const { columns, hasHeader } = shape;
  const { encoding, encodings, warning } = text;
  const found = { delimiter: written.delimiter, hasHeader, sheet: null };
  return {
    columns,
    mapping: mappingOf(columns, sample, settings, found),
    sheets: [],
    sample,
    rows: rows(),
    encoding,
    encodings,
    warnings: [...(warning === null ? [] : [warning]), ...shape.warnings],
  };
}

async function firstRecords(
  text: TextPieces,
  written: Written,
): Promise<{ first: Numbered[]; problem: unknown }> {
  const first: Numbered[] = [];
  try {
    for await (const record of recordsOf(text, written)) {
      first.push(record);
      if (first.length > sampled) break;
    }
  } catch (problem) {
    return { first, problem };
  }
  return { first, problem: null };
}

/** A table of one column that has the same delimiters in each row was parted at the wrong character. */
function refuseOneColumn(first: readonly Numbered[], delimiter: string): void {
  if (first.length < 2 || first.some(({ cells }) => cells.length > 1)) return;
  const only = first.map(({ cells }) => cells[0] ?? '');
  const other = [',', ';', '\t', '|'].find((one) => {
    const [count = 1, ...counts] = only.map((cell) => cell.split(one).length);
    return one !== delimiter && count > 1 && counts.every((more) => more >= count);
  });
  if (other === undefined) return;
  throw new ReadProblem(
    `It was read as a table of one column, “${only[0]?.slice(0, 60)}”: the columns seem to be parted by ${nameOf(other)}. Choose that under “Read otherwise…”.`,
  );
}

const nameOf = (delimiter: string): string =>
  ({ ',': 'commas', ';': 'semicolons', '\t': 'tabs' })[delimiter] ?? 'vertical bars';

const extensions = ['csv', 'tsv', 'tab'];

/** Tables are also saved as `.txt`, and as `.xls` by web sites; there they must name their text to be known. */
function looksLikeTable({ extension, text }: FileStart): boolean {
  if (!['txt', 'xls', 'dat'].includes(extension)) return false;
  const [line = ''] = text.replace(/^\ufeff/, '').split(/\r?\n|\r/, 1);
  const names = line.split('\t').map((name) => name.replace(/^"(.*)"$/, '$1'));
  return names.length > 1 && namesText(names) && names.every((name) => name.length <= 60);
}

export const csvReader: Reader = {
  id: 'csv',
  name: 'Table (CSV, TSV)',
  extensions,
  fits: (start) => (extensions.includes(start.extension) || looksLikeTable(start) ? 2 : 0),
  async *read(file, settings) {
    yield* articlesOf(await openCsv(file, settings), settings);
  },
};
