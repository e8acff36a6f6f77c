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

const fileNameOf = (at: string): string => `${at.replaceAll(':', '-')}.claimbook`;
const timeOf = (fileName: string): string =>
  fileName.replace(/\.claimbook$/, '').replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:');

/** The snapshots of a project, newest first. `id` is for `restoreBackup`. */
export function listBackups(profileFolder: string, project: string): BackupInfo[] {
  const folder = folderOf(profileFolder, project);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.claimbook'))
    .map((name) => ({ id: name, at: timeOf(name), bytes: fs.statSync(path.join(folder, name)).size }))
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

/**
 * Takes a snapshot and, when it is sound, throws away those that need not be kept.
 * @returns false when no sound snapshot could be made; the work goes on all the same.
 */
export function takeBackup(db: ReadableDb, profileFolder: string, project: string, now: string): boolean {
  const folder = folderOf(profileFolder, project);
  const file = path.join(folder, fileNameOf(now));
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.rmSync(`${file}.part`, { force: true });
    db.prepare('VACUUM INTO ?').run(`${file}.part`);
    if (!isSound(`${file}.part`)) throw new Error('the snapshot is not sound');
    fs.renameSync(`${file}.part`, file);
  } catch (error) {
    fs.rmSync(`${file}.part`, { force: true });
    console.error('backup failed', error);
    return false;
  }
  const backups = listBackups(profileFolder, project);
  const keep = snapshotsToKeep(backups.map(({ at }) => at));
  for (const { id, at } of backups) if (!keep.has(at)) fs.rmSync(path.join(folder, id), { force: true });
  return true;
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

/**
 * Puts a snapshot in the place of a damaged project, which is kept beside it.
 * @returns the name under which the damaged file is kept.
 * @throws FailureError `refused` for a snapshot that is not sound; `disk-full`, `read-only` or `io`
 */
export function restoreBackup(profileFolder: string, project: string, backupId: string, now: string): string {
  const backup = path.join(folderOf(profileFolder, project), path.basename(backupId));
  if (!isSound(backup)) {
    const message = 'This backup is damaged itself, so nothing was changed. Choose an older one.';
    throw new FailureError({ code: 'refused', message });
  }
  const extension = path.extname(project);
  const stamp = now.slice(0, 19).replaceAll(':', '-');
  const kept = `${project.slice(0, project.length - extension.length)}.damaged-${stamp}${extension}`;
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
