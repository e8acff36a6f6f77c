/** Which part of the text is near the window, as that changes when the article is scrolled or its lines move. */
import { flushSync } from 'react-dom';
import { type Range, sameRange } from '../../shared/span';
import type { TextMap } from './slate-text';
import { nearRange } from './viewport';

export interface Extent {
  /** The offsets near the window. */
  near: Range;
  /** Those that were near it when scrolling last came to rest. */
  rested: Range;
  /** Changes whenever lines may have moved. */
  layout: number;
}

const none: Range = { start: 0, end: 0 };
export const noExtent: Extent = { near: none, rested: none, layout: 0 };

/** For when lines may have moved in a sheet that keeps its size, as when the window's direction turns. */
export const withLinesMoved = (before: Extent): Extent => ({ ...before, layout: before.layout + 1 });

/**
 * Sets the extent at once, and again whenever it may be another.
 * @param set takes what makes the next extent of the one before
 * @returns the function that ends it.
 */
export function watchExtent(
  map: TextMap,
  sheet: HTMLElement,
  scroller: HTMLElement,
  set: (next: (before: Extent) => Extent) => void,
): () => void {
  // At once: text that comes into sight must not be without its highlights for a frame.
  const lookNear = (): void => {
    const near = nearRange(map, scroller);
    flushSync(() => set((before) => (sameRange(near, before.near) ? before : { ...before, near })));
  };
  const lookAgain = (): void =>
    set((before) => {
      const near = nearRange(map, scroller);
      const kept = sameRange(near, before.near) ? before.near : near;
      return { near: kept, rested: kept, layout: before.layout + 1 };
    });
  // Both reach a screen beyond the window, so neither is needed in every frame. Names in the margin wait
  // until scrolling rests: changing elements makes the browser check every registered highlight.
  let seenAt = scroller.scrollTop;
  let resting = 0;
  const scrolled = (): void => {
    clearTimeout(resting);
    resting = window.setTimeout(lookAgain, 80);
    if (Math.abs(scroller.scrollTop - seenAt) < scroller.clientHeight / 2) return;
    seenAt = scroller.scrollTop;
    lookNear();
  };
  const resized = new ResizeObserver(lookAgain);
  lookAgain();
  resized.observe(sheet);
  scroller.addEventListener('scroll', scrolled, { passive: true });
  return () => {
    clearTimeout(resting);
    scroller.removeEventListener('scroll', scrolled);
    resized.disconnect();
  };
}
