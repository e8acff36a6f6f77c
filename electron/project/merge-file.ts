/**
 * The other file of a merge: copied, checked, and put right where it can be. The file itself is never written to, and
 * nothing in it is believed before it is checked. Between the steps others get their turn, and it can be cancelled.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { MergeProblem } from '../../shared/api-merge';
import type { Side } from '../../shared/merge/side';
import { recordTypes } from '../../shared/records';
import { references } from '../../shared/references';
import { FailureError } from '../../shared/result';
import {
  failureOf,
  openForReading,
  closeFile,
  type ReadableDb,
  requireFile,
  type WritableDb,
} from '../db/open';
import { columnOf } from '../db/tables';
import type { JobControls } from './jobs';
import { type Fault, problemsOf } from './merge-fault';
import { type Around, faultsOf } from './merge-faults';
import { sideOf } from './merge-side';
import { openPrivateCopy, type PrivateCopy } from './private-copy';

export interface TheirFile {
  fileName: string;
  side: Side;
  db: ReadableDb;
  problems: MergeProblem[];
  close(): void;
}

/** Larger files are refused: they would take minutes to copy and gigabytes of memory to compare. */
export interface MergeLimits {
  bytes: number;
  /** Of all tables but the history's. */
  records: number;
  /** Annotations that are not in the project: what comes in has to fit in one step of the history, and in memory. */
  fresh: number;
  /** Faults that are put right; a file with more is not one of ours. */
  faults: number;
}

export const mergeLimits: MergeLimits = {
  bytes: 4 * 1024 ** 3,
  records: 4_000_000,
  fresh: 400_000,
  faults: 100_000,
};

const refusal = (message: string): FailureError =>
  new FailureError({ code: 'refused', message: `${message} Nothing was changed.` });

/**
 * @throws FailureError `missing`, `not-a-project`, `damaged`, `newer-file`, `locked`, `io`; `refused` for what is too
 *   large or is no project in itself; what the signal throws
 */
export async function openTheirs(
  file: string,
  { signal, progress }: JobControls,
  around: Around,
  limits: MergeLimits = mergeLimits,
): Promise<TheirFile> {
  const fileName = path.basename(file);
  const breathe = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
  progress(0, null, `Reading ${fileName}`);
  requireFile(file);
  refuseTooLarge(fs.statSync(file).size, limits);
  await breathe();
  const copy = copyOf(file, (db) => refuseTooMany(db, around.mine, limits));
  try {
    await breathe();
    const faults = await mend(copy, around, limits, async (read) => {
      progress(read, null, `Checking ${fileName}`);
      await breathe();
    });
    if (count(copy.db, 'project') !== 1) throw refusal(`${fileName} does not hold exactly one project.`);
    return {
      fileName,
      side: sideOf(copy.db),
      db: copy.db,
      problems: problemsOf(faults),
      close: () => copy.close(),
    };
  } catch (error) {
    copy.close();
    throw error;
  }
}

const count = (db: ReadableDb, table: string): number =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

function refuseTooLarge(bytes: number, limits: MergeLimits): void {
  if (bytes > limits.bytes)
    throw refusal(
      `The file has ${(bytes / 1024 ** 3).toFixed(1)} GB; files of up to ${limits.bytes / 1024 ** 3} GB can be merged. Ask for a copy without history, or for the articles in parts.`,
    );
}

function refuseTooMany(db: ReadableDb, mine: ReadableDb, limits: MergeLimits): void {
  const existing = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
  const records = recordTypes.reduce((sum, type) => sum + (existing.has(type) ? count(db, type) : 0), 0);
  if (records > limits.records)
    throw refusal(
      `The file holds ${records.toLocaleString('en')} records; files of up to ${limits.records.toLocaleString('en')} can be merged. Ask for the articles in parts.`,
    );
  if (count(db, 'annotation') <= limits.fresh) return;
  const known = mine.prepare('SELECT 1 FROM annotation WHERE id = ?');
  let fresh = 0;
  for (const id of db.prepare('SELECT id FROM annotation').pluck().iterate() as Iterable<string>)
    if (known.get(id) === undefined) fresh += 1;
  if (fresh > limits.fresh)
    throw refusal(
      `The file holds ${fresh.toLocaleString('en')} annotations that this project has not; up to ${limits.fresh.toLocaleString('en')} can come in at once. Ask for the articles in parts.`,
    );
}

/** The copy, of a file that someone has open or that a crash left with unfinished work in it. */
function copyOf(file: string, look: (db: ReadableDb) => void): PrivateCopy {
  try {
    return openPrivateCopy(file, 'locked', look);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'locked') throw unforeseen(error);
  }
  // Nobody may be writing to it: a crash leaves the same trace.
  if (isOpenElsewhere(file)) return openPrivateCopy(file, 'locked', look);
  return openPrivateCopy(file, 'interrupted', look);
}

function isOpenElsewhere(file: string): boolean {
  try {
    closeFile(openForReading(file, 'later'));
    return true;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'read-only') return false;
    throw error;
  }
}

/** What bringing an older file up to date meets in one that contradicts itself. */
function unforeseen(error: unknown): FailureError {
  try {
    return new FailureError(failureOf(error, 'reading the other file'));
  } catch {
    return new FailureError({
      code: 'damaged',
      message: `The other file contradicts itself and cannot be read (${(error as Error).message}). Nothing was changed.`,
      backups: [],
    });
  }
}

/** So many rounds put right what the putting right of something else brought about. */
const mostRounds = 50;

/** Puts the copy right, round by round, until nothing is wrong in it. @returns what was wrong */
async function mend(
  copy: PrivateCopy,
  around: Around,
  limits: MergeLimits,
  breathe: (read: number) => Promise<void>,
): Promise<Fault[]> {
  const all: Fault[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const faults: Fault[] = [];
    let read = 0;
    let last = performance.now();
    for (const fault of faultsOf(copy.db, around)) {
      if (fault) faults.push(fault);
      else read += 1;
      if (all.length + faults.length > limits.faults)
        throw refusal('Too much in the file is not as Claimbook writes it. It cannot be merged.');
      if (performance.now() - last < 12) continue;
      await breathe(read);
      last = performance.now();
    }
    if (faults.length === 0) return all;
    all.push(...faults);
    copy.write((db) => {
      for (const fault of faults) putRight(db, fault);
    });
  }
  throw refusal('What is wrong in the file cannot be put right. It cannot be merged.');
}

function putRight(db: WritableDb, { table, rowid, set, renamed }: Fault): void {
  if (!set) {
    db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
    return;
  }
  const columns = Object.keys(set).map((column) => `${column} = ?`);
  db.prepare(`UPDATE OR IGNORE ${table} SET ${columns.join(', ')} WHERE rowid = ?`).run(
    ...Object.values(set),
    rowid,
  );
  if (!renamed) return;
  for (const type of recordTypes)
    for (const [field, target] of Object.entries(references[type]))
      if (target === table)
        db.prepare(`UPDATE ${type} SET ${columnOf(field)} = ? WHERE ${columnOf(field)} = ?`).run(
          renamed.to,
          renamed.from,
        );
}
