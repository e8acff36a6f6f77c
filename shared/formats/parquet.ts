/** The project as Parquet tables: the same tables as CSV, with types and without a doubt about missing values. */
import type { FormatInfo } from './format';
import type { TableColumn } from './table-column';

export const parquetFormat: FormatInfo = {
  id: 'parquet',
  name: 'Parquet tables (a folder)',
  what: 'The CSV tables as Parquet, with types, for Arrow, DuckDB, pandas and Spark; everything but the history.',
  extensions: ['parquet'],
  container: 'folder',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'yes',
    'several coders': 'yes',
    'actor registry': 'yes',
    'codebook tree': 'yes',
    notes: 'yes',
    'article details': 'yes',
  },
  options: [],
};

/** What a Parquet file can hold in a cell of ours. */
export type ParquetCell = string | number | boolean | Date | null;

/** The type of a column in Parquet. Dates with no more precision than is known are text. */
export const parquetTypes = {
  string: 'STRING',
  date: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  datetime: 'TIMESTAMP',
} as const satisfies Record<TableColumn['type'], string>;

const mostInteger = 2 ** 31;

/**
 * A cell, as SQLite has it, in the type of its column: truth is 1 or 0 there, and times are text.
 * @returns undefined for a time that is none, which no Parquet file can hold
 */
export function parquetCell(cell: unknown, { name, type }: TableColumn): ParquetCell | undefined {
  if (cell === null || cell === undefined) return null;
  switch (type) {
    case 'string':
    case 'date':
      return String(cell as string | number);
    case 'boolean':
      return cell === 1;
    case 'number':
      return Number(cell);
    case 'integer': {
      const value = Number(cell);
      if (!Number.isInteger(value) || value >= mostInteger || value < -mostInteger)
        throw new Error(
          `column ${name} holds ${String(cell as number)}, which is no whole number of 32 bits`,
        );
      return value;
    }
    case 'datetime': {
      const time = new Date(String(cell as string));
      return Number.isNaN(time.getTime()) ? undefined : time;
    }
  }
}
