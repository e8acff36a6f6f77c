/** Tables as text (CSV, TSV): read row by row, however large they are. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { ReadSettings, TableMapping } from '../../shared/import-settings';
import { columnNames, findDelimiter, looksLikeHeader } from '../../shared/table-columns';
import { decode } from './decode';
import { type FoundArticle, ReadProblem, type Reader, type SkippedPart, type SourceFile } from './reader';
import { articlesOf, mappingOf, sampled, type Table, type TableRow } from './table-articles';

interface Decoding {
  encoding: string;
  encodings: FoundArticle['encodings'];
  warning: string | null;
}

/** So much is looked at before reading begins. */
const headBytes = 256 * 1024;

async function headOf(file: SourceFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.pieces()) {
    pieces.push(piece);
    length += piece.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, headBytes);
}

/** The encoding by the beginning of the file, of which a last character may be cut. */
function decodingOf(head: Uint8Array, isWhole: boolean, chosen: string | null): Decoding {
  if (chosen === null && !head.includes(0)) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
      return { encoding: 'utf-8', encodings: [], warning: null };
    } catch {
      // Some other encoding, then.
    }
  }
  const even = head.subarray(0, head.length - (head.length % 2));
  const decoded = decode(isWhole ? head : even, chosen ?? undefined);
  if (!decoded.ok) throw new ReadProblem(decoded.message, decoded.encodings);
  return decoded;
}

/** The text in pieces. @throws ReadProblem where the bytes stop being UTF-8 */
async function* textOf(file: SourceFile, { encoding }: Decoding, skip: number): AsyncGenerator<string> {
  const strict = encoding === 'utf-8' ? new TextDecoder('utf-8', { fatal: true }) : null;
  const other = strict ? null : iconv.getDecoder(encoding);
  let left = skip;
  const without = (text: string): string => {
    const cut = Math.min(left, text.length);
    left -= cut;
    return cut === 0 ? text : text.slice(cut);
  };
  try {
    for await (const piece of file.pieces())
      yield without(
        strict ? strict.decode(piece, { stream: true }) : (other?.write(Buffer.from(piece)) ?? ''),
      );
    const last = strict ? strict.decode() : (other?.end() ?? '');
    if (last) yield without(last);
  } catch (error) {
    if (error instanceof ReadProblem) throw error;
    throw new ReadProblem(
      'Further down it is not UTF-8, as its beginning is. Choose the encoding under “Read otherwise…”, or save the table as UTF-8.',
      [{ encoding: 'windows-1252', preview: '' }],
    );
  }
}

interface Written {
  delimiter: NonNullable<TableMapping['delimiter']>;
  /** Code units of what Excel may write before the table: `sep=;`. */
  skip: number;
}

function writtenAs(text: string, { table }: ReadSettings, extension: string): Written {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const sep = /^sep=(.)\r?\n/.exec(text.slice(mark));
  const named = sep?.[1];
  const skip = sep ? mark + sep[0].length : 0;
  const delimiter =
    table?.delimiter ??
    (named === ',' || named === ';' || named === '\t' || named === '|' ? named : null) ??
    findDelimiter(text.slice(skip)) ??
    (extension === 'tsv' ? '\t' : ',');
  return { delimiter, skip };
}

interface CsvRecord {
  record: string[];
  info: { lines: number; records: number };
}

/** The records of a table. @throws ReadProblem with the line where its quotes are wrong */
async function* recordsOf(
  file: SourceFile,
  decoding: Decoding,
  { delimiter, skip }: Written,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 60_000_000,
  });
  const source = Readable.from(textOf(file, decoding, skip));
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const one of source.pipe(parser)) yield one as CsvRecord;
  } catch (error) {
    throw error instanceof CsvError ? new ReadProblem(sentenceOf(error)) : error;
  } finally {
    source.destroy();
  }
}

function sentenceOf(error: CsvError): string {
  const line = (error as { lines?: number }).lines ?? 0;
  const where = line > 0 ? ` near line ${line}` : '';
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `A row${where} does not end for 60 million characters: a quotation mark is missing before it, or it is no table.`;
  return `Its quotation marks are wrong${where}: ${error.message.split('\n')[0]}. The rows before came in; put it right and read it again.`;
}

/** Opens a table: how it is written, its columns, and its rows. */
export async function openCsv(file: SourceFile, settings: ReadSettings): Promise<Table> {
  const head = await headOf(file);
  const isWhole = head.length >= file.size;
  const decoding = decodingOf(head, isWhole, settings.encoding);
  const text = iconv.decode(Buffer.from(head), decoding.encoding, { stripBOM: false });
  const written = writtenAs(text, settings, /\.([^.]+)$/.exec(file.name.toLowerCase())?.[1] ?? '');
  const first: string[][] = [];
  let firstProblem: unknown = null;
  try {
    for await (const { record } of recordsOf(file, decoding, written)) {
      first.push(record);
      if (first.length > sampled) break;
    }
  } catch (error) {
    firstProblem = error;
  }
  if (first.length === 0) throw firstProblem ?? new ReadProblem('It is a table without rows.');
  const hasHeader = settings.table?.hasHeader ?? looksLikeHeader(first[0] ?? []);
  const width = hasHeader ? (first[0]?.length ?? 0) : Math.max(...first.map(({ length }) => length));
  const columns = columnNames(hasHeader ? (first[0] ?? []) : null, width);
  refuseOneColumn(columns, written.delimiter);
  const rowOf = (record: readonly string[], number: number): TableRow => ({
    place: `row ${number}`,
    cells: record.map((value, at) => ({ name: columns[at] ?? `Column ${at + 1}`, value })),
    warning:
      record.length === width
        ? null
        : `This row has ${record.length} cells where the table has ${width} columns: check that its text is whole.`,
  });
  const begin = hasHeader ? 1 : 0;
  const sample = first.slice(begin).map((record, at) => rowOf(record, at + begin + 1));
  async function* rows(): AsyncGenerator<TableRow | SkippedPart> {
    let number = 0;
    for await (const { record } of recordsOf(file, decoding, written)) {
      number += 1;
      if (number > begin) yield rowOf(record, number);
    }
  }
  const { encoding, encodings, warning } = decoding;
  const mapping = mappingOf(columns, sample, settings, {
    delimiter: written.delimiter,
    hasHeader,
    sheet: null,
  });
  return {
    columns,
    mapping,
    sheets: [],
    sample,
    rows: rows(),
    encoding,
    encodings,
    warnings: warning === null ? [] : [warning],
  };
}

/** A table of one column whose name has delimiters in it was parted at the wrong character. */
function refuseOneColumn(columns: readonly string[], delimiter: string): void {
  const [only, ...more] = columns;
  if (more.length > 0 || only === undefined) return;
  const other = [',', ';', '\t', '|'].find((one) => one !== delimiter && only.split(one).length > 2);
  if (other === undefined) return;
  throw new ReadProblem(
    `It was read as a table of one column, “${only.slice(0, 60)}”: the columns seem to be parted by another character. Choose it under “Read otherwise…”.`,
  );
}

export const csvReader: Reader = {
  id: 'csv',
  name: 'Table (CSV, TSV)',
  extensions: ['csv', 'tsv', 'tab'],
  fits: ({ extension }) => (['csv', 'tsv', 'tab'].includes(extension) ? 2 : 0),
  async *read(file, settings) {
    yield* articlesOf(await openCsv(file, settings), settings);
  },
};
