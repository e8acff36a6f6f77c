/** How records become rows: the columns of each table, derived from the record schemas. */
import { z } from 'zod';
import {
  type AnyRecord,
  recordSchemas,
  type RecordOf,
  type RecordType,
  recordTypes,
} from '../../shared/records';

/** One column: the record's field, the column's name, and whether it holds a truth value as 0 or 1. */
export interface Column {
  key: string;
  column: string;
  flag: boolean;
  /** What the field says in records of an older history, from before there was this column. */
  missing: unknown;
}

/** The column of a record's field. */
export const columnOf = (key: string): string =>
  key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columnsByType = Object.fromEntries(
  recordTypes.map((type) => [
    type,
    Object.entries(recordSchemas[type].shape)
      .filter(([key]) => key !== 'type')
      .map(([key, schema]) => ({
        key,
        column: columnOf(key),
        flag: schema instanceof z.ZodBoolean,
        missing: (schema as z.ZodType).safeParse(undefined).data,
      })),
  ]),
) as Record<RecordType, Column[]>;

/** The columns of a table, in the order of its record's fields. */
export const columnsOf = (type: RecordType): readonly Column[] => columnsByType[type];

/** A record's values in the order of `columnsOf`. */
export function toRow(record: AnyRecord): unknown[] {
  const fields = record as unknown as Record<string, unknown>;
  return columnsByType[record.type].map(({ key, flag, missing }) => {
    const value = fields[key] === undefined ? missing : fields[key];
    return flag ? Number(value) : value;
  });
}

/** The record with all its fields, also when it comes from a history that was written before some existed. */
export function complete<T extends AnyRecord>(record: T): T {
  const absent = columnsByType[record.type].filter(({ key }) => !(key in record));
  return absent.length === 0
    ? record
    : { ...record, ...Object.fromEntries(absent.map(({ key, missing }) => [key, missing])) };
}

/** The record of a row, given as an object of columns. Columns that the query left out become null. */
export function fromRow<T extends RecordType>(type: T, row: Record<string, unknown>): RecordOf[T] {
  const record: Record<string, unknown> = { type };
  for (const { key, column, flag } of columnsByType[type]) {
    record[key] = flag ? row[column] === 1 : (row[column] ?? null);
  }
  return record as unknown as RecordOf[T];
}
