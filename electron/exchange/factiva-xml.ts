/** Factiva's exports as XML (PPS 2.0). */

import type { DateOrder } from '../../shared/import-settings';
import { readLanguage } from '../../shared/language-names';
import { Body } from './body';
import { type FoundArticle, type Reader, type SkippedPart } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { xmlText } from './xml';
import { elementsIn, firstIn, parseXmlSoFar, textOf, type XmlElement } from '../../shared/xml';
import { cutOff, type NewsFields, setDate, withoutBy } from './news-fields';

const fold = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
/** The words of the first element of this name, those of its elements parted by spaces. */
const textAt = (article: XmlElement, name: string): string => {
  const element = firstIn(article, name);
  if (!element) return '';
  const isList = element.children.every((child) => typeof child !== 'string' || child.trim() === '');
  if (!isList) return fold(textOf(element));
  return fold(element.children.map((child) => (typeof child === 'string' ? '' : textOf(child))).join(' '));
};

/** Elements that become particulars, and what these are called. */
const kept: Record<string, string> = {
  wordCount: 'Words', pages: 'Page', copyright: 'Copyright', publisherName: 'Publisher', sourceCode: 'Source code', edition: 'Edition',
  credit: 'Credit', notes: 'Notes', artWork: 'Illustration', contact: 'Contact', reference: 'Reference',
}; // prettier-ignore
/** Elements with codes and names, of which there are several. */
const lists: Record<string, string> = {
  newsSubject: 'Subjects',
  region: 'Regions',
  company: 'Companies',
  industry: 'Industries',
};

/** Tables and poems are preformatted: their lines stay. */
const linesOf = (paragraph: XmlElement): string[] =>
  /^preformatted$/i.test(paragraph.attributes.display ?? '')
    ? textOf(paragraph)
        .split(/\r?\n/)
        .map((line) => line.trimEnd())
    : [fold(textOf(paragraph))];

function articleOf(
  article: XmlElement,
  number: number,
  order: DateOrder,
): Omit<FoundArticle, 'encoding' | 'encodings'> | SkippedPart {
  const body = new Body();
  const paragraphs = (name: string): string[] => {
    const part = firstIn(article, name);
    return part ? [...elementsIn(part, 'paragraph')].flatMap(linesOf) : [];
  };
  for (const paragraph of [...paragraphs('leadParagraph'), ...paragraphs('tailParagraphs')])
    body.add(paragraph);
  const place = `document ${number}`;
  if (body.length === 0)
    return { place, skipped: `There is no text in ${textAt(article, 'accessionNo') || 'it'}.` };
  const found: NewsFields = { fields: {}, particulars: [], warnings: [] };
  const published = firstIn(article, 'publicationDate');
  const at = (name: string): string => (published ? textAt(published, name) : '');
  const written = at('dateTime') || at('date') || textAt(article, 'publicationDate');
  if (written !== '') setDate(found, written, order);
  const language = textAt(article, 'baseLanguage');
  const particulars = [
    ...found.particulars,
    ...(written.includes('T') && found.particulars.length === 0 ? [{ name: 'Date', value: written }] : []),
    ...Object.entries(kept).flatMap(([name, words]) => {
      const value = textAt(article, name);
      return value === '' ? [] : [{ name: words, value }];
    }),
    ...Object.entries(lists).flatMap(([name, words]) => {
      const value = [...elementsIn(article, name)]
        .map((one) => `${one.attributes.code ?? ''} : ${fold(textOf(one))}`.replace(/^ : /, ''))
        .join(' | ');
      return value === '' ? [] : [{ name: words, value }];
    }),
  ];
  return {
    ...body.finish(),
    fields: {
      title: paragraphs('headline').join(' ') || textAt(article, 'headline'),
      source: textAt(article, 'sourceName'),
      author: withoutBy(textAt(article, 'byline')),
      section: textAt(article, 'sectionName') || textAt(article, 'columnName'),
      accession: textAt(article, 'accessionNo'),
      ...found.fields,
      language: language === '' ? null : readLanguage(language),
    },
    particulars,
    warnings: found.warnings,
    place,
  };
}

export const factivaXmlReader: Reader = {
  id: 'factiva-xml',
  name: 'Factiva (XML)',
  extensions: ['xml'],
  fits: ({ text }) => (text.includes('<') && /<ppsarticle|global\.factiva\.com\/pps/i.test(text) ? 3 : 0),
  async *read(file, { dateOrder }) {
    const { root, unclosed, problem } = parseXmlSoFar(xmlText(await file.bytes(), 'The file'), 'The file');
    const articles = [...elementsIn(root, 'article')];
    if (articles.length === 0) throw problem ?? new ReadProblem('There is no article of Factiva in it.');
    for (const [index, article] of articles.entries()) {
      const isWhole = !unclosed.has(article);
      const found = isWhole
        ? articleOf(article, index + 1, dateOrder)
        : { place: `document ${index + 1}`, skipped: cutOff };
      yield 'skipped' in found ? found : { ...found, encoding: 'utf-8', encodings: [] };
    }
    if (problem && articles.every((article) => !unclosed.has(article)))
      yield { place: `after document ${articles.length}`, skipped: problem.message };
  },
};
