/** Exports of the old Nexis as HTML: each document between comments that hide XML from the browser. */
import { Body } from './body';
import { decodeFile, warningsOf } from './decode';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { articleOfBlocks, type NexisBlock } from './nexis-blocks';
import { documentNumber } from './news-labels';
import { missing, whole } from './nexis-text';
import { type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

const begins = /<DOC NUMBER=(\d+)>/g;
const ends = '</DOC>';

/** The classes that the export's style sheet centres. */
const centredClasses = (html: string): Set<string> =>
  new Set([...html.matchAll(/\.(c\d+) \{[^}]*text-align: center/g)].map(([, name = '']) => name));

const fold = (text: string): string => text.replaceAll(/[ \t\r\n\u00a0]+/g, ' ').trim();

/** The comments around a document hide its XML, not its words. */
const withoutWrappers = (part: string): string =>
  part.replace(/^\s*<DOCFULL>\s*(?:-->)?/, '').replace(/<!--[^<>]*(?:<\/DOCFULL>\s*)?$/, '');

function blocksOf(html: string, centred: ReadonlySet<string>): NexisBlock[] {
  const { document } = parsePage(`<html><body>${html}</body></html>`);
  const blocks: NexisBlock[] = [];
  // Each block is a DIV; what stands outside of them, in tables for instance, is text, too.
  for (const node of document.body.childNodes) {
    const body = new Body();
    addBlocks(body, node);
    const isDiv = node.nodeName.toUpperCase() === 'DIV';
    const isCentred = isDiv && centred.has((node as HTMLElement).className);
    const lines = body.finish().text.split('\n');
    const paragraphs = (isCentred ? lines.map(fold) : lines).filter((line) => line.trim() !== '');
    if (paragraphs.length > 0) blocks.push({ paragraphs, isCentred });
  }
  return blocks;
}

export const nexisHtmlReader: Reader = {
  id: 'nexis-html',
  name: 'Nexis (HTML)',
  extensions: ['html', 'htm'],
  fits: ({ text }) =>
    text.includes('<DOC NUMBER=') && /Hide XML section from browser\s*<DOC NUMBER=/.test(text) ? 3 : 0,
  async *read(file, settings) {
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const { text: html, encoding, encodings } = decoded;
    const centred = centredClasses(html);
    const starts = [...html.matchAll(begins)];
    if (starts.length === 0) throw new ReadProblem('No document of Nexis begins in it.');
    let warnings = warningsOf(decoded);
    let of = 0;
    for (const [index, start] of starts.entries()) {
      const next = starts[index + 1]?.index ?? html.length;
      const part = html.slice(start.index + start[0].length, next);
      const end = part.indexOf(ends);
      const inside = withoutWrappers(end === -1 ? part : part.slice(0, end));
      const blocks = blocksOf(inside, centred);
      const counted = documentNumber.exec(blocks[0]?.paragraphs[0] ?? '');
      if (counted) {
        of = Number(counted[2] ?? counted[4]);
        blocks.shift();
      }
      const { isEnded, ...article } = articleOfBlocks(blocks, settings.dateOrder);
      yield whole(
        { ...article, warnings: [...warnings, ...article.warnings], encoding, encodings },
        Number(start[1]),
        end !== -1 || isEnded,
      );
      warnings = [];
    }
    const numbers = starts.map((start) => Number(start[1]));
    yield* missing(numbers, of || numbers.length, null);
  },
};
