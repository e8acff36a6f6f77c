/** Whose work a file holds, since when, and on which base: read from the lines of its history. */
import type { MergeMoment, WorkSince } from '../../shared/api-merge';
import type { ReadableDb } from '../db/open';
import { changesSeen } from '../db/sight';

const columnsFrom = (table: string): string =>
  `change.id AS changeId, change.at, change.label, coalesce(coder.name, '') AS "by"
  FROM ${table} AS change LEFT JOIN coder ON coder.id = change.coder_id`;

/** The line of this id. @throws Error when there is none */
export function momentOf(db: ReadableDb, changeId: string): MergeMoment {
  const found = db.prepare(`SELECT ${columnsFrom('change')} WHERE change.id = ?`).get(changeId);
  if (found === undefined) throw new Error(`the history has no line ${changeId}`);
  return found as MergeMoment;
}

/** The newest line that is seen. */
export const newestIn = (db: ReadableDb): MergeMoment | null =>
  (db.prepare(`SELECT ${columnsFrom(changesSeen(db))} ORDER BY seq DESC LIMIT 1`).get() as
    MergeMoment | undefined) ?? null;

/** What each coder did after a line; in all for null. Lines of nobody (the making of the project) do not count, nor do hidden ones. */
export const workSince = (db: ReadableDb, changeId: string | null): WorkSince[] =>
  db
    .prepare(
      `SELECT coalesce(coder.name, '') AS coder, count(*) AS lines, min(change.at) AS "from", max(change.at) AS "to"
       FROM ${changesSeen(db)} AS change LEFT JOIN coder ON coder.id = coder_id
       WHERE coder_id IS NOT NULL AND seq > coalesce((SELECT seq FROM change WHERE id = ?), 0)
       GROUP BY coder_id ORDER BY lines DESC`,
    )
    .all(changeId) as WorkSince[];
