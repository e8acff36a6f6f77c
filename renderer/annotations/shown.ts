/** The annotations of the article that the filter lets through: in the list, in the text and beside it. */
import { asksNothing, passes } from '../../shared/annotation-filter';
import type { AttributeValue } from '../../shared/records';
import type { AppState } from '../store';
import { positionAttributeOf } from './choices';
import type { PlacedRecord } from './placed';
import { isIncomplete } from './to-dos';
import { valuesByAnnotation } from './values';

type Known = Pick<AppState, 'article' | 'annotationFilter' | 'records'>;

const none: readonly PlacedRecord[] = [];
let last: { known: Known; shown: readonly PlacedRecord[] } | null = null;

/** In text order. Asked again with the same records it answers with the same list. */
export function shownAnnotations(known: Known): readonly PlacedRecord[] {
  const placed = known.article?.placed ?? none;
  if (asksNothing(known.annotationFilter)) return placed;
  if (last && isSame(last.known, known)) return last.shown;
  const { annotation, attribute_value, choice } = known.records;
  const values = valuesByAnnotation(attribute_value);
  const figureIn =
    (position: string | undefined) =>
    ({ attributeId, choiceId }: AttributeValue): number | null =>
      attributeId === position ? (choice.get(choiceId ?? '')?.number ?? null) : null;
  const shown = placed.filter(({ id }) => {
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
  (['annotation', 'attribute_value', 'attribute', 'choice', 'span'] as const).every(
    (type) => one.records[type] === other.records[type],
  );
