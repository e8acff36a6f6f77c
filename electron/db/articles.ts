/** Articles and who has read them. */
import type { ArticleWithText } from '../../shared/commands-annotations';
import type { AnyRecord, Article, Reading } from '../../shared/records';
import type { ReadableDb } from './open';
import { goneFromProject, readAll, readOne } from './read';
import { FailureError } from '../../shared/result';
import { statement } from './statement';
import { columnsOf, fromRow } from './tables';

const columnsWithoutText = columnsOf('article')
  .map(({ column }) => column)
  .filter((column) => column !== 'text')
  .join(', ');

/** All articles without their texts, which are by far the most of a file; oldest first. */
export const listArticles = (db: ReadableDb): Article[] =>
  (
    db.prepare(`SELECT ${columnsWithoutText} FROM article ORDER BY created_at, id`).all() as Record<
      string,
      unknown
    >[]
  ).map((row) => fromRow('article', row));

/** The ids of all articles in the order of the library: ids grow with time. */
export const articleIdsInOrder = (db: ReadableDb): string[] =>
  db.prepare('SELECT id FROM article ORDER BY id').pluck().all() as string[];

/** The text last read by each handle: a coder tags one article for long, and its text never changes. */
const lastTexts = new WeakMap<ReadableDb, { articleId: string; text: string }>();

function readText(db: ReadableDb, articleId: string): string {
  const last = lastTexts.get(db);
  if (last?.articleId === articleId) return last.text;
  const text = db.prepare('SELECT text FROM article WHERE id = ?').pluck().get(articleId) as string;
  lastTexts.set(db, { articleId, text });
  return text;
}

/** @throws FailureError `not-found` */
export function readArticle(db: ReadableDb, id: string): ArticleWithText {
  const row = statement(db, `SELECT ${columnsWithoutText} FROM article WHERE id = ?`).get(id);
  if (row === undefined) throw new FailureError(goneFromProject('article'));
  return { ...fromRow('article', row as Record<string, unknown>), text: readText(db, id) };
}

/** The title of an article that has exactly this text, by its SHA-256 in hex; null where none has. */
export function titleOfText(db: ReadableDb, textSha256: string): string | null {
  const row = db.prepare('SELECT title FROM article WHERE text_sha256 = ? LIMIT 1').get(textSha256);
  return (row as { title: string } | undefined)?.title ?? null;
}

export const listReadings = (db: ReadableDb): Reading[] => readAll(db, 'reading');

export const readReading = (db: ReadableDb, articleId: string, coderId: string): Reading | null =>
  readOne(db, 'reading', 'WHERE article_id = ? AND coder_id = ?', articleId, coderId);

/** Everything that cannot be without the article: also values elsewhere that point into it. */
export function dependentsOf(db: ReadableDb, articleId: string): AnyRecord[] {
  const own = 'JOIN annotation ON annotation.id = annotation_id WHERE article_id = ?';
  const pointing = `WHERE target_annotation_id IN (SELECT id FROM annotation WHERE article_id = ?)
    AND annotation_id NOT IN (SELECT id FROM annotation WHERE article_id = ?)`;
  return [
    ...readAll(db, 'attribute_value', own, articleId),
    ...readAll(db, 'attribute_value', pointing, articleId, articleId),
    ...readAll(db, 'span', own, articleId),
    ...readAll(db, 'annotation', 'WHERE article_id = ?', articleId),
    ...readAll(db, 'reading', 'WHERE article_id = ?', articleId),
  ];
}
