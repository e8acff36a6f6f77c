/** The project as Parquet tables: the same tables as CSV, with types and without a doubt about missing values. */
import type { SchemaElement } from 'hyparquet';
import { type FormatInfo, holdsAll } from './format';
import type { TableColumn } from './table-column';

export const parquetFormat: FormatInfo = {
  id: 'parquet',
  name: 'Parquet tables',
  what: 'A folder of the CSV tables as Parquet, with types, for Arrow, DuckDB, pandas and Spark; everything but the history.',
  extensions: [],
  container: 'folder',
  holds: holdsAll,
  options: [],
};

/** What our tables have in SQLite. */
export type SqliteCell = string | number | null;

/** What a Parquet file can hold in a cell of ours. */
export type ParquetCell = string | number | bigint | boolean | Date | null;

type ElementType = Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>;

const text: ElementType = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };

/** Dates with no more precision than is known are text; times are of a known zone, which is UTC. */
const types: Record<TableColumn['type'], ElementType> = {
  string: text,
  date: text,
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  datetime: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** The schema of a table: flat, and every column may lack a value. */
export const parquetSchema = (columns: readonly TableColumn[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ name, type, isLarge }): SchemaElement => ({
    name,
    repetition_type: 'OPTIONAL',
    ...(isLarge ? largeInteger : types[type]),
  })),
];

const largeInteger: ElementType = { type: 'INT64' };
const mostInteger = 2 ** 31;

/**
 * A cell, as SQLite has it, in the type of its column: truth is 1 or 0 there, and times are text.
 * @returns undefined for a time that is none, which no Parquet file can hold
 */
export function parquetCell(cell: SqliteCell, { name, type, isLarge }: TableColumn): ParquetCell | undefined {
  if (cell === null) return null;
  switch (type) {
    case 'string':
    case 'date':
      return String(cell);
    case 'boolean':
      return cell === 1;
    case 'number':
      return Number(cell);
    case 'integer': {
      const value = Number(cell);
      if (isLarge && Number.isSafeInteger(value)) return BigInt(value);
      if (!Number.isInteger(value) || value >= mostInteger || value < -mostInteger)
        throw new Error(`column ${name} holds ${String(cell)}, which is no whole number of 32 bits`);
      return value;
    }
    case 'datetime': {
      const time = new Date(String(cell));
      return Number.isNaN(time.getTime()) ? undefined : time;
    }
  }
}
