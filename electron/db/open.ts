/**
 * Opens project files. A file may come from anyone by e-mail, so it is untrusted until it has been
 * checked: first the settings that take away its powers, then whose file it is, its version, its pages
 * and its schema. better-sqlite3 cannot interrupt SQLite, so this runs in a process that can be killed.
 */
import fs from 'node:fs';
import Database from 'better-sqlite3';
import { FailureError, type Failure } from '../../shared/result';
import { latestVersion, migrations } from '../migrations/index';
import { migrate, newerFile } from './migrate';

declare const readable: unique symbol;
declare const writable: unique symbol;
/** A handle for queries. */
export type ReadableDb = Database.Database & { readonly [readable]: true };
/** A handle for queries and writes; only `applyChange` writes records. */
export type WritableDb = ReadableDb & { readonly [writable]: true };

/** `CLMB` in ASCII: how a project file names its kind. */
export const applicationId = 0x43_4c_4d_42;

/** Turns SQLite's errors into failures that a user can act on; other errors are thrown on. */
export function failureOf(error: unknown, doing: string): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_FULL')) {
    return {
      code: 'disk-full',
      message: `The disk is full: ${doing} failed and nothing was changed. Make space on it.`,
    };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'locked', message: 'Another program has this project open.', by: null, since: null };
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return {
      code: 'read-only',
      message: `The file or its folder cannot be written: ${doing} failed and nothing was changed.`,
    };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return damaged(`${doing} met damaged pages`);
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) {
    return {
      code: 'io',
      message: `The disk or the network drive gave an error: ${doing} failed and nothing was changed.`,
    };
  }
  throw error;
}

const damaged = (what: string): Failure => ({
  code: 'damaged',
  message: `The project file is damaged: ${what}. Nothing was changed.`,
  backups: [],
});

const notAProject = (why: string): Failure => ({
  code: 'not-a-project',
  message: `This is not a Claimbook project: ${why}. Nothing was changed.`,
});

/** Schema objects by name, with the SQL that made them, white space folded. */
function schemaOf(db: Database.Database): Map<string, string> {
  const rows = db
    .prepare(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'`)
    .all() as {
    type: string;
    name: string;
    sql: string;
  }[];
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql.replaceAll(/\s+/g, ' ')]));
}

const schemas = new Map<number, Map<string, string>>();

/** The schema that a file of this version must have, made once from the migrations. */
function expectedSchema(version: number): Map<string, string> {
  const known = schemas.get(version);
  if (known) return known;
  const db = new Database(':memory:');
  for (const step of migrations) if (step.version <= version) db.exec(step.sql);
  const schema = schemaOf(db);
  db.close();
  schemas.set(version, schema);
  return schema;
}

function checkForeignFile(db: Database.Database): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  const id = db.pragma('application_id', { simple: true });
  if (id !== applicationId) throw new FailureError(notAProject('it is a database of another program'));
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > latestVersion) throw new FailureError(newerFile(version));
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new FailureError(damaged(String(found)));
  const expected = expectedSchema(version);
  const actual = schemaOf(db);
  for (const [name, sql] of actual) {
    if (expected.get(name) !== sql)
      throw new FailureError(notAProject(`it holds a ${name} that Claimbook did not make`));
  }
  for (const name of expected.keys()) {
    if (!actual.has(name)) throw new FailureError(notAProject(`it lacks the ${name}`));
  }
}

function openHandle(path: string, options: Database.Options): Database.Database {
  if (!fs.existsSync(path)) {
    throw new FailureError({
      code: 'missing',
      message: `There is no file ${path} any more; it may have been moved or renamed.`,
    });
  }
  if (fs.statSync(path).isDirectory()) throw new FailureError(notAProject('it is a folder'));
  return new Database(path, { ...options, timeout: 300 });
}

/** Runs the checks on a fresh handle and closes it again if they fail. */
function checked<T extends ReadableDb>(db: Database.Database, prepare: () => void): T {
  try {
    prepare();
    return db as T;
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      throw new FailureError(notAProject('its contents are not a database'));
    }
    throw new FailureError(failureOf(error, 'opening the project'));
  }
}

/**
 * Opens a checked file for reading; works in a read-only folder.
 * @throws FailureError with `missing`, `not-a-project`, `damaged`, `newer-file`, `locked` or `io`.
 */
export function openForReading(path: string): ReadableDb {
  const db = openHandle(path, { readonly: true });
  return checked<ReadableDb>(db, () => checkForeignFile(db));
}

/**
 * Opens a checked file for writing, alone: the lock is taken at once and kept. At rest the project is
 * one file, so it keeps a rollback journal, never a write-ahead log.
 * @throws FailureError as `openForReading`, and `read-only`.
 */
export function openForWriting(path: string, backUp?: () => void): WritableDb {
  const db = openHandle(path, {});
  return checked<WritableDb>(db, () => {
    db.pragma('locking_mode = EXCLUSIVE');
    checkForeignFile(db);
    takeLock(db);
    migrate(db as WritableDb, backUp);
  });
}

/** Creates a new, empty project file of the latest schema. The path must be free. */
export function createFile(path: string): WritableDb {
  const db = new Database(path, { timeout: 300 });
  return checked<WritableDb>(db, () => {
    db.pragma('page_size = 4096');
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma(`application_id = ${applicationId}`);
    db.pragma('trusted_schema = OFF');
    takeLock(db);
    migrate(db as WritableDb);
  });
}

function takeLock(db: Database.Database): void {
  // A file that another program left in WAL mode is turned back into one file here.
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.exec('BEGIN EXCLUSIVE; COMMIT');
}

/** Closes a handle so that only the one file is left. */
export function closeFile(db: ReadableDb): void {
  if (!db.readonly && db.open) db.pragma('journal_mode = DELETE');
  db.close();
}
