/** Who has done what in a project file, and since when, as far as it may be seen by who looks. */
import fs from 'node:fs';
import type { WorkInFile, HistoryMoment, ProjectWork } from '../../shared/api-sharing';
import type { ReadableDb } from './open';
import { annotationsSeen, changesSeen, readingsSeen } from './sight';

/** @param path of the file that the user knows, for its size */
export function workIn(db: ReadableDb, path: string): ProjectWork {
  const coders = db
    .prepare(
      `SELECT coder.id, coder.name, coder.role, coalesce(made.annotations, 0) AS annotations,
        coalesce(made.articles, 0) AS articles, coalesce(done.finished, 0) AS finished,
        nullif(min(coalesce(made.first, '~'), coalesce(told.first, '~')), '~') AS first,
        nullif(max(coalesce(made.last, ''), coalesce(told.last, '')), '') AS last
      FROM coder
      LEFT JOIN (SELECT coder_id, count(*) AS annotations, count(DISTINCT article_id) AS articles,
          min(created_at) AS first, max(created_at) AS last FROM ${annotationsSeen(db)} GROUP BY coder_id) AS made
        ON made.coder_id = coder.id
      LEFT JOIN (SELECT coder_id, count(*) AS finished FROM ${readingsSeen(db)}
          WHERE state IN ('done', 'no claim found') GROUP BY coder_id) AS done ON done.coder_id = coder.id
      LEFT JOIN (SELECT coder_id, min(at) AS first, max(at) AS last FROM ${changesSeen(db)}
          WHERE coder_id IS NOT NULL GROUP BY coder_id) AS told ON told.coder_id = coder.id
      ORDER BY annotations DESC, coder.name, coder.id`,
    )
    .all() as WorkInFile[];
  const moment = (order: 'ASC' | 'DESC'): HistoryMoment | null =>
    (db
      .prepare(
        `SELECT at, label, coalesce(coder.name, '') AS by FROM ${changesSeen(db)} AS line
         LEFT JOIN coder ON coder.id = line.coder_id ORDER BY seq ${order} LIMIT 1`,
      )
      .get() as HistoryMoment | undefined) ?? null;
  const merges = db
    .prepare(
      `SELECT merge.created_at AS at, file_name AS fileName, coder.name AS by,
        (SELECT count(*) FROM question WHERE merge_id = merge.id AND answer IS NULL) AS open
      FROM merge JOIN coder ON coder.id = merge.coder_id ORDER BY merge.created_at DESC, merge.id DESC LIMIT 100`,
    )
    .all() as ProjectWork['merges'];
  return {
    coders,
    lines: db
      .prepare(`SELECT count(*) FROM ${changesSeen(db)}`)
      .pluck()
      .get() as number,
    first: moment('ASC'),
    newest: moment('DESC'),
    merges,
    bytes: fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0,
  };
}
