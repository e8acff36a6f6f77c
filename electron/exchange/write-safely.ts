/** Writing an export completely or not at all. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../../shared/result';
import { applicationId } from '../db/open';

/** Rows per batch between two looks at the cancel signal. */
export const batchSize = 2000;

/** Lets other messages in, such as a cancel. @throws FailureError `cancelled`. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) {
    throw new FailureError({ code: 'cancelled', message: 'The export was cancelled; nothing was written.' });
  }
}

/**
 * Runs `write` on a new place beside `target` and moves the result there when it is complete.
 * Whatever goes wrong, nothing of it is left behind and what was at `target` stays. A file takes the
 * place of an earlier file only: never of a folder, nor of a project, however the path was come by.
 * Whether a folder may be replaced is for the caller to decide beforehand.
 * @param mayReplaceDatabase says of a database at `target`, which is no project, whether it may be replaced;
 *   without it none is
 * @throws FailureError `refused`, `disk-full`, `read-only`, `io`, or what `write` throws.
 */
export async function writeSafely<T>(
  target: string,
  kind: 'file' | 'folder',
  write: (part: string) => Promise<T>,
  mayReplaceDatabase: (target: string) => boolean = () => false,
): Promise<T> {
  // Not named after the target, whose name may be as long as a name can be.
  const beside = path.join(path.dirname(target), `.claimbook-${randomUUID()}`);
  const part = `${beside}.part`;
  try {
    refuseToDestroy(target, kind, mayReplaceDatabase);
    const result = await write(part);
    if (kind === 'file') fs.renameSync(part, target);
    else replaceFolder(part, target, `${beside}.old`);
    return result;
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    throw failureOf(error, target);
  }
}

function refuseToDestroy(
  target: string,
  kind: 'file' | 'folder',
  mayReplaceDatabase: (target: string) => boolean,
): void {
  const refuse = (why: string): never => {
    const message = `${target} ${why}, which an export does not replace. Choose another name; nothing was written.`;
    throw new FailureError({ code: 'refused', message });
  };
  const found = fs.statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory() && kind === 'file') refuse('is a folder');
  const database = found?.isFile() === true ? databaseAt(target) : null;
  if (database === null) return;
  if (database === 'project' || !mayReplaceDatabase(target)) refuse('is a project or another database');
  // What SQLite keeps beside a database in use would be taken for a part of the new one.
  if (['-journal', '-wal', '-shm'].some((ending) => fs.existsSync(`${target}${ending}`)))
    refuse('is open in another program, or was when that ended');
}

const signature = Buffer.from('SQLite format 3\0');
/** Where the header of a database says whose it is, in bytes. */
const applicationIdAt = 68;

/** What kind of database a file begins as; null for none. */
function databaseAt(file: string): 'project' | 'other' | null {
  const start = Buffer.alloc(applicationIdAt + 4);
  const handle = fs.openSync(file, 'r');
  try {
    fs.readSync(handle, start, 0, start.length, 0);
  } finally {
    fs.closeSync(handle);
  }
  if (!start.subarray(0, signature.length).equals(signature)) return null;
  return start.readUInt32BE(applicationIdAt) === applicationId ? 'project' : 'other';
}

/** A folder cannot be renamed onto another one, so the old one steps aside until the new one is there. */
function replaceFolder(part: string, target: string, aside: string): void {
  if (!fs.existsSync(target)) return fs.renameSync(part, target);
  fs.renameSync(target, aside);
  try {
    fs.renameSync(part, target);
  } catch (error) {
    fs.renameSync(aside, target);
    throw error;
  }
  fs.rmSync(aside, { recursive: true, force: true });
}

function failureOf(error: unknown, target: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new FailureError({
      code: 'disk-full',
      message: `The disk is full: ${target} was not written. Make space on it.`,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new FailureError({
      code: 'read-only',
      message: `${target} cannot be written there. Choose another folder.`,
    });
  }
  if (code === 'EBUSY' || code === 'ENOTEMPTY') {
    return new FailureError({
      code: 'io',
      message: `${target} is in use by another program. Close it there, or choose another name; nothing was written.`,
    });
  }
  if (code === 'ENAMETOOLONG') {
    return new FailureError({
      code: 'io',
      message: 'The name is too long. Choose a shorter one; nothing was written.',
    });
  }
  if (code === 'ENOENT' || code === 'EIO' || code === 'ENOTDIR') {
    return new FailureError({
      code: 'io',
      message: `${target} could not be written. Is the folder still there?`,
    });
  }
  return error;
}
