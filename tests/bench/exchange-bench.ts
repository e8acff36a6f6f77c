/**
 * The speed goals of datasets: 10,000 articles with 1,000,000 annotations written as CSV, JSON and JSON Lines
 * against bare reading and stringifying of the same rows, and rebuilt from an archive against raw inserts. Runs on
 * Electron's Node; prints JSON.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { stringify } from 'csv-stringify/sync';
import { closeFile, createFile, openForReading } from '../../electron/db/open';
import { rebuildTables } from '../../electron/exchange/claimbook-tables';
import { csvTables } from '../../electron/exchange/csv-tables';
import { exporters } from '../../electron/exchange/exporters';
import { tables } from '../../electron/exchange/rebuild';
import { createBigProject } from '../support/big-project';

const [folder = '', only, given = ''] = process.argv.slice(2);
const size = { articles: 10_000, paragraphs: 2, annotations: 1_000_000 };
const batch = 2000;

const exporterOf = (id: string) => {
  const found = exporters.find(({ info }) => info.id === id);
  if (!found) throw new Error(`there is no exporter ${id}`);
  return found;
};

/** Milliseconds of reading rows with nothing else and writing them as CSV with nothing else. */
function bare(file: string, queries: readonly string[]): number {
  const db = new Database(file, { readonly: true });
  const target = path.join(folder, 'bare.csv');
  const start = performance.now();
  const out = fs.openSync(target, 'w');
  for (const sql of queries) {
    let rows: unknown[][] = [];
    for (const row of db.prepare(sql).raw().iterate() as Iterable<unknown[]>) {
      rows.push(row);
      if (rows.length < batch) continue;
      fs.writeSync(out, stringify(rows));
      rows = [];
    }
    fs.writeSync(out, stringify(rows));
  }
  fs.closeSync(out);
  const time = performance.now() - start;
  db.close();
  fs.rmSync(target);
  return time;
}

interface Written {
  time: number;
  /** The most memory that the process took, in MB. */
  memory: number;
  /** Milliseconds from the cancel to its answer; only measured where asked for. */
  cancelled: number;
}

/** Writes a dataset in this process, which does nothing else. */
async function write(format: string, file: string): Promise<Written> {
  const db = openForReading(file, 'later');
  const target = path.join(folder, `out-${format}`);
  const options: Record<string, string> = format === 'csv' ? { profile: 'statistics' } : {};
  const settings = { options };
  const start = performance.now();
  await exporterOf(format).run(db, settings, target, {
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  const time = performance.now() - start;
  const memory = process.resourceUsage().maxRSS / 1024;
  if (format !== 'claimbook-zip') fs.rmSync(target, { recursive: true });
  // Cancelled in the middle, once more.
  const controller = new AbortController();
  let at = 0;
  setTimeout(() => {
    at = performance.now();
    controller.abort();
  }, time / 3);
  await exporterOf(format)
    .run(db, settings, `${target}-cancelled`, { signal: controller.signal, progress: () => undefined })
    .catch(() => undefined);
  const cancelled = performance.now() - at;
  closeFile(db);
  return { time, memory, cancelled };
}

async function rebuild(archive: string): Promise<{ time: number; memory: number; file: string }> {
  const file = path.join(folder, 'rebuilt.claimbook');
  const db = createFile(file);
  const start = performance.now();
  await rebuildTables(db, archive);
  const time = performance.now() - start;
  closeFile(db);
  return { time, memory: process.resourceUsage().maxRSS / 1024, file };
}

/** Milliseconds of bare prepared inserts of all rows of a file, in one transaction. */
function rawInserts(file: string): number {
  const source = new Database(file, { readonly: true });
  const target = path.join(folder, 'raw.sqlite');
  const db = new Database(target);
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = FULL');
  for (const sql of source
    .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL')
    .pluck()
    .all() as string[])
    db.exec(sql);
  let time = 0;
  db.exec('BEGIN IMMEDIATE');
  for (const table of [...tables, 'change_subject', 'article_key']) {
    let insert: Database.Statement | null = null;
    const rows: unknown[][] = [];
    const flush = (): void => {
      const start = performance.now();
      for (const row of rows) insert?.run(...row);
      time += performance.now() - start;
      rows.length = 0;
    };
    for (const row of source.prepare(`SELECT * FROM ${table}`).raw().iterate() as Iterable<unknown[]>) {
      insert ??= db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`);
      rows.push(row);
      if (rows.length === batch) flush();
    }
    flush();
  }
  const start = performance.now();
  db.exec('COMMIT');
  time += performance.now() - start;
  db.close();
  source.close();
  fs.rmSync(target);
  return time;
}

/** The same in a process of its own, so that only its own memory counts. */
const alone = <T>(...words: string[]): T =>
  JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder, ...words], { encoding: 'utf8' }),
  ) as T;

if (only === 'write') process.stdout.write(JSON.stringify(await write(given, process.argv[5] ?? '')));
else if (only === 'rebuild') process.stdout.write(JSON.stringify(await rebuild(given)));
else {
  const file = path.join(folder, 'million.claimbook');
  createBigProject(file, folder, size);
  const csvBare = bare(
    file,
    csvTables.map(({ sql }) => sql),
  );
  const rowsBare = bare(
    file,
    tables.map((table) => `SELECT * FROM ${table}`),
  );
  const csv = alone<Written>('write', 'csv', file);
  const json = alone<Written>('write', 'claimbook-json', file);
  const lines = alone<Written>('write', 'claimbook-jsonl', file);
  const zip = alone<Written>('write', 'claimbook-zip', file);
  const rebuilt = alone<{ time: number; memory: number; file: string }>(
    'rebuild',
    path.join(folder, 'out-claimbook-zip'),
  );
  const raw = rawInserts(rebuilt.file);
  process.stdout.write(JSON.stringify({ csvBare, rowsBare, csv, json, lines, zip, rebuilt, raw }));
}
