/** A new project file from a whole project that was exported: an archive, a folder of JSON Lines, or JSON. */
import fs from 'node:fs';
import path from 'node:path';
import type { Misfits } from '../../shared/api';
import { FailureError } from '../../shared/result';
import { excerpt } from '../../shared/text';
import { readArticles } from '../db/check';
import { closeFile, createFile, failureOf, type WritableDb } from '../db/open';
import { rebuildFile } from '../exchange/claimbook-json';
import { rebuildTables } from '../exchange/claimbook-tables';
import type { RebuildingWatch } from '../exchange/rebuild';
import { isZip } from '../exchange/zip';
import { removeJournals } from './backup';
import type { JobControls } from './jobs';
import { type OpenProject, openProject, type Surroundings } from './open-project';

/** What was rebuilt, and what of it does not read as it says. */
export interface Rebuilt {
  project: OpenProject;
  misfits: Misfits;
}

/** More are not read by anyone; they are counted. */
const mostMisfits = 200;
/** Code units of the words that are shown of one. */
const mostWords = 200;

/**
 * Rebuilds a project with its history in a new file and opens it. Spans and evidence that do not read as quoted come in
 * as they are, since a project may hold such: they are told. It is made beside its place and moved there when
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
): Promise<Rebuilt> {
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
    progress(0, null, 'Checking the words of annotations');
    const misfits = await misfitsIn(db, breathe);
    closeFile(db);
    await breathe();
    refuseExisting(file);
    removeJournals(file);
    fs.renameSync(part, file);
    isInPlace = true;
    return { project: openProject(file, 'write', coderName, around), misfits };
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

async function misfitsIn(db: WritableDb, breathe: () => Promise<void>): Promise<Misfits> {
  const found: Misfits = { count: 0, first: [] };
  for (const { title, misfits } of readArticles(db)) {
    found.count += misfits.length;
    for (const { quote, found: reads } of misfits.slice(0, mostMisfits - found.first.length))
      found.first.push({ title, quote: excerpt(quote, mostWords), reads: excerpt(reads, mostWords) });
    await breathe();
  }
  return found;
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
