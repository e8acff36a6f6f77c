/** Checks a whole project: SQLite's pages and keys, every text's hash, every span's words. */
import { createHash } from 'node:crypto';
import type { ReadableDb } from './open';

export interface Problem {
  what: 'pages' | 'keys' | 'text' | 'span';
  /** The id of the record, or the table. */
  where: string;
  message: string;
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Everything that is wrong; an empty list for a sound project. */
export function checkProject(db: ReadableDb): Problem[] {
  const problems: Problem[] = [];
  for (const message of db.pragma('integrity_check') as { integrity_check: string }[]) {
    if (message.integrity_check !== 'ok') {
      problems.push({ what: 'pages', where: 'file', message: message.integrity_check });
    }
  }
  for (const key of db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]) {
    problems.push({
      what: 'keys',
      where: key.table,
      message: `A row of ${key.table} refers to a missing ${key.parent}.`,
    });
  }
  const spans = db.prepare(
    `SELECT span.id, span.start_offset, span.end_offset, span.quote FROM span
     JOIN annotation ON annotation.id = span.annotation_id WHERE annotation.article_id = ?`,
  );
  const articles = db.prepare('SELECT id, title, text, text_sha256 FROM article');
  for (const article of articles.all() as {
    id: string;
    title: string;
    text: string;
    text_sha256: string;
  }[]) {
    if (sha256(article.text) !== article.text_sha256) {
      problems.push({
        what: 'text',
        where: article.id,
        message: `The text of “${article.title}” is not what was stored.`,
      });
    }
    for (const span of spans.all(article.id) as {
      id: string;
      start_offset: number;
      end_offset: number;
      quote: string;
    }[]) {
      // Offsets are UTF-16 code units; SQL's substr counts code points and would be wrong beyond the BMP.
      const found = article.text.slice(span.start_offset, span.end_offset);
      if (found !== span.quote) {
        problems.push({
          what: 'span',
          where: span.id,
          message: `In “${article.title}”, ${span.start_offset}–${span.end_offset} reads “${found}”, not “${span.quote}”.`,
        });
      }
    }
  }
  return problems;
}
