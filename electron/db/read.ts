/** Records by type, as the other read queries fetch them. */
import type { RecordOf, RecordType } from '../../shared/records';
import { type Failure, FailureError } from '../../shared/result';
import type { ReadableDb } from './open';
import { statement } from './statement';
import { fromRow } from './tables';

/** All records of a type that a clause selects, such as `WHERE code_id = ? ORDER BY position`. */
export const readAll = <T extends RecordType>(
  db: ReadableDb,
  type: T,
  clause = '',
  ...values: unknown[]
): RecordOf[T][] =>
  (statement(db, `SELECT ${type}.* FROM ${type} ${clause}`).all(...values) as Record<string, unknown>[]).map(
    (row) => fromRow(type, row),
  );

export const readOne = <T extends RecordType>(
  db: ReadableDb,
  type: T,
  clause: string,
  ...values: unknown[]
): RecordOf[T] | null => readAll(db, type, `${clause} LIMIT 1`, ...values)[0] ?? null;

/** @throws FailureError `not-found` when there is no record of this id. */
export function readExisting<T extends RecordType>(db: ReadableDb, type: T, id: string): RecordOf[T] {
  const record = readOne(db, type, 'WHERE id = ?', id);
  if (record) return record;
  throw new FailureError(goneFromProject(type));
}

export const goneFromProject = (type: RecordType): Failure => ({
  code: 'not-found',
  message: `This ${type.replaceAll('_', ' ')} is not in the project any more; it may have been deleted or undone.`,
});

/** The records of these ids that exist, in the order of the ids, each once. */
export const readEach = <T extends RecordType>(
  db: ReadableDb,
  type: T,
  ids: Iterable<string>,
): RecordOf[T][] =>
  [...new Set(ids)].map((id) => readOne(db, type, 'WHERE id = ?', id)).filter((record) => record !== null);
