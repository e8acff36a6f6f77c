/**
 * Opens project files. A file may come from anyone by e-mail, so it is untrusted until it has been
 * checked: first the settings that take away its powers, then whose file it is, its version, its schema
 * and its pages. better-sqlite3 cannot interrupt SQLite, so this runs in a process that can be killed.
 */
import fs from 'node:fs';
import nodePath from 'node:path';
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

/** When the pages of a file are checked: before anything is read, or by the caller soon afterwards. */
export type PageCheck = 'now' | 'later';

const sqliteCodes: Record<string, string> = {
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EACCES: 'SQLITE_READONLY',
  EPERM: 'SQLITE_READONLY',
  EROFS: 'SQLITE_READONLY',
  EIO: 'SQLITE_IOERR',
  EBUSY: 'SQLITE_IOERR',
  ENOENT: 'SQLITE_IOERR',
  ENOTDIR: 'SQLITE_IOERR',
};

/** SQLite's name of an error; errors of the file system under the name that SQLite has for them. */
function codeOf(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code;
  return (error instanceof Error && 'code' in error && sqliteCodes[String(error.code)]) || '';
}

/** Turns errors of SQLite and of the disk into failures that a user can act on; others are thrown on. */
export function failureOf(error: unknown, doing: string): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = codeOf(error);
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

/** Indexes that SQLite makes for UNIQUE, and the tables in which ANALYZE keeps what it counted. */
const ownOfSqlite = (type: string, name: string, sql: string | null): boolean =>
  (type === 'index' && sql === null && name.startsWith('sqlite_autoindex_')) ||
  (type === 'table' && /^CREATE TABLE sqlite_stat[14]\([a-z,]+\)$/.test(sql ?? ''));

/**
 * Schema objects by name, with the SQL that made them, white space folded. Names that SQLite reserves
 * for itself are listed too: a hostile file can hold a trigger called `sqlite_anything`.
 */
function schemaOf(db: Database.Database): Map<string, string> {
  const rows = db.prepare('SELECT type, name, sql FROM sqlite_schema').all() as {
    type: string;
    name: string;
    sql: string | null;
  }[];
  return new Map(
    rows
      .filter(({ type, name, sql }) => !ownOfSqlite(type, name, sql))
      .map(({ type, name, sql }) => [`${type} ${name}`, (sql ?? '').replaceAll(/\s+/g, ' ')]),
  );
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

/**
 * What is wrong with the pages of a file, or of one of its tables with its indexes; null for sound ones.
 * Takes about 1.5 ms for each megabyte.
 */
export function pageDamage(db: ReadableDb, table?: string): Failure | null {
  try {
    const found: unknown = db.pragma(`quick_check(${table ?? 1})`, { simple: true });
    // SQLite's own words, for whoever looks into it, without the heading that it puts before them.
    const said = String(found)
      .replace(/^\*\*\* in database main \*\*\*\s*/, '')
      .trim();
    return found === 'ok' ? null : damaged(`parts of it cannot be read (${said})`);
  } catch (error) {
    return failureOf(error, 'checking its pages');
  }
}

function checkForeignFile(db: Database.Database, pages: PageCheck): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('mmap_size = 0');
  const id = db.pragma('application_id', { simple: true });
  if (id !== applicationId) throw new FailureError(notAProject('it is a database of another program'));
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > latestVersion) throw new FailureError(newerFile(version));
  // The schema before the pages: checking the pages calls the code of foreign virtual tables.
  checkSchema(db, version);
  if (pages === 'later' && version === latestVersion) return;
  const damage = pageDamage(db as ReadableDb);
  if (damage) throw new FailureError(damage);
}

function checkSchema(db: Database.Database, version: number): void {
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

/** @throws FailureError `missing`, or `not-a-project` for a folder */
export function requireFile(path: string): void {
  if (!fs.existsSync(path)) {
    throw new FailureError({
      code: 'missing',
      message: `There is no file ${path} any more; it may have been moved or renamed.`,
    });
  }
  if (fs.statSync(path).isDirectory()) throw new FailureError(notAProject('it is a folder'));
}

function openHandle(path: string, options: Database.Options): Database.Database {
  requireFile(path);
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

/** Whether a program left the file with a write-ahead log (its header says so in byte 18). */
function hasWriteAheadLog(path: string): boolean {
  if (!fs.existsSync(path)) return false;
  const file = fs.openSync(path, 'r');
  try {
    const header = Buffer.alloc(20);
    fs.readSync(file, header, 0, header.length, 0);
    return header.toString('latin1', 0, 15) === 'SQLite format 3' && header[18] === 2;
  } finally {
    fs.closeSync(file);
  }
}

/**
 * Opens a checked file for reading; works in a read-only folder. A file that another program left with a
 * write-ahead log is turned back into one file first: merely reading it would leave two more beside it.
 * @throws FailureError with `missing`, `not-a-project`, `damaged`, `newer-file`, `locked`, `read-only` (there
 * is unfinished work of another program in it, and no writing it) or `io`.
 */
export function openForReading(path: string, pages: PageCheck = 'now'): ReadableDb {
  if (hasWriteAheadLog(path)) closeFile(openAlone(path, pages, () => undefined));
  const db = openHandle(path, { readonly: true });
  return checked<ReadableDb>(db, () => checkForeignFile(db, pages));
}

/**
 * Opens a checked file for writing, alone: the lock is taken at once and kept. At rest the project is
 * one file, so it keeps a rollback journal, never a write-ahead log.
 * @param backUp called before a file of an older version is changed to this one
 * @throws FailureError as `openForReading`
 */
export function openForWriting(
  path: string,
  backUp?: (db: ReadableDb) => void,
  pages: PageCheck = 'now',
): WritableDb {
  return openAlone(path, pages, (db) => migrate(db, backUp));
}

function openAlone(path: string, pages: PageCheck, prepare: (db: WritableDb) => void): WritableDb {
  const db = openHandle(path, {});
  return checked<WritableDb>(db, () => {
    db.pragma('locking_mode = EXCLUSIVE');
    checkForeignFile(db, pages);
    takeLock(db);
    prepare(db as WritableDb);
  });
}

/** Creates a new, empty project file of the latest schema. The path must be free. */
export function createFile(path: string): WritableDb {
  const folder = nodePath.dirname(path);
  if (!fs.existsSync(folder)) {
    throw new FailureError({ code: 'missing', message: `There is no folder ${folder}. Choose another one.` });
  }
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
  const journal = db.pragma('journal_mode = DELETE', { simple: true });
  if (journal !== 'delete') throw new Error(`the journal mode is ${String(journal)}, not delete`);
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.exec('BEGIN EXCLUSIVE; COMMIT');
}

/** Closes a handle so that only the one file is left. */
export function closeFile(db: ReadableDb): void {
  try {
    if (!db.readonly && db.open) db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}
