/** Brings a project file to this version's schema, one transaction per step. */
import { latestVersion, migrations } from '../migrations/index';
import { FailureError } from '../../shared/result';
import type { ReadableDb, WritableDb } from './open';

/** The file's schema version; 0 for an empty file. */
export const versionOf = (db: ReadableDb): number => Number(db.pragma('user_version', { simple: true }));

/** Whether this build can read the file as it is; an older one is first brought up to date. */
export const isUpToDate = (db: ReadableDb): boolean => versionOf(db) === latestVersion;

/**
 * Runs the steps that the file lacks. `backUp` is called once, before the first of them,
 * with this handle: another one of the same process would meet its lock.
 * @throws FailureError `newer-file` when the file was written by a newer Claimbook.
 */
export function migrate(db: WritableDb, backUp: (db: WritableDb) => void = () => undefined): void {
  const fileVersion = versionOf(db);
  if (fileVersion > latestVersion) throw new FailureError(newerFile(fileVersion));
  const steps = migrations.filter(({ version }) => version > fileVersion);
  if (steps.length === 0) return;
  if (fileVersion > 0) backUp(db);
  // A table that is made anew is gone for a moment. All keys are checked at the end.
  const keysAreChecked = db.pragma('foreign_keys', { simple: true }) === 1;
  db.pragma('foreign_keys = OFF');
  for (const { version, sql, fill } of steps) {
    db.transaction(() => {
      db.exec(sql);
      fill?.(db);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
  if (keysAreChecked) db.pragma('foreign_keys = ON');
  const broken = db.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0)
    throw new Error(`${broken.length} foreign keys are broken after migrating to ${latestVersion}`);
}

export const newerFile = (fileVersion: number) => ({
  code: 'newer-file' as const,
  message:
    `This project was written by a newer Claimbook (file version ${fileVersion}; this one reads up to ` +
    `${latestVersion}). Install the newer Claimbook to open it; nothing was changed.`,
  fileVersion,
  appVersion: latestVersion,
});
