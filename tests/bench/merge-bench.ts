/**
 * The speed goal of merging: two projects of 10,000 articles with 250,000 annotations each, half in common. Dry run
 * and merge together, through the host as the window calls it, against bare full reads of both files and raw inserts
 * of what is new. Runs on Electron's Node; prints JSON.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { createHost } from '../../electron/project/host';
import { readHere } from '../../electron/project/reading';
import { tables } from '../../electron/exchange/rebuild';
import { createPair } from '../support/merge-pair';

const [folder = '', only] = process.argv.slice(2);
const mine = path.join(folder, 'mine.claimbook');
const theirs = path.join(folder, 'theirs.claimbook');
const before = path.join(folder, 'mine-before.claimbook');
const allTables = [...tables, 'change_subject', 'article_key'];

/** Milliseconds of reading all rows with nothing else. */
function bareRead(file: string): number {
  const db = new Database(file, { readonly: true });
  const start = performance.now();
  let cells = 0;
  for (const table of allTables)
    for (const row of db.prepare(`SELECT * FROM ${table}`).raw().iterate() as Iterable<unknown[]>)
      cells += row.length;
  const time = performance.now() - start;
  db.close();
  if (cells === 0) throw new Error('there was nothing to read');
  return time;
}

interface Merged {
  read: number;
  run: number;
  /** The most memory that the process took, in MB. */
  memory: number;
  added: number;
  questions: number;
}

/** Merges in this process, which does nothing else. */
async function merge(): Promise<Merged> {
  const host = createHost({
    profileFolder: path.join(folder, 'profile'),
    appVersion: 'bench',
    now: () => new Date().toISOString(),
    newId,
    reading: readHere,
    readDataset: readDatasetHere,
    emit: { progress: () => undefined },
  });
  for (const file of [mine, theirs]) host.grant(file, file);
  const done = async <T>(
    result: Promise<{ ok: true; value: T } | { ok: false; error: { message: string } }>,
  ) => {
    const answer = await result;
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  await done(host.call('project.open', { token: mine, coderName: 'Ada' }));
  const start = performance.now();
  const preview = await done(host.call('merge.read', { jobId: 'read', token: theirs }));
  const read = performance.now() - start;
  await done(host.call('merge.run', { jobId: 'run', decisions: {} }));
  const run = performance.now() - start - read;
  const memory = process.resourceUsage().maxRSS / 1024;
  await host.close();
  return { read, run, memory, added: preview.changes.added, questions: preview.questions };
}

/** Milliseconds of bare prepared inserts, into the file as it was, of every row that merging brought. */
function rawInserts(): number {
  const merged = new Database(mine, { readonly: true });
  const db = new Database(before);
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = FULL');
  let time = 0;
  db.exec('BEGIN IMMEDIATE');
  for (const table of allTables) {
    const key = table === 'change_subject' ? 'change_seq' : table === 'article_key' ? 'article_id' : 'id';
    const known = new Set(
      db.prepare(`SELECT DISTINCT ${key} FROM ${table}`).pluck().all() as (string | number)[],
    );
    const rows: unknown[][] = [];
    let insert: Database.Statement | null = null;
    const query = merged.prepare(`SELECT * FROM ${table}`);
    const at = query.columns().findIndex(({ name }) => name === key);
    for (const row of query.raw().iterate() as Iterable<unknown[]>) {
      insert ??= db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`);
      if (!known.has(row[at] as string | number)) rows.push(row);
    }
    const start = performance.now();
    for (const row of rows) insert?.run(...row);
    time += performance.now() - start;
  }
  const start = performance.now();
  db.exec('COMMIT');
  time += performance.now() - start;
  db.close();
  merged.close();
  return time;
}

if (only === 'merge') process.stdout.write(JSON.stringify(await merge()));
else {
  createPair({ mine, theirs }, folder, { articles: 10_000, paragraphs: 2, annotations: 250_000 });
  fs.copyFileSync(mine, before);
  const reads = bareRead(mine) + bareRead(theirs);
  const merged = JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), folder, 'merge'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  ) as Merged;
  process.stdout.write(JSON.stringify({ ...merged, reads, raw: rawInserts() }));
}
