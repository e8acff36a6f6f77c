/** The blocks of an HTML tree as a reader sees them: paragraphs, headings, list items, quotations, rows. */
import type { BlockLook, Body } from './body';

const blockTags = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL'.split(
    ' ',
  ),
);
/** Never shown, or never words; and the reading aids above Japanese and Chinese words (RT, RP). */
const silentTags = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT SVG MATH HEAD TITLE SELECT BUTTON TEXTAREA AUDIO VIDEO CANVAS RT RP'.split(
    ' ',
  ),
);

/** Where in the tree the walk is. */
interface Place {
  look: BlockLook;
  /** How many lists are around. */
  lists: number;
  ordered: boolean;
  /** Whether white space counts: no, as words on a page; within lines, as in a document; or all, as in PRE. */
  space: 'folded' | 'within lines' | 'kept';
  /** Whether the table around only puts things beside each other: its cells are no row of a text. */
  inLayoutTable: boolean;
}

/**
 * Adds what the tree says to a body. White space within a block is folded as browsers fold it (a no-break
 * space stays); a line break that the page asks for begins a new line of the same kind.
 * @param isLeftOut elements for which it gives true are passed over
 * @param keepsSpace of a tree that was made from a document: tabs and spaces within its lines stay
 */
export function addBlocks(
  body: Body,
  root: Node,
  isLeftOut?: (element: Element) => boolean,
  keepsSpace = false,
): void {
  let line = '';
  const end = ({ look, space }: Place): void => {
    const words =
      space === 'kept'
        ? line.replace(/^\n|\n$/g, '')
        : space === 'folded' || look.kind === 'row'
          ? fold(line)
          : line.replaceAll(/^[ \t\n]+|[ \t\n]+$/g, '');
    line = '';
    body.add(words, look);
  };
  const walk = (node: Node, place: Place): void => {
    if (node.nodeType === 3) {
      line += (node.textContent ?? '').replaceAll(cellBorder, '\ufffd');
      return;
    }
    if (node.nodeType !== 1 && node.nodeType !== 11 && node.nodeType !== 9) return;
    const tag = node.nodeName.toUpperCase();
    if (silentTags.has(tag)) return;
    if (node.nodeType === 1 && isLeftOut?.(node as Element)) return;
    if (tag === 'BR') {
      if (place.space !== 'folded' && place.look.kind !== 'row') line += '\n';
      else if (place.look.kind === 'row') line += ' ';
      else end(place);
      return;
    }
    const isCell = tag === 'TD' || tag === 'TH';
    // Blocks within a table's row stay within its line.
    const isBlock = (blockTags.has(tag) || (isCell && place.inLayoutTable)) && place.look.kind !== 'row';
    const inner = insideOf(tag, node, place);
    if (isBlock) end(place);
    if (isCell && (line.trim() !== '' || isLaterCell(node, place))) line += cellBorder;
    // Browsers show these in quotation marks, which tell who is speaking.
    if (tag === 'Q') line += '“';
    for (const child of node.childNodes) walk(child, inner);
    if (tag === 'Q') line += '”';
    if (isBlock) end(inner);
    else if (blockTags.has(tag)) line += ' ';
  };
  const outside: Place = {
    look: { kind: 'paragraph' },
    lists: 0,
    ordered: false,
    space: keepsSpace ? 'within lines' : 'folded',
    inLayoutTable: false,
  };
  walk(root, outside);
  end(outside);
}

/** Whether another cell of its row comes before it, so that an empty one moves no other to its column. */
const isLaterCell = (cell: Node, { look }: Place): boolean =>
  look.kind === 'row' && /^T[DH]$/i.test((cell as Element).previousElementSibling?.nodeName ?? '');

/** Stands for the border of two cells while white space is folded. */
const cellBorder = '\u0001';

const fold = (line: string): string =>
  line
    .replaceAll(/[ \t\r\n\f]+/g, ' ')
    .split(cellBorder)
    .map((cell) => cell.replaceAll(/^ +| +$/g, ''))
    .join('\t');

/**
 * Whether a table puts parts of a page or mail beside each other, rather than data: one that is called so,
 * holds a table or a heading, has one column, or has a cell of several paragraphs.
 */
function isForLayout(table: Element): boolean {
  if (/^(?:presentation|none)$/i.test(table.getAttribute('role') ?? '')) return true;
  if (table.querySelector('table, h1, h2, h3, h4, h5, h6') !== null) return true;
  const rows = [...table.querySelectorAll('tr')];
  const cells = rows.map((row) => [...row.querySelectorAll('td, th')]);
  if (cells.every(({ length }) => length <= 1)) return true;
  return cells
    .flat()
    .some(
      (cell) =>
        cell.querySelectorAll('p, li, blockquote').length >= severalParagraphs ||
        cell.querySelectorAll('br + br').length >= severalParagraphs,
    );
}

const severalParagraphs = 3;

function insideOf(tag: string, node: Node, place: Place): Place {
  const heading = /^H([1-6])$/.exec(tag)?.[1];
  if (place.look.kind === 'row') return place;
  if (heading !== undefined) return { ...place, look: { kind: 'heading', level: Number(heading) } };
  switch (tag) {
    case 'UL':
    case 'OL':
      return { ...place, lists: place.lists + 1, ordered: tag === 'OL' };
    case 'LI':
      return {
        ...place,
        look: { kind: 'item', level: Math.max(1, place.lists), ordered: place.ordered },
      };
    case 'BLOCKQUOTE':
      return { ...place, look: { kind: 'quote' } };
    case 'TABLE':
      return {
        ...place, // Documents do not lay out their pages by tables.
        inLayoutTable: place.space === 'folded' && isForLayout(node as Element),
      };
    case 'TR':
      return place.inLayoutTable ? place : { ...place, look: { kind: 'row' } };
    case 'PRE':
      return { ...place, space: 'kept' };
    default:
      return place;
  }
}
