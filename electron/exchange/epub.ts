/** EPUB books: the chapters in reading order become one article. The readers on npm are no longer kept up. */
import path from 'node:path/posix';
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { longestText, tooLong } from '../../shared/article-size';
import { readDate } from '../../shared/read-date';
import { readLanguage } from '../../shared/language-names';
import { Body } from './body';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { parseXml, xmlText } from './xml';
import { elementsIn, firstIn, textOf, type XmlElement } from '../../shared/xml';
import { openZip, type Zip } from './zip';

const broken = (what: string): ReadProblem =>
  new ReadProblem(`It is no sound EPUB: ${what}. Get it anew, or convert it to EPUB again.`);

/** Where the package document lies. */
async function packagePath(zip: Zip): Promise<string> {
  if (!zip.has('META-INF/container.xml')) throw broken('META-INF/container.xml is missing');
  const container = parseXml(await zip.read('META-INF/container.xml'), 'META-INF/container.xml');
  const found = firstIn(container, 'rootfile')?.attributes['full-path'];
  if (found === undefined || !zip.has(found)) throw broken('its list of chapters is missing');
  return found;
}

function metadataOf(book: XmlElement): { fields: Partial<ArticleFields>; particulars: Particular[] } {
  const texts = (name: string): string[] =>
    [...elementsIn(book, name)].map((one) => textOf(one).trim()).filter((text) => text !== '');
  const [title = ''] = texts('title');
  const [published = ''] = texts('date');
  const [language = ''] = texts('language');
  const { date } = readDate(published, null);
  const identifiers = texts('identifier');
  return {
    fields: {
      title,
      author: texts('creator').join('; '),
      source: texts('publisher').join('; '),
      date,
      accession: identifiers.map(isbnIn).find((isbn) => isbn !== null) ?? '',
      language: language === '' ? null : readLanguage(language),
    },
    particulars: [
      ...(date === null && published !== '' ? [{ name: 'Date', value: published }] : []),
      ...identifiers.map((value) => ({ name: 'Identifier', value })),
      ...texts('subject').map((value) => ({ name: 'Subject', value })),
      ...texts('rights').map((value) => ({ name: 'Rights', value })),
    ],
  };
}

/** `urn:isbn:978-3-16-148410-0` and its like, as digits. */
function isbnIn(identifier: string): string | null {
  const digits = identifier.replace(/^(?:urn:)?isbn[:\s]*/i, '').replaceAll(/[-\s]/g, '');
  return /^(?:97[89]\d{10}|\d{9}[\dXx])$/.test(digits) ? `ISBN ${digits.toUpperCase()}` : null;
}

interface Chapter {
  /** In the archive. */
  name: string;
  isPicture: boolean;
}

/** The chapters in reading order, and then what stands beside it, such as notes; no tables of contents. */
function chaptersOf(book: XmlElement, folder: string): Chapter[] {
  const nameOf = (href: string): string =>
    path.normalize(path.join(folder, decodeURIComponentSafely(href.replace(/#.*$/s, ''))));
  const items = new Map(
    [...elementsIn(book, 'item')].map((item) => [item.attributes.id ?? '', item.attributes]),
  );
  const contents = new Set(
    [...elementsIn(book, 'reference')]
      .filter(({ attributes }) => attributes.type === 'toc')
      .map(({ attributes }) => nameOf(attributes.href ?? '')),
  );
  const found = (isBeside: boolean): Chapter[] =>
    [...elementsIn(book, 'itemref')].flatMap(({ attributes }) => {
      const item = items.get(attributes.idref ?? '');
      const isNavigation = item?.properties?.split(/\s+/).includes('nav') ?? false;
      if (!item?.href || isNavigation || isBeside !== (attributes.linear === 'no')) return [];
      const name = nameOf(item.href);
      const isPicture = item['media-type']?.startsWith('image/') ?? false;
      return contents.has(name) ? [] : [{ name, isPicture }];
    });
  const all = [...found(false), ...found(true)];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

function decodeURIComponentSafely(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The files in the archive that are encrypted: all of a locked book, or only its fonts. */
async function lockedFiles(zip: Zip): Promise<Set<string>> {
  const name = 'META-INF/encryption.xml';
  if (!zip.has(name)) return new Set();
  return new Set(
    [...elementsIn(parseXml(await zip.read(name), name), 'CipherReference')].flatMap(
      ({ attributes: { URI = '' } }) => [URI, decodeURIComponentSafely(URI)],
    ),
  );
}

const emptyTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * XHTML in a form that a parser of HTML reads alike: for it, `<title/>` or `<a id="p1"/>` would never end, and
 * what follows be a part of it.
 */
const asHtml = (xhtml: string): string =>
  xhtml
    .replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    )
    .replaceAll(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (tag: string, name: string, said: string) =>
      emptyTags.has(name.toLowerCase()) ? tag : `<${name}${said}></${name}>`,
    );

const typeOf = (element: Element): string =>
  `${element.getAttribute('epub:type') ?? ''} ${element.getAttribute('role') ?? ''}`;

/** Numbers of printed pages, which stand in the middle of a sentence, and lists of places in the book. */
const isNoText = (element: Element): boolean =>
  /pagebreak|page-list|landmarks|\btoc\b/.test(
    typeof element.getAttribute === 'function' ? typeOf(element) : '',
  );

function addChapter(body: Body, xhtml: string): void {
  const { document } = parsePage(asHtml(xhtml));
  for (const link of document.querySelectorAll('a'))
    if (/noteref/.test(typeOf(link))) {
      // Raised on the page, it would else become a part of the word before it.
      const mark = link.textContent?.trim() ?? '';
      link.textContent = mark === '' || /^[[(]/.test(mark) ? mark : `[${mark}]`;
    }
  addBlocks(body, document.body ?? document, isNoText);
  if (body.length > longestText) throw new ReadProblem(tooLong('This book'));
}

export const epubReader: Reader = {
  id: 'epub',
  name: 'EPUB',
  extensions: ['epub'],
  fits: ({ extension, entries, text }) => {
    if (text.includes('mimetypeapplication/epub+zip')) return 3;
    return extension === 'epub' ? (entries.includes('META-INF/container.xml') ? 2 : 1) : 0;
  },
  async *read(file) {
    const zip = await openZip(await file.bytes());
    try {
      const where = await packagePath(zip);
      const book = parseXml(await zip.read(where), where);
      const body = new Body();
      const missing: string[] = [];
      const locked = await lockedFiles(zip);
      for (const { name, isPicture } of chaptersOf(book, path.dirname(where))) {
        if (locked.has(name))
          throw new ReadProblem(
            'It is locked by its shop (DRM), so its words cannot be read. Ask the publisher for a free copy.',
          );
        if (isPicture) continue;
        if (zip.has(name)) addChapter(body, xmlText(await zip.read(name), name));
        else missing.push(name);
      }
      yield {
        ...body.finish(),
        ...metadataOf(book),
        warnings:
          missing.length === 0
            ? []
            : [
                `${missing.length} of its chapters are missing in the file: ${missing.slice(0, 5).join(', ')}.`,
              ],
        place: '',
        encoding: '',
        encodings: [],
      };
    } finally {
      zip.close();
    }
  },
};
