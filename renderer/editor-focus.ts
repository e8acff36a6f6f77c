/** The text view, for those that are not its parents: where its caret is, and how to get back to it. */
import type { Range } from '../shared/span';
import { type Selected, rangeOf } from '../shared/text-movement';
import type { ArticleTextHandle } from './editor/article-text';

let handle: ArticleTextHandle | null = null;

export const editorFocus = {
  /** Called by the view when it is there, and with null when it is gone. */
  attach(next: ArticleTextHandle | null): void {
    handle = next;
  },
  /** Back to the text, with the caret where it was; false when there is no text, or another view before it. */
  focus(): boolean {
    handle?.focus();
    return editorFocus.hasFocus();
  },
  /** Whether the text has the keyboard. */
  hasFocus: (): boolean => document.activeElement?.closest('[aria-label="Article text"]') != null,
  /** The offset of the caret, or null when the text has none. */
  caret: (): number | null => {
    const selected = handle?.selected();
    return selected ? rangeOf(selected).start : null;
  },
  /** The selection or the caret, where it was last if the focus is elsewhere; null when there was none yet. */
  selected: (): Selected | null => handle?.selected() ?? null,
  /** Selects, with the keyboard in the text, and brings `shown` into view: all of it unless told otherwise. */
  selectDirected: (selected: Selected, shown: Range = rangeOf(selected)): void =>
    handle?.selectDirected(selected, shown),
  /** The store learns at once what is selected now: keys may follow each other within a frame. */
  catchUp: (): void => handle?.catchUp(),
  /** Leaves the caret at the end of the selection. */
  collapse(): void {
    const selected = handle?.selected();
    if (!selected) return;
    const { end } = rangeOf(selected);
    handle?.selectDirected({ anchor: end, focus: end }, { start: end - 1, end });
  },
  /** Gives the text the keyboard, with these words selected. */
  select(range: Range): void {
    handle?.selectRange(range);
    handle?.scrollTo(range);
  },
  /** Does what sets the text anew, while what is read stays where it is. */
  keepPlace: (change: () => void): void => (handle ? handle.keepPlace(change) : change()),
  reveal: (range: Range): void => handle?.scrollTo(range),
};
