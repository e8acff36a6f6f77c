/** Factiva's exports as HTML: a table of coded fields for each article, or its parts one after the other. */
import type { DateOrder } from '../../shared/import-settings';
import { Body } from './body';
import { decodePage } from './html-decoding';
import { pageArticle, parsePage } from './html';
import { addBlocks } from './html-blocks';
import { articleOfCodes, articleOfLines, documentLine } from './factiva-fields';
import type { Reader } from './reader';

const linesOf = (element: Element): string[] => {
  const body = new Body();
  for (const child of element.childNodes) addBlocks(body, child);
  const { text } = body.finish();
  return text === '' ? [] : text.split('\n');
};

function articleOf(element: Element, order: DateOrder) {
  const cells = [...element.querySelectorAll('td.index')];
  if (cells.length > 0) {
    return articleOfCodes(
      cells.map((cell) => ({
        code: (cell.textContent ?? '').replaceAll(/[\s\u00a0]+/g, ''),
        paragraphs: cell.nextElementSibling ? linesOf(cell.nextElementSibling) : [],
      })),
      order,
    );
  }
  const lines = linesOf(element);
  const last = lines.findLastIndex((line) => documentLine.test(line));
  const accession = documentLine.exec(lines[last] ?? '')?.[1] ?? '';
  return articleOfLines(
    lines.filter((_, index) => index !== last),
    accession,
    order,
  );
}

export const factivaHtmlReader: Reader = {
  id: 'factiva-html',
  name: 'Factiva (HTML)',
  extensions: ['html', 'htm'],
  // Long scripts may stand before the first article, so its name must do.
  fits: ({ text }) => (/<html/i.test(text) && /factiva/i.test(text) ? 3 : 0),
  async *read(file, settings) {
    const { text: html, encoding, encodings } = decodePage(await file.bytes(), settings.encoding);
    const { document } = parsePage(html);
    const elements = [...document.querySelectorAll('div.article')].filter(
      (element) => element.querySelector('div.article') === null,
    );
    if (elements.length === 0) {
      // Only a page about Factiva, then.
      yield { ...pageArticle(html), place: '', encoding, encodings };
      return;
    }
    for (const [index, element] of elements.entries()) {
      const article = articleOf(element, settings.dateOrder);
      const place = `document ${index + 1}`;
      if (article.text === '') yield { place, skipped: 'There is no text in it.' };
      else yield { ...article, place, encoding, encodings };
    }
  },
};
