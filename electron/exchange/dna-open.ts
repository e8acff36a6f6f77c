/**
 * Opens the databases of Discourse Network Analyzer for reading. They come from anyone: we read a copy, so that
 * nothing happens to the original, and nothing that the file brings along is carried out: only plain tables are
 * asked, and schema functions are not trusted.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { DnaSource } from '../../shared/formats/dna-source';
import type { DnaRow } from '../../shared/formats/dna-tables';
import { ReadProblem } from '../../shared/read-problem';
import { applicationId } from '../db/open';

const signature = 'SQLite format 3\0';

/** The columns without which nothing can be made of a database; all versions have them. */
const needed: Readonly<Record<string, readonly string[]>> = {
  SETTINGS: ['Property', 'Value'],
  CODERS: ['ID', 'Name'],
  DOCUMENTS: ['ID', 'Title', 'Text', 'Date'],
  STATEMENTTYPES: ['ID', 'Label'],
  VARIABLES: ['ID', 'Variable', 'DataType', 'StatementTypeId'],
  STATEMENTS: ['ID', 'StatementTypeId', 'DocumentId', 'Start', 'Stop', 'Coder'],
  DATABOOLEAN: ['StatementId', 'VariableId', 'Value'],
  DATAINTEGER: ['StatementId', 'VariableId', 'Value'],
  DATASHORTTEXT: ['StatementId', 'VariableId'],
  DATALONGTEXT: ['StatementId', 'VariableId', 'Value'],
};
const neededIn: Readonly<Record<2 | 3, Readonly<Record<string, readonly string[]>>>> = {
  2: { DATASHORTTEXT: ['Value'], ATTRIBUTES: ['VariableId', 'Value'] },
  3: { DATASHORTTEXT: ['Entity'], ENTITIES: ['ID', 'VariableId', 'Value'] },
};
/** Read where they are there. */
const optional = [
  'CODERRELATIONS',
  'CODERPERMISSIONS',
  'REGEXES',
  'VARIABLELINKS',
  'STATEMENTLINKS',
  'ATTRIBUTEVARIABLES',
  'ATTRIBUTEVALUES',
];

function beginningOf(file: string, length: number): Buffer {
  const handle = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, fs.readSync(handle, bytes, 0, length, 0));
  } finally {
    fs.closeSync(handle);
  }
}

const isDatabase = (file: string): boolean =>
  beginningOf(file, signature.length).toString('latin1') === signature;

/**
 * Whether a file is one of DNA: 0 no, 1 it has the ending, 3 no doubt.
 * @throws what the file system throws
 */
export function recogniseDna(file: string): 0 | 1 | 3 {
  if (!fs.statSync(file).isFile()) return 0;
  const byName = file.toLowerCase().endsWith('.dna') ? 1 : 0;
  if (!isDatabase(file)) return byName;
  try {
    return onCopy(file, (db) => {
      const tables = tablesOf(db);
      return Object.keys(needed).every((table) => tables.has(table)) ? 3 : byName;
    });
  } catch (error) {
    if (error instanceof Database.SqliteError) return byName;
    throw error;
  }
}

/**
 * Opens a database and hands it to `read`; the copy is gone when `read` is done.
 * @throws ReadProblem for what is no database of DNA, is damaged, or is of an unknown version
 */
export function withDna<T>(file: string, read: (source: DnaSource) => Promise<T>): Promise<T> {
  requireDatabase(file);
  return told(async () => onCopy(file, async (db) => read(sourceOf(db))));
}

function requireDatabase(file: string): void {
  if (isDatabase(file)) return;
  const words = beginningOf(file, 1000)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (words.startsWith('<'))
    throw new ReadProblem(
      'It is XML, as DNA 1 kept its data. Import it into DNA 2, save it there, and read the new file here.',
    );
  throw new ReadProblem(
    'It is no database, so no file of DNA 2 or 3. Choose the file that DNA itself opens.',
  );
}

/** Gives SQLite's errors as what the reader of the message can do about them. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Database.SqliteError || error instanceof RangeError)
      throw new ReadProblem(
        `The database is damaged or cut off (${error.message}). Copy it anew from where DNA keeps it, or open it in DNA and save it under another name.`,
      );
    throw error;
  }
}

/** Runs work on a copy in a private folder, with what DNA may not have written into the file yet. */
function onCopy<T>(file: string, work: (db: Database.Database) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-dna-'));
  const copy = path.join(folder, 'copy.dna');
  const remove = (): void => fs.rmSync(folder, { recursive: true, force: true });
  let isPending = false;
  let db: Database.Database | null = null;
  const close = (): void => {
    db?.close();
    remove();
  };
  try {
    fs.copyFileSync(file, copy);
    if (fs.existsSync(`${file}-wal`)) fs.copyFileSync(`${file}-wal`, `${copy}-wal`);
    db = new Database(copy);
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('mmap_size = 0');
    db.pragma('query_only = ON');
    const result = work(db);
    if (result instanceof Promise) {
      isPending = true;
      return result.finally(close) as T;
    }
    return result;
  } finally {
    if (!isPending) close();
  }
}

/** The plain tables of a database, with their columns. No views, no virtual tables: these can run code. */
function tablesOf(db: Database.Database): ReadonlyMap<string, ReadonlySet<string>> {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    .pluck()
    .all() as string[];
  const known = new Set([...Object.keys(needed), 'ENTITIES', 'ATTRIBUTES', ...optional]);
  return new Map(
    names
      .filter((name) => known.has(name))
      .map((name) => {
        const columns = db
          .prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
          .pluck()
          .all(name);
        return [name, new Set(columns as string[])];
      }),
  );
}

function sourceOf(db: Database.Database): DnaSource {
  if (db.pragma('application_id', { simple: true }) === applicationId)
    throw new ReadProblem('It is a project of Claimbook under another name. Open it as a project.');
  const tables = tablesOf(db);
  const version = tables.has('ENTITIES') ? 3 : 2;
  for (const [table, columns] of [...Object.entries(needed), ...Object.entries(neededIn[version])]) {
    const missing = columns.filter((column) => !tables.get(table)?.has(column));
    if (missing.length > 0)
      throw new ReadProblem(
        `It is a database of another program, or of another version of DNA: its table ${table} ${
          tables.has(table) ? `has no ${missing.join(' and no ')}` : 'is missing'
        }. Files of DNA 2 and 3 can be read.`,
      );
  }
  for (const table of tables.keys()) {
    const found: unknown = db.pragma(`quick_check(${table})`, { simple: true });
    if (found !== 'ok')
      throw new ReadProblem(
        `The database is damaged in its table ${table}. Open it in DNA and save it under another name, or use a backup.`,
      );
  }
  const stored: unknown = db.prepare("SELECT Value FROM SETTINGS WHERE Property = 'version'").pluck().get();
  const said = typeof stored === 'string' ? stored : '';
  if (said !== '' && !said.startsWith('2') && !said.startsWith('3'))
    throw new ReadProblem(
      `It is of DNA ${said.slice(0, 20)}, and only files of DNA 2 and 3 can be read. Look for a newer Claimbook.`,
    );
  return {
    version,
    rows: (table) =>
      tables.has(table) ? (db.prepare(`SELECT * FROM ${table}`).iterate() as Iterable<DnaRow>) : [],
  };
}
