import type { Records } from '../../shared/changes';
import type { Annotation } from '../../shared/records';

/** When what an annotation says happened: its own date where it has one, else that of its article; null if unknown. */
export function dateOf(annotation: Annotation, records: Records): string | null {
  for (const value of records.attribute_value.values()) {
    if (value.annotationId === annotation.id && value.date !== null) return value.date;
  }
  return records.article.get(annotation.articleId)?.date ?? null;
}
