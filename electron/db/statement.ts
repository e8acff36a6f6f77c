/** Prepared statements per handle and SQL text: preparing costs more than running. */
import type { ReadableDb } from './open';

export interface Statement {
  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}

const prepared = new WeakMap<ReadableDb, Map<string, Statement>>();

/** The statement for a text of which the code knows only so many: values go into its parameters. */
export function statement(db: ReadableDb, sql: string): Statement {
  let known = prepared.get(db);
  if (!known) prepared.set(db, (known = new Map()));
  let found = known.get(sql);
  if (!found) known.set(sql, (found = db.prepare(sql)));
  return found;
}
