/** The text of an article as blocks of HTML: paragraphs, headings, lists, quotations and tables, as its layout has them. */
import { type Block, blockAt, readLayout } from '../layout';
import type { Range } from '../span';
import { paragraphsOf } from '../text';
import { paragraphDirection } from '../text-direction';
import type { CodedArticle } from './dataset';
import { htmlElement, htmlWords } from './html-writer';

interface Line extends Range {
  block: Block | null;
}

/** Lines that belong together. */
interface Group {
  /** The same for lines that are joined; empty for those that stand alone. */
  kind: string;
  lines: Line[];
  /** The pages that begin with it. */
  pages: string[];
  /** Of its first line, in a numbered list. */
  firstNumber: number;
}

/**
 * The blocks as HTML, one after another; empty lines are left out.
 * @param render gives the words of a stretch of the text, written already
 */
export function* readingBlocks(
  { text, layout: stored }: CodedArticle['article'],
  render: (range: Range) => string,
): Generator<string> {
  for (const group of groupsOf(text, stored)) {
    const pages = group.pages.map((label) => htmlElement('p', { class: 'page' }, `p. ${htmlWords(label)}`));
    yield pages.join('') + groupHtml(group, text, render);
  }
}

function groupsOf(text: string, stored: string | null): Group[] {
  const layout = readLayout(stored, text.length);
  const groups: Group[] = [];
  let nextPage = 0;
  let pages: string[] = [];
  for (const { start, end } of paragraphsOf(text)) {
    for (let begun = layout.pages[nextPage]; begun && begun.start <= end; begun = layout.pages[++nextPage])
      pages.push(begun.label);
    if (text.slice(start, end).trim() === '') continue;
    const line = { start, end, block: blockAt(layout, start) };
    const kind = kindOf(line.block);
    const last = groups.at(-1);
    const continues = last !== undefined && kind !== '' && last.kind === kind;
    if (continues && pages.length === 0) last.lines.push(line);
    else {
      const firstNumber = continues ? last.firstNumber + last.lines.length : 1;
      groups.push({ kind, lines: [line], pages, firstNumber });
    }
    pages = [];
  }
  return groups;
}

function kindOf(block: Block | null): string {
  if (block === null || block.kind === 'heading') return '';
  return block.kind === 'item' ? (block.ordered ? 'ol' : 'ul') : block.kind;
}

function groupHtml(
  { kind, lines, firstNumber }: Group,
  text: string,
  render: (range: Range) => string,
): string {
  const each = (name: (line: Line) => string): string =>
    lines
      .map((line) => htmlElement(name(line), { dir: 'auto', class: levelOf(line.block) }, render(line)))
      .join('');
  const dir = paragraphDirection(text, lines[0]?.start ?? 0);
  switch (kind) {
    case 'ul':
      return htmlElement(
        'ul',
        {},
        each(() => 'li'),
      );
    case 'ol':
      return htmlElement(
        'ol',
        { start: firstNumber === 1 ? null : firstNumber },
        each(() => 'li'),
      );
    case 'quote':
      return htmlElement(
        'blockquote',
        { dir },
        each(() => 'p'),
      );
    case 'row': {
      const rows = lines.map((line) => {
        const cells = cellsOf(text, line).map((cell) => htmlElement('td', { dir: 'auto' }, render(cell)));
        return htmlElement('tr', {}, ...cells);
      });
      return htmlElement('table', { dir }, ...rows);
    }
    default:
      // The title of the article is the page's first heading.
      return each(({ block }) => (block?.kind === 'heading' ? `h${Math.min(6, block.level + 1)}` : 'p'));
  }
}

const levelOf = (block: Block | null): string | null =>
  block?.kind === 'item' && block.level > 1 ? `level-${Math.min(3, block.level)}` : null;

/** Tabs part the cells, and are left out. */
function cellsOf(text: string, { start, end }: Range): Range[] {
  const cells: Range[] = [];
  let at = start;
  for (const cell of text.slice(start, end).split('\t')) {
    cells.push({ start: at, end: at + cell.length });
    at += cell.length + 1;
  }
  return cells;
}
