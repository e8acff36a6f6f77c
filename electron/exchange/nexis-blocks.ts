/** One document of an old export of Nexis, as text or HTML: blocks in a row, of which labels tell some. */
import type { DateOrder } from '../../shared/import-settings';
import { Body } from './body';
import { collectFields, dateIn, setField, withoutBy } from './news-fields';
import { type Labelled, labelledLine } from './news-labels';
import type { FoundArticle } from './reader';

export interface NexisBlock {
  /** Its paragraphs; most blocks have one. */
  paragraphs: readonly string[];
  /** Source, date and copyright are centred. */
  isCentred: boolean;
}

/** The old export writes its labels in capitals, in more languages than its readers know. */
const inCapitals = /^([\p{Lu}][\p{Lu} /-]{2,30})\s?:\s*(.*)$/su;

function labelOf({ paragraphs }: NexisBlock): Labelled | null {
  const line = paragraphs.join(' ');
  const found = inCapitals.exec(line);
  return labelledLine(line) ?? (found ? { label: found[1]!.trim(), value: found[2]!.trim() } : null);
}

/**
 * The article of a document without its number. First come source and date, centred, then the headline, then
 * labels, the text, more labels, and the copyright, centred again.
 */
export function articleOfBlocks(
  blocks: readonly NexisBlock[],
  order: DateOrder,
): Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'> {
  const isHead = (block: NexisBlock): boolean => block.isCentred;
  const headEnd = blocks.findIndex((block) => !isHead(block));
  const heads = blocks.slice(0, headEnd === -1 ? blocks.length : headEnd);
  const rest = blocks.slice(heads.length);
  // What follows the text: labels and centred lines, with nothing else after them.
  let tailBegin = rest.length;
  while (tailBegin > 0 && (rest[tailBegin - 1]!.isCentred || labelOf(rest[tailBegin - 1]!))) tailBegin--;
  const tail = rest.slice(tailBegin);
  const front = rest.slice(0, tailBegin);
  const firstLabel = front.slice(0, mostHeadlines + 1).findIndex((block) => labelOf(block) !== null);
  // Without labels before the text, the first block is the headline, unless it is all there is.
  const headlineEnd = firstLabel > 0 ? firstLabel : firstLabel === 0 ? 0 : front.length > 1 ? 1 : 0;
  let textBegin = headlineEnd;
  while (textBegin < front.length && labelOf(front[textBegin]!)) textBegin++;
  const labelled = [...front.slice(headlineEnd, textBegin), ...tail].flatMap((block) => labelOf(block) ?? []);
  const collected = collectFields(labelled, order);
  const { fields, particulars, warnings } = collected;
  if (fields.author) fields.author = withoutBy(fields.author);
  headline(front.slice(0, headlineEnd), collected, order);
  sourceAndDate(heads, collected, order);
  for (const block of tail)
    if (!labelOf(block)) particulars.push({ name: 'Copyright', value: block.paragraphs.join(' ') });
  const body = new Body();
  for (const block of front.slice(textBegin)) for (const paragraph of block.paragraphs) body.add(paragraph);
  return { ...body.finish(), fields, particulars, warnings };
}

/** So many blocks before the labels can be the headline with its lines. */
const mostHeadlines = 4;

function headline(
  blocks: readonly NexisBlock[],
  collected: ReturnType<typeof collectFields>,
  order: DateOrder,
): void {
  const [title, ...more] = blocks.map(({ paragraphs }) => paragraphs.join(' '));
  if (title !== undefined) setField(collected, 'title', title, order);
  for (const value of more) collected.particulars.push({ name: 'Headline', value });
}

function sourceAndDate(
  heads: readonly NexisBlock[],
  collected: ReturnType<typeof collectFields>,
  order: DateOrder,
): void {
  const lines = heads
    .flatMap(({ paragraphs }) => paragraphs.map((line) => line.trim()))
    .filter((line) => line !== '');
  const dated = lines.findIndex((line) => dateIn(line, order).date !== null);
  for (const [index, line] of lines.entries()) {
    if (index === dated) setField(collected, 'date', line, order);
    else if (collected.fields.source === undefined) collected.fields.source = line;
    else collected.particulars.push({ name: 'Heading', value: line });
  }
}
