/** Taking back one change out of the middle of the history: what it needs to know, read from the file. */
import type { Blocker, HistoryLine, UndoOneState } from '../../shared/api';
import type { Change } from '../../shared/changes';
import { lookalikeKey } from '../../shared/names';
import { recordTypes } from '../../shared/records';
import { references } from '../../shared/references';
import { misfitOf } from '../../shared/undo-misfit';
import { type Blocking, type RecordsNow, blocksUndoOf } from '../../shared/undo-one';
import { lastWord, latestDiff, redoTarget, type Step, type Target } from './history';
import { readDiff } from './history-list';
import type { ReadableDb } from './open';
import { readAll, readOne } from './read';
import { isLineSeen } from './sight';
import { columnOf } from './tables';

/** The fields that name records of a type, by the type that has them. */
const usersOf = Map.groupBy(
  recordTypes.flatMap((type) =>
    Object.entries(references[type]).map(([field, target]) => ({ type, column: columnOf(field), target })),
  ),
  ({ target }) => target,
);

const recordsNow = (db: ReadableDb): RecordsNow => ({
  record: (type, id) => readOne(db, type, 'WHERE id = ?', id),
  users: (type, id) =>
    (usersOf.get(type) ?? []).flatMap((user) => readAll(db, user.type, `WHERE ${user.column} = ?`, id)),
  named: (type, key) => readAll(db, type).filter(({ name }) => lookalikeKey(name) === key),
  codesWithShortcut: (shortcut) => readAll(db, 'code', 'WHERE shortcut = ?', shortcut),
});

const mostBlockers = 20;

/** What the undoing of a line would do, or why it cannot be done. */
export type LineUndo = { can: true; step: Step } | Extract<UndoOneState, { can: false }>;

const cannot = (message: string): LineUndo => ({ can: false, message, blockers: [], more: 0 });

/** Whether what a line did can be taken back: a deed that stands, or the undoing that was the last one. */
export function undoOfLine(db: ReadableDb, line: HistoryLine): LineUndo {
  const deed = readDeed(db, line.originSeq ?? line.seq);
  if (deed.coder_id === null)
    return cannot('This belongs to the making of the project and cannot be undone.');
  if (line.kind === 'undo') {
    return !line.standing && redoSeq(db) === deed.seq
      ? { can: true, step: { kind: 'redo', deed } }
      : cannot(
          'This was an undoing, and it was not the last one. Nothing of it can be taken back by itself.',
        );
  }
  if (!line.standing) return cannot('This has been undone already.');
  const state = undoOneState(db, deed, latestDiff(db, deed.seq));
  return state.can ? { can: true, step: { kind: 'undo', deed } } : state;
}

const readDeed = (db: ReadableDb, seq: number): Target & { coder_id: string | null } =>
  db.prepare('SELECT seq, label, article_id, coder_id FROM change WHERE seq = ?').get(seq) as Target & {
    coder_id: string | null;
  };

const redoSeq = (db: ReadableDb): number | null =>
  (db.prepare(redoTarget).get() as Target | undefined)?.seq ?? null;

interface LaterRow extends Pick<Blocker, 'seq' | 'label' | 'at' | 'coderId'> {
  /** Whether it stands in the way whatever it did. */
  always: number;
}

/** The later standing deeds that may stand in the way, the oldest first. */
function laterDeeds(
  db: ReadableDb,
  deedSeq: number,
  { lookups, articles }: Pick<Blocking, 'lookups' | 'articles'>,
): Iterable<LaterRow> {
  const sql = `WITH later (seq, always) AS (
      SELECT change_seq, value ->> 'always' FROM json_each(:lookups) CROSS JOIN change_subject
      ON subject_id = value ->> 'id' AND named = value ->> 'named' AND change_seq > :deedSeq
      UNION ALL
      SELECT seq, 1 FROM change WHERE article_id IN (SELECT value FROM json_each(:articles)) AND seq > :deedSeq
    )
    SELECT d.seq, d.label, d.at, d.coder_id AS coderId, max(always) AS always
    FROM later CROSS JOIN change AS d USING (seq)
    WHERE d.kind = 'do' AND ${lastWord} IS NOT 'undo' GROUP BY d.seq ORDER BY d.seq`;
  const values = { deedSeq, lookups: JSON.stringify(lookups), articles: JSON.stringify(articles) };
  return db.prepare(sql).iterate(values) as Iterable<LaterRow>;
}

/** Whether a standing deed can be taken back now, and what stands in its way if not. */
function undoOneState(db: ReadableDb, deed: Target, undone: Change): UndoOneState {
  const now = recordsNow(db);
  const { test, ...where } = blocksUndoOf(undone, now);
  const blockers: Blocker[] = [];
  let more = 0;
  for (const { always, ...later } of laterDeeds(db, deed.seq, where)) {
    if (always === 0 && !test(readDiff(db, later.seq))) continue;
    if (blockers.length < mostBlockers) blockers.push(isLineSeen(db, later.seq) ? later : hidden(later));
    else more++;
  }
  if (blockers.length > 0) return { can: false, message: inTheWay(blockers.length + more), blockers, more };
  const misfit = misfitOf(undone, now);
  return misfit === null ? { can: true } : { can: false, message: misfit, blockers: [], more: 0 };
}

/** Another's work in an article where it is hidden from whoever looks. */
const hidden = ({ seq, at }: Blocker): Blocker => ({
  seq,
  at,
  label: 'Work that is hidden until all have finished',
  coderId: null,
});

const inTheWay = (count: number): string =>
  count === 1
    ? 'A later change builds on this one. Undo that one first.'
    : `${count.toLocaleString('en')} later changes build on this one. Undo those first, the last one before the others.`;
