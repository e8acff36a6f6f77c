/** Reading into the staging area: sources that were chosen, and files of them once more with other settings. */
import fs from 'node:fs';
import type { ImportSource, ImportState } from '../../shared/api-imports';
import type { ReadSettings } from '../../shared/import-settings';
import { FailureError, type Result, ok } from '../../shared/result';
import { mostUnits } from '../db/apply-change';
import { withKeys } from '../exchange/prepare-article';
import type { ReadRange, Source } from '../exchange/read-source';
import { FilesAgain } from './files-again';
import { findDuplicate } from './find-duplicate';
import type { JobControls } from './jobs';
import { type Session, openedProject } from './session';
import { Staging } from './staging';
import { openedForWriting } from './write';

/** The staging area, made when something is read into it. */
export const stagingOf = (session: Session): Staging => (session.staging ??= new Staging());

export const gone = (what: string): FailureError =>
  new FailureError({
    code: 'not-found',
    message: `${what} is not there any more. Choose its file again; nothing was changed.`,
  });

export const stateOf = (session: Session): Result<ImportState> => ok(stagingOf(session).state());

/** @throws FailureError `not-found`, `refused` */
export const sourceOf = (session: Session, source: ImportSource): Source => {
  if ('token' in source) return { path: session.grants.pathOf(source.token) };
  if ('pasted' in source) return { name: '', bytes: new TextEncoder().encode(source.pasted) };
  return { name: source.fileName, bytes: source.bytes };
};

const tooMuch = (): FailureError =>
  new FailureError({
    code: 'refused',
    message: `Together these texts have more than ${mostUnits / 1e6} million characters, which is more than one import can take. Choose fewer files, or split the table; nothing was changed.`,
  });

/** Notes that a job reads into the staging area for as long as it does. */
export async function whileReading(session: Session, work: () => Promise<Result<ImportState>>) {
  const staging = stagingOf(session);
  staging.readers += 1;
  try {
    return await work();
  } finally {
    staging.readers -= 1;
  }
}

/** Reads a source, or those of its files that are read again, into the staging area. */
async function readInto(
  session: Session,
  source: number,
  settings: ReadSettings,
  { signal, progress }: JobControls,
  again: FilesAgain | null = null,
): Promise<void> {
  const { db } = openedForWriting(session);
  const staging = stagingOf(session);
  const given = staging.sources[source];
  if (!given) throw new Error(`there is no source ${source} of ${staging.sources.length}`);
  // A pasted text is one: it is not to be recognised as anything else than text.
  const chosen: ReadSettings = 'pasted' in given ? { ...settings, format: 'plain-text' } : settings;
  const { dev, ino } = fs.statSync(openedProject(session).path);
  const range: ReadRange = { own: { dev, ino }, ...(again ? { only: again.names } : {}) };
  const order = { source: sourceOf(session, given), settings: chosen, range };
  const stored = JSON.stringify(settings);
  let fileId = 0;
  let found = 0;
  let files = 0;
  let units = staging.units();
  for await (const events of session.options.reading.files(order, signal)) {
    signal.throwIfAborted();
    for (const event of events) {
      if (event.type === 'file') {
        if (again) {
          const begun = again.begin(event.name);
          fileId = begun.fileId;
          units -= begun.freed;
        } else fileId = staging.beginFile(source, event.name, event.size, stored);
        progress(found, null, event.name === '' ? 'Reading the text' : `Reading ${event.name}`);
      } else if (event.type === 'article') {
        const article = withKeys(event.article);
        const duplicate = findDuplicate(db, staging, article);
        staging.addRow(fileId, article, duplicate?.how === 'same text' ? 'skip' : 'take', duplicate);
        found += 1;
        units +=
          article.text.length + 2 * (article.layout.length + JSON.stringify(article.particulars).length);
        if (units > mostUnits) throw tooMuch();
      } else if (event.type === 'skipped') staging.addSkipped(fileId, event.place, event.why);
      else {
        files += 1;
        staging.endFile(fileId, {
          format: event.reader?.name ?? null,
          readerId: event.reader?.id ?? null,
          encoding: event.encoding,
          encodings: [...event.encodings],
          problem: event.problem,
        });
        again?.end();
      }
    }
    progress(
      found,
      null,
      `Reading: ${found.toLocaleString('en')} articles in ${files.toLocaleString('en')} files`,
    );
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What cannot be read at all costs no other source: it is one file with a problem. */
function noteProblem(
  session: Session,
  source: ImportSource,
  number: number,
  settings: ReadSettings,
  problem: string,
): void {
  const staging = stagingOf(session);
  const name =
    'token' in source ? session.grants.nameOf(source.token) : 'pasted' in source ? '' : source.fileName;
  const fileId = staging.beginFile(number, name, 0, JSON.stringify(settings));
  staging.endFile(fileId, { format: null, readerId: null, encoding: '', encodings: [], problem });
}

/** What was read before a cancel of this job is forgotten with it. */
export async function readAll(
  session: Session,
  sources: readonly ImportSource[],
  settings: ReadSettings,
  job: JobControls,
): Promise<Result<ImportState>> {
  openedForWriting(session);
  const staging = stagingOf(session);
  const begun: number[] = [];
  try {
    for (const source of sources) {
      const number = staging.addSource(source);
      begun.push(number);
      await readInto(session, number, settings, job).catch((error: unknown) => {
        const isAboutAll = error instanceof FailureError && error.failure.message === tooMuch().message;
        if (job.signal.aborted || !(error instanceof FailureError) || isAboutAll) throw error;
        noteProblem(session, source, number, settings, error.message);
      });
    }
  } catch (error) {
    for (const number of begun) staging.forgetSource(number);
    throw error;
  }
  return stateOf(session);
}

/** What a file was before stays when it cannot be read again, or that is cancelled. */
export async function readAgain(
  session: Session,
  fileIds: readonly string[],
  settings: ReadSettings,
  job: JobControls,
): Promise<Result<ImportState>> {
  const staging = stagingOf(session);
  const idsBySource = new Map<number, Map<string, string>>();
  for (const fileId of fileIds) {
    const found = staging.file(fileId);
    if (!found) throw gone('This file');
    const ids = idsBySource.get(found.number) ?? new Map<string, string>();
    idsBySource.set(found.number, ids.set(found.file.fileName, fileId));
  }
  const missing: string[] = [];
  for (const [source, ids] of idsBySource) {
    const again = new FilesAgain(staging, ids, JSON.stringify(settings));
    try {
      await readInto(session, source, settings, job, again);
    } catch (error) {
      again.restore();
      throw error;
    }
    // A folder or archive in which a file is not there any more tells nothing of it.
    missing.push(...again.missingNames);
  }
  if (missing.length > 0) throw goneAmong(missing, fileIds.length);
  return stateOf(session);
}

/** @param asked how many files were to be read again, at least as many as are missing */
function goneAmong(missing: readonly string[], asked: number): FailureError {
  const [first = '', ...more] = missing;
  if (asked === 1) return gone(`“${first}”`);
  const names = more.length === 0 ? `“${first}”` : `“${first}” and ${countOf(more.length, 'more file')}`;
  return new FailureError({
    code: 'not-found',
    message: `${names} ${more.length === 0 ? 'is' : 'are'} not there any more; what was read before stays.${
      missing.length < asked ? ' The other files were read again.' : ''
    }`,
  });
}

const countOf = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
