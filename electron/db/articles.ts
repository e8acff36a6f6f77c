/** Articles and who has read them. */
import type { ArticleWithText } from '../../shared/commands-annotations';
import { type AnyRecord, type Article, bodyOf, type Reading } from '../../shared/records';
import type { ReadableDb } from './open';
import { goneFromProject, readAll, readOne } from './read';
import { FailureError } from '../../shared/result';
import { readSeen } from './sight';
import { statement } from './statement';
import { columnsOf, fromRow } from './tables';

const columnsWithoutBody = columnsOf('article')
  .filter(({ key }) => !bodyOf('article').includes(key))
  .map(({ column }) => column)
  .join(', ');

/** All articles without their texts, which are by far the most of a file; oldest first. */
export const listArticles = (db: ReadableDb): Article[] =>
  (
    db.prepare(`SELECT ${columnsWithoutBody} FROM article ORDER BY created_at, id`).all() as Record<
      string,
      unknown
    >[]
  ).map((row) => fromRow('article', row));

/** The ids of all articles in the order of the library: ids grow with time. */
export const articleIdsInOrder = (db: ReadableDb): string[] =>
  db.prepare('SELECT id FROM article ORDER BY id').pluck().all() as string[];

interface ArticleBody {
  particulars: string;
  layout: string;
  text: string;
}

/** The body last read by each handle: a coder tags one article for long, and its text never changes. */
const lastBodies = new WeakMap<ReadableDb, { articleId: string; body: ArticleBody }>();

function readBody(db: ReadableDb, articleId: string): ArticleBody {
  const last = lastBodies.get(db);
  if (last?.articleId === articleId) return last.body;
  const body = statement(db, 'SELECT particulars, layout, text FROM article WHERE id = ?').get(
    articleId,
  ) as ArticleBody;
  lastBodies.set(db, { articleId, body });
  return body;
}

/** @throws FailureError `not-found` */
export function readArticle(db: ReadableDb, id: string): ArticleWithText {
  const row = statement(db, `SELECT ${columnsWithoutBody} FROM article WHERE id = ?`).get(id);
  if (row === undefined) throw new FailureError(goneFromProject('article'));
  return { ...fromRow('article', row as Record<string, unknown>), ...readBody(db, id) };
}

/** The id of an article that has exactly this text, by its SHA-256 in hex; null where none has. */
export function articleOfText(db: ReadableDb, textSha256: string): string | null {
  const row = statement(db, 'SELECT id FROM article WHERE text_sha256 = ? LIMIT 1').get(textSha256);
  return (row as { id: string } | undefined)?.id ?? null;
}

/** The articles that are marked as copies of this one. */
export const copiesOf = (db: ReadableDb, articleId: string): Article[] =>
  (
    statement(db, `SELECT ${columnsWithoutBody} FROM article WHERE copy_of_id = ?`).all(articleId) as Record<
      string,
      unknown
    >[]
  ).map((row) => fromRow('article', row));

/** All readings that are seen. */
export const listReadings = (db: ReadableDb): Reading[] => readSeen(db, 'reading');

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
    ...readAll(db, 'assignment', 'WHERE article_id = ?', articleId),
  ];
}
