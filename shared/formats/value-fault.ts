/** Why a value that a file gives is none of its attribute. */
import {
  type Annotation,
  type Attribute,
  type AttributeKind,
  type AttributeValue,
  type Choice,
  partialDate,
  type saysNothing,
} from '../records';
import type { Range } from '../span';
import type { Foreign } from './builder-records';

/** A value to be: exactly one of the fields that say what it is. */
export type GivenValue = Partial<
  Pick<
    AttributeValue,
    'text' | 'number' | 'date' | 'choiceId' | 'actorId' | 'conceptId' | 'targetAnnotationId' | 'inferred'
  >
> & { evidence?: Range | null; foreign?: Foreign };

/** The field of a value that says what it is, by the kind of its attribute. */
const fieldOf = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'choiceId',
  actor: 'actorId',
  concept: 'conceptId',
  annotation: 'targetAnnotationId',
} as const satisfies Record<AttributeKind, keyof typeof saysNothing>;

const valueFields = Object.values(fieldOf);

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
  const own = fieldOf[attribute.kind];
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
