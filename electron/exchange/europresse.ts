/** Exports of Europresse as HTML: of today, with an element for each article, and of before, with tables. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { DateOrder } from '../../shared/import-settings';
import { Body } from './body';
import { decodePage } from './html-decoding';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { dateIn, withoutBy } from './news-fields';
import { type FoundArticle, ReadProblem, type Reader } from './reader';

const fold = (text: string | null | undefined): string => (text ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim();
const textAt = (element: Element, selector: string): string =>
  fold(element.querySelector(selector)?.textContent);

const publication = '.DocPublicationName, .rdp__DocPublicationName';
const header = '.DocHeader, .rdp__DocHeader';
const headline = '.titreArticleVisu, .TitreArticleVisu, .rdp__articletitle';
const documentNumber =
  /(?:numéro de document|document number|dokumentnummer|número de documento)\s*:\s*(\S+)/i;

/** `Communication, mardi 14 mars 2006, p. 16`: the section, the date, and the page. */
function headerFields(
  words: string,
  order: DateOrder,
): { fields: Partial<ArticleFields>; particulars: Particular[] } {
  const parts = words.split(/\s*,\s*/).filter((part) => part !== '');
  const dated = parts.findIndex((part) => dateIn(part, order).date !== null);
  if (dated === -1)
    return { fields: {}, particulars: words === '' ? [] : [{ name: 'Heading', value: words }] };
  const { date } = dateIn(parts[dated]!, order);
  const after = parts.slice(dated + 1).join(', ');
  return {
    fields: { section: parts.slice(0, dated).join(', '), date },
    particulars: after === '' ? [] : [{ name: 'Page', value: after }],
  };
}

type Found = Omit<FoundArticle, 'encoding' | 'encodings' | 'place'>;

function articleOfElement(article: Element, order: DateOrder): Found {
  const { fields, particulars } = headerFields(textAt(article, header), order);
  const body = new Body();
  const text = article.querySelector('section') ?? article.querySelector('.DocText');
  if (text) addBlocks(body, text);
  // The author stands after the headline, the rubric before it; neither has a class.
  const title = article.querySelector('.titreArticle') ?? article.querySelector(headline);
  const author =
    article.querySelector('.sm-margin-bottomNews, .rdp__author') ?? title?.nextElementSibling ?? null;
  const rubric = fold(title?.previousElementSibling?.textContent);
  // Its headings stand there also where nothing follows them.
  const aside = fold(article.querySelector('aside')?.textContent).replace(/^(?:[\p{L}()]+ : ?)+$/u, '');
  return {
    ...body.finish(),
    fields: {
      ...fields,
      source: textAt(article, publication),
      title: textAt(article, headline),
      author: author && author.tagName === 'DIV' ? withoutBy(fold(author.textContent)) : '',
      accession: documentNumber.exec(fold(article.textContent))?.[1] ?? '',
    },
    particulars: [
      ...particulars,
      ...(rubric === '' || article.querySelector(header)?.textContent?.includes(rubric)
        ? []
        : [{ name: 'Rubric', value: rubric }]),
      ...(aside === '' ? [] : [{ name: 'Notes', value: aside }]),
      ...[textAt(article, 'small')]
        .filter((value) => value !== '')
        .map((value) => ({ name: 'Copyright', value })),
    ],
    warnings: [],
  };
}

/** In the old layout all of an article stands in one cell: its heads, its headline, and then its text. */
function articleOfCell(cell: Element, order: DateOrder): Found {
  const { fields, particulars } = headerFields(
    [...cell.querySelectorAll(header)]
      .map((part) => fold(part.textContent))
      .join(' ')
      .replaceAll(/,(?=\S)/g, ', '),
    order,
  );
  const title = cell.querySelector(headline);
  const body = new Body();
  const rest = cell.ownerDocument.createElement('div');
  let isAfter = false;
  for (const child of cell.childNodes) {
    if (isAfter && child.nodeName.toUpperCase() !== 'TABLE') rest.append(child.cloneNode(true));
    if (child === title || (title && child.contains(title))) isAfter = true;
  }
  addBlocks(body, rest);
  const lines = body.finish().text.split('\n');
  const end = lines.findIndex((line) => documentNumber.test(line));
  const text = new Body();
  for (const line of lines.slice(0, end === -1 ? lines.length : end)) {
    if (/^©|tous droits réservés/i.test(line)) particulars.push({ name: 'Copyright', value: line });
    else text.add(line);
  }
  return {
    ...text.finish(),
    fields: {
      ...fields,
      source: textAt(cell, publication),
      title: fold(title?.textContent),
      accession: documentNumber.exec(fold(cell.textContent))?.[1] ?? '',
    },
    particulars,
    warnings: [],
  };
}

export const europresseReader: Reader = {
  id: 'europresse',
  name: 'Europresse (HTML)',
  extensions: ['html', 'htm'],
  fits: ({ text }) =>
    /DocPublicationName/.test(text) && /europresse|eureka\.cc|cedrom|<article/i.test(text) ? 3 : 0,
  async *read(file, settings) {
    const { text: html, encoding, encodings } = decodePage(await file.bytes(), settings.encoding);
    const { document } = parsePage(html);
    const articles = [...document.querySelectorAll('article')].filter((one) =>
      one.querySelector(publication),
    );
    const cells = [...document.querySelectorAll(publication)].flatMap((one) => one.closest('td') ?? []);
    const found =
      articles.length > 0
        ? articles.map((one) => articleOfElement(one, settings.dateOrder))
        : cells.map((one) => articleOfCell(one, settings.dateOrder));
    if (found.length === 0) throw new ReadProblem('There is no article of Europresse in it.');
    for (const [index, article] of found.entries()) {
      const place = `document ${index + 1}`;
      if (article.text === '') yield { place, skipped: 'There is no text in it.' };
      else yield { ...article, place, encoding, encodings };
    }
  },
};
