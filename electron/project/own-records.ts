/** The open project as the taking in of a dataset asks about it. */
import type { Own } from '../../shared/formats/adopt';
import { type CodedAnnotation, groupedBy } from '../../shared/formats/dataset';
import type { RecordType } from '../../shared/records';
import { annotationsOf } from '../db/annotations';
import type { ReadableDb } from '../db/open';
import { readAll, readOne } from '../db/read';
import { statement } from '../db/statement';
import { datasetOf } from '../exchange/project-dataset';

function codedIn(db: ReadableDb, articleId: string): CodedAnnotation[] {
  const { annotations, spans, attributeValues } = annotationsOf(db, articleId);
  const spansOf = groupedBy(spans, ({ annotationId }) => annotationId);
  const valuesOf = groupedBy(attributeValues, ({ annotationId }) => annotationId);
  return annotations.map((annotation) => ({
    annotation,
    spans: (spansOf.get(annotation.id) ?? []).toSorted((one, other) => one.startOffset - other.startOffset),
    values: valuesOf.get(annotation.id) ?? [],
  }));
}

/** @param format whose names of records are to be known */
export const ownOf = (db: ReadableDb, format: string): Own => ({
  registries: datasetOf(db).registries,
  foreignIds: readAll(db, 'foreign_id', 'WHERE format = ?', format),
  article: (id) => {
    const found = statement(db, 'SELECT text_sha256 FROM article WHERE id = ?').get(id) as
      { text_sha256: string } | undefined;
    return found ? { id, textSha256: found.text_sha256 } : null;
  },
  articlesOfText: (textSha256) =>
    (
      statement(db, 'SELECT id FROM article WHERE text_sha256 = ? ORDER BY id').all(textSha256) as {
        id: string;
      }[]
    ).map(({ id }) => id),
  annotationsOf: (articleId) => codedIn(db, articleId),
  has: (type: RecordType, id) => statement(db, `SELECT 1 FROM ${type} WHERE id = ?`).get(id) !== undefined,
  hasReading: (articleId, coderId) =>
    readOne(db, 'reading', 'WHERE article_id = ? AND coder_id = ?', articleId, coderId) !== null,
});
