/** Records with their parts and names, as merges and questions show them. */
import type { LastTouch, Names, Whole } from '../../shared/merge-words';
import { type AnyRecord, bodyOf, type RecordType } from '../../shared/records';
import { spansOf, valuesOf } from './annotations';
import type { ReadableDb } from './open';
import { readAll, readOne } from './read';
import { statement } from './statement';
import { columnsOf, fromRow } from './tables';

const headColumns = (type: RecordType): string =>
  columnsOf(type)
    .filter(({ key }) => !bodyOf(type).includes(key))
    .map(({ column }) => column)
    .join(', ');

/** A record without its body; null where there is none of this id. */
export function readHead(db: ReadableDb, type: RecordType, id: string): AnyRecord | null {
  const row = statement(db, `SELECT ${headColumns(type)} FROM ${type} WHERE id = ?`).get(id);
  return row === undefined ? null : fromRow(type, row as Record<string, unknown>);
}

/** A record with what is shown with it; null where it is not there. */
export function readWhole(db: ReadableDb, type: RecordType, id: string): Whole | null {
  const record = readHead(db, type, id);
  if (!record) return null;
  const isAnnotation = type === 'annotation';
  const spans = isAnnotation ? spansOf(db, id) : [];
  return {
    record,
    spans: spans.toSorted((one, other) => one.startOffset - other.startOffset),
    values: isAnnotation ? valuesOf(db, id) : [],
    parts:
      type === 'actor'
        ? [
            ...readAll(db, 'actor_alias', 'WHERE actor_id = ? ORDER BY name', id),
            ...readAll(db, 'actor_affiliation', 'WHERE actor_id = ? ORDER BY from_date', id),
          ]
        : type === 'concept'
          ? readAll(db, 'concept_alias', 'WHERE concept_id = ? ORDER BY name', id)
          : [],
  };
}

export const namesIn = (db: ReadableDb): Names => ({
  record: (type, id) => readHead(db, type, id),
  quote: (annotationId) =>
    readOne(db, 'span', 'WHERE annotation_id = ? ORDER BY start_offset', annotationId)?.quote ?? null,
});

/** Who did the newest line about a record or a part of it, and when. */
export function lastTouchOf(db: ReadableDb, id: string): LastTouch {
  const row = statement(
    db,
    `SELECT at, name FROM change LEFT JOIN coder ON coder.id = coder_id
     WHERE seq = (SELECT max(change_seq) FROM change_subject WHERE subject_id = ? AND named = 0)`,
  ).get(id) as { at: string; name: string | null } | undefined;
  return { by: row?.name ?? '', at: row?.at ?? null };
}
