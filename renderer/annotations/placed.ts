/** The annotations of the open article in text order, as the list and the text view want them. */
import type { Records } from '../../shared/changes';
import type { Annotation, Span } from '../../shared/records';
import type { Range } from '../../shared/span';

/** One annotation with the ranges that still fit the text, in text order, and the quote they make. */
export interface PlacedRecord {
  id: string;
  codeId: string;
  ranges: Range[];
  /** The span of each range, in the same order. */
  spanIds: string[];
  /** All spans in text order, also those whose words are no longer found. */
  spans: readonly Span[];
  /** The words of all spans, joined by an ellipsis. */
  quote: string;
  /** True where a span's words are no longer found in the text. */
  hasUnplaced: boolean;
}

/** Every annotation of `records`, in text order. Spans in `unplaced` have a quote but no range. */
export function placeAll(records: Records, unplaced: ReadonlySet<string>): PlacedRecord[] {
  const spansOf = Map.groupBy(records.span.values(), ({ annotationId }) => annotationId);
  return [...records.annotation.values()]
    .map((annotation) => place(annotation, spansOf.get(annotation.id) ?? [], unplaced))
    .toSorted(inTextOrder);
}

/**
 * The list after annotations changed; all others keep their identity.
 * @param touched by annotation, the ids of all spans that it had or may have now
 */
export function placeAgain(
  list: readonly PlacedRecord[],
  records: Records,
  unplaced: ReadonlySet<string>,
  touched: ReadonlyMap<string, ReadonlySet<string>>,
): PlacedRecord[] {
  const next = list.filter(({ id }) => !touched.has(id));
  for (const [id, spanIds] of touched) {
    const annotation = records.annotation.get(id);
    if (!annotation) continue;
    const spans = [...spanIds].flatMap((spanId) => records.span.get(spanId) ?? []);
    const placed = place(annotation, spans, unplaced);
    next.splice(indexInOrder(next, placed), 0, placed);
  }
  return next;
}

function place(
  { id, codeId }: Annotation,
  unordered: readonly Span[],
  unplaced: ReadonlySet<string>,
): PlacedRecord {
  const spans = unordered.toSorted((a, b) => a.startOffset - b.startOffset);
  const fitting = spans.filter((span) => !unplaced.has(span.id));
  return {
    id,
    codeId,
    ranges: fitting.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset })),
    spanIds: fitting.map((span) => span.id),
    spans,
    quote: spans.map((span) => span.quote).join(' … '),
    hasUnplaced: fitting.length < spans.length,
  };
}

/** Where in a list in text order an annotation belongs. */
function indexInOrder(list: readonly PlacedRecord[], placed: PlacedRecord): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inTextOrder(list[middle]!, placed) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By start; of those with the same start the longer first; what has no place comes last. */
function inTextOrder(a: PlacedRecord, b: PlacedRecord): number {
  const startA = a.ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;
  const startB = b.ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;
  if (startA !== startB) return startA - startB;
  const endA = a.ranges.at(-1)?.end ?? 0;
  const endB = b.ranges.at(-1)?.end ?? 0;
  if (endA !== endB) return endB - endA;
  return a.id < b.id ? -1 : 1;
}
