/** What the host of one window holds, and how a project comes to be the open one and is closed again. */
import path from 'node:path';
import type { ProjectSnapshot, WindowEvents } from '../../shared/api';
import { type Sight, seesAll } from '../../shared/double-coding';
import { type Failure, FailureError } from '../../shared/result';
import { failureOf } from '../db/open';
import { readContents } from '../db/project';
import { sameFile } from '../same-file';
import { type Grants, createGrants } from './grants';
import { checkWhenIdle } from './idle-checks';
import { type Jobs, createJobs } from './jobs';
import type { Agreement } from './agreement';
import type { Incoming } from './dataset-handlers';
import type { DatasetReading } from './dataset-reading';
import type { Waiting } from './merge-waiting';
import type { Reading } from './reading';
import type { Staging } from './staging';
import { lookAs } from './sight';
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
