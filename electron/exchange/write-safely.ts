/** Writing an export completely or not at all. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../../shared/result';

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
 * @throws FailureError `refused`, `disk-full`, `read-only`, `io`, or what `write` throws.
 */
export async function writeSafely<T>(
  target: string,
  kind: 'file' | 'folder',
  write: (part: string) => Promise<T>,
): Promise<T> {
  // Not named after the target, whose name may be as long as a name can be.
  const beside = path.join(path.dirname(target), `.claimbook-${randomUUID()}`);
  const part = `${beside}.part`;
  try {
    refuseToDestroy(target, kind);
    const result = await write(part);
    if (kind === 'file') fs.renameSync(part, target);
    else replaceFolder(part, target, `${beside}.old`);
    return result;
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    throw failureOf(error, target);
  }
}

function refuseToDestroy(target: string, kind: 'file' | 'folder'): void {
  const refuse = (why: string): never => {
    const message = `${target} ${why}, which an export does not replace. Choose another name; nothing was written.`;
    throw new FailureError({ code: 'refused', message });
  };
  const found = fs.statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory() && kind === 'file') refuse('is a folder');
  if (found?.isFile() && startsAsDatabase(target)) refuse('is a project or another database');
}

function startsAsDatabase(file: string): boolean {
  const signature = Buffer.from('SQLite format 3\0');
  const start = Buffer.alloc(signature.length);
  const handle = fs.openSync(file, 'r');
  try {
    fs.readSync(handle, start, 0, start.length, 0);
  } finally {
    fs.closeSync(handle);
  }
  return start.equals(signature);
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
