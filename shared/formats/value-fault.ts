/** Why a value that a file gives is none of its attribute. */
import { partialDate } from '../record-fields';
import { type Annotation, type Attribute, type AttributeValue, type Choice, valueFieldOf } from '../records';
import type { Range } from '../span';
import type { Foreign } from './builder-records';

/** A value to be: exactly one of the fields that say what it is. */
export type GivenValue = Partial<
  Pick<
    AttributeValue,
    'text' | 'number' | 'date' | 'choiceId' | 'actorId' | 'conceptId' | 'targetAnnotationId' | 'inferred'
  >
> & { evidence?: Range | null; foreign?: Foreign };

const valueFields = Object.values(valueFieldOf);

/**
 * What is wrong with a value, as a sentence; null for nothing.
 * @param choice the one that it is, if it is one
 */
export function valueFault(
  annotation: Pick<Annotation, 'codeId'>,
  attribute: Pick<Attribute, 'id' | 'codeId' | 'kind'>,
  given: GivenValue,
  choice: Pick<Choice, 'attributeId'> | null,
): string | null {
  if (attribute.codeId !== annotation.codeId) return 'A value of an attribute of another code is left out.';
  const own = valueFieldOf[attribute.kind];
  if (!valueFields.every((field) => ((given[field] ?? null) !== null) === (field === own)))
    return 'A value that is not of its attribute’s kind is left out.';
  if (typeof given.number === 'number' && !Number.isFinite(given.number))
    return 'A value that should be a number is none; it is left out.';
  if (typeof given.date === 'string' && !partialDate.safeParse(given.date).success)
    return 'A date that no calendar has is left out.';
  return choice && choice.attributeId !== attribute.id
    ? 'A choice that is none of its attribute is left out.'
    : null;
}
