/** The calls that bring articles in: read, look, decide, and bring in. */
import fs from 'node:fs';
import type { Handlers } from '../../shared/api';
import type { DuplicateMember } from '../../shared/api-imports';
import type { GroupMember } from '../../shared/duplicate-groups';
import { reportOf, reportText } from '../../shared/import-report';
import { excerpt } from '../../shared/text';
import { FailureError, ok } from '../../shared/result';
import { readArticle } from '../db/articles';
import { readExisting } from '../db/read';
import { readers } from '../exchange/readers';
import { writeSafely } from '../exchange/write-safely';
import { bringIn } from './bring-in';
import { listProfiles, removeProfile, saveProfile } from './profile-store';
import { gone, readAgain, readAll, sourceOf, stagingOf, stateOf, whileReading } from './read-into-staging';
import { type Session, openedProject } from './session';

type ImportHandlers = Pick<
  Handlers,
  Exclude<Extract<keyof Handlers, `import.${string}`>, never> | Extract<keyof Handlers, `profile.${string}`>
>;

/** @throws FailureError `refused` while files are read: half of one is no import */
function refuseWhileReading({ staging }: Session): void {
  if (!staging || staging.readers === 0) return;
  throw new FailureError({
    code: 'refused',
    message: 'Files are still being read. Wait until they are, or stop it; nothing was changed.',
  });
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

  'import.link': ({ rows }) => {
    stagingOf(session).link(rows);
    return stateOf(session);
  },

  'import.groups': ({ from, count }) => {
    const groups = stagingOf(session).groups();
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
