/** The calls that bring articles in: read, look, decide, and bring in. */
import fs from 'node:fs';
import type { Handlers } from '../../shared/api';
import type { DuplicateMember, ImportSource, ImportState } from '../../shared/api-imports';
import { duplicateGroups, type GroupMember } from '../../shared/duplicate-groups';
import { reportOf, reportText } from '../../shared/import-report';
import type { ReadSettings } from '../../shared/import-settings';
import { excerpt } from '../../shared/text';
import { FailureError, type Result, ok } from '../../shared/result';
import { mostUnits } from '../db/apply-change';
import { readArticle } from '../db/articles';
import { readExisting } from '../db/read';
import { withKeys } from '../exchange/prepare-article';
import type { ReadRange, Source } from '../exchange/read-source';
import { readers } from '../exchange/readers';
import { writeSafely } from '../exchange/write-safely';
import { bringIn } from './bring-in';
import { findDuplicate } from './find-duplicate';
import type { JobControls } from './jobs';
import { listProfiles, removeProfile, saveProfile } from './profile-store';
import { type Session, openedForWriting, openedProject } from './session';
import { Staging } from './staging';

type ImportHandlers = Pick<
  Handlers,
  Exclude<Extract<keyof Handlers, `import.${string}`>, never> | Extract<keyof Handlers, `profile.${string}`>
>;

/** The staging area, made when something is read into it. */
const stagingOf = (session: Session): Staging => (session.staging ??= new Staging());

const gone = (what: string): FailureError =>
  new FailureError({
    code: 'not-found',
    message: `${what} is not there any more. Choose its file again; nothing was changed.`,
  });

function stateOf(session: Session): Result<ImportState> {
  const staging = stagingOf(session);
  return ok(staging.state(duplicateGroups(staging.duplicates()).length));
}

/** @throws FailureError `not-found`, `refused` */
const sourceOf = (session: Session, source: ImportSource): Source => {
  if ('token' in source) return { path: session.grants.pathOf(source.token) };
  if ('pasted' in source) return { name: '', bytes: new TextEncoder().encode(source.pasted) };
  return { name: source.fileName, bytes: source.bytes };
};

const tooMuch = (): FailureError =>
  new FailureError({
    code: 'refused',
    message: `Together these texts have more than ${mostUnits / 1e6} million characters, which is more than one import can take. Choose fewer files, or split the table; nothing was changed.`,
  });

/** @throws FailureError `refused` while files are read: half of one is no import */
function refuseWhileReading({ staging }: Session): void {
  if (!staging || staging.readers === 0) return;
  throw new FailureError({
    code: 'refused',
    message: 'Files are still being read. Wait until they are, or stop it; nothing was changed.',
  });
}

/** Notes that a job reads into the staging area for as long as it does. */
async function whileReading(session: Session, work: () => Promise<Result<ImportState>>) {
  const staging = stagingOf(session);
  staging.readers += 1;
  try {
    return await work();
  } finally {
    staging.readers -= 1;
  }
}

/** Reads a source, or one file of it, into the staging area. */
async function readInto(
  session: Session,
  source: number,
  settings: ReadSettings,
  { signal, progress }: JobControls,
  again?: { fileId: string; only: string },
): Promise<void> {
  const { db } = openedForWriting(session);
  const staging = stagingOf(session);
  const given = staging.sources[source];
  if (!given) throw new Error(`there is no source ${source} of ${staging.sources.length}`);
  // A pasted text is one: it is not to be recognised as anything else than text.
  const chosen: ReadSettings = 'pasted' in given ? { ...settings, format: 'plain-text' } : settings;
  const { dev, ino } = fs.statSync(openedProject(session).path);
  const range: ReadRange = { own: { dev, ino }, ...(again ? { only: again.only } : {}) };
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
        fileId = again ? Number(again.fileId) : staging.beginFile(source, event.name, event.size, stored);
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
      }
    }
    progress(
      found,
      null,
      `Reading: ${found.toLocaleString('en')} articles in ${files.toLocaleString('en')} files`,
    );
    await new Promise((resolve) => setImmediate(resolve));
  }
  // A folder or archive in which the file is not there any more tells of no file at all.
  if (again && files === 0) throw gone(`“${again.only}”`);
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
async function readAll(
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
async function readAgain(
  session: Session,
  fileIds: readonly string[],
  settings: ReadSettings,
  job: JobControls,
): Promise<Result<ImportState>> {
  const staging = stagingOf(session);
  for (const fileId of fileIds) {
    const found = staging.file(fileId);
    if (!found) throw gone('This file');
    const { file, source } = found;
    const shelf = staging.shelve(fileId, JSON.stringify(settings));
    try {
      const again = { fileId, only: file.fileName };
      await readInto(session, staging.sources.indexOf(source), settings, job, again);
    } catch (error) {
      shelf.restore();
      throw error;
    }
    shelf.drop();
  }
  return stateOf(session);
}

function discard(session: Session): void {
  session.staging?.close();
  session.staging = null;
}

/** A member of a group as it is shown; null for a row that has been read again since. */
function memberOf(session: Session, { in: place, id, likeness }: GroupMember): DuplicateMember | null {
  if (place === 'import') {
    const row = stagingOf(session).row(id);
    if (!row) return null;
    const { title, source, date } = row.fields;
    const { textLength, decision } = row;
    return { in: place, id, title, source, date, textLength, excerpt: row.excerpt, likeness, decision };
  }
  const { title, source, date, textLength, text } = readArticle(openedProject(session).db, id);
  const beginning = excerpt(text, 200);
  return {
    in: place,
    id,
    title,
    source,
    date,
    textLength,
    excerpt: beginning,
    likeness,
    decision: null,
  };
}

export const importHandlers = (session: Session): ImportHandlers => ({
  'import.read': ({ jobId, sources, settings }) =>
    session.jobs.run(jobId, (job) => whileReading(session, () => readAll(session, sources, settings, job))),

  'import.readAgain': ({ jobId, fileIds, settings }) =>
    session.jobs.run(jobId, (job) => {
      // One shelf holds what one of them puts aside.
      refuseWhileReading(session);
      return whileReading(session, () => readAgain(session, fileIds, settings, job));
    }),

  'import.state': () => stateOf(session),
  'import.rows': ({ show, from, count }) => ok(stagingOf(session).rows(show, from, count)),
  'import.files': ({ onlyProblems, from, count }) => ok(stagingOf(session).files(onlyProblems, from, count)),

  'import.file': ({ fileId }) => {
    const found = stagingOf(session).file(fileId);
    if (!found) throw gone('This file');
    return ok(found.file);
  },

  'import.text': ({ rowId }) => {
    const found = stagingOf(session).text(rowId);
    if (!found) throw gone('This text');
    return ok(found);
  },

  'import.edit': ({ rows, fields }) => {
    stagingOf(session).edit(rows, fields);
    return stateOf(session);
  },

  'import.decide': ({ rows, decision }) => {
    stagingOf(session).decide(rows, decision);
    return stateOf(session);
  },

  'import.groups': ({ from, count }) => {
    const staging = stagingOf(session);
    const groups = duplicateGroups(staging.duplicates());
    return ok({
      total: groups.length,
      groups: groups.slice(from, from + count).map(({ members }) => ({
        groupId: members[0]!.id,
        members: members.flatMap((member) => memberOf(session, member) ?? []),
      })),
    });
  },

  'import.try': async ({ fileId, settings, count }) => {
    const found = stagingOf(session).file(fileId);
    if (!found) throw gone('This file');
    const { file } = found;
    const source = sourceOf(session, found.source);
    return ok(await session.options.reading.attempt({ source, fileName: file.fileName, settings, count }));
  },

  'import.run': ({ jobId }) =>
    session.jobs.run(jobId, async (job) => {
      refuseWhileReading(session);
      const work = bringIn(session, stagingOf(session), job);
      session.longWrite = work.then(
        () => undefined,
        () => undefined,
      );
      try {
        const written = await work;
        if (written.ok) discard(session);
        return written;
      } finally {
        session.longWrite = null;
      }
    }),

  'import.discard': () => {
    refuseWhileReading(session);
    discard(session);
    return ok(null);
  },

  'import.formats': () => ok(readers.map(({ id, name }) => ({ id, name }))),

  'profile.list': () => ok(listProfiles(session.options.profileFolder)),
  'profile.save': async ({ profile, replace }) =>
    ok(await saveProfile(session.options.profileFolder, profile, replace)),
  'profile.remove': async ({ name }) => ok(await removeProfile(session.options.profileFolder, name)),

  'import.report': ({ importId }) => ok(reportIn(session, importId)),

  'import.saveReport': async ({ importId, token }) => {
    const report = reportIn(session, importId);
    const file = session.grants.pathOf(token);
    const words = /\.json$/i.test(file) ? `${JSON.stringify(report, null, 2)}\n` : reportText(report);
    await writeSafely(file, 'file', (part) => fs.promises.writeFile(part, words));
    return ok(null);
  },
});

/** @throws FailureError `not-found` */
function reportIn(session: Session, importId: string) {
  const { db } = openedProject(session);
  const record = readExisting(db, 'import', importId);
  return reportOf(record, readExisting(db, 'coder', record.coderId).name);
}
