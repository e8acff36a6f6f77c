/** The text of an article in the making: readers add block by block, and get text and layout that agree. */
import type { Block, Layout, Page } from '../../shared/layout';
import { canonicalText } from '../../shared/text';

/** What a block is; its range is known when it is added. */
export type BlockLook =
  | { kind: 'paragraph' }
  | { kind: 'heading'; level: number }
  | { kind: 'item'; level: number; ordered: boolean }
  | { kind: 'quote' }
  | { kind: 'row' };

const paragraph: BlockLook = { kind: 'paragraph' };

export class Body {
  private text = '';
  private readonly blocks: Block[] = [];
  private readonly pages: Page[] = [];
  private replacedCount = 0;

  /** Characters that no format can carry and that were replaced by U+FFFD. */
  get replaced(): number {
    return this.replacedCount;
  }

  /** In UTF-16 code units. */
  get length(): number {
    return this.text.length;
  }

  /**
   * Adds a block, which begins a new line; one without words adds nothing. Line breaks in it stay, nothing is
   * trimmed: what white space means, the format knows.
   */
  add(words: string, look: BlockLook = paragraph): void {
    if (words.trim() === '') return;
    this.put(words, look, this.text === '' ? '' : '\n');
  }

  /** Goes on with the last block, as when a paragraph runs over the end of a page. */
  goOn(words: string): void {
    const { text, replaced } = canonicalText(words);
    this.replacedCount += replaced;
    const block = this.blocks.at(-1);
    if (block?.end === this.text.length) block.end += text.length;
    this.text += text;
  }

  /** From here on the text stands on this page. */
  page(label: string): void {
    const start = this.text.length;
    this.pages.push({ label, start, end: start });
  }

  private put(words: string, look: BlockLook, before: string): void {
    const { text, replaced } = canonicalText(words);
    this.replacedCount += replaced;
    this.text += before;
    const start = this.text.length;
    this.text += text;
    if (look.kind === 'paragraph') return;
    const range = { start, end: this.text.length };
    if (look.kind === 'heading' || look.kind === 'item')
      this.blocks.push({ ...look, level: Math.min(9, Math.max(1, look.level)), ...range });
    else this.blocks.push({ ...look, ...range });
  }

  /** The text and its layout. A page reaches to the next one; one without words of its own is left out. */
  finish(): { text: string; layout: Layout } {
    const pages = this.pages
      .map(({ label, start }, index) => ({
        label,
        start: start > 0 && this.text[start] === '\n' ? start + 1 : start,
        end: this.pages[index + 1]?.start ?? this.text.length,
      }))
      .filter(({ start, end }) => start < end);
    return { text: this.text, layout: { blocks: this.blocks, pages } };
  }
}
