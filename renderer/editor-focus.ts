/** The text view, for those that are not its parents: where its caret is, and how to get back to it. */
import type { Range } from '../shared/span';
import type { ArticleTextHandle } from './editor/article-text';

let handle: ArticleTextHandle | null = null;

export const editorFocus = {
  /** Called by the view when it is there, and with null when it is gone. */
  attach(next: ArticleTextHandle | null): void {
    handle = next;
  },
  /** Back to the text, with the caret where it was; false when there is no text. */
  focus(): boolean {
    handle?.focus();
    return handle !== null;
  },
  /** The offset of the caret, or null when the text has none. */
  caret: (): number | null => handle?.selection()?.start ?? null,
  /** Leaves the caret at the end of the selection. */
  collapse(): void {
    const range = handle?.selection();
    if (range) handle?.selectRange({ start: range.end, end: range.end });
  },
  /** Gives the text the keyboard, with these words selected. */
  select(range: Range): void {
    handle?.selectRange(range);
    handle?.scrollTo(range);
  },
  reveal: (range: Range): void => handle?.scrollTo(range),
};
