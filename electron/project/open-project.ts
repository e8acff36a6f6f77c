/** Opens, creates and closes project files, with everything that surrounds the bare database. */
import fs from 'node:fs';
import path from 'node:path';
import { recordsOfCodebook } from '../../shared/codebook';
import { emptyChange } from '../../shared/changes';
import { placeInWords } from '../../shared/file-place';
import type { Coder } from '../../shared/records';
import { type Failure, FailureError } from '../../shared/result';
import { builtInTemplate } from '../../shared/templates';
import { applyChange } from '../db/apply-change';
import {
  closeFile,
  createFile,
  failureOf,
  openForReading,
  openForWriting,
  type PageCheck,
  type ReadableDb,
  requireFile,
  type WritableDb,
} from '../db/open';
import { isUpToDate } from '../db/migrate';
import { lastSeq } from '../db/project';
import { fromRow } from '../db/tables';
import { removeJournals, soundBackups, takeBackup } from './backup';
import { removeOwner, withOwner, writeOwner } from './lock';
import { isAttachment } from './place-of-file';
import { openPrivateCopy } from './private-copy';

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
  /** False for a large file, whose pages `checkWhenIdle` checks once the window has its list. */
  pagesChecked: boolean;
  /** Whether nothing was written since the last backup or since the opening. Always so where nothing can be. */
  isBackedUp(): boolean;
  /** Takes a backup. What fails is logged: the work goes on all the same. */
  backUp(): void;
  /** Takes a last backup of what was written, and closes the file. */
  close(): void;
}

export type OpenMode = 'write' | 'read' | 'copy';

/** Files up to this many bytes are checked whole before anything else is read: 100 ms at most. */
const checkedAtOnce = 64 * 1024 * 1024;

/**
 * Opens a project. `write` on a file that cannot be written gives a read-only project that says why.
 * @param suspect true where damage was met earlier: then even a large file is checked before it is read
 * @throws FailureError with everything that `openForWriting` gives; `damaged` lists the sound backups.
 */
export function openProject(
  file: string,
  mode: OpenMode,
  coderName: string,
  around: Surroundings,
  suspect = false,
): OpenProject {
  try {
    requireFile(file);
    const pages = suspect || fs.statSync(file).size <= checkedAtOnce ? 'now' : 'later';
    if (mode === 'copy') return openCopy(file);
    if (mode === 'read') return readOnly(file, 'It was opened for reading only.', pages);
    const reason = whyNotWritable(file);
    return reason ? readOnly(file, reason, pages) : openOwned(file, coderName, around, pages);
  } catch (error) {
    throw new FailureError(withDetails(failureOf(error, 'opening the project'), file, around));
  }
}

function openOwned(file: string, coderName: string, around: Surroundings, pages: PageCheck): OpenProject {
  let db: WritableDb;
  try {
    db = openForWriting(
      file,
      (before) => takeBackup(before, around.profileFolder, file, around.now()),
      pages,
    );
  } catch (error) {
    // The file system may refuse what it seemed to allow: a network drive, a lock of the system.
    if (!(error instanceof FailureError) || error.failure.code !== 'read-only') throw error;
    return readOnly(file, 'The file or its folder is write-protected.', pages);
  }
  try {
    let backedUpSeq = lastSeq(db);
    const isBackedUp = (): boolean => lastSeq(db) === backedUpSeq;
    const backUp = (): void => {
      const seq = lastSeq(db);
      if (takeBackup(db, around.profileFolder, file, around.now())) backedUpSeq = seq;
    };
    writeOwner(file, coderName, around.now());
    const coderId = joinAs(db, coderName, around);
    return {
      db,
      writable: db,
      path: file,
      readOnlyReason: null,
      coderId,
      pagesChecked: pages === 'now',
      isBackedUp,
      backUp,
      close() {
        try {
          if (!isBackedUp()) backUp();
        } finally {
          release(db, file);
        }
      },
    };
  } catch (error) {
    release(db, file);
    throw error;
  }
}

function release(db: WritableDb, file: string): void {
  try {
    closeFile(db);
  } finally {
    removeOwner(file);
  }
}

/** The id of the coder of this name, who is added when new here. */
function joinAs(db: WritableDb, name: string, around: Surroundings): string {
  const row = db.prepare("SELECT * FROM coder WHERE name = ? AND role = 'coder'").get(name) as
    Record<string, unknown> | undefined;
  if (row) return fromRow('coder', row).id;
  const coder: Coder = {
    type: 'coder',
    id: around.newId(),
    name,
    createdAt: around.now(),
    role: 'coder',
    ofCoderId: null,
  };
  applyChange(
    db,
    { ...emptyChange(), added: [coder] },
    { at: around.now(), id: around.newId(), coderId: null, label: `Join as ${name}` },
  );
  return coder.id;
}

function readOnly(file: string, reason: string, pages: PageCheck): OpenProject {
  try {
    const db = openForReading(file, pages);
    if (!isUpToDate(db)) {
      closeFile(db);
      return openOlder(file, reason);
    }
    const pagesChecked = pages === 'now';
    return { ...readers(file, reason, db), pagesChecked, close: () => closeFile(db) };
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'read-only') throw error;
    // A crash left work in it that only a writer can take back: that is done in a copy.
    const { db, close } = openPrivateCopy(file, 'interrupted');
    return { ...readers(file, `${reason} You see a copy of it.`, db), close };
  }
}

/** Reading must not change the file, so a copy of it is brought up to date. */
function openOlder(file: string, reason: string): OpenProject {
  const { db, close } = openPrivateCopy(file, 'locked');
  return { ...readers(file, `${reason} An older Claimbook wrote it; you see a copy of it.`, db), close };
}

function openCopy(file: string): OpenProject {
  const { db, close } = openPrivateCopy(file, 'locked');
  const reason = 'This is a copy as it was when you opened it; someone else has the project open.';
  return { ...readers(file, reason, db), close };
}

/**
 * Opens a backup of a project for reading, in a private copy: looking at it must not lock or change it.
 * @param at when it was taken: ISO 8601 in UTC
 */
export function openBackup(project: string, backup: string, at: string): OpenProject {
  const { db, close } = openPrivateCopy(backup, 'locked');
  const when = at.slice(0, 16).replace('T', ' ');
  const reason = `This is a backup, as the project was on ${when} UTC. The project itself is as you left it.`;
  return { ...readers(project, reason, db), close };
}

const readers = (path: string, readOnlyReason: string, db: ReadableDb) => ({
  db,
  writable: null,
  path,
  readOnlyReason,
  coderId: null,
  pagesChecked: true,
  isBackedUp: () => true,
  backUp: () => undefined,
});

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
  const attachment = isAttachment(file);
  if (attachment) return placeInWords(attachment);
  if (!can(file)) return 'The file is write-protected.';
  return can(path.dirname(file)) ? null : 'The folder is write-protected.';
}

/** Adds what the file alone cannot say: which backups there are, and who has it open. */
export function withDetails(failure: Failure, file: string, around: Surroundings): Failure {
  if (failure.code === 'damaged') return { ...failure, backups: soundBackups(around.profileFolder, file) };
  if (failure.code === 'not-a-project') {
    // What once was a project and is not even recognised any more has been overwritten at its beginning.
    const backups = soundBackups(around.profileFolder, file);
    if (backups.length === 0) return failure;
    const message =
      'This file was a Claimbook project once and is damaged at its beginning. Nothing was changed.';
    return { code: 'damaged', message, backups };
  }
  return withOwner(failure, file);
}

/**
 * Creates a project with the given codebook, else the default one. It is made beside the place and moved there when
 * complete, so that a file which the user agreed to replace is not lost half-way.
 */
export function createProject(
  file: string,
  { name, coderName }: { name: string; coderName: string },
  around: Surroundings,
  codebook = builtInTemplate('claims'),
): OpenProject {
  // Not named after the project, whose name may be as long as a name can be.
  const part = path.join(path.dirname(file), `.claimbook-${around.newId()}.new`);
  let db: WritableDb | null = null;
  try {
    db = createFile(part);
    const at = around.now();
    const coder: Coder = {
      type: 'coder',
      id: around.newId(),
      name: coderName,
      createdAt: at,
      role: 'coder',
      ofCoderId: null,
    };
    const project = { type: 'project' as const, id: around.newId(), name, description: '', createdAt: at };
    applyChange(
      db,
      { ...emptyChange(), added: [project, coder, ...recordsOfCodebook(codebook, around.newId)] },
      { at, id: around.newId(), coderId: null, label: `New project ${name}` },
    );
    closeFile(db);
    refuseIfOpenElsewhere(file);
    removeJournals(file);
    fs.renameSync(part, file);
  } catch (error) {
    // An open file cannot be removed on Windows.
    db?.close();
    fs.rmSync(part, { force: true });
    throw new FailureError(withOwner(failureOf(error, 'creating the project'), file));
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
