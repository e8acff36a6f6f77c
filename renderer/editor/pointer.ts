/** What lies under the pointer. `highlightsFromPoint` is slow with many ranges; the caret and an index are not. */
import type { IntervalIndex, Placed } from '../../shared/interval-index';
import type { TextMap } from './slate-text';

/** The offset between characters that is nearest to a point of the window, or null outside the text. */
export function caretOffsetAt(map: TextMap, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y);
  return caret ? map.offsetOf(caret.offsetNode, caret.offset) : null;
}

/** Clicks come in whole pixels, letters begin between them: at the edge of a line this much is forgiven. */
const slack = 1;

/** The offset of the character that a point of the window lies on, or null where there is none. */
export function characterAt(map: TextMap, x: number, y: number): number | null {
  const caret = caretOffsetAt(map, x, y);
  if (caret === null) return null;
  const range = document.createRange();
  for (const start of [caret, caret - 1]) {
    for (const { node, from, to } of start < 0 ? [] : map.pieces({ start, end: start + 1 })) {
      range.setStart(node, from);
      range.setEnd(node, to);
      const box = range.getBoundingClientRect();
      if (x > box.left - slack && x < box.right + slack && y >= box.top && y <= box.bottom) return start;
    }
  }
  return null;
}

/** The ids of the annotations at a character: the shortest, which is the innermost, first. */
export function idsAt(index: IntervalIndex<Placed & { annotationId: string }>, offset: number): string[] {
  const hits = index.covering(offset).toSorted((a, b) => a.end - a.start - (b.end - b.start));
  return [...new Set(hits.map(({ annotationId }) => annotationId))];
}

/** Which of the annotations at a place a click picks: the innermost; when it is picked already, the next one. */
export function nextPick(ids: readonly string[], selectedId: string | null): string | null {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  return ids[(at + 1) % ids.length] ?? null;
}
