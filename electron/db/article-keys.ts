/** The keys by which articles that may be the same are found; `shared/article-keys.ts` says what they are. */
import { keysOf, keysOfNames } from '../../shared/article-keys';
import { likeliest } from '../../shared/likeliest';
import type { ReadableDb, WritableDb } from './open';
import { statement } from './statement';

export function insertKeys(db: WritableDb, articleId: string, keys: readonly number[]): void {
  const insert = statement(db, 'INSERT OR IGNORE INTO article_key (key, article_id) VALUES (?, ?)');
  for (const key of keys) insert.run(key, articleId);
}

export function removeKeys(db: WritableDb, articleId: string, keys: readonly number[]): void {
  const remove = statement(db, 'DELETE FROM article_key WHERE key = ? AND article_id = ?');
  for (const key of keys) remove.run(key, articleId);
}

/** Brings the keys up to date after an article's address or number was corrected. */
export function updateKeys(
  db: WritableDb,
  articleId: string,
  before: { url: string; accession: string },
  after: { url: string; accession: string },
): void {
  removeKeys(db, articleId, keysOfNames(before));
  insertKeys(db, articleId, keysOfNames(after));
}

/** Keys that this many articles share tell nothing: a corpus of one template, an address of a front page. */
const mostSharing = 20;

/**
 * The ids of articles that share a key with what has these names and this text, the likeliest first; of each key
 * at most `mostSharing`.
 */
export function articlesSharing(
  db: ReadableDb,
  names: readonly number[],
  texts: readonly number[],
): string[] {
  const sharing = statement(db, `SELECT article_id FROM article_key WHERE key = ? LIMIT ${mostSharing}`);
  const having = (key: number): string[] =>
    (sharing.all(key) as { article_id: string }[]).map(({ article_id: id }) => id);
  return likeliest(names.map(having), texts.map(having));
}

/** Makes the keys of all articles. */
export function fillArticleKeys(db: WritableDb): void {
  db.exec('DELETE FROM article_key');
  const article = db.prepare('SELECT url, accession, text FROM article WHERE id = ?');
  // One by one: better-sqlite3 writes nothing while it iterates.
  for (const id of db.prepare('SELECT id FROM article').pluck().all() as string[])
    insertKeys(db, id, keysOf(article.get(id) as { url: string; accession: string; text: string }));
}
