/** What holds of the records of every project, whatever was done to it. */
import type Database from 'better-sqlite3';
import { expect } from 'vitest';
import { fits } from '../../shared/anchor';

export function checkRecords(db: Database.Database): void {
  const spans = db
    .prepare(
      `SELECT span.start_offset AS startOffset, span.end_offset AS endOffset, span.quote, span.position, annotation.id, article.text
       FROM span JOIN annotation ON annotation.id = span.annotation_id JOIN article ON article.id = annotation.article_id
       ORDER BY annotation.id, span.position`,
    )
    .all() as {
    startOffset: number;
    endOffset: number;
    quote: string;
    position: number;
    id: string;
    text: string;
  }[];
  for (const [index, span] of spans.entries()) {
    expect(fits(span.text, span), `“${span.quote}” at ${span.startOffset}`).toBe(true);
    expect(span.quote).toBe(span.quote.trim());
    const before = spans[index - 1];
    if (before?.id === span.id) expect(before.endOffset).toBeLessThan(span.startOffset);
  }
  const evidence = db
    .prepare(
      `SELECT evidence_start AS startOffset, evidence_end AS endOffset, evidence_quote AS quote, inferred, article.text
       FROM attribute_value JOIN annotation ON annotation.id = annotation_id JOIN article ON article.id = article_id
       WHERE evidence_quote IS NOT NULL`,
    )
    .all() as { startOffset: number; endOffset: number; quote: string; inferred: number; text: string }[];
  for (const words of evidence) {
    expect(fits(words.text, words), `evidence “${words.quote}”`).toBe(true);
    expect(words.inferred, 'what has words is not inferred').toBe(0);
  }
  const bare = db
    .prepare('SELECT count(*) FROM annotation WHERE id NOT IN (SELECT annotation_id FROM span)')
    .pluck()
    .get();
  expect(bare).toBe(0);
  const strayed = db
    .prepare(
      `SELECT attribute_value.id FROM attribute_value JOIN annotation ON annotation.id = annotation_id
       JOIN attribute ON attribute.id = attribute_id WHERE attribute.code_id <> annotation.code_id
       UNION ALL
       SELECT min(attribute_value.id) FROM attribute_value JOIN attribute ON attribute.id = attribute_id
       WHERE NOT many GROUP BY annotation_id, attribute_id HAVING count(*) > 1`,
    )
    .all();
  expect(strayed).toEqual([]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
}
