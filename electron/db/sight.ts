/**
 * What the one who looks may see of the file: the one place where work that is hidden until all have finished
 * (`shared/double-coding.ts`) is left out.
 *
 * Whatever is read *for the window* is read from the names that this file gives: `annotationsSeen(db)` in place of
 * `annotation`, and so on. Where nothing is hidden these are the tables themselves. Where something is, they are
 * temporary views of this handle, which the file never holds. What a *command* decides from is read from the tables,
 * since a code that is removed must take its hidden annotations with it; what it answers passes `changeSeen`.
 */
import type { Change, Update } from '../../shared/changes';
import { isSeen, type Sight } from '../../shared/double-coding';
import type { AnyRecord, Merge, RecordOf, RecordType } from '../../shared/records';
import type { ReadableDb } from './open';
import { statement } from './statement';
import { fromRow } from './tables';

const sights = new WeakMap<ReadableDb, Sight>();

/**
 * A line of the history is hidden where it is about an article with a curtain and is not the person's own since they
 * began there; a line about several articles, where it touches an annotation that is hidden.
 */
const sql = `
CREATE TEMP TABLE IF NOT EXISTS curtain (
  article_id TEXT NOT NULL PRIMARY KEY, coder_id TEXT, person_id TEXT, since TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS seen_annotation AS SELECT * FROM main.annotation AS a WHERE NOT EXISTS (
  SELECT 1 FROM temp.curtain AS c WHERE c.article_id = a.article_id AND a.coder_id IS NOT c.coder_id);
CREATE TEMP VIEW IF NOT EXISTS seen_reading AS SELECT * FROM main.reading AS r WHERE NOT EXISTS (
  SELECT 1 FROM temp.curtain AS c WHERE c.article_id = r.article_id AND r.coder_id IS NOT c.coder_id);
CREATE TEMP VIEW IF NOT EXISTS seen_attribute_value AS SELECT * FROM main.attribute_value AS v WHERE EXISTS (
  SELECT 1 FROM temp.seen_annotation AS a WHERE a.id = v.annotation_id);
CREATE TEMP VIEW IF NOT EXISTS seen_change AS SELECT * FROM main.change AS h WHERE CASE
  WHEN h.article_id IS NOT NULL THEN NOT EXISTS (SELECT 1 FROM temp.curtain AS c WHERE c.article_id = h.article_id
    AND (h.coder_id IS NOT c.person_id OR h.at < c.since))
  ELSE NOT EXISTS (SELECT 1 FROM main.change_subject AS s CROSS JOIN main.annotation AS a ON a.id = s.subject_id
    CROSS JOIN temp.curtain AS c ON c.article_id = a.article_id
    WHERE s.change_seq = h.seq AND s.named = 0 AND a.coder_id IS NOT c.coder_id AND h.coder_id IS NOT c.person_id)
END;
`;

/** From now on this handle shows what a person may see. @param personId null for nobody of the project */
export function setSight(db: ReadableDb, sight: Sight, personId: string | null): void {
  if (sight.curtains.size === 0) {
    sights.delete(db);
    return;
  }
  db.pragma('temp_store = MEMORY');
  db.exec(sql);
  db.exec('DELETE FROM temp.curtain');
  const insert = statement(
    db,
    'INSERT INTO temp.curtain (article_id, coder_id, person_id, since) VALUES (?, ?, ?, ?)',
  );
  for (const [articleId, { coderId, since }] of sight.curtains)
    insert.run(articleId, coderId, personId, since ?? '');
  sights.set(db, sight);
}

/** Whether anything is hidden at all. */
export const hidesSomething = (db: ReadableDb): boolean => sights.has(db);

const seen =
  (table: string) =>
  (db: ReadableDb): string =>
    sights.has(db) ? `temp.seen_${table}` : table;

/** What to read from in place of the table `annotation`; give it an alias. */
export const annotationsSeen = seen('annotation');
export const readingsSeen = seen('reading');
export const valuesSeen = seen('attribute_value');
export const changesSeen = seen('change');

/** As `readAll`, of what is seen. */
export const readSeen = <T extends 'annotation' | 'reading' | 'attribute_value'>(
  db: ReadableDb,
  type: T,
  clause = '',
  ...values: unknown[]
): RecordOf[T][] =>
  (
    statement(db, `SELECT ${type}.* FROM ${seen(type)(db)} AS ${type} ${clause}`).all(...values) as Record<
      string,
      unknown
    >[]
  ).map((row) => fromRow(type, row));

/** Whether the line of this number is seen. */
export const isLineSeen = (db: ReadableDb, seq: number): boolean =>
  !hidesSomething(db) || statement(db, 'SELECT 1 FROM temp.seen_change WHERE seq = ?').get(seq) !== undefined;

/** Whether some of the work in this article is hidden; what tells of it as a whole is left out then. */
export const isCurtained = (db: ReadableDb, articleId: string | null): boolean =>
  articleId !== null && (sights.get(db)?.curtains.has(articleId) ?? false);

/** Those of these annotations that are seen. */
export const annotationsIn = <T extends Owned>(db: ReadableDb, annotations: readonly T[]): T[] => {
  const sight = sights.get(db);
  return sight ? annotations.filter((one) => isSeen(sight, one)) : [...annotations];
};

/** Those of these values whose annotations are seen. */
export function valuesIn<T extends { annotationId: string }>(db: ReadableDb, values: readonly T[]): T[] {
  const sight = sights.get(db);
  if (!sight) return [...values];
  return values.filter(({ annotationId }) => {
    const owner = ownerInFile(db, 'annotation', annotationId);
    return owner === null || isSeen(sight, owner);
  });
}

interface Owned {
  articleId: string;
  coderId: string;
}

/** The record of a merge without how much came of it, where some of that is hidden. */
export const mergeSeen = (db: ReadableDb, merge: Merge): Merge =>
  hidesSomething(db) ? { ...merge, summary: '' } : merge;

/**
 * What of a change is seen: nothing of annotations, their spans and values, and readings that are hidden, nor of
 * questions about them.
 */
export function changeSeen(db: ReadableDb, change: Change): Change {
  const sight = sights.get(db);
  if (!sight) return change;
  const inChange = new Map<string, Owned>();
  for (const record of [...change.added, ...change.removed])
    if (record.type === 'annotation') inChange.set(record.id, record);
  const annotation = (id: string): Owned | null => inChange.get(id) ?? ownerInFile(db, 'annotation', id);
  const isOwnerSeen = (owner: Owned | null): boolean => owner === null || isSeen(sight, owner);
  const isRecordSeen = (record: AnyRecord): boolean => {
    if (record.type === 'annotation' || record.type === 'reading') return isSeen(sight, record);
    if (record.type === 'span' || record.type === 'attribute_value')
      return isOwnerSeen(annotation(record.annotationId));
    return record.type !== 'question' || !isCurtained(db, record.articleId);
  };
  const isUpdateSeen = ({ type, id }: Update): boolean => {
    if (type === 'annotation') return isOwnerSeen(annotation(id));
    if (type === 'reading') return isOwnerSeen(ownerInFile(db, 'reading', id));
    if (type === 'span' || type === 'attribute_value') {
      const row = statement(db, `SELECT annotation_id AS id FROM ${type} WHERE id = ?`).get(id);
      return row === undefined || isOwnerSeen(annotation((row as { id: string }).id));
    }
    return true;
  };
  return {
    added: change.added
      .filter(isRecordSeen)
      .map((record) => (record.type === 'merge' ? mergeSeen(db, record) : record)),
    updated: change.updated.filter(isUpdateSeen),
    removed: change.removed.filter(isRecordSeen),
  };
}

function ownerInFile(
  db: ReadableDb,
  type: Extract<RecordType, 'annotation' | 'reading'>,
  id: string,
): Owned | null {
  const row = statement(
    db,
    `SELECT article_id AS articleId, coder_id AS coderId FROM ${type} WHERE id = ?`,
  ).get(id);
  return (row as Owned | undefined) ?? null;
}
