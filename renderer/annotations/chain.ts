import type { Records } from '../../shared/changes';
import { describeChain, speakerChain } from '../../shared/speaker-chain';
import { askedHere } from './asked';
import { valuesByAnnotation } from './values';

/** `Reuters → the minister` for a statement that is reported in another; empty for all others. */
export function chainText(annotationId: string, records: Records): string {
  const values = valuesByAnnotation(records.attribute_value);
  const chain = speakerChain(annotationId, {
    annotations: records.annotation,
    asked: askedHere(records),
    valuesOf: (id) => values.get(id) ?? [],
  });
  return chain.length < 2 ? '' : describeChain(chain, (id) => records.actor.get(id)?.name ?? '?');
}
