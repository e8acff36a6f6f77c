/** What questions keep as JSON: values of fields, lists of records, a code with its values, two entries. */
import { type AnyRecord, anyRecord, type AttributeValue, type Question, recordSchemas } from './records';

export const attributeIdIn = ({ field }: Pick<Question, 'field'>): string | null =>
  field.startsWith('value ') ? field.slice('value '.length) : null;

/** The records that a question keeps, as JSON holds them: a list, or an annotation with its spans and values. */
export const recordsIn = (json: string): AnyRecord[] => recordsOf(JSON.parse(json)).filter(isRecord);

const recordsOf = (held: unknown): unknown[] =>
  Array.isArray(held) ? held : isObject(held) ? Object.values(held).flat() : [];

const isRecord = (part: unknown): part is AnyRecord => isObject(part) && 'type' in part && 'id' in part;

/** A code with the values that go with it, as a question about the code of an annotation keeps them. */
interface Coded {
  codeId: string;
  values: AttributeValue[];
}

export const isAboutCode = ({ recordType, field }: Pick<Question, 'recordType' | 'field'>): boolean =>
  recordType === 'annotation' && field === 'codeId';

export function codedIn(json: string): Coded {
  const { codeId, values } = JSON.parse(json) as Coded;
  return { codeId, values };
}

/** Whether a question asks if two entries are one. */
export const isAboutTwo = ({ kind, field }: Pick<Question, 'kind' | 'field'>): boolean =>
  kind === 'name' && field === 'name';

export interface NamedEntry {
  id: string;
  /** As it was when the question was asked. */
  name: string;
}

/** The two entries of such a question: where they are one, `other` becomes a part of `first`. */
export const pairIn = ({
  mine,
  theirs,
}: Pick<Question, 'mine' | 'theirs'>): Record<'first' | 'other', NamedEntry> => ({
  first: JSON.parse(mine) as NamedEntry,
  other: JSON.parse(theirs) as NamedEntry,
});

/** Whether a question that comes from elsewhere says what it is about in the form in which it can be answered. */
export function isReadable(question: Question): boolean {
  const { kind, recordType, field } = question;
  if (!Object.hasOwn(recordSchemas, recordType)) return false;
  const isList = (value: unknown): boolean =>
    Array.isArray(value) && value.every((one) => anyRecord.safeParse(one).success);
  return [question.mine, question.theirs].every((json) => {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      return false;
    }
    if (kind === 'removal') return value === null || isList(value);
    if (kind === 'place') return value === null || isList(recordsOf(value));
    if (isAboutTwo(question))
      return isObject(value) && typeof value.id === 'string' && typeof value.name === 'string';
    if (field === 'place' || attributeIdIn(question) !== null) return isList(value);
    if (isAboutCode(question))
      return isObject(value) && typeof value.codeId === 'string' && isList(value.values);
    return typeof value !== 'object' || value === null;
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
