/** Folders that an export makes, and may make anew. */
import fs from 'node:fs';
import { FailureError } from '../../shared/result';

/** What Finder and Explorer leave in every folder that somebody looks into. */
const leftBehind = ['.DS_Store', 'desktop.ini', 'Thumbs.db'];

/**
 * Our own earlier export may be replaced; a folder with anything else may not.
 * @param ours the names of all files that such an export has
 * @throws FailureError `refused`
 */
export function refuseForeignFolder(folder: string, ours: readonly string[]): void {
  if (!fs.existsSync(folder)) return;
  const isFolder = fs.statSync(folder).isDirectory();
  const names = isFolder ? fs.readdirSync(folder) : [];
  const known = new Set([...ours, ...leftBehind]);
  if (isFolder && names.every((name) => known.has(name))) return;
  throw new FailureError({
    code: 'refused',
    message: `${folder} is already there and holds other files; choose another name. Nothing was written.`,
  });
}
