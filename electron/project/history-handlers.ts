/** The calls about the history: undo and redo, looking at what was done, taking back one change of it. */
import type { Applied, Handlers } from '../../shared/api';
import { FailureError, type Result, fail, ok } from '../../shared/result';
import { refusalOf } from '../../shared/undo-one';
import { type Stepped, type Watch, redo, takeStep, undo } from '../db/history';
import { listLines, readDiffSeen, readLine } from '../db/history-list';
import { wordsOfChange } from '../db/history-words';
import { readAll } from '../db/read';
import { undoOfLine } from '../db/undo-one';
import type { WritableDb } from '../db/open';
import { type Session, openedProject } from './session';
import { guarded, openedForWriting } from './write';

type HistoryHandlers = Pick<Handlers, Extract<keyof Handlers, `history.${string}`>>;

type Stamp = Parameters<typeof undo>[1];

/** Takes a step of the history, with a checkpoint before it where much would go. */
function step(
  session: Session,
  take: (db: WritableDb, stamp: Stamp, watch: Watch) => Stepped | null,
): Result<Applied | null> {
  const { db, env, changeId } = openedForWriting(session);
  const stamp = { id: changeId, at: env.now, coderId: env.coderId };
  return ok(guarded(session, 0, (watch) => take(db, stamp, watch)));
}

const noSuchLine = (): FailureError =>
  new FailureError({ code: 'not-found', message: 'There is no such change in the history of this project.' });

function undoOne(session: Session, seq: number): Result<Applied> {
  const { db } = openedForWriting(session);
  const line = readLine(db, seq);
  if (!line) throw noSuchLine();
  const undoing = undoOfLine(db, line);
  if (!undoing.can) {
    const names = new Map(readAll(db, 'coder').map(({ id, name }) => [id, name]));
    return fail({ code: 'refused', message: refusalOf(line.label, undoing, names) });
  }
  const done = step(session, (target, stamp, watch) => takeStep(target, undoing.step, stamp, watch));
  if (!done.ok) return done;
  if (done.value === null) throw new Error(`the step about change ${seq} gave nothing`);
  return ok(done.value);
}

export const historyHandlers = (session: Session): HistoryHandlers => ({
  'history.undo': () => step(session, undo),
  'history.redo': () => step(session, redo),
  'history.list': (query) => ok(listLines(openedProject(session).db, query)),
  'history.entry': ({ seq }) => {
    const { db } = openedProject(session);
    const line = readLine(db, seq);
    if (!line) throw noSuchLine();
    const undoing = undoOfLine(db, line);
    const words = wordsOfChange(db, line, readDiffSeen(db, seq));
    return ok({ line, ...words, undo: undoing.can ? { can: true } : undoing });
  },
  'history.undoOne': ({ seq }) => undoOne(session, seq),
});
