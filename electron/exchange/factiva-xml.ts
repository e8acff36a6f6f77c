/** Factiva's exports as XML (PPS 2.0). */
import type { Particular } from '../../shared/api-articles';
import { readDate } from '../../shared/read-date';
import { readLanguage } from '../../shared/language-names';
import { Body } from './body';
import { type FoundArticle, ReadProblem, type Reader, type SkippedPart } from './reader';
import { elementsIn, firstIn, parseXml, textOf, type XmlElement } from './xml';

const fold = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const textAt = (article: XmlElement, name: string): string => fold(textOf(firstIn(article, name)));

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

function articleOf(
  article: XmlElement,
  number: number,
): Omit<FoundArticle, 'encoding' | 'encodings'> | SkippedPart {
  const body = new Body();
  const paragraphs = (name: string): string[] => {
    const part = firstIn(article, name);
    return part ? [...elementsIn(part, 'paragraph')].map((one) => fold(textOf(one))) : [];
  };
  for (const paragraph of [...paragraphs('leadParagraph'), ...paragraphs('tailParagraphs')])
    body.add(paragraph);
  const place = `document ${number}`;
  if (body.length === 0)
    return { place, skipped: `There is no text in ${textAt(article, 'accessionNo') || 'it'}.` };
  const written = textAt(article, 'publicationDate');
  const { date } = readDate(written, null);
  const language = textAt(article, 'baseLanguage');
  const particulars: Particular[] = [
    ...(date === written || written === '' ? [] : [{ name: 'Date', value: written }]),
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
      author: textAt(article, 'byline'),
      section: textAt(article, 'sectionName') || textAt(article, 'columnName'),
      accession: textAt(article, 'accessionNo'),
      date,
      language: language === '' ? null : readLanguage(language),
    },
    particulars,
    warnings: [],
    place,
  };
}

export const factivaXmlReader: Reader = {
  id: 'factiva-xml',
  name: 'Factiva (XML)',
  extensions: ['xml'],
  fits: ({ text }) => (/<ppsarticle|global\.factiva\.com\/pps/i.test(text) ? 3 : 0),
  async *read(file) {
    const root = parseXml(await file.bytes(), 'The file');
    const articles = [...elementsIn(root, 'article')];
    if (articles.length === 0) throw new ReadProblem('There is no article of Factiva in it.');
    for (const [index, article] of articles.entries()) {
      const found = articleOf(article, index + 1);
      yield 'skipped' in found ? found : { ...found, encoding: 'utf-8', encodings: [] };
    }
  },
};
