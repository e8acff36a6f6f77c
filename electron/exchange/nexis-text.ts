/** Exports of the old Nexis as plain text: hard-wrapped lines, centred heads, labels in capitals. */
import { canonicalText } from '../../shared/text';
import { decodeFile, warningsOf } from './decode';
import { articleOfBlocks, type NexisBlock } from './nexis-blocks';
import { documentNumber } from './news-labels';
import { ReadProblem, type Reader } from './reader';

/** Spaces before a line that is centred. */
const centred = /^ {8,}\S/;

/** Blocks are parted by empty lines; the lines of each are put together again. */
function blocksOf(lines: readonly string[]): NexisBlock[] {
  const blocks: NexisBlock[] = [];
  let block: string[] = [];
  const end = (): void => {
    if (block.length > 0) {
      const isCentred = block.every((line) => centred.test(line));
      blocks.push({
        paragraphs: isCentred ? block.map((line) => line.trim()) : [unwrapped(block)],
        isCentred,
      });
    }
    block = [];
  };
  for (const line of lines) {
    if (line.trim() === '') end();
    else block.push(line);
  }
  end();
  return blocks;
}

/** A hyphen at the end of a line is part of the word: the export parts none. */
const unwrapped = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .reduce(
      (text, line) => (text === '' ? line : /[\p{L}]-$/u.test(text) ? `${text}${line}` : `${text} ${line}`),
      '',
    );

export const nexisTextReader: Reader = {
  id: 'nexis-text',
  name: 'Nexis (text)',
  extensions: ['txt'],
  fits: ({ text }) =>
    !/<\/?[a-z][^<>]*>/i.test(text) && text.split(/\r?\n/).some((line) => documentNumber.test(line)) ? 3 : 0,
  async *read(file, settings) {
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const { encoding, encodings } = decoded;
    const documents: { number: number; of: number; lines: string[] }[] = [];
    for (const line of canonicalText(decoded.text).text.replaceAll('\f', '\n').split('\n')) {
      const found = documentNumber.exec(line);
      if (found)
        documents.push({ number: Number(found[1] ?? found[3]), of: Number(found[2] ?? found[4]), lines: [] });
      else documents.at(-1)?.lines.push(line);
    }
    if (documents.length === 0) throw new ReadProblem('No document of Nexis begins in it.');
    for (const [index, { number, lines }] of documents.entries()) {
      const article = articleOfBlocks(blocksOf(lines), settings.dateOrder);
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
    yield* missing(
      documents.map(({ number }) => number),
      documents[0]?.of ?? 0,
    );
  },
};

export const noText = 'There is no text between what the archive says about it: it may be cut off.';

/** Documents between the first and the last that should be there and are not. */
export function* missing(
  numbers: readonly number[],
  of: number,
): Generator<{ place: string; skipped: string }> {
  const there = new Set(numbers);
  const last = Math.max(...numbers);
  for (let number = Math.min(...numbers); number <= Math.min(last, of); number++)
    if (!there.has(number)) yield { place: `document ${number}`, skipped: 'It is missing in the file.' };
}
