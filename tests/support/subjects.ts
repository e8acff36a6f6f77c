/** What the lines of a history are about, worked out the slow way: from every record before and after each. */
import type Database from 'better-sqlite3';
import { fillSubjects } from '../../electron/db/change-subjects';
import type { Change } from '../../shared/changes';
import type { RecordType } from '../../shared/records';
import { references, wholeOf } from '../../shared/references';

/** `seq about id` or `seq names id`, in order. */
type SubjectRows = string[];

/** As the file has them. */
export const subjectRows = (db: Database.Database): SubjectRows =>
  db
    .prepare(
      `SELECT change_seq || CASE named WHEN 0 THEN ' about ' ELSE ' names ' END || subject_id FROM change_subject`,
    )
    .pluck()
    .all()
    .toSorted() as string[];

type Fields = Record<string, unknown> & { type: RecordType; id: string };
const wholes: Partial<Record<RecordType, string>> = {
  ...wholeOf,
  annotation: 'articleId',
  reading: 'articleId',
};

function afterChange(before: Map<string, Fields>, { added, updated, removed }: Change): Map<string, Fields> {
  const after = new Map(before);
  for (const { id } of removed) after.delete(id);
  for (const record of added) after.set(record.id, record);
  for (const { type, id, to } of updated) after.set(id, { ...before.get(id), ...to, type, id });
  return after;
}

/** As the diffs of all lines say. */
function subjectRowsOfDiffs(db: Database.Database): SubjectRows {
  const rows: SubjectRows = [];
  let after = new Map<string, Fields>();
  const lines = db.prepare('SELECT seq, article_id, diff FROM change ORDER BY seq').all();
  for (const line of lines as { seq: number; article_id: string | null; diff: string }[]) {
    const { added, updated, removed } = JSON.parse(line.diff) as Change;
    const before = after;
    after = afterChange(before, { added, updated, removed });
    const about = new Set<string>();
    for (const state of [before, after]) {
      for (const { id } of [...added, ...updated, ...removed]) {
        let record = state.get(id);
        while (record) {
          const whole = record[wholes[record.type] ?? ''];
          if (typeof whole === 'string' && whole !== line.article_id) about.add(whole);
          record = state.get(String(whole));
        }
      }
    }
    for (const { type, id } of added) if (type !== 'span' && type !== 'attribute_value') about.add(id);
    for (const { id } of [...updated, ...removed]) about.add(id);
    const named = new Set<string>();
    const name = (type: RecordType, fields: object): void => {
      for (const [field, id] of Object.entries(fields)) {
        const target = references[type][field];
        if (typeof id !== 'string' || field === wholes[type]) continue;
        if (target && target !== 'coder' && target !== 'article' && target !== 'import' && !about.has(id))
          named.add(id);
      }
    };
    for (const record of [...added, ...removed]) name(record.type, record);
    for (const { type, from, to } of updated) for (const fields of [from, to]) name(type, fields);
    rows.push(...[...about].map((id) => `${line.seq} about ${id}`));
    rows.push(...[...named].map((id) => `${line.seq} names ${id}`));
  }
  return rows.toSorted();
}

/** Lines that are kept under an article though they do something in another one, as `seq in article`. */
function strayLines(db: Database.Database): SubjectRows {
  const strays: SubjectRows = [];
  let after = new Map<string, Fields>();
  const lines = db.prepare('SELECT seq, article_id, diff FROM change ORDER BY seq').all();
  for (const line of lines as { seq: number; article_id: string | null; diff: string }[]) {
    const before = after;
    const { added, updated, removed } = JSON.parse(line.diff) as Change;
    after = afterChange(before, { added, updated, removed });
    if (line.article_id === null) continue;
    const articles = new Set<unknown>();
    for (const state of [before, after]) {
      const articleOf = (id: unknown): unknown => {
        const record = state.get(String(id));
        if (record?.type === 'article') return record.id;
        const next =
          record?.type === 'span' || record?.type === 'attribute_value' ? 'annotationId' : 'articleId';
        return record && next in record ? articleOf(record[next]) : undefined;
      };
      for (const { id } of [...added, ...updated, ...removed]) articles.add(articleOf(id));
      // Where a value points is only what the change says of it: its evidence is a matter of its own article.
      for (const fields of [...added, ...removed, ...updated.flatMap(({ from, to }) => [from, to])])
        if ('targetAnnotationId' in fields) articles.add(articleOf(fields.targetAnnotationId));
    }
    articles.delete(undefined);
    articles.delete(line.article_id);
    strays.push(...[...articles].map((id) => `${line.seq} in ${String(id)}`));
  }
  return strays;
}

/** The index as the file has it, as all diffs say, and as the migration fills it; the file is a copy. */
export function subjectsThreeWays(db: Database.Database) {
  const kept = subjectRows(db);
  const slow = subjectRowsOfDiffs(db);
  fillSubjects(db as never);
  return { kept, slow, filled: subjectRows(db), strays: strayLines(db) };
}
