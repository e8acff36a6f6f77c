import type { Records } from '../../shared/changes';
import { chainNames, speakerChain } from '../../shared/speaker-chain';
import { askedHere } from './asked';
import { valuesByAnnotation } from './values';

/** Who reports whom, for a statement that is reported in another: the outermost speaker first; empty for all others. */
export function reportedBy(
  annotationId: string,
  records: Pick<Records, 'annotation' | 'attribute' | 'attribute_value' | 'actor'>,
): readonly string[] {
  const values = valuesByAnnotation(records.attribute_value);
  const chain = speakerChain(annotationId, {
    annotations: records.annotation,
    asked: askedHere(records),
    valuesOf: (id) => values.get(id) ?? [],
  });
  return chain.length < 2 ? [] : chainNames(chain, (id) => records.actor.get(id)?.name ?? '?');
}
