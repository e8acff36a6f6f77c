/**
 * What an article's text is made of besides plain paragraphs: headings, list items, quotations and table
 * rows, each of them whole lines of the text, and the pages that it was printed on. The text itself stays
 * plain; the layout says where in it these are, so that the text view can show them and a passage can be
 * cited. Offsets: zero-based, half-open, in UTF-16 code units of the stored text.
 */
import { z } from 'zod';
import type { Range } from './span';

const offset = z.int().min(0);
const range = { start: offset, end: offset };
/** 1 is the outermost. */
const level = z.int().min(1).max(9);

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level, ...range }),
  z.object({ kind: z.literal('item'), level, ordered: z.boolean(), ...range }),
  z.object({ kind: z.literal('quote'), ...range }),
  /** The cells of a table's row are parted by tabs. */
  z.object({ kind: z.literal('row'), ...range }),
]);
/** `label` is what is printed on the page, `iv` or `12`; without one, its number in the file. */
const page = z.object({ label: z.string(), ...range });

const layoutSchema = z.object({ blocks: z.array(block), pages: z.array(page) });

export type Block = z.infer<typeof block>;
export type BlockKind = Block['kind'];
export type Page = z.infer<typeof page>;

/** Blocks and pages in text order. Blocks do not overlap; neither do pages, which may begin within a line. */
export interface Layout {
  blocks: readonly Block[];
  pages: readonly Page[];
}

export const noLayout: Layout = { blocks: [], pages: [] };

/** The layout as the project file holds it: JSON, or nothing for a text of mere paragraphs. */
export const writeLayout = (layout: Layout): string =>
  layout.blocks.length + layout.pages.length === 0 ? '' : JSON.stringify(layout);

/** Reads what `writeLayout` wrote; what is no layout, or lies outside the text, counts as none. */
export function readLayout(stored: string | null, textLength: number): Layout {
  if (stored === null || stored === '') return noLayout;
  let raw: unknown;
  try {
    raw = JSON.parse(stored);
  } catch {
    return noLayout;
  }
  const parsed = layoutSchema.safeParse(raw);
  if (!parsed.success) return noLayout;
  return areInOrder(parsed.data.blocks, textLength) && areInOrder(parsed.data.pages, textLength)
    ? parsed.data
    : noLayout;
}

function areInOrder(ranges: readonly Range[], textLength: number): boolean {
  let last = 0;
  for (const { start, end } of ranges) {
    if (start < last || end < start || end > textLength) return false;
    last = end;
  }
  return true;
}

/** What holds this offset, by binary search; null where nothing does. */
function holding<T extends Range>(ranges: readonly T[], at: number): T | null {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = ranges[middle];
    if (!one) return null;
    if (at < one.start) high = middle - 1;
    else if (at >= one.end) low = middle + 1;
    else return one;
  }
  return null;
}

export const blockAt = ({ blocks }: Layout, at: number): Block | null => holding(blocks, at);

/** The page or pages of a passage as they are cited: `12` or `12–13`; null where the text has no pages. */
export function pagesOf({ pages }: Layout, { start, end }: Range): string | null {
  const first = holding(pages, start);
  const last = holding(pages, Math.max(start, end - 1));
  if (!first || !last) return null;
  return first === last ? first.label : `${first.label}–${last.label}`;
}
