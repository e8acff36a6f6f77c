/** Exports of the old Nexis as HTML: each document between comments that hide XML from the browser. */
import { decodeFile, warningsOf } from './decode';
import { parsePage } from './html';
import { articleOfBlocks, type NexisBlock } from './nexis-blocks';
import { documentNumber } from './news-labels';
import { missing, noText } from './nexis-text';
import { ReadProblem, type Reader } from './reader';

const begins = /<DOC NUMBER=(\d+)>/g;

/** The classes that the export's style sheet centres. */
const centredClasses = (html: string): Set<string> =>
  new Set([...html.matchAll(/\.(c\d+) \{[^}]*text-align: center/g)].map(([, name = '']) => name));

const fold = (text: string): string => text.replaceAll(/[ \t\r\n\u00a0]+/g, ' ').trim();

function blocksOf(html: string, centred: ReadonlySet<string>): NexisBlock[] {
  const { document } = parsePage(`<html><body>${html.replaceAll(/<!--|-->/g, '')}</body></html>`);
  for (const line of document.querySelectorAll('br')) line.replaceWith('\n');
  return [...document.querySelectorAll('div')].flatMap((div) => {
    const paragraphs = [...div.querySelectorAll('p')]
      .flatMap((paragraph) => {
        const isCentredLine = centred.has(paragraph.className) || centred.has(div.className);
        const text = paragraph.textContent ?? '';
        return isCentredLine ? text.split('\n').map(fold) : [fold(text)];
      })
      .filter((text) => text !== '');
    return paragraphs.length === 0 ? [] : [{ paragraphs, isCentred: centred.has(div.className) }];
  });
}

export const nexisHtmlReader: Reader = {
  id: 'nexis-html',
  name: 'Nexis (HTML)',
  extensions: ['html', 'htm'],
  fits: ({ text }) => (/Hide XML section from browser\s*<DOC NUMBER=/.test(text) ? 3 : 0),
  async *read(file, settings) {
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const { text: html, encoding, encodings } = decoded;
    const centred = centredClasses(html);
    const starts = [...html.matchAll(begins)];
    if (starts.length === 0) throw new ReadProblem('No document of Nexis begins in it.');
    let of = 0;
    for (const [index, start] of starts.entries()) {
      const number = Number(start[1]);
      const end = html.indexOf('</DOC>', start.index);
      const next = starts[index + 1]?.index ?? html.length;
      const part = html.slice(start.index + start[0].length, end === -1 || end > next ? next : end);
      const blocks = blocksOf(part.replace(/^\s*<DOCFULL>/, ''), centred).filter(({ paragraphs }) => {
        const counted = documentNumber.exec(paragraphs[0] ?? '');
        if (counted) of = Number(counted[2] ?? counted[4]);
        return counted === null;
      });
      const article = articleOfBlocks(blocks, settings.dateOrder);
      const place = `document ${number}`;
      if (article.text === '') yield { place, skipped: noText };
      else
        yield {
          ...article,
          warnings: index === 0 ? [...warningsOf(decoded), ...article.warnings] : article.warnings,
          place,
          encoding,
          encodings,
        };
    }
    const numbers = starts.map((start) => Number(start[1]));
    yield* missing(numbers, of === 0 ? Math.max(...numbers) : of);
  },
};
