/** What Factiva says about an article: by the codes of its fields, or in lines that follow each other. */
import type { ArticleFields } from '../../shared/api-articles';
import type { DateOrder } from '../../shared/import-settings';
import { readLanguage } from '../../shared/language-names';
import { Body } from './body';
import { dateIn, type NewsFields, setField, withoutBy } from './news-fields';
import { wordCount } from './news-labels';
import type { FoundArticle } from './reader';

type Found = Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'>;

/** The codes that fill a field. */
const fieldOfCode: Record<string, keyof ArticleFields> = {
  HD: 'title',
  SE: 'section',
  BY: 'author',
  PD: 'date',
  SN: 'source',
  LA: 'language',
};

/** What the other codes stand for. */
const names: Record<string, string> = {
  WC: 'Words', ET: 'Time', SC: 'Source code', NGC: 'Source group', GC: 'Group code', ED: 'Edition', PG: 'Page', VOL: 'Volume',
  CY: 'Copyright', CR: 'Credit', CT: 'Contact', RF: 'Notes', ART: 'Illustration', CO: 'Companies', IN: 'Industries', NS: 'Subjects',
  RE: 'Regions', IPC: 'Publisher code', IPD: 'Publisher words', PUB: 'Publisher', CLM: 'Column', DLN: 'Dateline', SN: 'Source', LA: 'Language',
  PD: 'Date', HD: 'Headline', SE: 'Section', BY: 'Author',
}; // prettier-ignore

/** The codes of paragraphs: the beginning of the text, and the rest of it. */
const ofText = new Set(['LP', 'TD']);

/** `Document TESTFR0020111229e7ct0001r`, at the end of each article. */
export const documentLine = /^\s*(?:document|dokument|documento)\s+([A-Z0-9]{8,12}\d{8}[a-z0-9]{6,12})\s*$/i;

/** A field: its code, and its paragraphs. */
export interface CodedField {
  code: string;
  paragraphs: readonly string[];
}

export const isFieldCode = (code: string): boolean => ofText.has(code) || code === 'AN' || code in names;

export function articleOfCodes(coded: readonly CodedField[], order: DateOrder): Found {
  const collected: NewsFields = { fields: {}, particulars: [], warnings: [] };
  const body = new Body();
  for (const { code, paragraphs } of coded) {
    const value = paragraphs.join(' ').trim();
    if (ofText.has(code)) for (const paragraph of paragraphs) body.add(paragraph);
    else if (value === '') continue;
    else if (code === 'AN') collected.fields.accession = documentLine.exec(value)?.[1] ?? value;
    else {
      const field = fieldOfCode[code];
      const taken = field !== undefined && setField(collected, field, value, order);
      if (!taken) collected.particulars.push({ name: names[code] ?? code, value });
    }
  }
  if (collected.fields.author) collected.fields.author = withoutBy(collected.fields.author);
  return { ...body.finish(), ...collected };
}

const copyright = /^(?:copyright|©|\(c\)|ⓒ)/i;
const timeOfDay = /^\d{1,2}[:.h]\d{2}(?:\s*[ap]m)?(?:\s+[A-Z]{2,5})?$/i;
const sourceCode = /^[A-Z0-9]{2,12}$/;

/**
 * The article of lines without codes: headline, perhaps an author, the number of words, the date, perhaps the
 * time, source and its code, perhaps page and edition, language, copyright; then the text.
 * @param lines without the last one, which has the accession number
 */
export function articleOfLines(lines: readonly string[], accession: string, order: DateOrder): Found {
  const collected: NewsFields = { fields: { accession }, particulars: [], warnings: [] };
  const { fields, particulars } = collected;
  const counted = lines.findIndex((line) => wordCount.test(line));
  const titleLines = lines.slice(0, counted === -1 ? 1 : counted);
  const [title, ...between] = titleLines;
  if (title !== undefined) fields.title = title;
  // A section may stand before the headline; what is between headline and word count is the author.
  for (const line of between) setField(collected, 'author', withoutBy(line), order);
  let at = counted === -1 ? titleLines.length : counted;
  let isHead = counted !== -1;
  let hasDate = false;
  for (; at < lines.length && isHead; at++) {
    const line = lines[at]!.trim();
    if (at === counted) particulars.push({ name: 'Words', value: line });
    else if (!hasDate && dateIn(line, order).date !== null) {
      setField(collected, 'date', line, order);
      hasDate = true;
    } else if (timeOfDay.test(line)) particulars.push({ name: 'Time', value: line });
    else if (copyright.test(line)) {
      particulars.push({ name: 'Copyright', value: line });
      isHead = false;
    } else if (hasDate && fields.source === undefined) fields.source = line;
    else if (
      hasDate &&
      fields.language === undefined &&
      readLanguage(line) !== null &&
      !sourceCode.test(line)
    )
      setField(collected, 'language', line, order);
    else if (line.length > 60) break;
    else particulars.push({ name: sourceCode.test(line) ? 'Source code' : 'Heading', value: line });
  }
  const body = new Body();
  for (const line of lines.slice(at)) body.add(line.trim());
  return { ...body.finish(), ...collected };
}
