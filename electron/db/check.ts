/** Checks a whole project: SQLite's pages and keys, every text's hash, the words of spans and evidence. */
import { createHash } from 'node:crypto';
import type { ReadableDb } from './open';

export interface Problem {
  what: 'pages' | 'keys' | 'text' | 'span';
  /** The id of the record, or the table. */
  where: string;
  message: string;
}

interface ArticleRow {
  id: string;
  title: string;
  text: string;
  text_sha256: string;
  text_length: number;
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Everything that is wrong; an empty list for a sound project. */
export const checkProject = (db: ReadableDb): Problem[] => [...checkStructure(db), ...checkWords(db)];

function checkStructure(db: ReadableDb): Problem[] {
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
  return problems;
}

/** Texts that are not what was stored, and spans and evidence that do not read as their quotes say. */
export const checkWords = (db: ReadableDb): Problem[] =>
  [...readArticles(db)].flatMap(({ id, title, isAsStored, misfits }) => [
    ...(isAsStored
      ? []
      : [{ what: 'text' as const, where: id, message: `The text of “${title}” is not what was stored.` }]),
    ...misfits.map(({ where, start, end, quote, found }) => ({
      what: 'span' as const,
      where,
      message: `In “${title}”, ${start}–${end} reads “${found}”, not “${quote}”.`,
    })),
  ]);

/** A span, or the evidence of a value, that does not read as its quote says. */
export interface Misfit {
  /** The id of the span or the value. */
  where: string;
  start: number;
  end: number;
  quote: string;
  found: string;
}

interface ReadArticle {
  id: string;
  title: string;
  /** Whether the text is the one that its checksum and its length are of. */
  isAsStored: boolean;
  misfits: Misfit[];
}

/** Reads the articles one by one, so that others can have their turn in between. */
export function* readArticles(db: ReadableDb): Generator<ReadArticle> {
  const quotes = db.prepare(
    `SELECT span.id AS "where", start_offset AS start, end_offset AS end, quote FROM span
     JOIN annotation ON annotation.id = annotation_id WHERE article_id = :article
     UNION ALL
     SELECT attribute_value.id, evidence_start, evidence_end, evidence_quote FROM attribute_value
     JOIN annotation ON annotation.id = annotation_id
     WHERE article_id = :article AND evidence_quote IS NOT NULL`,
  );
  const articles = db.prepare('SELECT id, title, text, text_sha256, text_length FROM article');
  for (const article of articles.iterate() as IterableIterator<ArticleRow>) {
    const { id, title, text } = article;
    const misfits: Misfit[] = [];
    for (const one of quotes.all({ article: id }) as Omit<Misfit, 'found'>[]) {
      // Offsets are UTF-16 code units; SQL's substr counts code points and would be wrong beyond the BMP.
      const found = text.slice(one.start, one.end);
      if (found !== one.quote) misfits.push({ ...one, found });
    }
    const isAsStored = sha256(text) === article.text_sha256 && text.length === article.text_length;
    yield { id, title, isAsStored, misfits };
  }
}
