/** One document of an old export of Nexis, as text or HTML: blocks in a row, of which labels tell some. */
import type { DateOrder } from '../../shared/import-settings';
import { Body } from './body';
import { collectFields, isDated, type NewsFields, setDate, setField, withoutBy } from './news-fields';
import { canFollowText, type Labelled, labelledLine } from './news-labels';
import type { FoundArticle } from './reader';

export interface NexisBlock {
  /** Its paragraphs; most blocks have one. */
  paragraphs: readonly string[];
  /** Source, date and copyright are centred. */
  isCentred: boolean;
}

/** The old exports write their labels in capitals. */
const inCapitals = /^\s*(\p{Lu}[\p{Lu}\p{M} /()-]{1,30}?)\s?:(?:\s+(.*))?$/su;

/** Whether a block begins with what looks like a label, known or not. */
const looseLabel = ({ paragraphs }: NexisBlock): Labelled | null => {
  const found = inCapitals.exec(paragraphs.join(' '));
  return found ? { label: found[1]!.trim(), value: (found[2] ?? '').trim() } : null;
};

/** An article's text can say `Length: 20 metres`, and its datelines are in capitals as labels are. */
const labelOf = (block: NexisBlock): Labelled | null => {
  const found = looseLabel(block);
  return found && labelledLine(`${found.label}: x`) ? found : null;
};

const isAfterText = (block: NexisBlock): boolean => {
  const label = labelOf(block);
  return block.isCentred || (label !== null && canFollowText(label));
};

export interface NexisArticle extends Pick<
  FoundArticle,
  'text' | 'layout' | 'fields' | 'particulars' | 'warnings'
> {
  /** Whether after its text comes what the archive adds; if only the last one lacks it, the file is cut off. */
  isEnded: boolean;
}

/**
 * The article of a document without its number. First come source and date, centred, then the headline, then
 * labels, the text, more labels, and the copyright, centred again.
 */
export function articleOfBlocks(blocks: readonly NexisBlock[], order: DateOrder): NexisArticle {
  const headEnd = blocks.findIndex((block) => !block.isCentred);
  const heads = blocks.slice(0, headEnd === -1 ? blocks.length : headEnd);
  const { front, tail } = textAndTail(blocks.slice(heads.length));
  const firstLabel = front.slice(0, mostHeadlines + 1).findIndex((block) => labelOf(block) !== null);
  // Without labels before the text, the first block is the headline, unless it is all there is.
  const headlineEnd = firstLabel === -1 ? (front.length > 1 ? 1 : 0) : firstLabel;
  let textBegin = headlineEnd;
  while (textBegin < front.length && labelOf(front[textBegin]!)) textBegin++;
  const labels = [...front.slice(headlineEnd, textBegin).map(labelOf), ...tail.map(looseLabel)];
  const collected = collectFields(
    labels.filter((label) => label !== null),
    order,
  );
  const { fields, particulars, warnings } = collected;
  if (fields.author) fields.author = withoutBy(fields.author);
  headline(front.slice(0, headlineEnd), collected, order);
  sourceAndDate(heads, collected, order);
  for (const block of tail)
    if (!looseLabel(block)) particulars.push({ name: 'Copyright', value: block.paragraphs.join(' ') });
  const body = new Body();
  for (const block of front.slice(textBegin)) for (const paragraph of block.paragraphs) body.add(paragraph);
  return { ...body.finish(), fields, particulars, warnings, isEnded: tail.length > 0 };
}

/** What follows the text are labels and centred lines; among those that are known can be others. */
function textAndTail(blocks: readonly NexisBlock[]): { front: NexisBlock[]; tail: NexisBlock[] } {
  let begin = blocks.length;
  while (begin > 0 && (isAfterText(blocks[begin - 1]!) || looseLabel(blocks[begin - 1]!))) begin--;
  while (begin < blocks.length && !isAfterText(blocks[begin]!)) begin++;
  return { front: blocks.slice(0, begin), tail: blocks.slice(begin) };
}

/** So many blocks before the labels can be the headline with its lines. */
const mostHeadlines = 4;

function headline(blocks: readonly NexisBlock[], collected: NewsFields, order: DateOrder): void {
  const [title, ...more] = blocks.map(({ paragraphs }) => paragraphs.join(' '));
  if (title !== undefined) setField(collected, 'title', title, order);
  for (const value of more) collected.particulars.push({ name: 'Headline', value });
}

function sourceAndDate(heads: readonly NexisBlock[], collected: NewsFields, order: DateOrder): void {
  const lines = heads
    .flatMap(({ paragraphs }) => paragraphs.map((line) => line.trim()))
    .filter((line) => line !== '');
  const dated = lines.findIndex((line) => isDated(line, order));
  for (const [index, line] of lines.entries()) {
    if (index === dated) setDate(collected, line, order);
    else if (collected.fields.source === undefined) collected.fields.source = line;
    else collected.particulars.push({ name: 'Heading', value: line });
  }
}
