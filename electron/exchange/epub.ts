/** EPUB books: the chapters in reading order become one article. The readers on npm are no longer kept up. */
import path from 'node:path/posix';
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { readDate } from '../../shared/read-date';
import { readLanguage } from '../../shared/language-names';
import { Body } from './body';
import { decodeFile } from './decode';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { ReadProblem, type Reader } from './reader';
import { elementsIn, firstIn, parseXml, textOf, type XmlElement } from './xml';
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
  return {
    fields: {
      title,
      author: texts('creator').join('; '),
      source: texts('publisher').join('; '),
      date,
      language: language === '' ? null : readLanguage(language),
    },
    particulars: [
      ...(date === null && published !== '' ? [{ name: 'Date', value: published }] : []),
      ...texts('identifier').map((value) => ({ name: 'Identifier', value })),
      ...texts('subject').map((value) => ({ name: 'Subject', value })),
      ...texts('rights').map((value) => ({ name: 'Rights', value })),
    ],
  };
}

/** The files of the chapters in reading order, without the table of contents. */
function chaptersOf(book: XmlElement, folder: string): string[] {
  const items = new Map(
    [...elementsIn(book, 'item')].map((item) => [item.attributes.id ?? '', item.attributes]),
  );
  return [...elementsIn(book, 'itemref')].flatMap(({ attributes }) => {
    const item = items.get(attributes.idref ?? '');
    const isNavigation = item?.properties?.split(/\s+/).includes('nav') ?? false;
    if (!item?.href || isNavigation || attributes.linear === 'no') return [];
    return [path.normalize(path.join(folder, decodeURIComponentSafely(item.href)))];
  });
}

function decodeURIComponentSafely(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
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
      const locked = zip.has('META-INF/encryption.xml')
        ? Buffer.from(await zip.read('META-INF/encryption.xml')).toString('utf8')
        : '';
      for (const chapter of chaptersOf(book, path.dirname(where))) {
        if (locked.includes(chapter))
          throw new ReadProblem(
            'It is locked by its shop (DRM), so its words cannot be read. Ask the publisher for a free copy.',
          );
        if (!zip.has(chapter)) {
          missing.push(chapter);
          continue;
        }
        const { document } = parsePage(decodeFile(await zip.read(chapter), null).text);
        addBlocks(body, document.body ?? document);
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
