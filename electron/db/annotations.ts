/** Annotations with their spans and values. */
import type { Annotation, AttributeValue, Span } from '../../shared/records';
import { type ArticleWithText, extentToTag } from '../../shared/commands-annotations';
import type { Range } from '../../shared/span';
import type { ReadableDb } from './open';
import { readAll, readExisting } from './read';
import { annotationsSeen, readSeen } from './sight';
import { statement } from './statement';
import { fromRow } from './tables';

/**
 * Annotations per article id, counted from the index alone; articles without any are left out. The gold layer says
 * again what coders said, and is not counted.
 */
export function annotationCounts(db: ReadableDb): Record<string, number> {
  const count = (where: string): [string, number][] =>
    db
      .prepare(
        `SELECT article_id, count(*) FROM ${annotationsSeen(db)} AS annotation ${where} GROUP BY article_id`,
      )
      .raw()
      .all() as [string, number][];
  const counts = new Map(count(''));
  const hasGold = db.prepare("SELECT 1 FROM coder WHERE role = 'gold'").get() !== undefined;
  if (hasGold) {
    for (const [id, gold] of count("WHERE coder_id IN (SELECT id FROM coder WHERE role = 'gold')"))
      counts.set(id, (counts.get(id) ?? 0) - gold);
  }
  return Object.fromEntries([...counts].filter(([, number]) => number > 0));
}

export interface Annotated {
  annotations: Annotation[];
  spans: Span[];
  attributeValues: AttributeValue[];
}

/** Everything annotated in one article. */
export const annotationsOf = (db: ReadableDb, articleId: string): Annotated =>
  annotatedIn(db, articleId, 'annotation');

/** Everything annotated in one article, as far as it is seen. */
export const annotationsSeenIn = (db: ReadableDb, articleId: string): Annotated =>
  annotatedIn(db, articleId, annotationsSeen(db));

function annotatedIn(db: ReadableDb, articleId: string, table: string): Annotated {
  const rows = (sql: string): Record<string, unknown>[] =>
    statement(db, sql).all(articleId) as Record<string, unknown>[];
  const ofArticle = `JOIN ${table} AS annotation ON annotation.id = annotation_id WHERE article_id = ?`;
  return {
    annotations: rows(`SELECT * FROM ${table} WHERE article_id = ?`).map((row) => fromRow('annotation', row)),
    spans: rows(`SELECT span.* FROM span ${ofArticle}`).map((row) => fromRow('span', row)),
    attributeValues: rows(`SELECT attribute_value.* FROM attribute_value ${ofArticle}`).map((row) =>
      fromRow('attribute_value', row),
    ),
  };
}

/** @throws FailureError `not-found` */
export const readAnnotation = (db: ReadableDb, id: string): Annotation => readExisting(db, 'annotation', id);

export const spansOf = (db: ReadableDb, annotationId: string): Span[] =>
  readAll(db, 'span', 'WHERE annotation_id = ? ORDER BY position', annotationId);

export const valuesOf = (db: ReadableDb, annotationId: string): AttributeValue[] =>
  readAll(db, 'attribute_value', 'WHERE annotation_id = ? ORDER BY position', annotationId);

/** Values of other annotations whose target is this one. */
export const valuesPointingAt = (db: ReadableDb, annotationId: string): AttributeValue[] =>
  readAll(db, 'attribute_value', 'WHERE target_annotation_id = ?', annotationId);

export type Extent = Pick<Span, 'annotationId' | 'startOffset' | 'endOffset'>;

/**
 * The extents of what a coder has tagged with one code in an article, of those annotations that have a span on
 * exactly this range. With `+` the query planner is kept from indexes that would find far more.
 */
const extentsOn = (
  db: ReadableDb,
  { start, end }: Range,
  { articleId, codeId, coderId }: Pick<Annotation, 'articleId' | 'codeId' | 'coderId'>,
): Extent[] =>
  statement(
    db,
    `SELECT annotation_id AS annotationId, start_offset AS startOffset, end_offset AS endOffset
     FROM span WHERE annotation_id IN (
       SELECT annotation.id FROM annotation JOIN span ON span.annotation_id = annotation.id
       WHERE start_offset = ? AND end_offset = ? AND article_id = ? AND +code_id = ? AND +coder_id = ?
     )`,
  ).all(start, end, articleId, codeId, coderId) as Extent[];

/** Annotations of an article that are seen and have a span that holds the whole range, the one with the shortest span first. */
export const annotationsAround = (db: ReadableDb, articleId: string, range: Range): Annotation[] =>
  readSeen(
    db,
    'annotation',
    `CROSS JOIN span ON span.annotation_id = annotation.id
     WHERE article_id = ? AND start_offset <= ? AND end_offset >= ?
     GROUP BY annotation.id ORDER BY min(end_offset - start_offset), annotation.id`,
    articleId,
    range.start,
    range.end,
  );

/** What a coder has tagged with one code exactly where the first of these ranges would come to lie. */
export function taggedThere(
  db: ReadableDb,
  { text }: ArticleWithText,
  ranges: readonly Range[],
  of: Pick<Annotation, 'articleId' | 'codeId' | 'coderId'>,
): Extent[] {
  const extent = extentToTag(text, ranges);
  const first = extent.ok ? extent.value[0] : undefined;
  return first ? extentsOn(db, first, of) : [];
}

/** Ids of the annotations from which targets lead, over any number of steps, to this one. */
export function idsLeadingTo(db: ReadableDb, annotationId: string): Set<string> {
  const ids = db
    .prepare(
      `WITH RECURSIVE leading (id) AS (
         SELECT annotation_id FROM attribute_value WHERE target_annotation_id = ?
         UNION
         SELECT annotation_id FROM leading JOIN attribute_value ON target_annotation_id = leading.id
       ) SELECT id FROM leading`,
    )
    .pluck()
    .all(annotationId);
  return new Set(ids as string[]);
}

/** Codes with which a coder has tagged exactly these words of an article, and nothing else with them. */
export const codesOnWords = (
  db: ReadableDb,
  { articleId, coderId }: Pick<Annotation, 'articleId' | 'coderId'>,
  { start, end }: { start: number; end: number },
): string[] =>
  db
    .prepare(
      `SELECT DISTINCT code_id FROM span CROSS JOIN annotation ON annotation.id = span.annotation_id
       WHERE start_offset = ? AND end_offset = ? AND article_id = ? AND coder_id = ?
         AND NOT EXISTS (SELECT 1 FROM span AS other WHERE other.annotation_id = annotation.id AND other.id <> span.id)`,
    )
    .pluck()
    .all(start, end, articleId, coderId) as string[];

/** A stretch that is tagged, and with which code. */
export interface TaggedStretch extends Range {
  codeId: string;
}

/** Every stretch of an article that a coder has tagged. */
export const taggedStretches = (
  db: ReadableDb,
  { articleId, coderId }: Pick<Annotation, 'articleId' | 'coderId'>,
): TaggedStretch[] =>
  statement(
    db,
    `SELECT code_id AS codeId, start_offset AS start, end_offset AS end FROM span
     JOIN annotation ON annotation.id = annotation_id WHERE article_id = ? AND +coder_id = ?`,
  ).all(articleId, coderId) as TaggedStretch[];
