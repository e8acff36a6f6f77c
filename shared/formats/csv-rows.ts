/** Tables as text (CSV): how one is written, and its records. */
import { CsvError, parse } from 'csv-parse/sync';
import { ReadProblem } from '../read-problem';

/** How a table is written. */
export interface CsvDialect {
  delimiter: string;
  /** Null where cells cannot stand in quotation marks. */
  quote: string | null;
  /** What stands before a quotation mark within a cell. */
  escape: string;
  /** What begins a line that is no record; null for none. */
  comment: string | null;
}

export const usualDialect: CsvDialect = { delimiter: ',', quote: '"', escape: '"', comment: null };

/**
 * All records, the first of which may name the columns. Records end at any line break outside of quotation marks,
 * whatever a file says of itself: programs save tables with others than they found.
 * @param text without its byte order mark
 * @param file as the user knows it, for messages
 * @throws ReadProblem with the row from which on the file cannot be read
 */
export function csvRows(text: string, file: string, dialect: CsvDialect = usualDialect): string[][] {
  let count = 0;
  try {
    return parse(text, {
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      escape: dialect.escape,
      comment: dialect.comment ?? '',
      comment_no_infix: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[]) => {
        count += 1;
        return record;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = `“${file}”, row ${(count + 1).toLocaleString('en')}`;
    throw new ReadProblem(
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `${where}: a cell begins with a quotation mark that is never closed. The file is cut off, or a quotation mark in it is missing; get it anew, or close it, and read it again.`
        : `${where}: it cannot be read on as a table (${error.message.split('\n')[0]}). Put it right, and read it again.`,
    );
  }
}
