/**
 * On which line of its paragraph a character stands, in pixels from the paragraph's top. Asking the browser costs
 * much, so it is asked once for each character, and again when the paragraph has another size.
 */
import type { TextMap } from './slate-text';
import { clientRects } from './viewport';

export interface LinePlace {
  top: number;
  bottom: number;
}

interface Known {
  width: number;
  height: number;
  places: Map<number, LinePlace | null>;
}

export class LinePlaces {
  readonly #map: TextMap;
  readonly #known = new Map<number, Known>();

  constructor(map: TextMap) {
    this.#map = map;
  }

  /**
   * What is known of a paragraph: the same object for as long as its lines are where they were.
   * @param box of the paragraph in the window
   */
  knownOf(paragraph: number, { width, height }: DOMRect): object {
    const known = this.#known.get(paragraph);
    if (known?.width === width && known.height === height) return known;
    const fresh = { width, height, places: new Map<number, LinePlace | null>() };
    this.#known.set(paragraph, fresh);
    return fresh;
  }

  /** Of the character at an offset of the text; null where it is not drawn. Ask `knownOf` first. */
  placeOf(paragraph: number, offset: number, box: DOMRect): LinePlace | null {
    const places = this.#known.get(paragraph)?.places;
    const known = places?.get(offset);
    if (known !== undefined) return known;
    const rect = clientRects(this.#map, { start: offset, end: offset + 1 })[0];
    const place = rect
      ? { top: Math.round(rect.top - box.top), bottom: Math.round(rect.bottom - box.top) }
      : null;
    places?.set(offset, place);
    return place;
  }
}
