/**
 * What TEI says of lines and pages: headings are `head`, other lines `p`, whose `rend` says list items, quotations and
 * table rows; a page begins at a `pb`.
 */
import { type Block, blockAt, type Layout, type Page, readLayout, writeLayout } from '../layout';
import type { Range } from '../span';
import { paragraphsOf } from '../text';

/** A line of a text, and what it is. */
export interface TeiLine extends Range {
  /** Null for a plain paragraph. */
  block: Block | null;
}

export function linesOf(text: string, layout: Layout): TeiLine[] {
  return paragraphsOf(text).map((line) => {
    const block = line.start === line.end ? null : blockAt(layout, line.start);
    return { ...line, block };
  });
}

/** The `rend` of a line that is no heading. */
export function rendOf(block: Block | null): string | undefined {
  switch (block?.kind) {
    case 'item':
      return `item ${block.ordered ? 'ordered' : 'unordered'} level-${block.level}`;
    case 'quote':
    case 'row':
      return block.kind;
    case 'heading':
    case undefined:
      return undefined;
  }
}

/** What a line is by its `rend`; null for a plain one, and for words that are not ours. */
export function blockOfRend(rend: string, { start, end }: Range): Block | null {
  const item = /^item (ordered|unordered) level-([1-9])$/.exec(rend);
  if (item) return { kind: 'item', level: Number(item[2]), ordered: item[1] === 'ordered', start, end };
  return rend === 'quote' || rend === 'row' ? { kind: rend, start, end } : null;
}

/** Pages by where they begin: each ends where the next begins. */
export const pagesFrom = (begins: readonly { label: string; at: number }[], length: number): Page[] =>
  begins.map(({ label, at }, index) => ({ label, start: at, end: begins[index + 1]?.at ?? length }));

/** Whether the layout comes back from TEI as it is stored. */
export function survives(stored: string | null, text: string): boolean {
  const layout = readLayout(stored, text.length);
  const blocks = linesOf(text, layout).flatMap(({ block, start, end }): Block[] =>
    block === null
      ? []
      : block.kind === 'heading'
        ? [{ kind: 'heading', level: block.level, start, end }]
        : [blockOfRend(rendOf(block)!, { start, end })!],
  );
  const pages = pagesFrom(
    layout.pages.map(({ label, start }) => ({ label, at: start })),
    text.length,
  );
  return writeLayout({ blocks, pages }) === (stored ?? '');
}
