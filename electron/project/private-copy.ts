/**
 * A private copy of a project whose own file cannot be used: someone else has it open, unfinished work of
 * another program lies in a folder that cannot be written, or an older Claimbook wrote it and it is only to
 * be read. It goes when it is closed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FailureError } from '../../shared/result';
import { isUpToDate } from '../db/migrate';
import {
  closeFile,
  openForReading,
  openForWriting,
  type ReadableDb,
  requireFile,
  type WritableDb,
} from '../db/open';

export interface PrivateCopy {
  /** Another handle after `write`. */
  readonly db: ReadableDb;
  /** Changes the copy, whose rows may contradict one another: neither keys nor other conditions are checked. */
  write(work: (db: WritableDb) => void): void;
  close(): void;
}

/** How a rollback journal begins from the moment in which the project file itself may change. */
const journalMagic = Buffer.from('d9d505f920a163d7', 'hex');

/** Whether a transaction is being written to the file, or was cut off by a crash. */
function isBeingWritten(file: string): boolean {
  const journal = `${file}-journal`;
  if (!fs.existsSync(journal)) return false;
  const handle = fs.openSync(journal, 'r');
  try {
    const beginning = Buffer.alloc(journalMagic.length);
    fs.readSync(handle, beginning, 0, beginning.length, 0);
    return beginning.equals(journalMagic);
  } finally {
    fs.closeSync(handle);
  }
}

/** Times of files are coarse: two writes within this many milliseconds may show the same time. */
const coarse = 20;

/** Copies the bytes of a file that nobody writes to meanwhile; false when somebody did. */
function copyBetweenWrites(file: string, copy: string): boolean {
  const before = fs.statSync(file, { bigint: true });
  const age = Date.now() - Number(before.mtimeMs);
  if ((age >= 0 && age < coarse) || isBeingWritten(file)) return false;
  fs.copyFileSync(file, copy);
  const after = fs.statSync(file, { bigint: true });
  return !isBeingWritten(file) && after.mtimeNs === before.mtimeNs && after.size === before.size;
}

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** Tried for about a second, in which the one who writes has many pauses. */
function copyLocked(file: string, copy: string): void {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (copyBetweenWrites(file, copy)) return;
    pause(50);
  }
  throw new FailureError({
    code: 'locked',
    message:
      'Someone is writing to this project right now, so it could not be copied. Try again in a moment.',
    by: null,
    since: null,
  });
}

/** Copies the file with what lies beside it, and lets SQLite finish in the copy what was interrupted. */
function copyInterrupted(file: string, copy: string): void {
  for (const tail of ['', '-journal', '-wal']) {
    if (fs.existsSync(file + tail)) fs.copyFileSync(file + tail, copy + tail);
  }
  bringUpToDate(copy);
}

/** Lets SQLite and the migrations do in the copy what they may not do in the file. */
function bringUpToDate(copy: string): void {
  fs.chmodSync(copy, 0o600);
  closeFile(openForWriting(copy));
}

function openUpToDate(copy: string, look?: (db: ReadableDb) => void): ReadableDb {
  if (look) {
    const unchecked = openForReading(copy, 'later');
    try {
      look(unchecked);
    } finally {
      closeFile(unchecked);
    }
  }
  const db = openForReading(copy);
  if (isUpToDate(db)) return db;
  closeFile(db);
  bringUpToDate(copy);
  return openForReading(copy);
}

/**
 * @param state `locked` while someone else has the file open, `interrupted` when nobody has
 * @param look sees the copy before its pages are checked, and may throw
 * @throws FailureError as `openForReading`; `locked` when the file is written to without a pause
 */
export function openPrivateCopy(
  file: string,
  state: 'locked' | 'interrupted',
  look?: (db: ReadableDb) => void,
): PrivateCopy {
  requireFile(file);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-copy-'));
  const copy = path.join(folder, path.basename(file));
  const discard = (): void => fs.rmSync(folder, { recursive: true, force: true });
  try {
    if (state === 'locked') copyLocked(file, copy);
    else copyInterrupted(file, copy);
    let db = openUpToDate(copy, look);
    return {
      get db() {
        return db;
      },
      write(work) {
        closeFile(db);
        const writable = openForWriting(copy, undefined, 'later');
        try {
          writable.pragma('foreign_keys = OFF');
          writable.pragma('ignore_check_constraints = ON');
          writable.transaction(() => work(writable)).immediate();
        } finally {
          closeFile(writable);
          db = openForReading(copy, 'later');
        }
      },
      close() {
        closeFile(db);
        discard();
      },
    };
  } catch (error) {
    discard();
    throw error;
  }
}
