/** The annotations of the article that the filter lets through: in the list, in the text and beside it. */
import { asksNothing, passes } from '../../shared/annotation-filter';
import type { AttributeValue } from '../../shared/records';
import { articleComparison } from '../compare/compared-article';
import type { AppState } from '../store';
import { positionAttributeOf } from './choices';
import type { PlacedRecord } from './placed';
import { isIncomplete } from './to-dos';
import { valuesByAnnotation } from './values';

type Known = Pick<AppState, 'article' | 'annotationFilter' | 'compare' | 'records'>;

const none: readonly PlacedRecord[] = [];
let last: { known: Known; shown: readonly PlacedRecord[] } | null = null;

/** In text order. Asked again with the same records it answers with the same list. */
export function shownAnnotations(known: Known): readonly PlacedRecord[] {
  const all = known.article?.placed ?? none;
  if (asksNothing(known.annotationFilter) && !known.compare.inText) return all;
  if (last && isSame(last.known, known)) return last.shown;
  const { coders, shownIds } = articleComparison(known);
  const placed = coders.length > 0 ? all.filter(({ id }) => shownIds.has(id)) : all;
  const { annotation, attribute_value, choice } = known.records;
  const values = valuesByAnnotation(attribute_value);
  const figureIn =
    (position: string | undefined) =>
    ({ attributeId, choiceId }: AttributeValue): number | null =>
      attributeId === position ? (choice.get(choiceId ?? '')?.number ?? null) : null;
  const shown = asksNothing(known.annotationFilter)
    ? placed
    : placed.filter(({ id }) => {
        const record = annotation.get(id);
        return (
          record !== undefined &&
          passes(
            known.annotationFilter,
            record,
            values.get(id) ?? [],
            figureIn(positionAttributeOf(record.codeId, known.records)?.id),
            () => isIncomplete(id, known),
          )
        );
      });
  last = { known, shown };
  return shown;
}

const isSame = (one: Known, other: Known): boolean =>
  one.article?.placed === other.article?.placed &&
  one.annotationFilter === other.annotationFilter &&
  one.compare === other.compare &&
  one.records.coder === other.records.coder &&
  one.records.reading === other.records.reading &&
  (['annotation', 'attribute_value', 'attribute', 'choice', 'span'] as const).every(
    (type) => one.records[type] === other.records[type],
  );
