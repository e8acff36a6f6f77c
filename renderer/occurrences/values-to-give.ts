/** The values that each of many annotations gets. */
import type { CallInput, ValueInput } from '../../shared/api';
import type { Records } from '../../shared/changes';
import type { Attribute } from '../../shared/records';
import { storedValues } from '../annotations/values';

export type GivenValues = NonNullable<CallInput<'annotation.tagMany'>['values']>;

const inOrder = (a: Attribute, b: Attribute): number => a.position - b.position;

/**
 * What an annotation says that others of its code can say too: all its values but those that point to
 * other annotations, which are of its own passage.
 */
export function valuesToCopy(records: Records, annotationId: string | null, codeId: string): GivenValues {
  const annotation = annotationId === null ? undefined : records.annotation.get(annotationId);
  if (annotation?.codeId !== codeId) return [];
  return [...records.attribute.values()]
    .filter(
      (attribute) => attribute.codeId === codeId && !attribute.retired && attribute.kind !== 'annotation',
    )
    .toSorted(inOrder)
    .flatMap(({ id }): GivenValues => {
      const values: ValueInput[] = storedValues(records, annotation.id, id);
      return values.length === 0 ? [] : [{ attributeId: id, values }];
    });
}

/** The field in which a mention says whom it mentions: the first that takes an actor, of an actor's code. */
export function mentionField(records: Records, codeId: string): Attribute | undefined {
  if (records.code.get(codeId)?.kind !== 'actor') return undefined;
  return [...records.attribute.values()]
    .filter((attribute) => attribute.codeId === codeId && !attribute.retired && attribute.kind === 'actor')
    .toSorted(inOrder)[0];
}
