/** The keys by which articles that may be the same are found; `shared/article-keys.ts` says what they are. */
import { keysOf, keysOfNames } from '../../shared/article-keys';
import { likeliest } from '../../shared/likeliest';
import type { ReadableDb, WritableDb } from './open';
import { statement } from './statement';

const insertSql = (rows: number): string =>
  `INSERT OR IGNORE INTO article_key (key, article_id) VALUES ${Array(rows).fill('(?, ?)').join(', ')}`;

export function insertKeys(db: WritableDb, articleId: string, keys: readonly number[]): void {
  const insert = statement(db, insertSql(1));
  for (const key of keys) insert.run(key, articleId);
}

/** Keys that are waiting to be written; more would take a while to sort. */
const mostWaiting = 20_000;
/** Rows that one statement writes: calling it takes as long as writing a row. */
const rowsAtOnce = 50;

/**
 * The keys of many articles on their way into the file. They are written in the order of the index: keys are
 * chance numbers, and in the order of the articles each would have to find its page anew.
 */
export class KeyWriter {
  private readonly keys: number[] = [];
  private readonly articleIds: string[] = [];

  constructor(private readonly db: WritableDb) {}

  /** Takes the keys of an article, and writes those that wait when they are many. */
  add(articleId: string, keys: readonly number[]): void {
    for (const key of keys) {
      this.keys.push(key);
      this.articleIds.push(articleId);
    }
    if (this.keys.length >= mostWaiting) this.write();
  }

  /** Writes all keys that wait. */
  write(): void {
    const { keys, articleIds } = this;
    const order = Uint32Array.from(keys.keys()).toSorted((one, other) => keys[one]! - keys[other]!);
    const whole = order.length - (order.length % rowsAtOnce);
    const many = statement(this.db, insertSql(rowsAtOnce));
    for (let from = 0; from < whole; from += rowsAtOnce) {
      const values: unknown[] = [];
      for (const at of order.subarray(from, from + rowsAtOnce)) values.push(keys[at], articleIds[at]);
      many.run(...values);
    }
    for (const at of order.subarray(whole)) insertKeys(this.db, articleIds[at]!, [keys[at]!]);
    keys.length = 0;
    articleIds.length = 0;
  }
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

/** Whether any article has one of these keys: the quickest way to know that nothing is like a new one. */
export function hasAnyKey(db: ReadableDb, keys: readonly number[]): boolean {
  if (statement(db, 'SELECT 1 FROM article_key LIMIT 1').get() === undefined) return false;
  const find = statement(db, 'SELECT 1 FROM article_key WHERE key = ? LIMIT 1');
  return keys.some((key) => find.get(key) !== undefined);
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
