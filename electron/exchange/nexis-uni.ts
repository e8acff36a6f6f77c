/** Exports of Nexis Uni (Lexis Advance) as Word documents: one article, or many after a list of them. */
import type { DateOrder } from '../../shared/import-settings';
import type { Layout } from '../../shared/layout';
import { Body, type BlockLook } from './body';
import { collectFields, cutOff, isDated, type NewsFields, setDate, withoutBy } from './news-fields';
import {
  anyLabel,
  articleRefused,
  bodyBegins,
  canFollowText,
  classificationBegins,
  coverLine,
  documentEnds,
  documentsPromised,
  isLoadDate,
  labelledLine,
  type Labelled,
  pictureBegins,
} from './news-labels';
import type { FoundArticle, SkippedPart } from './reader';

interface Line {
  /** As the document has it. */
  text: string;
  /** Trimmed, and with plain spaces. */
  words: string;
  look: BlockLook;
}

const plain = (line: string): string => line.replaceAll('\u00a0', ' ').trim();

/** The lines with words of a document's text. */
function linesOf(text: string, { blocks }: Layout): Line[] {
  const byStart = new Map(blocks.map((block) => [block.start, block]));
  let start = 0;
  const lines = text.split('\n').map((line) => {
    const look: BlockLook = byStart.get(start) ?? { kind: 'paragraph' };
    start += line.length + 1;
    return { text: line, words: plain(line), look };
  });
  return lines.filter(({ words }) => words !== '');
}

/** Whether a Word document is such an export: its articles begin and end with their lines, or it has a cover. */
export function isNexisUni(text: string): boolean {
  const lines = text.split('\n').map(plain);
  const has = (line: RegExp): boolean => lines.some((words) => line.test(words));
  return has(documentEnds) ? has(bodyBegins) : has(documentsPromised) && has(coverLine);
}

type Found = Omit<FoundArticle, 'encoding' | 'encodings'>;

/** @param layout as the document's body gave it */
export function* nexisUniArticles(
  text: string,
  layout: Layout,
  order: DateOrder,
): Generator<Found | SkippedPart> {
  const { cover, parts, rest } = partsOf(linesOf(text, layout), order);
  const titles: string[] = [];
  for (const [index, lines] of parts.entries()) {
    const article = articleOf(lines, `document ${index + 1}`, order);
    titles.push('skipped' in article ? (lines[0]?.words ?? '') : (article.fields.title ?? ''));
    yield article;
  }
  const isCutOff = rest.some(({ words }) => bodyBegins.test(words) || labelledLine(words));
  if (isCutOff) {
    titles.push(rest[0]?.words ?? '');
    yield { place: `document ${titles.length}`, skipped: cutOff };
  }
  yield* missing(cover, titles);
}

/** The cover with its list, the articles, and what is after the end of the last one. */
function partsOf(
  lines: readonly Line[],
  order: DateOrder,
): { cover: readonly Line[]; parts: Line[][]; rest: readonly Line[] } {
  const parts: Line[][] = [];
  let begin = 0;
  for (const [index, { words }] of lines.entries()) {
    if (!documentEnds.test(words)) continue;
    const part = lines.slice(begin, index);
    const before = parts.at(-1);
    // Words that say what ends a document may stand in one: what follows them is no article then.
    if (before && !isArticle(part, order))
      for (const line of lines.slice(begin - 1, index)) before.push(line);
    else parts.push(part);
    begin = index + 1;
  }
  const rest = lines.slice(begin);
  const first = parts[0] ?? rest;
  const coverLength = lengthOfCover(first);
  const cover = first.slice(0, coverLength);
  if (parts.length === 0) return { cover, parts, rest: rest.slice(coverLength) };
  parts[0] = first.slice(coverLength);
  return { cover, parts, rest };
}

/** Headline and source stand above the line that begins the text; without that line, a date and labels tell. */
function isArticle(lines: readonly Line[], order: DateOrder): boolean {
  const head = lines.slice(0, mostHeadLines);
  return (
    head.some(({ words }, index) => index > 1 && bodyBegins.test(words)) ||
    head.some(({ words }) => articleRefused.test(words)) ||
    (head.some(({ words }) => isDated(words, order)) && head.some(({ words }) => labelledLine(words)))
  );
}
/** From headline to text; highlights and corrections can be long. */
const mostHeadLines = 40;

/** `1. Headline` in the list of documents. */
const listed = /^(\d{1,5})\.\s+(\S.*)$/s;

function titlesIn(cover: readonly Line[]): string[] {
  const titles: string[] = [];
  for (const { words } of cover) {
    const found = listed.exec(words);
    if (found && Number(found[1]) === titles.length + 1) titles.push(found[2]!);
  }
  return titles;
}

/** How many lines stand before the first article's headline, which the list of documents begins with. */
function lengthOfCover(lines: readonly Line[]): number {
  const bodyAt = lines.findIndex(({ words }) => bodyBegins.test(words));
  const head = bodyAt === -1 ? lines : lines.slice(0, bodyAt);
  if (!head.some(({ words }) => coverLine.test(words) || documentsPromised.test(words))) return 0;
  const [title] = titlesIn(head);
  const titleAt = title === undefined ? -1 : head.findLastIndex(({ words }) => isSame(words, title));
  if (titleAt !== -1) return titleAt;
  if (bodyAt === -1) return head.length;
  // Otherwise after the last line that only covers have: what the search was narrowed by.
  const firstLabel = head.findLastIndex(({ words }) => !labelledLine(words));
  return Math.max(0, firstLabel - 3);
}

/** The list joins the lines of a headline with semicolons. */
const bare = (title: string): string => title.replaceAll(/[\s;:.…]+/g, '').toLowerCase();
const isSame = (one: string, other: string): boolean => bare(one) === bare(other);

/** What the cover promises and the export does not hold, by its headlines where the list has them. */
function* missing(cover: readonly Line[], titles: readonly string[]): Generator<SkippedPart> {
  const promised = cover.map(({ words }) => documentsPromised.exec(words)?.[1]).find((count) => count);
  if (promised === undefined || Number(promised) === titles.length) return;
  const unmatched = titles.map(bare);
  const lost = titlesIn(cover).filter((title) => {
    const at = unmatched.indexOf(bare(title));
    if (at !== -1) unmatched.splice(at, 1);
    return at === -1;
  });
  const named = lost
    .slice(0, 10)
    .map((title) => `“${title}”`)
    .join(', ');
  const more = lost.length > 10 ? ` and ${lost.length - 10} more` : '';
  const which = named === '' ? 'Compare it with what you asked for' : `Missing: ${named}${more}`;
  const holds = `The export promises ${promised} documents, but holds ${titles.length}.`;
  yield {
    place: 'list of documents',
    skipped:
      Number(promised) > titles.length
        ? `${holds} ${which}. Export the missing ones again.`
        : `${holds} Check where the articles begin and end.`,
  };
}

function articleOf(lines: readonly Line[], place: string, order: DateOrder): Found | SkippedPart {
  const refused = lines.find(({ words }) => articleRefused.test(words));
  if (refused)
    return { place, skipped: `The archive gave an error instead of “${lines[0]!.words}”. Export it again.` };
  // The headline is above the line that begins the text; a paragraph of the text may say the same words.
  const bodyAt = lines.findIndex(({ words }, index) => index > 1 && bodyBegins.test(words));
  const textBegin = bodyAt === -1 ? afterLabels(lines) : bodyAt + 1;
  const head = lines.slice(0, bodyAt === -1 ? textBegin : bodyAt);
  const afterHead = lines.slice(textBegin);
  const { text, pictures, labels } = partsOfBody(afterHead);
  const body = new Body();
  for (const line of text) body.add(line.text, line.look);
  if (body.length === 0)
    return { place, skipped: `There is no text in “${head[0]?.words ?? ''}”: it may be cut off.` };
  const { fields, particulars, warnings } = headOf(head, labelsIn(labels), order);
  const words = pictures.map((line) => line.words).join('\n');
  if (words !== '') particulars.push({ name: 'Graphic', value: words });
  return { ...body.finish(), fields, particulars, warnings, place };
}

/** Text, then the words of pictures, then what the archive adds: under its own heading, or labels alone. */
function partsOfBody(lines: readonly Line[]): { text: Line[]; pictures: Line[]; labels: Line[] } {
  const classified = lines.findLastIndex(
    ({ words }, index) =>
      classificationBegins.test(words) && (index + 1 === lines.length || anyLabel(lines[index + 1]!.words)),
  );
  let end = classified === -1 ? lines.length : classified;
  if (classified === -1) {
    while (end > 0) {
      const label = labelledLine(lines[end - 1]!.words);
      if (!label || !canFollowText(label)) break;
      end--;
    }
    if (!lines.slice(end).some(({ words }) => isLoadDate(labelledLine(words)!))) end = lines.length;
  }
  const pictureAt = lines.slice(0, end).findLastIndex(({ words }) => pictureBegins.test(words));
  const isPictures = pictureAt > 0 && end - pictureAt <= mostPictureLines;
  return {
    text: lines.slice(0, isPictures ? pictureAt : end),
    pictures: isPictures ? lines.slice(pictureAt + 1, end) : [],
    labels: lines.slice(classified === -1 ? end : classified + 1),
  };
}

/** After more lines than this, the word is no heading over the words of pictures. */
const mostPictureLines = 20;

/** Where the text begins if nothing says so: after the labels that stand together. */
function afterLabels(lines: readonly Line[]): number {
  let at = lines.findIndex(({ words }) => labelledLine(words));
  while (at !== -1 && at < lines.length && labelledLine(lines[at]!.words)) at++;
  return Math.max(0, at);
}

/** Labels with their values; a line without one goes on with the value before it. */
function labelsIn(lines: readonly Line[]): Labelled[] {
  const labelled: Labelled[] = [];
  for (const { words } of lines) {
    const found = anyLabel(words);
    const last = labelled.at(-1);
    if (found) labelled.push({ ...found });
    else if (last) last.value = `${last.value} ${words}`.trim();
    else labelled.push({ label: 'Classification', value: words });
  }
  return labelled;
}

/** Headline, source, date and copyright stand in lines of their own, and then labels. */
function headOf(head: readonly Line[], tail: readonly Labelled[], order: DateOrder): NewsFields {
  const firstLabel = head.findIndex(({ words }, index) => index > 0 && labelledLine(words));
  const top = firstLabel === -1 ? head : head.slice(0, firstLabel);
  const below = head.slice(top.length);
  const collected = collectFields(
    [...below.flatMap(({ words }) => labelledLine(words) ?? []), ...tail],
    order,
  );
  const { fields, particulars } = collected;
  if (fields.author) fields.author = withoutBy(fields.author);
  const dated = top.findLastIndex(({ words }, index) => index > 0 && isDated(words, order));
  const dateAt = dated === -1 ? Math.min(2, top.length) : dated;
  const heading = top.findIndex(({ look }, index) => look.kind === 'heading' && index < dateAt - 1);
  const titleAt = heading === -1 ? Math.max(0, dateAt - 2) : heading;
  const copyright = /^(?:copyright|©|\(c\))/i;
  for (const [index, { words }] of top.entries()) {
    if (index === titleAt) fields.title = words;
    else if (index === dateAt && !copyright.test(words)) setDate(collected, words, order);
    else if (index === dateAt - 1) fields.source = words;
    else particulars.push({ name: copyright.test(words) ? 'Copyright' : 'Heading', value: words });
  }
  for (const { words } of below)
    if (!labelledLine(words))
      particulars.push({ name: copyright.test(words) ? 'Copyright' : 'Heading', value: words });
  return collected;
}
