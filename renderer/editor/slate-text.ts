/** An article's text as Slate shows it: one block per paragraph; and the way between offsets and the DOM. */
import { createEditor, type Descendant, type Editor, Element, Transforms } from 'slate';
import { withReact, type ReactEditor } from 'slate-react';
import { type Block, blockAt, type Layout } from '../../shared/layout';
import type { Range } from '../../shared/span';
import { paragraphIndexAt } from '../../shared/text';

/** Paragraphs per chunk: the unit in which the browser skips what is off screen. */
export const chunkSize = 100;

/** What a paragraph is besides text; its words stay what they are. */
export interface Look {
  block: Block | null;
  /** The page that begins in it, or with it; null where none does. */
  page: string | null;
}

/** A paragraph as Slate holds it. */
export type TextElement = Descendant & { look: Look };

export function slateValue(text: string, paragraphs: readonly Range[], layout: Layout): TextElement[] {
  let nextPage = 0;
  return paragraphs.map(({ start, end }) => {
    let page: string | null = null;
    for (let begun = layout.pages[nextPage]; begun && begun.start <= end; begun = layout.pages[++nextPage])
      page = begun.label;
    return { children: [{ text: text.slice(start, end) }], look: { block: blockAt(layout, start), page } };
  });
}

/**
 * An editor whose text stays as it is: operations that would change it are dropped. Its selection follows
 * the page's, late, and without a word to Slate's components: told of it, they would draw again and set the
 * page's selection back to what it was, while the user is still dragging.
 */
export function createTextEditor(): Editor & ReactEditor {
  const editor = withReact(createEditor());
  editor.getChunkSize = (node) => (Element.isElement(node) ? null : chunkSize);
  editor.apply = (operation) => {
    if (operation.type === 'set_selection') Transforms.transform(editor, operation);
  };
  return editor;
}

/** A stretch of one text node. */
export interface Piece {
  node: Text;
  from: number;
  to: number;
}

/** Paragraphs that share a parent element: a chunk, or the root where the text is short. */
export interface Group {
  element: HTMLElement;
  first: number;
  last: number;
}

/**
 * Where the text is in the page. Made once the paragraphs are there; since the text never changes, its
 * nodes stay as they are until the article is closed.
 */
export class TextMap {
  readonly root: HTMLElement;
  readonly text: string;
  readonly paragraphs: readonly Range[];
  readonly elements: readonly HTMLElement[];
  readonly groups: readonly Group[];
  readonly #indexOf = new Map<Node, number>();
  readonly #nodes: (Text | null | undefined)[] = [];

  constructor(root: HTMLElement, text: string, paragraphs: readonly Range[]) {
    this.root = root;
    this.text = text;
    this.paragraphs = paragraphs;
    this.elements = [...root.querySelectorAll('p')];
    if (this.elements.length !== paragraphs.length)
      throw new Error(`${paragraphs.length} paragraphs, but ${this.elements.length} are in the page`);
    const groups: Group[] = [];
    this.elements.forEach((element, index) => {
      this.#indexOf.set(element, index);
      const last = groups.at(-1);
      const parent = element.parentElement ?? root;
      if (last?.element === parent) last.last = index;
      else groups.push({ element: parent, first: index, last: index });
    });
    this.groups = groups;
  }

  /** The offsets that the paragraphs `first` to `last` cover, with the breaks between them. */
  rangeOf(first: number, last: number): Range {
    return { start: this.paragraphs[first]?.start ?? 0, end: this.paragraphs[last]?.end ?? 0 };
  }

  /** The text nodes that a range covers, one piece per paragraph; empty paragraphs have none. */
  pieces({ start, end }: Range): Piece[] {
    const pieces: Piece[] = [];
    for (let at = paragraphIndexAt(this.paragraphs, start); at < this.paragraphs.length; at++) {
      const paragraph = this.paragraphs[at]!;
      if (paragraph.start >= end) break;
      const from = Math.max(start, paragraph.start) - paragraph.start;
      const to = Math.min(end, paragraph.end) - paragraph.start;
      const node = from < to ? this.#textNode(at) : null;
      if (node) pieces.push({ node, from, to });
    }
    return pieces;
  }

  /** The DOM point of an offset; in an empty paragraph its beginning. */
  pointAt(offset: number): { node: Node; offset: number } {
    const index = paragraphIndexAt(this.paragraphs, offset);
    const { start, end } = this.paragraphs[index]!;
    const node = this.#textNode(index);
    if (!node) throw new Error(`paragraph ${index} of ${this.paragraphs.length} has no text node`);
    return { node, offset: Math.min(offset, end) - start };
  }

  /** The offset of a DOM point, or null where it is outside the text. */
  offsetOf(node: Node, offset: number): number | null {
    if (!this.root.contains(node)) return null;
    const paragraph = closest(node, this.root, (candidate) => this.#indexOf.has(candidate));
    if (!paragraph) return this.#offsetBetweenParagraphs(node, offset);
    const index = this.#indexOf.get(paragraph)!;
    const { start, end } = this.paragraphs[index]!;
    const text = this.#textNode(index);
    if (start === end || !text) return start;
    if (node === text) return start + Math.min(offset, end - start);
    const range = document.createRange();
    range.setStart(node, offset);
    return range.comparePoint(text, 0) >= 0 ? start : end;
  }

  /** A point in the root or a chunk lies before the first paragraph of the child that it names. */
  #offsetBetweenParagraphs(node: Node, offset: number): number | null {
    const child = node.childNodes[offset];
    const next = child && this.elements.find((element) => child === element || child.contains(element));
    if (next) return this.paragraphs[this.#indexOf.get(next)!]!.start;
    const previous = this.elements.findLast((element) => node.contains(element));
    return previous ? this.paragraphs[this.#indexOf.get(previous)!]!.end : null;
  }

  #textNode(index: number): Text | null {
    const known = this.#nodes[index];
    if (known !== undefined) return known;
    const walker = document.createTreeWalker(this.elements[index]!, NodeFilter.SHOW_TEXT);
    const node = walker.nextNode();
    return (this.#nodes[index] = node instanceof Text ? node : null);
  }
}

function closest(node: Node, root: Node, matches: (candidate: Node) => boolean): Node | null {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) if (matches(at)) return at;
  return null;
}
