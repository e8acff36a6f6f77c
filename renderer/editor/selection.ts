/** The DOM selection as a range of the text. Slate reports it up to 100 ms late, so it is read from the page. */
import type { Range } from '../../shared/span';
import { type Selected, rangeOf } from '../../shared/text-movement';
import type { TextMap } from './slate-text';
import { clientRects, clip } from './viewport';

/** The selection or the caret with its direction; null when it is not in the text. */
export function readSelected(map: TextMap): Selected | null {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return null;
  const anchor = map.offsetOf(selection.anchorNode, selection.anchorOffset);
  const focus = map.offsetOf(selection.focusNode, selection.focusOffset);
  return anchor === null || focus === null ? null : { anchor, focus };
}

/** The selected range, or the caret as a range without length; null when neither is in the text. */
export function readSelection(map: TextMap): Range | null {
  const selected = readSelected(map);
  return selected && rangeOf(selected);
}

export function writeSelected(map: TextMap, { anchor, focus }: Selected): void {
  const from = map.pointAt(anchor);
  const to = map.pointAt(focus);
  document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** The rectangle around the part of a range that is near the window, in client coordinates. */
export function selectionRect(map: TextMap, range: Range, window: Range): DOMRect | null {
  const near = clip(range, window);
  const rects = near ? clientRects(map, near) : [];
  if (rects.length === 0) return null;
  const left = Math.min(...rects.map((rect) => rect.left));
  const top = Math.min(...rects.map((rect) => rect.top));
  const right = Math.max(...rects.map((rect) => rect.right));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  return new DOMRect(left, top, right - left, bottom - top);
}

/**
 * Calls back when the selection has changed: at once when the mouse is let go, otherwise in the next
 * frame. While the mouse button is down nothing is told.
 * @returns the function that ends it.
 */
export function watchSelection(map: TextMap, changed: () => void): () => void {
  let dragging = false;
  let frame = 0;
  const later = (): void => {
    if (dragging) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(changed);
  };
  const down = (event: MouseEvent): void => {
    dragging = event.button === 0;
    // Pressed on selected words, the mouse would carry them away instead of selecting some of them.
    if (dragging && !event.shiftKey && event.detail === 1) document.getSelection()?.empty();
  };
  const up = (): void => {
    if (!dragging) return;
    dragging = false;
    later();
  };
  map.root.addEventListener('mousedown', down);
  window.addEventListener('mouseup', up);
  window.addEventListener('blur', up);
  document.addEventListener('selectionchange', later);
  return () => {
    cancelAnimationFrame(frame);
    map.root.removeEventListener('mousedown', down);
    window.removeEventListener('mouseup', up);
    window.removeEventListener('blur', up);
    document.removeEventListener('selectionchange', later);
  };
}

/**
 * Puts the selection back where it was when the focus comes to the text from a field or a dialog: the browser would
 * put the caret at the beginning. Where the focus comes by the mouse, the caret goes where the mouse is.
 * @returns the function that ends it.
 */
export function putBackSelection(map: TextMap, last: () => Selected | null): () => void {
  let isPressed = false;
  const onDown = (): void => void (isPressed = true);
  const onUp = (): void => void (isPressed = false);
  const onFocus = (): void => {
    const selected = last();
    if (!isPressed && selected) writeSelected(map, selected);
  };
  window.addEventListener('mousedown', onDown, { capture: true });
  window.addEventListener('mouseup', onUp, { capture: true });
  map.root.addEventListener('focus', onFocus);
  return () => {
    window.removeEventListener('mousedown', onDown, { capture: true });
    window.removeEventListener('mouseup', onUp, { capture: true });
    map.root.removeEventListener('focus', onFocus);
  };
}
