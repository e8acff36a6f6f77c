/** Exports of the old Nexis as plain text: hard-wrapped lines, centred heads, labels in capitals. */
import { canonicalText } from '../../shared/text';
import { decodeFile, warningsOf } from './decode';
import { articleOfBlocks, type NexisBlock } from './nexis-blocks';
import { cutOff } from './news-fields';
import { documentNumber, documentsChosen } from './news-labels';
import { type FoundArticle, type Reader, type SkippedPart } from './reader';
import { ReadProblem } from '../../shared/read-problem';

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

const unwrapped = (lines: readonly string[]): string => {
  const pieces: string[] = [];
  for (const line of lines.map((one) => one.trim())) {
    pieces.push(pieces.length === 0 ? '' : borderOf(pieces.at(-1)!, line), line);
  }
  return pieces.join('');
};

/** Of words as `Ein- und Ausfuhr`: what their hyphen stands for comes later. */
const conjunction = /^(?:und|oder|bzw|sowie|bis|and|or|to|et|ou|y|o|e|en|of)(?=\s|$)/iu;

const east = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff65]`;
const joinsAtEnd = new RegExp(`${east}$`, 'u');
const joinsAtBegin = new RegExp(`^${east}`, 'u');

/**
 * What stood between two lines of a paragraph. A hyphen at the end of a line is part of the word: the export
 * parts none. Chinese and Japanese have no spaces.
 */
function borderOf(line: string, next: string): '' | ' ' {
  if (/[\p{L}\p{N}]-$/u.test(line) && /^[\p{L}\p{N}]/u.test(next)) return conjunction.test(next) ? ' ' : '';
  return joinsAtEnd.test(line) && joinsAtBegin.test(next) ? '' : ' ';
}

interface Document {
  number: number;
  of: number;
  lines: string[];
}

/** The documents, each begun by its number, which is centred or stands alone; and what is before the first. */
function documentsIn(text: string): { documents: Document[]; cover: string[] } {
  const documents: Document[] = [];
  const cover: string[] = [];
  let before = '';
  for (const line of text.split('\n')) {
    const mayBegin = /^\s/.test(line) || before.trim() === '';
    const found = mayBegin ? documentNumber.exec(line) : null;
    before = line;
    if (found)
      documents.push({ number: Number(found[1] ?? found[3]), of: Number(found[2] ?? found[4]), lines: [] });
    else (documents.at(-1)?.lines ?? cover).push(line);
  }
  return { documents, cover };
}

export const nexisTextReader: Reader = {
  id: 'nexis-text',
  name: 'Nexis (text)',
  extensions: ['txt'],
  fits: ({ text }) =>
    !/^\s*<(?:!doctype|html|\?xml)/i.test(text) &&
    text.split(/\r?\n/).some((line) => documentNumber.test(line))
      ? 3
      : 0,
  async *read(file, settings) {
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const { encoding, encodings } = decoded;
    const { documents, cover } = documentsIn(canonicalText(decoded.text).text.replaceAll('\f', '\n'));
    if (documents.length === 0) throw new ReadProblem('No document of Nexis begins in it.');
    let warnings = warningsOf(decoded);
    let areEnded = documents.length > 1;
    for (const [index, { number, lines }] of documents.entries()) {
      const { isEnded, ...article } = articleOfBlocks(blocksOf(lines), settings.dateOrder);
      const isLast = index === documents.length - 1;
      if (!isLast) areEnded &&= isEnded;
      yield whole(
        { ...article, warnings: [...warnings, ...article.warnings], encoding, encodings },
        number,
        isEnded || !isLast || !areEnded,
      );
      warnings = [];
    }
    const chosen = cover.map((line) => documentsChosen.exec(line)).find((found) => found !== null);
    yield* missing(
      documents.map(({ number }) => number),
      documents[0]?.of ?? 0,
      chosen ? Number(chosen[2]) - Number(chosen[1]) + 1 : null,
    );
  },
};

/** The article, if it is whole. */
export function whole(
  article: Omit<FoundArticle, 'place'>,
  number: number,
  isWhole: boolean,
): FoundArticle | SkippedPart {
  const place = `document ${number}`;
  if (!isWhole) return { place, skipped: cutOff };
  if (article.text !== '') return { ...article, place };
  return { place, skipped: 'There is no text between what the archive says about it: it may be cut off.' };
}

/**
 * Documents that should be there and are not: between the first and the last, or of those that were chosen.
 * @param of how many the search found; the export may hold some of them
 * @param chosen how many the export says that it holds
 */
export function* missing(
  numbers: readonly number[],
  of: number,
  chosen: number | null,
): Generator<SkippedPart> {
  const there = new Set(numbers);
  const first = numbers.reduce((least, number) => Math.min(least, number));
  const last = numbers.reduce((most, number) => Math.max(most, number));
  for (let number = first; number <= Math.min(last, of); number++)
    if (!there.has(number)) yield { place: `document ${number}`, skipped: 'It is missing in the file.' };
  const end = Math.min(first + (chosen ?? 0) - 1, of);
  if (end > last) {
    yield {
      place: end > last + 1 ? `documents ${last + 1}–${end}` : `document ${end}`,
      skipped: `The file ends before ${end > last + 1 ? 'them' : 'it'}: it is cut off. Export it again.`,
    };
  }
}
