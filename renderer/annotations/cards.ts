/** What the cards beside the text say, from the records that the window holds. */
import type { Records } from '../../shared/changes';
import { type NamesOf, signed, summaryOf } from '../../shared/frame-summary';
import type { CardContent } from '../editor/margin';
import { attributesOf } from './asked';
import { reportedBy } from './chain';
import { positionAttributeOf } from './choices';
import { valuesByAnnotation } from './values';

export type CardRecords = Pick<
  Records,
  'annotation' | 'attribute' | 'attribute_value' | 'actor' | 'concept' | 'choice' | 'code'
>;

/**
 * The card of an annotation; null when it is gone.
 * @param quote its words, which the card shows where nothing is said about them yet
 * @param isIncomplete whether something that is asked for is missing
 */
export function cardOf(
  annotationId: string,
  quote: string,
  records: CardRecords,
  isIncomplete: (annotationId: string) => boolean,
): CardContent | null {
  const annotation = records.annotation.get(annotationId);
  const code = annotation && records.code.get(annotation.codeId);
  if (!annotation || !code) return null;
  const names: NamesOf = {
    actor: (id) => records.actor.get(id)?.name ?? null,
    concept: (id) => records.concept.get(id)?.name ?? null,
    choice: (id) => records.choice.get(id) ?? null,
  };
  const values = valuesByAnnotation(records.attribute_value).get(annotationId) ?? [];
  const { who, toWhom, what, position } = summaryOf(
    attributesOf(records, code.id),
    positionAttributeOf(code.id, records),
    values,
    names,
  );
  return {
    code,
    who: who.length === 0 ? code.name : who.join(', '),
    what: what.join(', '),
    toWhom: toWhom.join(', '),
    quote,
    reportedBy: reportedBy(annotationId, records),
    position: position && { figure: signed(position.number), name: position.name },
    isIncomplete: isIncomplete(annotationId),
    isShort: code.kind === 'actor',
  };
}
