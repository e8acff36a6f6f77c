/** Opens, creates and closes project files, with everything that surrounds the bare database. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultCodebook } from '../../shared/codebook';
import { emptyChange } from '../../shared/changes';
import type { Coder } from '../../shared/records';
import { type Failure, FailureError } from '../../shared/result';
import { applyChange } from '../db/apply-change';
import {
  closeFile,
  createFile,
  failureOf,
  openForReading,
  openForWriting,
  type ReadableDb,
  type WritableDb,
} from '../db/open';
import { fromRow } from '../db/tables';
import { soundBackups, takeBackup } from './backup';
import { readOwner, removeOwner, writeOwner } from './lock';

/** Clock, ids and the folder of the app's own data, as arguments. */
export interface Surroundings {
  profileFolder: string;
  now(): string;
  newId(): string;
}

export interface OpenProject {
  db: ReadableDb;
  /** The same handle where it may write; null for a read-only project. */
  writable: WritableDb | null;
  path: string;
  readOnlyReason: string | null;
  /** Who annotates here; null for a read-only project. */
  coderId: string | null;
  close(): void;
}

export type OpenMode = 'write' | 'read' | 'copy';

/**
 * Opens a project. `write` on a file that cannot be written gives a read-only project that says why.
 * @throws FailureError with everything that `openForWriting` gives; `damaged` lists the sound backups.
 */
export function openProject(
  file: string,
  mode: OpenMode,
  coderName: string,
  around: Surroundings,
): OpenProject {
  try {
    if (mode === 'copy') return openCopy(file);
    if (mode === 'read') return readOnly(file, 'It was opened for reading only.');
    const reason = whyNotWritable(file);
    if (reason) return readOnly(file, reason);
    return openOwned(file, coderName, around);
  } catch (error) {
    throw new FailureError(withDetails(failureOf(error, 'opening the project'), file, around));
  }
}

function openOwned(file: string, coderName: string, around: Surroundings): OpenProject {
  const db = openForWriting(file, () => {
    const before = openForReading(file);
    takeBackup(before, around.profileFolder, file, around.now());
    closeFile(before);
  });
  const since = around.now();
  writeOwner(file, coderName, since);
  const seqAtOpening = lastSeq(db);
  return {
    db,
    writable: db,
    path: file,
    readOnlyReason: null,
    coderId: joinAs(db, coderName, around),
    close() {
      if (lastSeq(db) !== seqAtOpening) takeBackup(db, around.profileFolder, file, around.now());
      closeFile(db);
      removeOwner(file);
    },
  };
}

const lastSeq = (db: ReadableDb): number =>
  (db.prepare('SELECT max(seq) AS seq FROM change').get() as { seq: number | null }).seq ?? 0;

/** The id of the coder of this name, who is added when new here. */
function joinAs(db: WritableDb, name: string, around: Surroundings): string {
  const row = db.prepare('SELECT * FROM coder WHERE name = ?').get(name) as
    Record<string, unknown> | undefined;
  if (row) return fromRow('coder', row).id;
  const coder: Coder = { type: 'coder', id: around.newId(), name, createdAt: around.now() };
  applyChange(
    db,
    { ...emptyChange(), added: [coder] },
    { at: around.now(), id: around.newId(), coderId: null, label: `Join as ${name}` },
  );
  return coder.id;
}

function readOnly(file: string, reason: string): OpenProject {
  const db = openForReading(file);
  return {
    db,
    writable: null,
    path: file,
    readOnlyReason: reason,
    coderId: null,
    close: () => closeFile(db),
  };
}

/** A sentence when the file or its folder takes no writing; null when it does. */
function whyNotWritable(file: string): string | null {
  const can = (target: string): boolean => {
    try {
      fs.accessSync(target, fs.constants.W_OK);
      return true;
    } catch {
      return false;
    }
  };
  if (!fs.existsSync(file)) return null;
  if (!can(file)) return 'The file is write-protected.';
  return can(path.dirname(file)) ? null : 'The folder is write-protected.';
}

/**
 * A private copy of a project that someone else has open. Bytes are copied only while no transaction
 * is under way, and the copy must pass the check; otherwise it is tried again.
 */
function openCopy(file: string): OpenProject {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-copy-'));
  const copy = path.join(folder, path.basename(file));
  const discard = (): void => fs.rmSync(folder, { recursive: true, force: true });
  for (let attempt = 1; ; attempt++) {
    try {
      const before = fs.statSync(file).mtimeMs;
      fs.copyFileSync(file, copy);
      if (fs.statSync(file).mtimeMs !== before) throw new Error('the file was written while it was copied');
      const db = openForReading(copy);
      return {
        db,
        writable: null,
        path: file,
        readOnlyReason: 'This is a copy as it was when you opened it; someone else has the project open.',
        coderId: null,
        close() {
          closeFile(db);
          discard();
        },
      };
    } catch (error) {
      if (attempt < 5) continue;
      discard();
      throw error;
    }
  }
}

function withDetails(failure: Failure, file: string, around: Surroundings): Failure {
  if (failure.code === 'damaged') return { ...failure, backups: soundBackups(around.profileFolder, file) };
  if (failure.code !== 'locked') return failure;
  const owner = readOwner(file);
  if (!owner) return failure;
  return {
    ...failure,
    message: `${owner.coder} has this project open on ${owner.host}, since ${owner.since.slice(0, 16).replace('T', ' ')} UTC.`,
    by: owner.coder,
    since: owner.since,
  };
}

/**
 * Creates a project with the default codebook. It is made beside the place and moved there when
 * complete, so that a file which the user agreed to replace is not lost half-way.
 */
export function createProject(
  file: string,
  { name, coderName }: { name: string; coderName: string },
  around: Surroundings,
): OpenProject {
  const part = `${file}.new`;
  try {
    fs.rmSync(part, { force: true });
    const db = createFile(part);
    const at = around.now();
    const coder: Coder = { type: 'coder', id: around.newId(), name: coderName, createdAt: at };
    const project = { type: 'project' as const, id: around.newId(), name, description: '', createdAt: at };
    applyChange(
      db,
      { ...emptyChange(), added: [project, coder, ...defaultCodebook(around.newId)] },
      { at, id: around.newId(), coderId: null, label: `New project ${name}` },
    );
    closeFile(db);
    refuseIfOpenElsewhere(file);
    fs.renameSync(part, file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw new FailureError(failureOf(error, 'creating the project'));
  }
  return openProject(file, 'write', coderName, around);
}

/** A project that is open elsewhere must not be replaced; anything else the user agreed to replace. */
function refuseIfOpenElsewhere(file: string): void {
  if (!fs.existsSync(file)) return;
  try {
    closeFile(openForWriting(file));
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'locked') throw error;
  }
}
