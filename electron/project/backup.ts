/**
 * Snapshots of a project beside the app's own data, never beside the project. Each one is opened and
 * checked before an older one is thrown away.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type BackupInfo, FailureError } from '../../shared/result';
import { closeFile, failureOf, openForReading, type ReadableDb } from '../db/open';

const newestToKeep = 10;
const daysToKeep = 14;
/** Checkpoints are few and each is the way back from a loss: they outlive the snapshots of the clock. */
const checkpointsToKeep = 20;

/** One folder per project path: a damaged file cannot say which project it was. */
const folderOf = (profileFolder: string, project: string): string =>
  path.join(
    profileFolder,
    'backups',
    createHash('sha256').update(path.resolve(project)).digest('hex').slice(0, 16),
  );

/**
 * Which snapshots to keep: the newest ten, and the newest of each of the last fourteen days.
 * @param ats ISO 8601 times in UTC, in any order.
 */
export function snapshotsToKeep(ats: readonly string[]): Set<string> {
  const newestFirst = ats.toSorted().toReversed();
  const keep = new Set(newestFirst.slice(0, newestToKeep));
  const days = new Set<string>();
  for (const at of newestFirst) {
    const day = at.slice(0, 10);
    if (!days.has(day) && days.size < daysToKeep) {
      days.add(day);
      keep.add(at);
    }
  }
  return keep;
}

const checkpointEnd = '.checkpoint.claimbook';
const isCheckpoint = (fileName: string): boolean => fileName.endsWith(checkpointEnd);
const stampOf = (at: string): string => at.replaceAll(':', '-');
const timeOf = (fileName: string): string =>
  fileName.replace(/(\.checkpoint)?\.claimbook$/, '').replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:');

/** Beside a checkpoint lies what was about to be done when it was taken. */
const labelFileOf = (file: string): string => `${file}.label`;

function labelOf(file: string): string {
  try {
    return fs.readFileSync(labelFileOf(file), 'utf8');
  } catch {
    return '';
  }
}

/** The snapshots of a project, newest first. `id` is for `restoreBackup`. */
export function listBackups(profileFolder: string, project: string): BackupInfo[] {
  const folder = folderOf(profileFolder, project);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.claimbook'))
    .map((name) => ({
      id: name,
      at: timeOf(name),
      bytes: fs.statSync(path.join(folder, name)).size,
      checkpoint: isCheckpoint(name) ? labelOf(path.join(folder, name)) : null,
    }))
    .toSorted((one, other) => other.at.localeCompare(one.at));
}

function isSound(file: string): boolean {
  try {
    closeFile(openForReading(file));
    return true;
  } catch {
    return false;
  }
}

/** The snapshots that open and pass their check, newest first. */
export const soundBackups = (profileFolder: string, project: string): BackupInfo[] =>
  listBackups(profileFolder, project).filter(({ id }) =>
    isSound(path.join(folderOf(profileFolder, project), id)),
  );

/** Where a backup of a project lies; the id may come from anywhere and leads nowhere else. */
export const pathOfBackup = (profileFolder: string, project: string, backupId: string): string =>
  path.join(folderOf(profileFolder, project), path.basename(backupId));

/** How many annotations a backup holds; null when it cannot be read. Its pages are not checked. */
export function annotationsIn(file: string): number | null {
  try {
    const db = openForReading(file, 'later');
    try {
      return db.prepare('SELECT count(*) FROM annotation').pluck().get() as number;
    } finally {
      closeFile(db);
    }
  } catch {
    return null;
  }
}

/**
 * Takes a snapshot and, when it is sound, throws away those that need not be kept. What fails is logged.
 * @returns false when no sound snapshot could be made; the work goes on all the same.
 */
export function takeBackup(db: ReadableDb, profileFolder: string, project: string, now: string): boolean {
  const file = path.join(folderOf(profileFolder, project), `${stampOf(now)}.claimbook`);
  if (!snapshot(db, file)) return false;
  throwAway(profileFolder, project, (backups) => {
    const timed = backups.filter(({ checkpoint }) => checkpoint === null);
    const keep = snapshotsToKeep(timed.map(({ at }) => at));
    return timed.filter(({ at }) => !keep.has(at));
  });
  return true;
}

/**
 * Throws away the snapshots that are chosen, newest first. One that cannot be removed, as while another
 * program looks at it, stays until the next time: that must not stop whatever the snapshot was taken for.
 */
function throwAway(
  profileFolder: string,
  project: string,
  choose: (backups: BackupInfo[]) => BackupInfo[],
): void {
  const folder = folderOf(profileFolder, project);
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      console.error('old backups could not be thrown away', error);
    }
  };
  attempt(() => {
    for (const { id } of choose(listBackups(profileFolder, project))) {
      const old = path.join(folder, id);
      for (const part of [old, labelFileOf(old)]) attempt(() => fs.rmSync(part, { force: true }));
    }
  });
}

/**
 * Takes a snapshot that the rotation of the others leaves alone, before something is done that the user
 * may want to come back from.
 * @param label what is about to be done
 * @returns the id of the checkpoint; null when no sound one could be made.
 */
export function takeCheckpoint(
  db: ReadableDb,
  profileFolder: string,
  project: string,
  now: string,
  label: string,
): string | null {
  const id = stampOf(now) + checkpointEnd;
  const file = path.join(folderOf(profileFolder, project), id);
  if (!snapshot(db, file)) return null;
  try {
    fs.writeFileSync(labelFileOf(file), label);
  } catch (error) {
    console.error('the label of a checkpoint could not be written', error);
  }
  throwAway(profileFolder, project, (backups) =>
    backups.filter(({ checkpoint }) => checkpoint !== null).slice(checkpointsToKeep),
  );
  return id;
}

/** Copies the project to a new file, which is there only if it is sound. */
function snapshot(db: ReadableDb, file: string): boolean {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.rmSync(`${file}.part`, { force: true });
    db.prepare('VACUUM INTO ?').run(`${file}.part`);
    if (!isSound(`${file}.part`)) throw new Error('the snapshot is not sound');
    fs.renameSync(`${file}.part`, file);
    return true;
  } catch (error) {
    console.error('backup failed', error);
    removePart(file);
    return false;
  }
}

/** Where the backups' folder itself cannot be used, there is nothing to clear away. */
function removePart(file: string): void {
  try {
    fs.rmSync(`${file}.part`, { force: true });
  } catch (error) {
    console.error('an unfinished backup could not be removed', error);
  }
}

/** What SQLite may leave beside a file. */
const journalTails = ['-journal', '-wal', '-shm'];

/** What SQLite would replay into the project file, whatever file lies there by then. */
export function removeJournals(project: string): void {
  for (const tail of journalTails) fs.rmSync(project + tail, { force: true });
}

/** Gives a project another name, with what a crash left beside it: without that it could not be mended. */
function moveWithJournals(from: string, to: string): void {
  for (const tail of ['', ...journalTails])
    if (fs.existsSync(from + tail)) fs.renameSync(from + tail, to + tail);
}

/** Waits until the bytes of a file are on the disk. */
function flush(file: string): void {
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** @throws FailureError `refused` for a snapshot that is not sound, or not there */
export function requireSound(backup: string): void {
  if (isSound(backup)) return;
  const message = 'This backup is damaged itself, so nothing was changed. Choose an older one.';
  throw new FailureError({ code: 'refused', message });
}

/**
 * Puts a snapshot in the place of a project, which is kept beside it.
 * @param word why the file gives way, as part of the name under which it is kept
 * @returns that name.
 * @throws FailureError `refused` for a snapshot that is not sound; `disk-full`, `read-only` or `io`
 */
export function restoreBackup(
  profileFolder: string,
  project: string,
  backupId: string,
  now: string,
  word: 'damaged' | 'before-restore' = 'damaged',
): string {
  const backup = pathOfBackup(profileFolder, project, backupId);
  requireSound(backup);
  const extension = path.extname(project);
  const stamp = now.slice(0, 19).replaceAll(':', '-');
  const kept = `${project.slice(0, project.length - extension.length)}.${word}-${stamp}${extension}`;
  const restored = `${project}.restored`;
  try {
    fs.copyFileSync(backup, restored);
    flush(restored);
    moveWithJournals(project, kept);
    fs.renameSync(restored, project);
  } catch (error) {
    fs.rmSync(restored, { force: true });
    if (!fs.existsSync(project)) moveWithJournals(kept, project);
    throw new FailureError(failureOf(error, 'restoring the backup'));
  }
  return path.basename(kept);
}
