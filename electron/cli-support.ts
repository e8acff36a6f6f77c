/** What the commands of the command line share: how they reach files and projects, and how they complain. */
import fs from 'node:fs';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { CallInput, CallName, Outputs } from '../shared/api';
import { FailureError, type Result } from '../shared/result';
import { closeFile, openForReading, type PageCheck, type ReadableDb } from './db/open';
import type { DatasetReading } from './project/dataset-reading';
import type { Reading } from './project/reading';
import { createHost, type Host } from './project/host';
import { withOwner } from './project/lock';
import { userName } from './user-name';

/** Where the command line writes: results to `stdout`, progress and complaints to `stderr`. */
export interface CliStreams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

export interface Around {
  io: CliStreams;
  /** Where settings and backups are kept. */
  profileFolder: string;
  /** How files are read for an import. */
  reading: Reading;
  /** How datasets are read. */
  readDataset: DatasetReading;
}

/** The exit code of a command that was given wrong words; whatever else went wrong gives 1. */
export const misuse = 2;

/** Stops a command with a sentence. */
export class Complaint extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

export function existing(file: string): string {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Complaint(`There is no file ${file}. Nothing was changed.`);
  if (found.isDirectory()) throw new Complaint(`${file} is a folder, not a file. Nothing was changed.`);
  return file;
}

export function onlyFile(files: string[]): string {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Complaint('Name one project file.', misuse);
  return path.resolve(file);
}

export const coderName = (given: string | undefined): string => given ?? userName();

export function withDb<T>(file: string, work: (db: ReadableDb) => T, pages: PageCheck = 'now'): T {
  let db: ReadableDb;
  try {
    db = openForReading(existing(file), pages);
  } catch (error) {
    throw error instanceof FailureError ? new FailureError(withOwner(error.failure, file)) : error;
  }
  try {
    return work(db);
  } finally {
    closeFile(db);
  }
}

/** Milliseconds of work about which nothing is said: what is done at once needs no progress. */
const quiet = 1000;

export async function withHost<T>(
  { io, profileFolder, reading, readDataset }: Around,
  work: (host: Host, grant: (file: string) => string) => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const host = createHost({
    profileFolder,
    appVersion: 'cli',
    seesAll: true,
    now: () => new Date().toISOString(),
    newId,
    reading,
    readDataset,
    emit: {
      progress: ({ message, done: rows, total }) => {
        if (performance.now() - began < quiet) return;
        io.stderr.write(`${message}${total === null ? '' : `: ${rows} of ${total}`}\n`);
      },
    },
  });
  try {
    return await work(host, (file) => {
      const token = newId();
      host.grant(token, path.resolve(file));
      return token;
    });
  } finally {
    await host.close();
  }
}

/** The value of a call that must succeed. @throws FailureError */
export async function done<C extends CallName>(
  host: Host,
  name: C,
  input: CallInput<C>,
): Promise<Outputs[C]> {
  const result: Result<Outputs[C]> = await host.call(name, input);
  if (result.ok) return result.value;
  throw new FailureError(result.error);
}
