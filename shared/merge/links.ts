/**
 * The fields of records that name other records, by foreign key or without one, and records of theirs as they
 * are with my ids.
 */
import type { AnyRecord, RecordType } from '../records';
import { fieldsOf, references } from '../references';
import type { Fields } from './news';

/** What names a record that may be gone: no foreign key holds it. */
const loose: Partial<Record<RecordType, Readonly<Record<string, RecordType>>>> = {
  adjudication: { articleId: 'article' },
  adjudication_part: { annotationId: 'annotation' },
  assignment: { articleId: 'article' },
};

export const linksOf = (type: RecordType): Readonly<Record<string, RecordType>> => ({
  ...references[type],
  ...loose[type],
});

const links = Object.fromEntries(
  (Object.keys(references) as RecordType[]).map((type) => [type, Object.entries(linksOf(type))]),
) as Record<RecordType, [string, RecordType][]>;

/** My id for one of theirs. */
export type ToMine = (type: RecordType, id: string) => string;

/** Fields of a record of theirs, with my ids. */
export function mapped(type: RecordType, fields: Fields, toMine: ToMine): Record<string, unknown> {
  const result: Record<string, unknown> = { ...fields };
  for (const [field, target] of links[type]) {
    const id = fields[field];
    if (typeof id === 'string') result[field] = toMine(target, id);
  }
  if (type === 'foreign_id' && typeof fields.recordId === 'string')
    result.recordId = toMine(fields.recordType as RecordType, fields.recordId);
  return result;
}

/** A record of theirs as mine would hold it; its own id is left to the caller. */
export const asMine = <T extends AnyRecord>(record: T, toMine: ToMine): T =>
  mapped(record.type, fieldsOf(record), toMine) as unknown as T;

/** One value of a field of theirs, with my ids. */
export function valueAsMine(type: RecordType, field: string, value: unknown, toMine: ToMine): unknown {
  const target = typeof value === 'string' ? linksOf(type)[field] : undefined;
  return target === undefined ? value : toMine(target, value as string);
}
