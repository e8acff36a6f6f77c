/** The articles that a reader has made, each with all that is coded in it. */
import type { Annotation, Span } from '../records';
import type { BuilderRecords } from './builder-records';
import { type CodedAnnotation, type CodedArticle, groupedBy, inTextOrder } from './dataset';

/** @param spansOf the spans of each annotation, in text order */
export function articlesOf(
  records: BuilderRecords,
  spansOf: ReadonlyMap<string, readonly Span[]>,
): CodedArticle[] {
  const foreign = groupedBy(records.all('foreign_id'), ({ recordId }) => recordId);
  const values = groupedBy(records.all('attribute_value'), ({ annotationId }) => annotationId);
  const annotations = groupedBy(records.all('annotation'), ({ articleId }) => articleId);
  const readings = groupedBy(records.all('reading'), ({ articleId }) => articleId);
  const positionOf = (attributeId: string): number => records.get('attribute', attributeId).position;
  const coded = (annotation: Annotation): CodedAnnotation => ({
    annotation,
    spans: spansOf.get(annotation.id) ?? [],
    values: (values.get(annotation.id) ?? []).toSorted(
      (one, other) =>
        positionOf(one.attributeId) - positionOf(other.attributeId) || one.position - other.position,
    ),
  });
  return records.all('article').map((article): CodedArticle => {
    const own = (annotations.get(article.id) ?? []).map(coded).toSorted(inTextOrder);
    const ids = own.flatMap(({ annotation, spans, values: given }) => [
      annotation.id,
      ...spans.map(({ id }) => id),
      ...given.map(({ id }) => id),
    ]);
    return {
      article: { ...article, text: article.text ?? '' },
      readings: readings.get(article.id) ?? [],
      annotations: own,
      foreignIds: [article.id, ...ids].flatMap((id) => foreign.get(id) ?? []),
    };
  });
}
