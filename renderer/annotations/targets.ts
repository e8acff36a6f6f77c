import type { Records } from '../../shared/changes';
import type { Annotation, Attribute } from '../../shared/records';
import { foldForSearch } from '../ui/fold';
import type { TokenOption } from '../ui/token-field';
import type { PlacedRecord } from './placed';
import { keyOfValue } from './values';

/** The annotations that an attribute may point to and that contain the typed words, nearest first. */
export function nearestTargets(
  query: string,
  placed: readonly PlacedRecord[],
  from: Annotation,
  { targetCodeId }: Attribute,
  { code }: Pick<Records, 'code'>,
): TokenOption[] {
  const here = placed.find(({ id }) => id === from.id)?.ranges[0]?.start ?? 0;
  const distance = ({ ranges }: PlacedRecord): number =>
    Math.min(
      ...ranges.map(({ start, end }) => Math.max(start - here, here - end, 0)),
      Number.MAX_SAFE_INTEGER,
    );
  const wanted = foldForSearch(query);
  return (
    placed
      .filter(({ id, codeId }) => id !== from.id && (targetCodeId === null || codeId === targetCodeId))
      // Folding thousands of quotes takes longer than a frame: without a query there is nothing to look for.
      .filter(({ quote }) => wanted === '' || foldForSearch(quote).includes(wanted))
      .toSorted((a, b) => distance(a) - distance(b))
      .slice(0, 50)
      .map(({ id, quote, codeId }) => ({
        key: keyOfValue({ targetAnnotationId: id }),
        label: quote,
        detail: code.get(codeId)?.name ?? '',
      }))
  );
}
