/** What the host of one window holds: the open project, and the one way of writing to it. */
import path from 'node:path';
import type { Applied, LossAlarm, ProjectSnapshot, WindowEvents } from '../../shared/api';
import { type Sight, seesAll } from '../../shared/double-coding';
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
import { changeSeen } from '../db/sight';
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
import { decidesSight, lookAgain, lookAs, refuseHidden } from './sight';
import { type OpenProject, type Surroundings, withDetails } from './open-project';

export interface HostOptions extends Surroundings {
  /** Where events for the window go. */
  emit: WindowEvents;
  appVersion: string;
  /** True for the command line, which works on files as they are: nobody codes there. */
  seesAll?: boolean;
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
  /** Who looks at the project: the name that was given when one was opened last. */
  lookerName: string | null;
  /** What that person sees, and under whom they work in which article. */
  sight: Sight;
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
    lookerName: null,
    sight: seesAll,
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
    const env = { now: now(), newId, coderId, rounds: session.sight.rounds };
    return { db: writable, env, changeId: session.writeId ?? newId() };
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
  const hidden = refuseHidden(db, partsRemoved(change));
  if (hidden && !hidden.ok) return hidden;
  if (isEmpty(change)) return ok(answerOf(session, { seq: lastSeq(db), label, change }));
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

/** The annotations that lose something by a change, each under the name that their parts have for them. */
const partsRemoved = ({ removed }: Change): { annotationId: string }[] =>
  removed.flatMap((record) =>
    record.type === 'annotation'
      ? [{ annotationId: record.id }]
      : record.type === 'span' || record.type === 'attribute_value'
        ? [{ annotationId: record.annotationId }]
        : [],
  );

/** What the call did when it was sent before, by the line of history that it left; null for a new one. */
export function doneBefore(session: Session): Result<Applied> | null {
  const { project, writeId } = session;
  const entry = project?.writable && writeId !== null ? entryCalled(project.db, writeId) : null;
  if (!project || !entry) return null;
  const applied = answerOf(session, entry);
  // The answer that told it was lost.
  return ok(decidesSight(project.db, entry.change) ? { ...applied, sightChanged: true } : applied);
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
  let alarm: LossAlarm | null = null;
  const done = work((change, label) => {
    alarm = alarmBefore(session, change, named, label);
  });
  if (!done) return null;
  const applied = answerOf(session, done);
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

/**
 * What a write answers with: what the window may see of its change. Where the write alters what that is, as the last
 * reading of an article that was coded twice does, the window is told to look again.
 */
export function answerOf(session: Session, { seq, label, change }: Done): Applied {
  const { db } = openedProject(session);
  const sightChanged = decidesSight(db, change) && lookAgain(session);
  const seen = changeSeen(db, withoutTexts(change));
  const applied: Applied = { seq, label, change: seen, undo: undoState(db) };
  return sightChanged ? { ...applied, sightChanged } : applied;
}

/** What crosses to the window carries no texts: it has them, or fetches them with the article. */
const withoutTexts = ({ added, updated, removed }: Change): Change => ({
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
export async function adopt(
  session: Session,
  project: OpenProject,
  lookerName = session.lookerName,
): Promise<ProjectSnapshot> {
  let contents: ReturnType<typeof readContents>;
  let sight: Sight;
  session.lookerName = lookerName;
  try {
    sight = lookAs(project, session);
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
  session.sight = sight;
  session.backedUpAt = session.options.now();
  session.suspect = null;
  const stopWork = (damage: Failure): void => {
    session.damage = damage;
    session.suspect = project.path;
  };
  session.stopChecks = checkWhenIdle(project, session.options, stopWork, session.jobs.areRunning);
  return snapshotOf(session, contents);
}

/** The open project as the window sees it. */
export function snapshotOf(
  session: Session,
  contents = readContents(openedProject(session).db),
): ProjectSnapshot {
  const project = openedProject(session);
  return {
    ...contents,
    fileName: path.basename(project.path),
    readOnly: project.writable === null,
    readOnlyReason: project.readOnlyReason,
    coderId: project.coderId,
    hiddenArticleIds: [...session.sight.curtains.keys()],
    rounds: Object.fromEntries(session.sight.rounds),
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
  session.sight = seesAll;
  session.project = null;
  project?.close();
}
