/** Annotations with their spans and values. */
import type { Annotation, AttributeValue, Span } from '../../shared/records';
import type { Range } from '../../shared/span';
import type { ReadableDb } from './open';
import { readAll, readExisting } from './read';

/** Annotations per article id, counted from the index alone; articles without any are left out. */
export function annotationCounts(db: ReadableDb): Record<string, number> {
  const rows = db.prepare('SELECT article_id, count(*) FROM annotation GROUP BY article_id').raw().all();
  return Object.fromEntries(rows as [string, number][]);
}

export interface Annotated {
  annotations: Annotation[];
  spans: Span[];
  attributeValues: AttributeValue[];
}

/** Everything annotated in one article. */
export function annotationsOf(db: ReadableDb, articleId: string): Annotated {
  const ofArticle = 'JOIN annotation ON annotation.id = annotation_id WHERE article_id = ?';
  return {
    annotations: readAll(db, 'annotation', 'WHERE article_id = ?', articleId),
    spans: readAll(db, 'span', ofArticle, articleId),
    attributeValues: readAll(db, 'attribute_value', ofArticle, articleId),
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

/** The extents of everything that a coder has tagged with one code in an article. */
export const extentsTagged = (
  db: ReadableDb,
  { articleId, codeId, coderId }: Pick<Annotation, 'articleId' | 'codeId' | 'coderId'>,
): Extent[] =>
  db
    .prepare(
      `SELECT annotation_id AS annotationId, start_offset AS startOffset, end_offset AS endOffset
       FROM annotation CROSS JOIN span ON span.annotation_id = annotation.id
       WHERE article_id = ? AND +code_id = ? AND +coder_id = ?`,
    )
    .all(articleId, codeId, coderId) as Extent[];

/** Annotations of an article with a span that holds the whole range, the one with the shortest span first. */
export const annotationsAround = (db: ReadableDb, articleId: string, range: Range): Annotation[] =>
  readAll(
    db,
    'annotation',
    `CROSS JOIN span ON span.annotation_id = annotation.id
     WHERE article_id = ? AND start_offset <= ? AND end_offset >= ?
     GROUP BY annotation.id ORDER BY min(end_offset - start_offset), annotation.id`,
    articleId,
    range.start,
    range.end,
  );

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
