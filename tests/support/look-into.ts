/** Looks into the file of an open project, past the host. */
import fs from 'node:fs';
import Database from 'better-sqlite3';
import { recordTypes } from '../../shared/records';
import type { HostWorld } from './host-world';

/** The host holds the file alone, so the rows are looked at in a copy. */
export function look<T>(world: HostWorld, at: (db: Database.Database) => T): T {
  const copy = `${world.file}.copy`;
  fs.copyFileSync(world.file, copy);
  const db = new Database(copy);
  try {
    return at(db);
  } finally {
    db.close();
  }
}

/** All rows of all tables but the history, in an order that does not depend on how they came there. */
export const contentsOf = (db: Database.Database): Record<string, unknown[]> =>
  Object.fromEntries(
    recordTypes.map((type) => [type, db.prepare(`SELECT * FROM ${type} ORDER BY id`).all()]),
  );
