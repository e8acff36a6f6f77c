/**
 * Says who has a project open. SQLite's own lock decides; this small file beside the project only
 * tells the name, and is gone when the project is closed. A stale one, after a crash, is overwritten.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Failure } from '../../shared/result';

const owner = z.object({ coder: z.string(), host: z.string(), since: z.string() });
export type Owner = z.infer<typeof owner>;

const ownerFile = (project: string): string =>
  path.join(path.dirname(project), `.${path.basename(project)}.owner`);

/** Who wrote the owner file, or null when there is none that can be read. */
function readOwner(project: string): Owner | null {
  try {
    return owner.parse(JSON.parse(fs.readFileSync(ownerFile(project), 'utf8')));
  } catch {
    return null;
  }
}

/** Best effort: a folder that takes no second file still lets the project be used. */
export function writeOwner(project: string, coder: string, since: string): void {
  try {
    fs.writeFileSync(ownerFile(project), JSON.stringify({ coder, host: os.hostname(), since }));
  } catch {
    // The name is a courtesy; the lock itself is SQLite's.
  }
}

/** Best effort, as is the writing: where the folder has gone, closing the project must still succeed. */
export function removeOwner(project: string): void {
  try {
    fs.rmSync(ownerFile(project), { force: true });
  } catch {
    // A stale file misleads nobody: it is read only when SQLite finds the project locked.
  }
}

/** A failure `locked` with who has the project open, where that is known; any other failure as it is. */
export function withOwner(failure: Failure, project: string): Failure {
  const owner = failure.code === 'locked' ? readOwner(project) : null;
  if (failure.code !== 'locked' || !owner) return failure;
  const since = owner.since.slice(0, 16).replace('T', ' ');
  return {
    ...failure,
    message: `${owner.coder} has this project open on ${owner.host}, since ${since} UTC.`,
    by: owner.coder,
    since: owner.since,
  };
}
