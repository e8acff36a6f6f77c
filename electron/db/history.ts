/** The history as undo and redo see it. It is only ever appended to, so both survive a restart. */
import { type Change, type HistoryEntry, reverse } from '../../shared/changes';
import type { UndoState } from '../../shared/api';
import { applyChange, type ChangeMeta } from './apply-change';
import type { ReadableDb, WritableDb } from './open';
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
const lastWord = `(SELECT kind FROM change WHERE origin_seq = d.seq ORDER BY seq DESC LIMIT 1)`;

/** The newest deed that stands. Deeds of nobody (the making of the project) cannot be undone. */
export const undoTarget = `SELECT d.seq, d.label, d.article_id FROM change AS d
  WHERE kind = 'do' AND coder_id IS NOT NULL AND ${lastWord} IS NOT 'undo'
  ORDER BY seq DESC LIMIT 1`;

/** The first of the deeds undone since the last new deed: a new deed ends what could be redone. */
export const redoTarget = `SELECT d.seq, d.label, d.article_id FROM change AS u JOIN change AS d ON d.seq = u.origin_seq
  WHERE u.kind = 'undo' AND u.seq > (SELECT max(seq) FROM change WHERE kind = 'do') AND ${lastWord} = 'undo'
  ORDER BY d.seq LIMIT 1`;

/** A deed without its diff: an import's is long, and the window asks after each write what undo would do. */
type Target = Pick<ChangeRow, 'seq' | 'label' | 'article_id'>;

const target = (db: ReadableDb, sql: string): Target | undefined =>
  statement(db, sql).get() as Target | undefined;

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

/** What undo and redo would do, by the label of the deed. */
export const undoState = (db: ReadableDb): UndoState => ({
  undo: target(db, undoTarget)?.label ?? null,
  redo: target(db, redoTarget)?.label ?? null,
});

type Stamp = Pick<ChangeMeta, 'at' | 'id' | 'coderId'>;
type Undone = { seq: number; label: string; change: Change } | null;

/** Takes back the newest standing deed; null when there is none. */
export const undo = (db: WritableDb, stamp: Stamp): Undone => turn(db, target(db, undoTarget), 'undo', stamp);

/** Does again what was last undone; null when there is nothing. */
export const redo = (db: WritableDb, stamp: Stamp): Undone => turn(db, target(db, redoTarget), 'redo', stamp);

/** The diff of the last line about a deed: it holds in full what that line removed. */
function latestDiff(db: ReadableDb, seq: number): Change {
  const diff = db
    .prepare(
      'SELECT diff FROM change WHERE seq = (SELECT coalesce(max(seq), :seq) FROM change WHERE origin_seq = :seq)',
    )
    .pluck()
    .get({ seq });
  const { added, updated, removed } = JSON.parse(diff as string) as Change;
  return { added: added.map(complete), updated, removed: removed.map(complete) };
}

function turn(db: WritableDb, deed: Target | undefined, kind: 'undo' | 'redo', stamp: Stamp): Undone {
  if (!deed) return null;
  const meta = { ...stamp, label: deed.label, kind, originSeq: deed.seq, articleId: deed.article_id };
  return { ...applyChange(db, reverse(latestDiff(db, deed.seq)), meta), label: deed.label };
}

/** The newest entries first; `beforeSeq` continues a list. */
export function listHistory(db: ReadableDb, page: { beforeSeq?: number; limit: number }): HistoryEntry[] {
  const rows = statement(db, 'SELECT * FROM change WHERE seq < ? ORDER BY seq DESC LIMIT ?').all(
    page.beforeSeq ?? Number.MAX_SAFE_INTEGER,
    page.limit,
  );
  return (rows as ChangeRow[]).map(entryOf);
}
