/** What the pointer does to the article's text: it points at annotations, picks them, and asks for their menu. */
import { type MouseEvent, type RefObject, useRef } from 'react';
import type { IntervalIndex } from '../../shared/interval-index';
import type { Range } from '../../shared/span';
import type { LayeredRange } from './layers';
import { characterAt, idsAt, nextPick } from './pointer';
import { readSelection } from './selection';
import type { TextMap } from './slate-text';

interface Pointed {
  selectedId: string | null;
  hoveredId: string | null;
  onPick(annotationId: string | null): void;
  onHover(annotationId: string | null): void;
  onContextMenu(at: { range: Range | null; ids: string[]; x: number; y: number }): void;
}

/**
 * The listeners for the element that holds the text.
 * @param map null before the paragraphs are on the page
 * @param latest what is selected and pointed at as the page is now, and who is told
 */
export function usePointer(
  map: TextMap | null,
  index: IntervalIndex<LayeredRange>,
  latest: RefObject<Pointed>,
) {
  const hoverFrame = useRef(0);
  const idsUnder = (event: MouseEvent): string[] => {
    const offset = map && characterAt(map, event.clientX, event.clientY);
    return offset === null ? [] : idsAt(index, offset);
  };
  /** Null for a mere caret. */
  const selectedRange = (): Range | null => {
    const range = map && readSelection(map);
    return range && range.start < range.end ? range : null;
  };
  return {
    onMouseMove: (event: MouseEvent): void => {
      cancelAnimationFrame(hoverFrame.current);
      if (event.buttons !== 0) return;
      hoverFrame.current = requestAnimationFrame(() => {
        const id = idsUnder(event)[0] ?? null;
        if (id !== latest.current.hoveredId) latest.current.onHover(id);
      });
    },
    onMouseLeave: (): void => {
      cancelAnimationFrame(hoverFrame.current);
      if (latest.current.hoveredId !== null) latest.current.onHover(null);
    },
    onClick: (event: MouseEvent): void => {
      if (selectedRange()) return;
      latest.current.onPick(nextPick(idsUnder(event), latest.current.selectedId));
    },
    onContextMenu: (event: MouseEvent): void => {
      event.preventDefault();
      latest.current.onContextMenu({
        range: selectedRange(),
        ids: idsUnder(event),
        x: event.clientX,
        y: event.clientY,
      });
    },
  };
}
