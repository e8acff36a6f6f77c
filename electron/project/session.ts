/** What the host of one window holds: the open project, and the one way of writing to it. */
import path from 'node:path';
import type { Applied, LossAlarm, ProjectSnapshot, WindowEvents } from '../../shared/api';
import { articlesOf } from '../../shared/change-subjects';
import { type Change, isEmpty } from '../../shared/changes';
import type { CommandEnv, Decision } from '../../shared/commands';
import { annotationsLost, isAlarming, mayAlarm } from '../../shared/loss-alarm';
import { withoutBody } from '../../shared/records';
import { type Failure, FailureError, type Result, ok } from '../../shared/result';
import { applyChange } from '../db/apply-change';
import { wholeInFile } from '../db/change-subjects';
import { entryCalled, undoState } from '../db/history';
import { failureOf, type ReadableDb, type WritableDb } from '../db/open';
import { lastSeq, readContents } from '../db/project';
import { sameFile } from '../same-file';
import { takeCheckpoint } from './backup';
import { type Grants, createGrants } from './grants';
import { checkWhenIdle } from './idle-checks';
import { type Jobs, createJobs } from './jobs';
import type { Agreement } from './agreement';
import type { Incoming } from './dataset-handlers';
import type { DatasetReading } from './dataset-reading';
import type { Waiting } from './merge-waiting';
import type { Reading } from './reading';
import type { Staging } from './staging';
import { type OpenProject, type Surroundings, withDetails } from './open-project';

export interface HostOptions extends Surroundings {
  /** Where events for the window go. */
  emit: WindowEvents;
  appVersion: string;
  /** How files are read for an import: in a thread of its own, or here. */
  reading: Reading;
  /** How datasets of other programs are read: in a thread of its own, or here. */
  readDataset: DatasetReading;
}

export interface Session {
  readonly options: HostOptions;
  readonly grants: Grants;
  readonly jobs: Jobs;
  project: OpenProject | null;
  /** Where an import waits until the user brings it in; null when there is none. */
  staging: Staging | null;
  /** A dataset that waits until the user brings it in; null when there is none. */
  incoming: Incoming | null;
  /** A project file that waits to be merged into the open one; null when there is none. */
  merging: Waiting | null;
  /** What was compared last; it holds while the project is the same. Null when nothing was. */
  agreement: Agreement | null;
  /** Resolves when a write that takes several turns is over; null when there is none. */
  longWrite: Promise<void> | null;
  /** Under which id the call that is answered now is to be recorded; null where the window gave none. */
  writeId: string | null;
  /** Time of the last backup that was tried, or of the opening: ISO 8601 in UTC. */
  backedUpAt: string;
  /** Damage that was found after the opening: nothing more is read from the project or written to it. */
  damage: Failure | null;
  /** The path at which damage was found, until another project is open: it is checked before it is read. */
  suspect: string | null;
  /** Ends the checks that wait for idle time. */
  stopChecks: () => void;
}

export function createSession(options: HostOptions): Session {
  const session: Session = {
    options,
    grants: createGrants((file) => isOwnFile(session, file)),
    jobs: createJobs((event) => options.emit.progress(event)),
    project: null,
    staging: null,
    incoming: null,
    merging: null,
    agreement: null,
    longWrite: null,
    writeId: null,
    backedUpAt: options.now(),
    damage: null,
    suspect: null,
    stopChecks: () => undefined,
  };
  return session;
}

/** @throws FailureError `no-project` when none is open, `damaged` when damage has been found since */
export function openedProject({ project, damage }: Session): OpenProject {
  if (damage) throw new FailureError(damage);
  if (project) return project;
  throw new FailureError({ code: 'no-project', message: 'No project is open. Open one first.' });
}

/** Whether this path leads to the file of the open project. */
export const isOwnFile = ({ project }: Session, file: string): boolean =>
  project !== null && sameFile(project.path, file);

export interface Writer {
  db: WritableDb;
  env: CommandEnv;
  /** The id of the line of history that the write makes. */
  changeId: string;
}

/** @throws FailureError `no-project`, or `read-only` with the reason */
export function openedForWriting(session: Session): Writer {
  const { writable, coderId, readOnlyReason } = openedProject(session);
  if (writable && coderId !== null) {
    const { now, newId } = session.options;
    return { db: writable, env: { now: now(), newId, coderId }, changeId: session.writeId ?? newId() };
  }
  throw new FailureError({
    code: 'read-only',
    message: `This project is open for reading only, so nothing was changed. ${readOnlyReason ?? ''}`.trim(),
  });
}

/**
 * The one way of writing: the command decides from the records, then its change is applied and recorded.
 * A change that would change nothing is not recorded; it answers with the `seq` of what came before.
 * @param articleId the article that the history shows the change under, if there is one
 * @param namedAnnotations how many annotations the user pointed at, for the loss alarm
 */
export function write(
  session: Session,
  command: (db: ReadableDb, env: CommandEnv) => Decision,
  articleId: string | ((db: ReadableDb) => string) | null = null,
  namedAnnotations = 0,
): Result<Applied> {
  const { db, env, changeId } = openedForWriting(session);
  const decision = command(db, env);
  if (!decision.ok) return decision;
  const { label, change } = decision.value;
  if (isEmpty(change)) return ok({ seq: lastSeq(db), label, change, undo: undoState(db) });
  const meta = {
    id: changeId,
    at: env.now,
    coderId: env.coderId,
    label,
    articleId: articleOfChange(db, change, typeof articleId === 'function' ? articleId(db) : articleId),
  };
  return ok(
    guarded(session, namedAnnotations, (watch) => {
      watch(change, label);
      return { ...applyChange(db, change, meta), label };
    }),
  );
}

/** What the call did when it was sent before, by the line of history that it left; null for a new one. */
export function doneBefore({ project, writeId }: Session): Result<Applied> | null {
  const entry = project?.writable && writeId !== null ? entryCalled(project.db, writeId) : null;
  if (!project || !entry) return null;
  const { seq, label, change } = entry;
  return ok({ seq, label, change: withoutTexts(change), undo: undoState(project.db) });
}

/** The article that the history keeps a change under: none when the change does something in another one too. */
function articleOfChange(db: ReadableDb, change: Change, articleId: string | null): string | null {
  if (articleId === null) return null;
  const articles = articlesOf(change, (type, id) => wholeInFile(db, type, id));
  return [...articles].every((id) => id === articleId) ? articleId : null;
}

/**
 * Runs a write that tells its change before it is made. Where more annotations would go than the user
 * expects, a checkpoint is taken first, and the answer carries the alarm.
 * @param named how many annotations the user pointed at
 */
export function guarded<T extends Done | null>(
  session: Session,
  named: number,
  work: (watch: (change: Change, label: string) => void) => T,
): T extends null ? Applied | null : Applied;
export function guarded(
  session: Session,
  named: number,
  work: (watch: (change: Change, label: string) => void) => Done | null,
): Applied | null {
  const { db } = openedForWriting(session);
  let alarm: LossAlarm | null = null;
  const done = work((change, label) => {
    alarm = alarmBefore(session, change, named, label);
  });
  if (!done) return null;
  const applied: Applied = { ...done, change: withoutTexts(done.change), undo: undoState(db) };
  return alarm ? { ...applied, alarm } : applied;
}

interface Done {
  seq: number;
  label: string;
  change: Change;
}

function alarmBefore(session: Session, change: Change, named: number, label: string): LossAlarm | null {
  const { db, path: file } = openedProject(session);
  const lost = annotationsLost(change);
  if (!mayAlarm(lost)) return null;
  const total = db.prepare('SELECT count(*) FROM annotation').pluck().get() as number;
  if (!isAlarming({ lost, named, total })) return null;
  const { profileFolder, now } = session.options;
  return { lost, label, checkpointId: takeCheckpoint(db, profileFolder, file, now(), label) };
}

/** What crosses to the window carries no texts: it has them, or fetches them with the article. */
export const withoutTexts = ({ added, updated, removed }: Change): Change => ({
  added: added.map(withoutBody),
  updated,
  removed: removed.map(withoutBody),
});

/** Minutes of work between two backups. */
const backupInterval = 10;

/**
 * Takes a backup of what was written when the last one is old. Called between calls, when no answer waits
 * for it; what fails is logged, as nobody asked for it. A job that is under way is not held up: the answer
 * that ends it comes by here again.
 */
export function backUpIfDue(session: Session): void {
  const { project, damage, jobs, options } = session;
  if (!project || damage || jobs.areRunning()) return;
  const now = options.now();
  if (Date.parse(now) - Date.parse(session.backedUpAt) < backupInterval * 60_000) return;
  try {
    if (project.isBackedUp()) return;
    session.backedUpAt = now;
    project.backUp();
  } catch (error) {
    console.error('backup failed', error);
  }
}

/**
 * Makes this the open project, in place of the one that is open; its state as the window first sees it. It is
 * read before anything is given up: what cannot be read is closed again, and the open project stays open.
 */
export async function adopt(session: Session, project: OpenProject): Promise<ProjectSnapshot> {
  let contents: ReturnType<typeof readContents>;
  try {
    contents = readContents(project.db);
  } catch (error) {
    project.close();
    throw new FailureError(
      withDetails(failureOf(error, 'opening the project'), project.path, session.options),
    );
  }
  try {
    await closeProject(session);
  } catch (error) {
    // Its lock is gone in any case; what is wrong with it says nothing about the one that is opened.
    console.error('the project that was open could not be closed in order', error);
  }
  session.project = project;
  session.backedUpAt = session.options.now();
  session.suspect = null;
  session.stopChecks = checkWhenIdle(project, session.options, (damage) => {
    session.damage = damage;
    session.suspect = project.path;
  });
  return {
    ...contents,
    fileName: path.basename(project.path),
    readOnly: project.writable === null,
    readOnlyReason: project.readOnlyReason,
    coderId: project.coderId,
  };
}

/** Ends all jobs and closes the project, which takes a last backup if it was changed. */
export async function closeProject(session: Session): Promise<void> {
  await session.jobs.cancelAll();
  session.staging?.close();
  session.staging = null;
  session.incoming = null;
  session.merging?.theirs.close();
  session.merging = null;
  session.agreement = null;
  const { project } = session;
  session.stopChecks();
  session.damage = null;
  session.project = null;
  project?.close();
}
