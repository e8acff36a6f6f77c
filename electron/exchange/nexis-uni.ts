/** Exports of Nexis Uni (Lexis Advance) as Word documents: one article, or many after a list of them. */
import type { DateOrder } from '../../shared/import-settings';
import type { Layout } from '../../shared/layout';
import { Body } from './body';
import { collectFields, dateIn, setField, withoutBy } from './news-fields';
import {
  bodyBegins,
  classificationBegins,
  documentEnds,
  documentsPromised,
  labelledLine,
  type Labelled,
} from './news-labels';
import type { FoundArticle, SkippedPart } from './reader';

interface Line {
  text: string;
  isHeading: boolean;
}

/** The lines of a document's text, each with whether it is a heading. */
function linesOf(text: string, { blocks }: Layout): Line[] {
  const headings = new Set(blocks.filter(({ kind }) => kind === 'heading').map(({ start }) => start));
  let start = 0;
  return text.split('\n').map((line) => {
    const isHeading = headings.has(start);
    start += line.length + 1;
    return { text: line.replaceAll('\u00a0', ' ').trim(), isHeading };
  });
}

/** Whether a Word document is such an export: articles end with a line that says so, and bodies begin with one. */
export function isNexisUni(text: string): boolean {
  const lines = text.split('\n').map((line) => line.replaceAll('\u00a0', ' ').trim());
  return lines.some((line) => documentEnds.test(line)) && lines.some((line) => bodyBegins.test(line));
}

type Found = Omit<FoundArticle, 'encoding' | 'encodings'>;

/** @param layout as the document's body gave it */
export function* nexisUniArticles(
  text: string,
  layout: Layout,
  order: DateOrder,
): Generator<Found | SkippedPart> {
  const lines = linesOf(text, layout).filter((line) => line.text !== '');
  let begin = 0;
  let count = 0;
  const promised = Number(
    lines.map((line) => documentsPromised.exec(line.text)?.[1]).find((number) => number !== undefined) ?? 0,
  );
  for (const [index, line] of lines.entries()) {
    if (!documentEnds.test(line.text)) continue;
    count += 1;
    yield articleOf(lines.slice(begin, index), count, order);
    begin = index + 1;
  }
  const rest = lines.slice(begin);
  if (rest.some((line) => bodyBegins.test(line.text))) {
    count += 1;
    const place = `document ${count}`;
    yield {
      place,
      skipped: 'Its end is missing: the file is cut off, and so may be its text. Export it again.',
    };
  }
  if (promised > count)
    yield {
      place: 'list of documents',
      skipped: `The export promises ${promised} documents, but holds ${count}. Export the others again.`,
    };
}

function articleOf(lines: readonly Line[], number: number, order: DateOrder): Found | SkippedPart {
  const place = `document ${number}`;
  const bodyAt = lines.findLastIndex((line) => bodyBegins.test(line.text));
  const textBegin = bodyAt === -1 ? lastLabel(lines) + 1 : bodyAt + 1;
  const head = lines.slice(0, bodyAt === -1 ? textBegin : bodyAt);
  const afterHead = lines.slice(textBegin);
  const classified = afterHead.findIndex((line) => classificationBegins.test(line.text));
  // Without a classification, the labels at the very end are what the archive adds.
  let textEnd = classified === -1 ? afterHead.length : classified;
  if (classified === -1) while (textEnd > 0 && labelledLine(afterHead[textEnd - 1]!.text)) textEnd--;
  const body = new Body();
  for (const line of afterHead.slice(0, textEnd))
    body.add(line.text, line.isHeading ? { kind: 'heading', level: 2 } : { kind: 'paragraph' });
  if (body.length === 0) return { place, skipped: 'There is no text in it: it may be cut off.' };
  const tail = labelsIn(afterHead.slice(classified === -1 ? textEnd : textEnd + 1));
  return { ...body.finish(), ...headOf(head, tail, order), place };
}

/** The last of the lines with labels that stand together at the beginning. */
function lastLabel(lines: readonly Line[]): number {
  const first = lines.findIndex((line) => labelledLine(line.text));
  let last = first;
  while (last !== -1 && last + 1 < lines.length && labelledLine(lines[last + 1]!.text)) last++;
  return last;
}

/** Labels with their values; a line without one goes on with the value before it. */
function labelsIn(lines: readonly Line[]): Labelled[] {
  const labelled: Labelled[] = [];
  for (const { text } of lines) {
    const found = labelledLine(text);
    if (found) labelled.push(found);
    else {
      const last = labelled.at(-1);
      if (last) last.value = `${last.value} ${text}`.trim();
      else labelled.push({ label: 'Classification', value: text });
    }
  }
  return labelled;
}

/** Headline, source and date stand in three lines; a list of documents may stand before them. */
function headOf(head: readonly Line[], tail: readonly Labelled[], order: DateOrder) {
  const dateAt = head.findLastIndex(
    ({ text }) => labelledLine(text) === null && dateIn(text, order).date !== null,
  );
  const labelled = head.slice(dateAt + 1).flatMap(({ text }) => labelledLine(text) ?? []);
  const collected = collectFields([...labelled, ...tail], order);
  const { fields, particulars } = collected;
  if (fields.author) fields.author = withoutBy(fields.author);
  if (dateAt === -1) {
    const title = head.findLast(({ text, isHeading }) => isHeading || labelledLine(text) === null);
    if (title) fields.title = title.text;
    return collected;
  }
  setField(collected, 'date', head[dateAt]!.text, order);
  const source = head[dateAt - 1]?.text;
  if (source !== undefined) fields.source = source;
  const headingAt = head.findLastIndex(({ isHeading }, index) => isHeading && index < dateAt - 1);
  const title = headingAt === -1 ? head[dateAt - 2]?.text : head[headingAt]?.text;
  if (title !== undefined) fields.title = title;
  for (const { text } of head.slice(dateAt + 1))
    if (!labelledLine(text))
      particulars.push({ name: /^(?:copyright|©|\(c\))/i.test(text) ? 'Copyright' : 'Heading', value: text });
  return collected;
}
