/** A new project file from a whole project that was exported: an archive, a folder of JSON Lines, or JSON. */
import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../../shared/result';
import { closeFile, createFile, failureOf, type WritableDb } from '../db/open';
import { rebuildFile } from '../exchange/claimbook-json';
import { rebuildTables } from '../exchange/claimbook-tables';
import type { RebuildingWatch } from '../exchange/rebuild';
import { isZip } from '../exchange/zip';
import { removeJournals } from './backup';
import type { JobControls } from './jobs';
import { type OpenProject, openProject, type Surroundings } from './open-project';

/**
 * Rebuilds a project with its history in a new file and opens it. It is made beside its place and moved there when
 * complete; whatever goes wrong, nothing is left behind.
 * @throws FailureError `refused` for a file that is there already or a source that is no whole project, naming what
 *   is wrong; `missing`, `disk-full`, `io`; what the signal throws
 */
export async function rebuildProject(
  file: string,
  source: string,
  coderName: string,
  around: Surroundings,
  { signal, progress }: JobControls,
): Promise<OpenProject> {
  refuseExisting(file);
  const part = path.join(path.dirname(file), `.claimbook-${around.newId()}.new`);
  let db: WritableDb | null = null;
  let isInPlace = false;
  const breathe = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
  try {
    progress(0, null, `Reading ${path.basename(source)}`);
    db = createFile(part);
    await fill(db, source, (rows) => {
      progress(rows, null, `${rows.toLocaleString('en')} rows`);
      return breathe();
    });
    closeFile(db);
    await breathe();
    refuseExisting(file);
    removeJournals(file);
    fs.renameSync(part, file);
    isInPlace = true;
    return openProject(file, 'write', coderName, around);
  } catch (error) {
    // An open file cannot be removed on Windows.
    db?.close();
    fs.rmSync(part, { force: true });
    removeJournals(part);
    if (isInPlace) fs.rmSync(file, { force: true });
    signal.throwIfAborted();
    throw new FailureError(failureOf(error, 'making the project'));
  }
}

function refuseExisting(file: string): void {
  if (!fs.existsSync(file)) return;
  throw new FailureError({
    code: 'refused',
    message: `There is a file ${path.basename(file)} already, which a project from an archive does not replace. Choose another name; nothing was changed.`,
  });
}

async function fill(db: WritableDb, source: string, watch: RebuildingWatch): Promise<number> {
  const kind = kindOf(source);
  if (kind === 'tables') return rebuildTables(db, source, watch);
  if (kind === 'json') return rebuildFile(db, source, undefined, watch);
  throw new FailureError({
    code: 'refused',
    message: `${path.basename(source)} is a database and no archive. A Claimbook project is opened by “Open project”; a database of DNA comes into a project by “Take in a dataset”. Nothing was changed.`,
  });
}

/** What a path leads to, by its first bytes. @throws FailureError `missing` */
function kindOf(source: string): 'tables' | 'json' | 'database' {
  const found = fs.statSync(source, { throwIfNoEntry: false });
  if (!found) {
    const message = `${path.basename(source)} is not there any more. Choose it again; nothing was changed.`;
    throw new FailureError({ code: 'missing', message });
  }
  if (found.isDirectory()) return 'tables';
  const handle = fs.openSync(source, 'r');
  try {
    const start = Buffer.alloc(16);
    fs.readSync(handle, start, 0, start.length, 0);
    if (isZip(start)) return 'tables';
    return start.toString('latin1') === 'SQLite format 3\0' ? 'database' : 'json';
  } finally {
    fs.closeSync(handle);
  }
}
