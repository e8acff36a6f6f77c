/** Factiva's exports as HTML: a table of coded fields for each article, or its parts one after the other. */
import type { DateOrder } from '../../shared/import-settings';
import { Body } from './body';
import { warningsOf } from './decode';
import { decodePage } from './html-decoding';
import { htmlReader, pageArticle, parsePage } from './html';
import { addBlocks } from './html-blocks';
import { articleOfCodes, articleOfLines, documentLine, type Line, withoutStructure } from './factiva-fields';
import { cutOff } from './news-fields';
import type { Reader } from './reader';

/** The lines of some nodes, each with what it is. */
function linesOf(nodes: Iterable<Node>): Line[] {
  const body = new Body();
  for (const node of nodes) addBlocks(body, node);
  const { text, layout } = body.finish();
  if (text === '') return [];
  const byStart = new Map(layout.blocks.map((block) => [block.start, block]));
  let start = 0;
  return text.split('\n').map((line) => {
    const look = byStart.get(start) ?? ({ kind: 'paragraph' } as const);
    start += line.length + 1;
    return { text: line, look };
  });
}

function articleOf(element: Element, order: DateOrder) {
  const cells = [...element.querySelectorAll('td.index')];
  if (cells.length > 0) {
    return articleOfCodes(
      cells.map((cell) => ({
        code: (cell.textContent ?? '').replaceAll(/[\s\u00a0]+/g, ''),
        lines: cell.nextElementSibling ? linesOf(cell.nextElementSibling.childNodes) : [],
      })),
      order,
    );
  }
  const nodes = [...element.childNodes];
  const lines = linesOf(nodes).map(({ text }) => text);
  const last = lines.findLastIndex((line) => documentLine.test(line));
  const accession = documentLine.exec(lines[last] ?? '')?.[1] ?? '';
  const has = (node: Node, selector: string): boolean =>
    node.nodeType === 1 &&
    ((node as Element).matches(selector) || (node as Element).querySelector(selector) !== null);
  const textAt = nodes.findIndex((node) => has(node, 'p.articleParagraph'));
  if (textAt === -1) {
    return articleOfLines(
      withoutStructure(
        lines.filter((_, index) => index !== last),
        accession,
        order,
      ),
      order,
    );
  }
  const head = nodes.slice(0, textAt);
  const titleNode = head.findIndex((node) => has(node, '[class$="Headline"]'));
  const text = linesOf(nodes.slice(textAt)).filter((line) => !documentLine.test(line.text));
  return articleOfLines(
    {
      head: head.flatMap((node) => joined(node)),
      titleAt: head.slice(0, Math.max(0, titleNode)).flatMap(joined).length,
      text,
      accession,
    },
    order,
  );
}

/** Each part of the head is one line, however the page breaks it. */
function joined(node: Node): string[] {
  const words = linesOf([node])
    .map(({ text }) => text)
    .join(' ');
  return words.trim() === '' ? [] : [words];
}

export const factivaHtmlReader: Reader = {
  id: 'factiva-html',
  name: 'Factiva (HTML)',
  extensions: ['html', 'htm'],
  // Long scripts may stand before the first article, so its name must do.
  fits: ({ text }) => (text.includes('<') && /<html/i.test(text) && /factiva/i.test(text) ? 3 : 0),
  async *read(file, settings) {
    const decoded = decodePage(await file.bytes(), settings.encoding);
    const { text: html, encoding, encodings } = decoded;
    let warnings = warningsOf(decoded);
    const { document } = parsePage(html);
    const elements = [...document.querySelectorAll('div.article')].filter(
      (element) => element.querySelector('div.article') === null,
    );
    if (elements.length === 0) {
      // Only a page about Factiva, then.
      const kind = { id: htmlReader.id, name: htmlReader.name };
      const page = pageArticle(html);
      yield { ...page, warnings: [...warnings, ...page.warnings], place: '', encoding, encodings, kind };
      return;
    }
    let areNumbered = elements.length > 1;
    for (const [index, element] of elements.entries()) {
      const article = articleOf(element, settings.dateOrder);
      const place = `document ${index + 1}`;
      const isLast = index === elements.length - 1;
      const hasNumber = (article.fields.accession ?? '') !== '';
      if (!isLast) areNumbered &&= hasNumber;
      if (isLast && areNumbered && !hasNumber) yield { place, skipped: cutOff };
      else if (article.text === '')
        yield { place, skipped: `There is no text in “${article.fields.title ?? ''}”.` };
      else yield { ...article, warnings: [...warnings, ...article.warnings], place, encoding, encodings };
      warnings = [];
    }
  },
};
