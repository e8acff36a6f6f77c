/** What Factiva says about an article: by the codes of its fields, or in lines that follow each other. */
import type { ArticleFields } from '../../shared/api-articles';
import type { DateOrder } from '../../shared/import-settings';
import { readLanguage } from '../../shared/language-names';
import { Body, type BlockLook } from './body';
import { isDated, type NewsFields, setDate, setField, withoutBy } from './news-fields';
import { wordCount } from './news-labels';
import type { FoundArticle } from './reader';

type Found = Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'>;

/** The codes that fill a field. */
const fieldOfCode = new Map<string, keyof ArticleFields>([
  ['HD', 'title'],
  ['SE', 'section'],
  ['BY', 'author'],
  ['PD', 'date'],
  ['SN', 'source'],
  ['LA', 'language'],
]);

/** What the other codes stand for. */
const names = new Map(
  Object.entries({
  WC: 'Words', ET: 'Time', SC: 'Source code', NGC: 'Source group', GC: 'Group code', ED: 'Edition', PG: 'Page', VOL: 'Volume',
  CY: 'Copyright', CR: 'Credit', CT: 'Contact', RF: 'Notes', ART: 'Illustration', CO: 'Companies', IN: 'Industries', NS: 'Subjects',
  RE: 'Regions', IPC: 'Publisher code', IPD: 'Publisher words', PUB: 'Publisher', CLM: 'Column', DLN: 'Dateline', SN: 'Source', LA: 'Language',
  PD: 'Date', HD: 'Headline', SE: 'Section', BY: 'Author',
}),
); // prettier-ignore

/** The codes of paragraphs: the beginning of the text, and the rest of it. */
const ofText = new Set(['LP', 'TD']);

/** `Document TESTFR0020111229e7ct0001r`, at the end of each article. */
export const documentLine = /^\s*(?:document|dokument|documento)\s+([A-Z0-9]{8,12}\d{8}[a-z0-9]{6,12})\s*$/i;

/** A line, and what it is. */
export interface Line {
  text: string;
  look: BlockLook;
}

/** A field: its code, and its lines. */
export interface CodedField {
  code: string;
  lines: readonly Line[];
}

export const isFieldCode = (code: string): boolean => ofText.has(code) || code === 'AN' || names.has(code);

export function articleOfCodes(coded: readonly CodedField[], order: DateOrder): Found {
  const collected: NewsFields = { fields: {}, particulars: [], warnings: [] };
  const body = new Body();
  for (const { code, lines } of coded) {
    const value = lines
      .map(({ text }) => text)
      .join(' ')
      .trim();
    if (ofText.has(code)) for (const { text, look } of lines) body.add(text, look);
    else if (value === '') continue;
    else if (code === 'AN') collected.fields.accession = documentLine.exec(value)?.[1] ?? value;
    else {
      const field = fieldOfCode.get(code);
      const taken = field !== undefined && setField(collected, field, value, order);
      if (!taken) collected.particulars.push({ name: names.get(code) ?? code, value });
    }
  }
  if (collected.fields.author) collected.fields.author = withoutBy(collected.fields.author);
  return { ...body.finish(), ...collected };
}

const copyright = /^(?:copyright|©|\(c\)|ⓒ)/i;
const timeOfDay = /^\d{1,2}[:.h]\d{2}(?:\s*[ap]m)?(?:\s+[A-Z]{2,5})?$/i;
const sourceCode = /^[A-Z0-9]{2,12}$/;
/** What stands in one line about an article is no longer than this. */
const longestHead = 60;
/** The head has at most so many lines after the number of words. */
const mostHeadLines = 12;

/** The parts of an article without codes. */
export interface UncodedArticle {
  /** Section, headline, author, number of words, date and so on. */
  head: readonly string[];
  /** Which line of the head is the headline. */
  titleAt: number;
  text: readonly Line[];
  /** Empty where the article has none. */
  accession: string;
}

export function articleOfLines({ head, titleAt, text, accession }: UncodedArticle, order: DateOrder): Found {
  const collected: NewsFields = { fields: { accession }, particulars: [], warnings: [] };
  const { fields, particulars } = collected;
  const counted = firstOfHead(head, titleAt, order);
  if (head[titleAt] !== undefined) fields.title = head[titleAt];
  for (const line of head.slice(0, titleAt)) {
    if (fields.section === undefined) fields.section = line;
    else particulars.push({ name: 'Heading', value: line });
  }
  // What is between headline and word count is the author.
  for (const line of head.slice(titleAt + 1, counted)) setField(collected, 'author', withoutBy(line), order);
  let hasDate = false;
  for (const line of head.slice(counted).map((one) => one.trim())) {
    if (wordCount.test(line)) particulars.push({ name: 'Words', value: line });
    else if (!hasDate && isDated(line, order)) {
      setDate(collected, line, order);
      hasDate = true;
    } else if (timeOfDay.test(line)) particulars.push({ name: 'Time', value: line });
    else if (copyright.test(line)) particulars.push({ name: 'Copyright', value: line });
    else if (hasDate && fields.source === undefined) fields.source = line;
    else if (isLanguage(line) && fields.language === undefined) setField(collected, 'language', line, order);
    else particulars.push({ name: sourceCode.test(line) ? 'Source code' : 'Heading', value: line });
  }
  const body = new Body();
  for (const line of text) body.add(line.text, line.look);
  return { ...body.finish(), ...collected };
}

const isLanguage = (line: string): boolean => readLanguage(line) !== null && !sourceCode.test(line);

/** Where, after headline and author, the number of words or, without one, the date stands. */
function firstOfHead(head: readonly string[], titleAt: number, order: DateOrder): number {
  const begin = titleAt + 1;
  const counted = head.findIndex((line, index) => index >= begin && wordCount.test(line));
  if (counted !== -1) return counted;
  const dated = head.findIndex((line, index) => index >= begin && isDated(line, order));
  return dated === -1 ? begin : dated;
}

/**
 * Parts lines of which nothing but the order is known: headline, perhaps an author, the number of words, the
 * date, perhaps the time, source and its code, perhaps page and edition, language, copyright; then the text.
 */
export function withoutStructure(
  lines: readonly string[],
  accession: string,
  order: DateOrder,
): UncodedArticle {
  const counted = firstOfHead(lines, 0, order);
  let at = counted;
  let hasLanguage = false;
  let hasDate = false;
  for (; at < Math.min(lines.length, counted + mostHeadLines); at++) {
    const line = lines[at]!.trim();
    if (copyright.test(line)) {
      at++;
      break;
    }
    // The language is the last but the copyright.
    if (hasLanguage || line.length > longestHead) break;
    hasLanguage = hasDate && isLanguage(line);
    hasDate ||= isDated(line, order);
  }
  return {
    head: lines.slice(0, at),
    titleAt: 0,
    text: lines.slice(at).map((text) => ({ text: text.trim(), look: { kind: 'paragraph' } })),
    accession,
  };
}
