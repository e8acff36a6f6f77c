/**
 * The one way of writing to the open project: what a command decides is applied and recorded as a line of the history,
 * and the window is told what it may see of it.
 */
import type { Applied, LossAlarm } from '../../shared/api';
import { articlesOf } from '../../shared/change-subjects';
import { type Change, isEmpty } from '../../shared/changes';
import type { CommandEnv, Decision } from '../../shared/commands';
import { annotationsLost, isAlarming, mayAlarm } from '../../shared/loss-alarm';
import { withoutBody } from '../../shared/records';
import { FailureError, type Result, ok } from '../../shared/result';
import { applyChange } from '../db/apply-change';
import { wholeInFile } from '../db/change-subjects';
import { entryCalled, undoState } from '../db/history';
import type { ReadableDb, WritableDb } from '../db/open';
import { lastSeq } from '../db/project';
import { changeSeen } from '../db/sight';
import { takeCheckpoint } from './backup';
import { openedProject, type Session } from './session';
import { decidesSight, lookAgain, refuseHidden } from './sight';

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
