/** The history as undo and redo see it. It is only ever appended to, so both survive a restart. */
import { type Change, type HistoryEntry, reverse } from '../../shared/changes';
import type { UndoState } from '../../shared/api';
import { applyChange, type ChangeMeta } from './apply-change';
import type { ReadableDb, WritableDb } from './open';
import { isLineSeen } from './sight';
import { statement } from './statement';
import { complete } from './tables';

interface ChangeRow {
  seq: number;
  id: string;
  at: string;
  coder_id: string | null;
  label: string;
  kind: HistoryEntry['kind'];
  origin_seq: number | null;
  article_id: string | null;
  diff: string;
}

/** What last happened to the change `d`: `undo` where it is taken back now. */
export const lastWord = `(SELECT kind FROM change WHERE origin_seq = d.seq ORDER BY seq DESC LIMIT 1)`;

/** The newest deed that stands. Deeds of nobody (the making of the project) cannot be undone. */
export const undoTarget = `SELECT d.seq, d.label, d.article_id FROM change AS d
  WHERE kind = 'do' AND coder_id IS NOT NULL AND ${lastWord} IS NOT 'undo'
  ORDER BY seq DESC LIMIT 1`;

/**
 * The deed that was undone last, of those undone since the last new deed: a new deed ends what could be
 * redone. Whatever came after that undoing has itself been taken back or done again by now, so the records
 * are just as the undoing left them, also where single deeds were undone out of their order.
 */
export const redoTarget = `SELECT d.seq, d.label, d.article_id FROM change AS u JOIN change AS d ON d.seq = u.origin_seq
  WHERE u.kind = 'undo' AND u.seq > (SELECT max(seq) FROM change WHERE kind = 'do')
    AND u.seq = (SELECT max(seq) FROM change WHERE origin_seq = d.seq)
  ORDER BY u.seq DESC LIMIT 1`;

/** A deed without its diff: an import's is long, and the window asks after each write what undo would do. */
export type Target = Pick<ChangeRow, 'seq' | 'label' | 'article_id'>;

function target(db: ReadableDb, sql: string): Target | undefined {
  const found = statement(db, sql).get() as Target | undefined;
  return found && isLineSeen(db, found.seq) ? found : undefined;
}

const entryOf = (row: ChangeRow): HistoryEntry => ({
  seq: row.seq,
  id: row.id,
  at: row.at,
  coderId: row.coder_id,
  label: row.label,
  kind: row.kind,
  originSeq: row.origin_seq,
  articleId: row.article_id,
  change: JSON.parse(row.diff) as Change,
});

/** What undo and redo would do, by the label of the deed. What is hidden is not undone by who does not see it. */
export const undoState = (db: ReadableDb): UndoState => ({
  undo: target(db, undoTarget)?.label ?? null,
  redo: target(db, redoTarget)?.label ?? null,
});

/** A step back or forth in the history. */
export interface Step {
  kind: 'undo' | 'redo';
  /** The deed that it is about. */
  deed: Target;
}

type Stamp = Pick<ChangeMeta, 'at' | 'id' | 'coderId'>;
export type Stepped = { seq: number; label: string; change: Change };
/** Told of a step's change before it is written, and what the step is called. */
export type Watch = (change: Change, label: string) => void;

/** Takes back the newest standing deed; null when there is none. */
export const undo = (db: WritableDb, stamp: Stamp, watch?: Watch): Stepped | null =>
  turn(db, 'undo', target(db, undoTarget), stamp, watch);

/** Does again what was undone last; null when there is nothing. */
export const redo = (db: WritableDb, stamp: Stamp, watch?: Watch): Stepped | null =>
  turn(db, 'redo', target(db, redoTarget), stamp, watch);

const turn = (
  db: WritableDb,
  kind: Step['kind'],
  deed: Target | undefined,
  stamp: Stamp,
  watch?: Watch,
): Stepped | null => (deed ? takeStep(db, { kind, deed }, stamp, watch) : null);

/** Writes the reverse of what was last done or undone about a deed, whatever came after it. */
export function takeStep(db: WritableDb, { kind, deed }: Step, stamp: Stamp, watch?: Watch): Stepped {
  const change = reverse(latestDiff(db, deed.seq));
  watch?.(change, `${kind === 'undo' ? 'Undo' : 'Redo'}: ${deed.label}`);
  const meta = { ...stamp, label: deed.label, kind, originSeq: deed.seq, articleId: deed.article_id };
  return { ...applyChange(db, change, meta), label: deed.label };
}

/** What the last line about a deed did: it holds in full what that line removed. */
export function latestDiff(db: ReadableDb, seq: number): Change {
  const diff = db
    .prepare(
      'SELECT diff FROM change WHERE seq = (SELECT coalesce(max(seq), :seq) FROM change WHERE origin_seq = :seq)',
    )
    .pluck()
    .get({ seq });
  return changeOfDiff(diff as string);
}

/** The change that a line of the history holds, its records with the fields that they have by now. */
export const changeOfDiff = (diff: string): Change => withAllFields(JSON.parse(diff) as Change);

/** The change as its line holds it, its records with the fields that they have by now. */
export const withAllFields = ({ added, updated, removed }: Change): Change => ({
  added: added.map(complete),
  updated,
  removed: removed.map(complete),
});

/** The line of this id, or null. */
export function entryCalled(db: ReadableDb, id: string): HistoryEntry | null {
  const row = statement(db, 'SELECT * FROM change WHERE id = ?').get(id) as ChangeRow | undefined;
  return row ? { ...entryOf(row), change: changeOfDiff(row.diff) } : null;
}
