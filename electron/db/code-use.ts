/** How codes, attributes and choices are used, and the passages behind that. */
import type { CodeCounts, CodeUsage, Passage } from '../../shared/api';
import type { Annotation, AttributeValue, Example, Span } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll, readOne } from './read';
import { annotationsSeen, readSeen, valuesSeen } from './sight';

/** Annotations per code: all of them, and those to be looked at again. */
export function countsByCode(db: ReadableDb): CodeCounts {
  const counts = (where: string): Record<string, number> =>
    Object.fromEntries(
      db
        .prepare(`SELECT code_id, count(*) FROM ${annotationsSeen(db)} ${where} GROUP BY code_id`)
        .raw()
        .all() as [string, number][],
    );
  return { annotations: counts(''), review: counts("WHERE review <> ''") };
}

export function usageOf(db: ReadableDb, codeId: string): CodeUsage {
  const pairs = (sql: string): [string, number][] => db.prepare(sql).raw().all(codeId) as [string, number][];
  const figure = (sql: string): number => db.prepare(sql).pluck().get({ codeId }) as number;
  const annotation = annotationsSeen(db);
  const value = valuesSeen(db);
  const byCoder = pairs(
    `SELECT coder_id, count(*) AS n FROM ${annotation} WHERE code_id = ? GROUP BY coder_id ORDER BY n DESC, coder_id`,
  ).map(([coderId, count]) => ({ coderId, count }));
  return {
    annotations: byCoder.reduce((sum, { count }) => sum + count, 0),
    articles: figure(`SELECT count(DISTINCT article_id) FROM ${annotation} WHERE code_id = :codeId`),
    byCoder,
    pointing: figure(
      `SELECT count(*) FROM ${value} AS attribute_value
       JOIN ${annotation} AS target ON target.id = target_annotation_id
       JOIN ${annotation} AS owner ON owner.id = annotation_id
       WHERE target.code_id = :codeId AND owner.code_id <> :codeId`,
    ),
    attributes: Object.fromEntries(
      pairs(
        `SELECT attribute_id, count(*) FROM ${value} AS attribute_value JOIN attribute ON attribute.id = attribute_id
         WHERE code_id = ? GROUP BY attribute_id`,
      ),
    ),
    choices: Object.fromEntries(
      pairs(
        `SELECT choice_id, count(*) FROM ${value} AS attribute_value JOIN attribute ON attribute.id = attribute_id
         WHERE code_id = ? AND choice_id IS NOT NULL GROUP BY choice_id`,
      ),
    ),
  };
}

export const annotationsOfCode = (db: ReadableDb, codeId: string): Annotation[] =>
  readAll(db, 'annotation', 'WHERE code_id = ? ORDER BY id', codeId);

export const spansOfCode = (db: ReadableDb, codeId: string): Span[] =>
  readAll(db, 'span', 'JOIN annotation ON annotation.id = annotation_id WHERE code_id = ?', codeId);

/** The values of a code's annotations, each annotation's in order. */
export const valuesOfCode = (db: ReadableDb, codeId: string): AttributeValue[] =>
  readAll(
    db,
    'attribute_value',
    `JOIN annotation ON annotation.id = annotation_id WHERE code_id = ?
     ORDER BY annotation_id, attribute_value.position, attribute_value.id`,
    codeId,
  );

/** Values of any annotations that point at annotations of a code. */
export const valuesPointingAtCode = (db: ReadableDb, codeId: string): AttributeValue[] =>
  readAll(
    db,
    'attribute_value',
    'JOIN annotation ON annotation.id = target_annotation_id WHERE code_id = ?',
    codeId,
  );

/** The values of an attribute, each annotation's in order. */
export const valuesOfAttribute = (db: ReadableDb, attributeId: string): AttributeValue[] =>
  readAll(db, 'attribute_value', 'WHERE attribute_id = ? ORDER BY annotation_id, position, id', attributeId);

export const valuesOfChoice = (db: ReadableDb, choiceId: string): AttributeValue[] =>
  readAll(db, 'attribute_value', 'WHERE choice_id = ?', choiceId);

/** Annotations that have several values of an attribute. */
export const crowdedBy = (db: ReadableDb, attributeId: string): number =>
  db
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM attribute_value WHERE attribute_id = ?
       GROUP BY annotation_id HAVING count(*) > 1)`,
    )
    .pluck()
    .get(attributeId) as number;

/** Ids of annotations of one code that stand on the very words of one of another code by the same coder. */
export function taggedTwice(db: ReadableDb, codeId: string, otherId: string): Set<string> {
  const extents = (id: string) =>
    db
      .prepare(
        `SELECT annotation.id AS id, article_id || ' ' || coder_id || ' ' ||
           group_concat(start_offset || '-' || end_offset, ' ' ORDER BY start_offset, end_offset) AS extent
         FROM annotation JOIN span ON span.annotation_id = annotation.id
         WHERE code_id = ? GROUP BY annotation.id`,
      )
      .all(id) as { id: string; extent: string }[];
  const others = new Set(extents(otherId).map(({ extent }) => extent));
  return new Set(extents(codeId).flatMap(({ id, extent }) => (others.has(extent) ? [id] : [])));
}

/** An annotation as a list shows it. */
export function passageOf(db: ReadableDb, annotation: Annotation): Passage {
  const article = readOne(db, 'article', 'WHERE id = ?', annotation.articleId);
  const spans = readAll(db, 'span', 'WHERE annotation_id = ? ORDER BY start_offset', annotation.id);
  return {
    annotationId: annotation.id,
    articleId: annotation.articleId,
    articleTitle: article?.title ?? '',
    quote: spans.map(({ quote }) => quote).join(' … '),
    coderId: annotation.coderId,
    review: annotation.review,
  };
}

/** The passages that coders hold up as a code's best or doubtful cases, in the order of their making. */
export const examplesOf = (db: ReadableDb, codeId: string, example: Example, limit: number): Passage[] =>
  readSeen(
    db,
    'annotation',
    'WHERE code_id = ? AND example = ? ORDER BY id LIMIT ?',
    codeId,
    example,
    limit,
  ).map((annotation) => passageOf(db, annotation));

/** The passages of a code to look at again, and how many there are. */
export function toReview(
  db: ReadableDb,
  codeId: string,
  limit: number,
): { review: Passage[]; reviewCount: number } {
  const where = `WHERE code_id = ? AND review <> ''`;
  return {
    review: readSeen(db, 'annotation', `${where} ORDER BY article_id, id LIMIT ?`, codeId, limit).map(
      (annotation) => passageOf(db, annotation),
    ),
    reviewCount: db
      .prepare(`SELECT count(*) FROM ${annotationsSeen(db)} AS annotation ${where}`)
      .pluck()
      .get(codeId) as number,
  };
}

/** Values in words, as notes and plans carry them; looked up once each. */
export function wording(db: ReadableDb): (value: AttributeValue) => string {
  const known = new Map<string, string>();
  const nameOf = (table: 'choice' | 'actor' | 'concept', id: string): string => {
    const key = `${table} ${id}`;
    let name = known.get(key);
    if (name === undefined) {
      name =
        (db.prepare(`SELECT name FROM ${table} WHERE id = ?`).pluck().get(id) as string | undefined) ?? '';
      known.set(key, name);
    }
    return name;
  };
  const quoteOf = (annotationId: string): string =>
    readAll(db, 'span', 'WHERE annotation_id = ? ORDER BY start_offset', annotationId)
      .map(({ quote }) => quote)
      .join(' … ');
  return (value) => {
    if (value.choiceId !== null) return nameOf('choice', value.choiceId);
    if (value.actorId !== null) return nameOf('actor', value.actorId);
    if (value.conceptId !== null) return nameOf('concept', value.conceptId);
    if (value.targetAnnotationId !== null) return quoteOf(value.targetAnnotationId);
    return value.text ?? value.date ?? String(value.number);
  };
}
