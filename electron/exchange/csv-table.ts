/** A table of the CSV export: its columns, what each means, and the query that fills it. */
import type { TableColumn } from '../../shared/formats/table-column';

export interface CsvTable {
  file: string;
  what: string;
  /** Selects exactly the columns, in order, one row a record; for spans, their article's id comes after. */
  sql: string;
  columns: TableColumn[];
  /** Columns that point at the first column of another table. */
  refers?: Record<string, string>;
}

export const col = (name: string, what: string, type: TableColumn['type'] = 'string'): TableColumn => ({
  name,
  type,
  what,
});
export const id = (what: string): TableColumn => col('id', `Identifier of the ${what} (UUIDv7).`);
export const utf16 = 'zero-based, in UTF-16 code units of article.text';
