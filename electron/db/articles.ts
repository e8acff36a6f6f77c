/** Articles and who has read them. */
import type { ArticleWithText } from '../../shared/commands-annotations';
import type { AnyRecord, Article, Reading } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll, readExisting, readOne } from './read';
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

/** @throws FailureError `not-found` */
export function readArticle(db: ReadableDb, id: string): ArticleWithText {
  const article = readExisting(db, 'article', id);
  if (article.text === null) throw new Error(`article ${id} has no text, which its table rules out`);
  return { ...article, text: article.text };
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
