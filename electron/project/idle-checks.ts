/**
 * What can wait until the window shows its list: the pages of a large file are checked, one table at a
 * time so that calls are answered in between, and a backup is taken if there is none of this state.
 *
 * Checking 10,000 articles with 500,000 annotations takes 0.9 s, which is most of the time in which they
 * should be on the screen. Until it is done the file has passed the cheap checks (its kind, its version,
 * its schema), and SQLite refuses malformed cells as it meets them.
 */
import fs from 'node:fs';
import { recordTypes } from '../../shared/records';
import type { Failure } from '../../shared/result';
import { pageDamage } from '../db/open';
import { listBackups, soundBackups } from './backup';
import type { OpenProject, Surroundings } from './open-project';

/** Milliseconds before the first step, in which the window reads and paints; and between two steps. */
const beforeFirst = 1500;
const between = 30;
const whileBusy = 500;

/** Whether the file was written after its newest backup was taken; also where that cannot be said. */
function lacksBackup(project: OpenProject, { profileFolder }: Surroundings): boolean {
  try {
    const [newest] = listBackups(profileFolder, project.path);
    return !newest || fs.statSync(project.path).mtimeMs > Date.parse(newest.at);
  } catch {
    return true;
  }
}

function damageIn(project: OpenProject, table: string, { profileFolder }: Surroundings): Failure | null {
  const damage = pageDamage(project.db, table);
  return damage?.code === 'damaged'
    ? { ...damage, backups: soundBackups(profileFolder, project.path) }
    : damage;
}

/**
 * @param onDamage called at most once; nothing more is done afterwards
 * @param isBusy whether somebody waits for long work, which goes first
 * @returns stops what has not been done yet
 */
export function checkWhenIdle(
  project: OpenProject,
  around: Surroundings,
  onDamage: (failure: Failure) => void,
  isBusy: () => boolean,
): () => void {
  const tables = project.pagesChecked ? [] : [...recordTypes, 'change'];
  let timer = setTimeout(step, beforeFirst).unref();
  return () => clearTimeout(timer);

  function step(): void {
    // While an import is being written, the file is not what it was and not yet what it will be.
    if (project.db.inTransaction || isBusy()) {
      timer = setTimeout(step, whileBusy).unref();
      return;
    }
    const table = tables.shift();
    if (table === undefined) {
      if (project.writable && lacksBackup(project, around)) project.backUp();
      return;
    }
    const damage = damageIn(project, table, around);
    if (damage) onDamage(damage);
    else timer = setTimeout(step, between).unref();
  }
}
