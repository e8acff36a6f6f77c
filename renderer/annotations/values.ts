/**
 * Attribute values on their way between the records, the fields and the host. A field holds `ValueInput`s,
 * as the host takes them, so that a value that is not durable yet is shown like one that is.
 */
import { type ValueInput, valueInput } from '../../shared/api';
import type { Records } from '../../shared/changes';
import type { AttributeValue } from '../../shared/records';
import type { PlacedRecord } from './placed';

/** The stored values of one attribute of an annotation, in order. */
export const storedValues = (
  records: Pick<Records, 'attribute_value'>,
  annotationId: string,
  attributeId: string,
): ValueInput[] => valueRecords(records, annotationId, attributeId).map(inputOf);

/** The same as records, with their evidence. */
export const valueRecords = (
  { attribute_value }: Pick<Records, 'attribute_value'>,
  annotationId: string,
  attributeId: string,
): AttributeValue[] =>
  (valuesByAnnotation(attribute_value).get(annotationId) ?? [])
    .filter((value) => value.attributeId === attributeId)
    .toSorted((a, b) => a.position - b.position);

type Values = Records['attribute_value'];
const indexes = new WeakMap<Values, Map<string, AttributeValue[]>>();

/** Values by annotation. Most changes leave the values as they are, so the index is kept with them. */
export function valuesByAnnotation(values: Values): Map<string, AttributeValue[]> {
  let index = indexes.get(values);
  if (!index) {
    index = Map.groupBy(values.values(), ({ annotationId }) => annotationId);
    indexes.set(values, index);
  }
  return index;
}

/** What a record says, as a field holds it. */
export function inputOf(value: AttributeValue): ValueInput {
  if (value.text !== null) return { text: value.text };
  if (value.number !== null) return { number: value.number };
  if (value.date !== null) return { date: value.date };
  if (value.choiceId !== null) return { choiceId: value.choiceId };
  if (value.actorId !== null) return { actorId: value.actorId };
  if (value.conceptId !== null) return { conceptId: value.conceptId };
  if (value.targetAnnotationId !== null) return { targetAnnotationId: value.targetAnnotationId };
  throw new Error(`attribute value ${value.id} has no value`);
}

/** What a value is called on the screen. */
export function labelOf(value: ValueInput, records: Records, placed: readonly PlacedRecord[]): string {
  if ('text' in value) return value.text;
  if ('number' in value) return String(value.number);
  if ('date' in value) return value.date;
  if ('choiceId' in value) return records.choice.get(value.choiceId)?.name ?? '';
  if ('actorId' in value) return records.actor.get(value.actorId)?.name ?? '';
  if ('newActor' in value) return value.newActor.name;
  if ('conceptId' in value) return records.concept.get(value.conceptId)?.name ?? '';
  if ('newConcept' in value) return value.newConcept.name;
  return placed.find(({ id }) => id === value.targetAnnotationId)?.quote ?? '';
}

/** Tells values apart in lists; `valueOfKey` gives the value back. */
export const keyOfValue = (value: ValueInput): string => JSON.stringify(value);

export const valueOfKey = (key: string): ValueInput => valueInput.parse(JSON.parse(key));

/** An edit of the values of an attribute, as they are when its turn comes. */
export type ValuesEdit = (before: readonly ValueInput[]) => readonly ValueInput[];

const has = (values: readonly ValueInput[], key: string): boolean =>
  values.some((value) => keyOfValue(value) === key);

/** Adds a value that is not there yet. */
export const withValue =
  (value: ValueInput): ValuesEdit =>
  (before) =>
    has(before, keyOfValue(value)) ? before : [...before, value];

/** Takes away the value of this key. */
export const withoutValue =
  (key: string | undefined): ValuesEdit =>
  (before) =>
    before.filter((value) => keyOfValue(value) !== key);

/** Adds a value, or takes it away where it is there. */
export const toggled =
  (value: ValueInput): ValuesEdit =>
  (before) =>
    (has(before, keyOfValue(value)) ? withoutValue(keyOfValue(value)) : withValue(value))(before);
