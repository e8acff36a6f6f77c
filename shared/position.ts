/** Which answer of an annotation is its position, for or against: one rule for keys, cards, the filter and the codebook. */
import type { Attribute, Choice } from './records';
import { lookalikeKey } from './names';

/** The ids of the attributes that have a choice which stands for a figure. */
export const attributesWithFigures = (
  choices: Iterable<Pick<Choice, 'attributeId' | 'number'>>,
): ReadonlySet<string> =>
  new Set([...choices].flatMap(({ attributeId, number }) => (number === null ? [] : attributeId)));

/**
 * Of what a code asks, the attribute that says for or against; null where none has figures. Among several
 * with figures (how a claim judges its addressee, what it means for others) it is the one that is named
 * Position; where none is, the first that is required; else the first in the order of the codebook.
 * @param asked the attributes of one code, in the order of the codebook
 */
export function positionAttribute(
  asked: readonly Attribute[],
  withFigures: ReadonlySet<string>,
): Attribute | null {
  const candidates = asked.filter(({ id, kind }) => kind === 'choice' && withFigures.has(id));
  return (
    candidates.find(({ name }) => lookalikeKey(name) === 'position') ??
    candidates.find(({ required }) => required) ??
    candidates[0] ??
    null
  );
}
