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
  /** The words of all spans, joined by an ellipsis. */
  quote: string;
  /** True where a span's words are no longer found in the text. */
  hasUnplaced: boolean;
}

/** Every annotation of `records`, in text order. Spans in `unplaced` have a quote but no range. */
export function placeAll(records: Records, unplaced: ReadonlySet<string>): PlacedRecord[] {
  return place(records, unplaced, records.annotation.values());
}

/** The list after the `touched` annotations changed; all others keep their identity. */
export function placeAgain(
  list: readonly PlacedRecord[],
  records: Records,
  unplaced: ReadonlySet<string>,
  touched: ReadonlySet<string>,
): PlacedRecord[] {
  const annotations = [...touched].flatMap((id) => records.annotation.get(id) ?? []);
  const fresh = place(records, unplaced, annotations);
  return [...list.filter(({ id }) => !touched.has(id)), ...fresh].toSorted(inTextOrder);
}

function place(
  records: Records,
  unplaced: ReadonlySet<string>,
  annotations: Iterable<Annotation>,
): PlacedRecord[] {
  const spansOf = new Map<string, Span[]>();
  const wanted = [...annotations];
  for (const { id } of wanted) spansOf.set(id, []);
  for (const span of records.span.values()) spansOf.get(span.annotationId)?.push(span);
  return wanted
    .map(({ id, codeId }): PlacedRecord => {
      const spans = (spansOf.get(id) ?? []).toSorted((a, b) => a.startOffset - b.startOffset);
      const fitting = spans.filter((span) => !unplaced.has(span.id));
      return {
        id,
        codeId,
        ranges: fitting.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset })),
        spanIds: fitting.map((span) => span.id),
        quote: spans.map((span) => span.quote).join(' … '),
        hasUnplaced: fitting.length < spans.length,
      };
    })
    .toSorted(inTextOrder);
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
