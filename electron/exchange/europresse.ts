/** Exports of Europresse as HTML: of today, with an element for each article, and of before, with tables. */
import type { Particular } from '../../shared/api-articles';
import type { DateOrder } from '../../shared/import-settings';
import { readDate } from '../../shared/read-date';
import { Body } from './body';
import { warningsOf } from './decode';
import { decodePage } from './html-decoding';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { cutOff, dateIn, withoutBy } from './news-fields';
import { doubtfulDate } from './fill-fields';
import { type FoundArticle, type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

const fold = (text: string | null | undefined): string => (text ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim();
const textAt = (element: Element, selector: string): string =>
  fold(element.querySelector(selector)?.textContent);

const publication = '.DocPublicationName, .rdp__DocPublicationName';
const header = '.DocHeader, .rdp__DocHeader';
const headline = '.titreArticleVisu, .TitreArticleVisu, .rdp__articletitle';
const documentNumber =
  /(?:numéro de document|document number|dokumentnummer|número de documento)\s*:\s*(\S+)/i;
const numberElement = '.publiC-lblNodoc, #PubliC_lblNodoc';
/** The last part of the head before the text, where it is marked. */
const authors = '.docAuthors, .rdp__author';
/** Which other papers had the same article. */
const elsewhere = '.apd-wrapper';

type Head = Pick<FoundArticle, 'fields' | 'particulars' | 'warnings'>;

/** `La Croix, no. 43018`: the paper, and its issue. */
function sourceFields(words: string): Pick<Head, 'fields' | 'particulars'> {
  const found = /^(.+?),\s*((?:vol|no|n°|nº|nr|núm)\.?\s*\d.*)$/iu.exec(words);
  return found
    ? { fields: { source: found[1] }, particulars: [{ name: 'Issue', value: found[2]! }] }
    : { fields: { source: words }, particulars: [] };
}

/** `Communication, mardi 14 mars 2006, p. 16`: the section, the date, and the page; perhaps a number of words. */
function headerFields(words: string, order: DateOrder): Head {
  const parts = words.split(/\s*,\s*/).filter((part) => part !== '');
  const from = (index: number): string => parts.slice(index).join(', ');
  const dated = parts.findIndex((_, index) => dateIn(from(index), order).date !== null);
  if (dated === -1) {
    const doubtful = parts.find((part) => readDate(part, order).doubtful);
    return {
      fields: {},
      particulars: words === '' ? [] : [{ name: 'Heading', value: words }],
      warnings: doubtful === undefined ? [] : [doubtfulDate(doubtful)],
    };
  }
  const { date, rest } = dateIn(from(dated), order);
  const counted = /^\s*([\d\s\u202f]+(?:mots|words|wörter|palabras))\s*,?\s*(.*)$/isu.exec(rest);
  return {
    fields: { section: parts.slice(0, dated).join(', '), date },
    particulars: [
      { name: 'Words', value: counted?.[1] ?? '' },
      { name: 'Page', value: (counted?.[2] ?? rest).replace(/^[\s,]+/, '') },
    ].filter(({ value }) => value !== ''),
    warnings: [],
  };
}

type Found = Omit<FoundArticle, 'encoding' | 'encodings' | 'place'>;

const words = (name: string, value: string): Particular[] => (value === '' ? [] : [{ name, value }]);

function articleOfElement(article: Element, order: DateOrder): Found {
  const { fields, particulars, warnings } = headerFields(textAt(article, header), order);
  const source = sourceFields(textAt(article, publication));
  const body = new Body();
  const text = article.querySelector('section') ?? article.querySelector('.DocText');
  if (text) addBlocks(body, text, (element) => element.matches(elsewhere));
  const title = article.querySelector('.titreArticle') ?? article.querySelector(headline);
  // The rubric stands before the headline; it has no class.
  const rubric = fold(title?.previousElementSibling?.textContent);
  const isRubric =
    rubric !== '' &&
    !title?.previousElementSibling?.querySelector(header) &&
    !title?.previousElementSibling?.matches(header);
  // Lines above and below the headline proper.
  const lines = [...(title?.querySelectorAll('p') ?? [])].filter((line) => !line.matches(headline));
  const notes = [...article.querySelectorAll('aside > div')].flatMap((note) => {
    const label = fold(note.querySelector('b')?.textContent).replace(/\s*:$/, '');
    const value = fold(note.textContent).slice(fold(note.querySelector('b')?.textContent).length);
    return words(label === '' ? 'Notes' : label, value.trim());
  });
  return {
    ...body.finish(),
    fields: {
      ...fields,
      ...source.fields,
      title: textAt(article, headline) || fold(title?.textContent),
      author: withoutBy(authorOf(article, title)),
      accession: documentNumber.exec(textAt(article, 'footer'))?.[1] ?? textAt(article, numberElement),
    },
    particulars: [
      ...particulars,
      ...source.particulars,
      ...(isRubric ? words('Rubric', rubric) : []),
      ...lines.flatMap((line) => words('Headline', fold(line.textContent))),
      ...words('Subtitle', textAt(article, '.rdp__subtitle')),
      ...notes,
      ...[...article.querySelectorAll(elsewhere)].flatMap((one) => words('Also in', fold(one.textContent))),
      ...words('Copyright', textAt(article, 'small')),
    ],
    warnings,
  };
}

/** In an element of its own, or, without a class, after the headline; in between, with a class of mere looks. */
function authorOf(article: Element, title: Element | null): string {
  const marked = textAt(article, authors);
  if (marked !== '') return marked;
  const styled = [...article.querySelectorAll('header .sm-margin-bottomNews')].filter(
    (one) => !title?.contains(one),
  );
  const last = fold(styled.at(-1)?.textContent);
  if (last !== '') return last;
  const next = title?.nextElementSibling;
  return next?.tagName === 'DIV' && !next.classList.contains('rdp__subtitle') ? fold(next.textContent) : '';
}

/**
 * The author's name in the old layout: a line after the headline which an empty paragraph follows.
 * @returns the name and the nodes that are the text's
 */
function authorAbove(nodes: readonly Node[]): { author: string; rest: readonly Node[] } {
  const nameOf = (node: Node): string => node.nodeName.toUpperCase();
  const hasWords = (node: Node): boolean => fold(node.textContent) !== '';
  const begin = nodes.findIndex(hasWords);
  const end = nodes.findIndex((node, index) => index > begin && nameOf(node) === 'BR');
  const next = nodes.slice(end + 1).find((node) => nameOf(node) !== '#TEXT' || hasWords(node));
  if (begin === -1 || end === -1 || !next || nameOf(next) !== 'P' || hasWords(next))
    return { author: '', rest: nodes };
  const line = nodes.slice(begin, end);
  const author = fold(line.map((node) => node.textContent ?? '').join(''));
  if (line.some((node) => nameOf(node) === 'P') || author.length > longestAuthor)
    return { author: '', rest: nodes };
  return { author, rest: nodes.slice(end + 1) };
}

/** A longer line is no name. */
const longestAuthor = 100;

/** In the old layout all of an article stands in one cell: its heads, its headline, and then its text. */
function articleOfCell(cell: Element, order: DateOrder): Found {
  const { fields, particulars, warnings } = headerFields(
    [...cell.querySelectorAll(header)]
      .map((part) => fold(part.textContent))
      .join(' ')
      .replaceAll(/,(?=\S)/g, ', '),
    order,
  );
  const source = sourceFields(textAt(cell, publication));
  const title = cell.querySelector(headline);
  const children = [...cell.childNodes];
  const titleAt = children.findIndex((child) => child === title || (title !== null && child.contains(title)));
  const after = children.slice(titleAt + 1).filter((child) => child.nodeName.toUpperCase() !== 'TABLE');
  const { author, rest } = authorAbove(after);
  const holder = cell.ownerDocument.createElement('div');
  for (const node of rest) holder.append(node.cloneNode(true));
  const all = new Body();
  addBlocks(all, holder);
  const lines = all.finish().text.split('\n');
  const end = lines.findLastIndex((line) => documentNumber.test(line));
  const text = new Body();
  // What the archive adds are the last lines.
  const owner = lines.findLastIndex(
    (line, index) => (end === -1 || index < end) && /^©|tous droits réservés|all rights reserved/i.test(line),
  );
  const textEnd = owner !== -1 && owner >= (end === -1 ? lines.length : end) - 2 ? owner : end;
  for (const line of lines.slice(0, textEnd === -1 ? lines.length : textEnd)) text.add(line);
  // Between the heads and the headline stands its first line.
  const lastHead = children.findLastIndex(
    (child) => child.nodeType === 1 && (child as Element).matches(header),
  );
  const above = children
    .slice(lastHead + 1, Math.max(lastHead + 1, titleAt))
    .map((child) => child.textContent ?? '')
    .join(' ');
  return {
    ...text.finish(),
    fields: {
      ...fields,
      ...source.fields,
      title: fold(title?.textContent),
      author: withoutBy(author),
      accession: documentNumber.exec(lines[end] ?? '')?.[1] ?? '',
    },
    particulars: [
      ...particulars,
      ...source.particulars,
      ...words('Headline', fold(above)),
      ...(textEnd === owner && owner !== -1 ? words('Copyright', fold(lines[owner])) : []),
    ],
    warnings,
  };
}

export const europresseReader: Reader = {
  id: 'europresse',
  name: 'Europresse (HTML)',
  extensions: ['html', 'htm'],
  fits: ({ text }) =>
    /DocPublicationName/.test(text) && /europresse|eureka\.cc|cedrom|<article/i.test(text) ? 3 : 0,
  async *read(file, settings) {
    const decoded = decodePage(await file.bytes(), settings.encoding);
    const { text: html, encoding, encodings } = decoded;
    const { document } = parsePage(html);
    const articles = [...document.querySelectorAll('article')].filter((one) =>
      one.querySelector(publication),
    );
    const cells = [
      ...new Set([...document.querySelectorAll(publication)].flatMap((one) => one.closest('td') ?? [])),
    ];
    const found =
      articles.length > 0
        ? articles.map((one) => articleOfElement(one, settings.dateOrder))
        : cells.map((one) => articleOfCell(one, settings.dateOrder));
    if (found.length === 0) throw new ReadProblem('There is no article of Europresse in it.');
    let warnings = warningsOf(decoded);
    const areNumbered = found.length > 1 && found.slice(0, -1).every((article) => article.fields.accession);
    for (const [index, article] of found.entries()) {
      const place = `document ${index + 1}`;
      const isCutOff = areNumbered && !article.fields.accession;
      if (isCutOff) yield { place, skipped: cutOff };
      else if (article.text === '')
        yield { place, skipped: `There is no text in “${article.fields.title ?? ''}”.` };
      else yield { ...article, warnings: [...warnings, ...article.warnings], place, encoding, encodings };
      warnings = [];
    }
  },
};
