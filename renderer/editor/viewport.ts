/**
 * Which part of the text is near the window, where its lines are, and how they are brought into view. All boxes are
 * relative to the sheet.
 */
import type { Range } from '../../shared/span';
import type { TextMap } from './slate-text';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The offsets of the paragraphs that are within a screen of the window. */
export function nearRange(map: TextMap, scroller: HTMLElement): Range {
  const screen = scroller.getBoundingClientRect();
  const top = screen.top - screen.height;
  const bottom = screen.bottom + screen.height;
  let first = -1;
  let last = -1;
  for (const group of map.groups) {
    const box = group.element.getBoundingClientRect();
    if (box.bottom <= top || box.top >= bottom) continue;
    const from = firstWhere(group.first, group.last, (at) => rectOf(map, at).bottom > top);
    const to = firstWhere(from, group.last, (at) => rectOf(map, at).top >= bottom) - 1;
    if (first === -1) first = from;
    last = Math.max(last, to);
  }
  return first === -1 || last < first
    ? { start: 0, end: 0 }
    : map.rangeOf(first, Math.min(last, map.elements.length - 1));
}

/** Where reading has come to: the first paragraph in sight, and how much of it is above the window. */
export interface ReadingPlace {
  paragraph: number;
  /** CSS pixels from the window's edge down to the paragraph; where it begins above, as part of its height. */
  from: { pixels: number } | { part: number };
}

export function readingPlace(map: TextMap, scroller: HTMLElement): ReadingPlace | null {
  const { top } = scroller.getBoundingClientRect();
  const group = map.groups.find(({ element }) => element.getBoundingClientRect().bottom > top);
  if (!group) return null;
  const paragraph = firstWhere(group.first, group.last, (at) => rectOf(map, at).bottom > top);
  if (paragraph > group.last) return null;
  const box = rectOf(map, paragraph);
  const from = box.top >= top ? { pixels: box.top - top } : { part: (top - box.top) / box.height };
  return { paragraph, from };
}

/**
 * Goes on reading at the place. Text off screen gets its height only when it is shown, and letters of another font
 * come late: so several times.
 */
export function scrollToPlace(place: ReadingPlace, map: TextMap, scroller: HTMLElement, attempts = 4): void {
  scroller.scrollTop += wayTo(place, map, scroller);
  if (attempts > 1) requestAnimationFrame(() => scrollToPlace(place, map, scroller, attempts - 1));
}

/** CSS pixels to scroll down by, so that reading goes on at the place. */
function wayTo({ paragraph, from }: ReadingPlace, map: TextMap, scroller: HTMLElement): number {
  const box = rectOf(map, paragraph);
  const wanted = 'pixels' in from ? from.pixels : -from.part * box.height;
  return box.top - scroller.getBoundingClientRect().top - wanted;
}

/**
 * Brings the whole range into view if it fits, else its beginning. Text that was off screen gets its true
 * height only when it is shown, so the place is measured again.
 */
export function scrollTo(range: Range, map: TextMap, scroller: HTMLElement, attempts = 3): void {
  const rect = clientRects(map, { start: range.start, end: Math.min(range.end, range.start + 1) })[0];
  if (!rect) return;
  const end =
    clientRects(map, { start: Math.max(range.start, range.end - 1), end: range.end }).at(-1) ?? rect;
  const screen = scroller.getBoundingClientRect();
  const bottom = end.bottom - rect.top < screen.height / 2 ? end.bottom : rect.bottom;
  if (rect.top >= screen.top + 24 && bottom <= screen.bottom - 24) return;
  scroller.scrollTop += rect.top - screen.top - screen.height / 3;
  if (attempts > 1) requestAnimationFrame(() => scrollTo(range, map, scroller, attempts - 1));
}

const rectOf = (map: TextMap, index: number): DOMRect => map.elements[index]!.getBoundingClientRect();

/** The first index in `[low, high]` for which the test holds, or `high + 1`; once true it stays true. */
function firstWhere(low: number, high: number, test: (index: number) => boolean): number {
  let end = high + 1;
  while (low < end) {
    const middle = (low + end) >> 1;
    if (test(middle)) end = middle;
    else low = middle + 1;
  }
  return low;
}

/** The client rectangles of a range, line by line; a bidirectional line may have several. */
export function clientRects(map: TextMap, range: Range): DOMRect[] {
  const dom = document.createRange();
  return map.pieces(range).flatMap(({ node, from, to }) => {
    dom.setStart(node, from);
    dom.setEnd(node, to);
    return [...dom.getClientRects()].filter(({ width }) => width > 0);
  });
}

/** The boxes of a range on the sheet, with those of one line that touch made one. */
export function lineBoxes(map: TextMap, range: Range, sheet: DOMRect): Box[] {
  const boxes: Box[] = [];
  for (const rect of clientRects(map, range)) {
    const box = {
      left: rect.left - sheet.left,
      top: rect.top - sheet.top,
      width: rect.width,
      height: rect.height,
    };
    const last = boxes.at(-1);
    const sameLine = last && Math.abs(last.top - box.top) < box.height / 2;
    if (sameLine && box.left <= last.left + last.width + 1 && box.left + box.width >= last.left - 1) {
      const right = Math.max(last.left + last.width, box.left + box.width);
      last.left = Math.min(last.left, box.left);
      last.width = right - last.left;
    } else boxes.push(box);
  }
  return boxes;
}

/** The part of a range that lies in a window, or null. */
export function clip(range: Range, window: Range): Range | null {
  const start = Math.max(range.start, window.start);
  const end = Math.min(range.end, window.end);
  return start < end ? { start, end } : null;
}
