/** OpenDocument texts (ODT). No library that is kept up reads them, and the format is plain XML in a zip. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { readOdtStyles } from './odt-styles';
import { OdtText } from './odt-text';
import { type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { parseXml } from './xml';
import { firstIn, textOf, type XmlElement } from '../../shared/xml';
import { isZip, openZip } from './zip';

/** The file's dates are not the article's. */
function properties(meta: XmlElement | null): {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
} {
  if (!meta) return { fields: {}, particulars: [] };
  const text = (name: string): string => textOf(firstIn(meta, name)).trim();
  return {
    fields: { title: text('title'), author: text('initial-creator') || text('creator') },
    particulars: [
      { name: 'File created', value: text('creation-date') },
      { name: 'Subject', value: text('subject') },
      { name: 'Keywords', value: text('keyword') },
    ].filter(({ value }) => value !== ''),
  };
}

/** The parts of a document; of one in a single file, all are the same. */
interface Parts {
  content: XmlElement;
  styles: XmlElement | null;
  meta: XmlElement | null;
}

async function partsOf(bytes: Uint8Array): Promise<Parts> {
  if (isFlat(Buffer.from(bytes.subarray(0, 2000)).toString('utf8'))) {
    const content = parseXml(bytes, 'It');
    return { content, styles: null, meta: firstIn(content, 'meta') };
  }
  if (!isZip(bytes))
    throw new ReadProblem(
      'It is no OpenDocument text, whatever its name says. Open it in the program that made it, save it as .odt or .docx, and choose that.',
    );
  const zip = await openZip(bytes);
  try {
    if (!zip.has('content.xml'))
      throw new ReadProblem('It is a zip archive, but no OpenDocument text: content.xml is missing.');
    const manifest = zip.has('META-INF/manifest.xml') ? await zip.read('META-INF/manifest.xml') : null;
    if (manifest && Buffer.from(manifest).includes('encryption-data'))
      throw new ReadProblem(
        'It is protected with a password. Open it in LibreOffice, save it without one, and choose it again.',
      );
    const part = async (name: string): Promise<XmlElement | null> =>
      zip.has(name) ? parseXml(await zip.read(name), name) : null;
    return {
      content: parseXml(await zip.read('content.xml'), 'content.xml'),
      styles: await part('styles.xml'),
      meta: await part('meta.xml'),
    };
  } finally {
    zip.close();
  }
}

/** A document that LibreOffice saved as one XML file (FODT). */
const isFlat = (text: string): boolean => /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?<office:document[\s>]/.test(text);

/** The text element of a document; its name is used for other things, too. */
function textIn(content: XmlElement): XmlElement | null {
  const body = firstIn(content, 'body');
  return body && firstIn(body, 'text');
}

export const odtReader: Reader = {
  id: 'odt',
  name: 'OpenDocument text',
  extensions: ['odt', 'fodt'],
  fits: ({ extension, entries, text }) => {
    if (text.includes('mimetypeapplication/vnd.oasis.opendocument.text') || isFlat(text)) return 3;
    if (extension === 'odt' && entries.includes('content.xml')) return 2;
    return extension === 'odt' || extension === 'fodt' ? 1 : 0;
  },
  async *read(file) {
    const { content, styles, meta } = await partsOf(await file.bytes());
    const text = textIn(content);
    if (!text) throw new ReadProblem('It is an OpenDocument file, but no text: it may be a table or slides.');
    const { body, warnings } = new OdtText(readOdtStyles(styles ? [content, styles] : [content])).finish(
      text,
    );
    yield { ...body.finish(), ...properties(meta), warnings, place: '', encoding: '', encodings: [] };
  },
};
