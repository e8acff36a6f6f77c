/** Writing an export completely or not at all. */
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
 * Whatever goes wrong, nothing of it is left behind.
 */
export async function writeSafely<T>(target: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = path.join(path.dirname(target), `.${path.basename(target)}.part`);
  const discard = (): void => fs.rmSync(part, { recursive: true, force: true });
  discard();
  try {
    const result = await write(part);
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(part, target);
    return result;
  } catch (error) {
    discard();
    throw failureOf(error, target);
  }
}

function failureOf(error: unknown, target: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC') {
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
  if (code === 'ENOENT' || code === 'EIO' || code === 'ENOTDIR') {
    return new FailureError({
      code: 'io',
      message: `${target} could not be written. Is the folder still there?`,
    });
  }
  return error;
}
