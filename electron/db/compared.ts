/** Articles with what the coders who are compared have marked in them, one after another. */
import type { AgreementSettings } from '../../shared/api-agreement';
import type { ComparedArticle } from '../../shared/agreement/compare';
import type { ComparedAnnotation } from '../../shared/agreement/pairing';
import { isWithin } from '../../shared/formats/selection';
import type { Article, AttributeValue } from '../../shared/records';
import { annotationsSeenIn } from './annotations';
import type { ReadableDb } from './open';
import { readSeen } from './sight';

export type ComparedWhere = Pick<
  AgreementSettings,
  'coderIds' | 'codeIds' | 'from' | 'to' | 'sources' | 'articleIds'
>;

type Row = Pick<Article, 'id' | 'date' | 'source' | 'textLength'>;

/** In the order of the library; articles of which none of the coders has a reading are left out. */
export function* comparedArticles(db: ReadableDb, where: ComparedWhere): Generator<ComparedArticle> {
  const chosen = where.articleIds === null ? null : new Set(where.articleIds);
  const readings = Map.groupBy(
    readSeen(
      db,
      'reading',
      'WHERE coder_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(where.coderIds),
    ),
    ({ articleId }) => articleId,
  );
  const articles = db
    .prepare('SELECT id, date, source, text_length AS textLength FROM article ORDER BY id')
    .all() as Row[];
  for (const { id, date, source, textLength } of articles) {
    const own = readings.get(id);
    if (!own || (chosen && !chosen.has(id))) continue;
    if (!isWithin(date, where.from, where.to) || !(where.sources?.includes(source) ?? true)) continue;
    yield {
      id,
      date,
      textLength,
      readings: where.coderIds.map((coderId) => own.find((one) => one.coderId === coderId)?.state ?? null),
      annotations: annotationsFor(db, id, where),
    };
  }
}

/** What each coder has marked, by its begin. */
function annotationsFor(
  db: ReadableDb,
  articleId: string,
  { coderIds, codeIds }: ComparedWhere,
): ComparedAnnotation[][] {
  const { annotations, spans, attributeValues } = annotationsSeenIn(db, articleId);
  const spansOf = Map.groupBy(spans, ({ annotationId }) => annotationId);
  const valuesOf = Map.groupBy(attributeValues, ({ annotationId }) => annotationId);
  const byCoder = Map.groupBy(annotations, ({ coderId }) => coderId);
  return coderIds.map((coderId) =>
    (byCoder.get(coderId) ?? [])
      .filter(({ codeId }) => codeIds?.includes(codeId) ?? true)
      .flatMap(({ id, codeId }) => {
        const ranges = (spansOf.get(id) ?? [])
          .map(({ startOffset: start, endOffset: end }) => ({ start, end }))
          .toSorted((one, other) => one.start - other.start);
        const [first, last] = [ranges[0], ranges.at(-1)];
        if (!first || !last) return [];
        const values = (valuesOf.get(id) ?? []).map((value) => ({
          attributeId: value.attributeId,
          says: saidBy(value),
        }));
        return [{ id, codeId, start: first.start, end: last.end, spans: ranges, values }];
      })
      .toSorted(
        (one, other) => one.start - other.start || one.end - other.end || (one.id < other.id ? -1 : 1),
      ),
  );
}

const saidBy = (value: AttributeValue): string | number =>
  value.choiceId ??
  value.actorId ??
  value.conceptId ??
  value.targetAnnotationId ??
  value.text ??
  value.date ??
  value.number ??
  '';
