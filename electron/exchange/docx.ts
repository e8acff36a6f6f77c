/** Word documents (DOCX): mammoth makes HTML of them, which is read as that of a page is. */
import mammoth from 'mammoth';
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { Body } from './body';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { isNexisUni, nexisUniArticles } from './nexis-uni';
import { type FileStart, ReadProblem, type Reader } from './reader';
import { firstIn, parseXml, textOf } from './xml';
import { isZip, openZip, type Zip } from './zip';

/** Binary Office files, and encrypted ones of any kind, begin like this. */
export const isOldOffice = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, 4)).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));

/** mammoth's own map, with Word's title styles as headings. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
];

export interface WordDocument {
  /** Its words as HTML: paragraphs, headings, lists, tables; notes stand at the end. Inert, and not sanitised. */
  html: string;
  fields: Partial<ArticleFields>;
  particulars: Particular[];
  warnings: string[];
}

/**
 * A Word document whose parts have been unpacked within limits before mammoth, which knows none, sees it.
 * @throws ReadProblem for what is no DOCX, or is encrypted, damaged or a trap
 */
export async function readWord(bytes: Uint8Array): Promise<WordDocument> {
  refuseOthers(bytes);
  const zip = await openZip(bytes);
  try {
    if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) {
      throw new ReadProblem(
        'It is a zip archive, but no Word document: parts are missing. If it was cut off, get it anew.',
      );
    }
    const notes = await checkParts(zip);
    const { value: html } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      { styleMap, convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    const { fields, particulars } = await properties(zip);
    return { html, fields, particulars, warnings: notes };
  } finally {
    zip.close();
  }
}

function refuseOthers(bytes: Uint8Array): void {
  if (isOldOffice(bytes)) {
    const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new ReadProblem(
      isEncrypted
        ? 'It is protected with a password. Open it in Word or LibreOffice, save it without one, and choose it again.'
        : 'It is a document of an old Word (.doc), whatever its name says. Open it in Word or LibreOffice, save it as .docx, and choose that.',
    );
  }
  if (!isZip(bytes)) {
    throw new ReadProblem(
      'It is no Word document, whatever its name says. Open it in the program that made it, save it as .docx, and choose that.',
    );
  }
}

/** Unpacks every XML part once, so that the limits hold. @returns what will be missing, as sentences */
async function checkParts(zip: Zip): Promise<string[]> {
  const warnings: string[] = [];
  for (const { name } of zip.entries) {
    if (!/\.(?:xml|rels)$/i.test(name)) continue;
    const part = Buffer.from(await zip.read(name));
    if (part.subarray(0, 4096).includes('<!DOCTYPE'))
      throw new ReadProblem(
        `“${name}” in it declares its own entities, which no Word document does: this may be a trap.`,
      );
    if (/\/comments\.xml$/i.test(name)) {
      const count = part.toString('latin1').split(/<(?:\w+:)?comment[ >]/).length - 1;
      if (count > 0)
        warnings.push(
          `${count === 1 ? '1 comment was' : `${count} comments were`} left out: comments are no part of the text.`,
        );
    }
  }
  return warnings;
}

/** What the file says about itself. Its dates are the file's, not the article's. */
async function properties(zip: Zip): Promise<Pick<WordDocument, 'fields' | 'particulars'>> {
  if (!zip.has('docProps/core.xml')) return { fields: {}, particulars: [] };
  const core = parseXml(await zip.read('docProps/core.xml'), 'docProps/core.xml');
  const text = (name: string): string => textOf(firstIn(core, name)).trim();
  return {
    fields: { title: text('title'), author: text('creator') },
    particulars: [
      { name: 'File created', value: text('created') },
      { name: 'Subject', value: text('subject') },
      { name: 'Keywords', value: text('keywords') },
    ].filter(({ value }) => value !== ''),
  };
}

/** The body of a document; notes at its end keep their numbers and lose their arrows. */
export function bodyOfWord(html: string): Body {
  const body = new Body();
  const { document } = parsePage(`<html><body>${html}</body></html>`);
  for (const arrow of document.querySelectorAll('a[href^="#footnote-ref"], a[href^="#endnote-ref"]'))
    arrow.remove();
  addBlocks(body, document.body);
  return body;
}

export const isWord = ({ entries }: FileStart): boolean => entries.includes('word/document.xml');

export const docxReader: Reader = {
  id: 'docx',
  name: 'Word',
  extensions: ['docx'],
  fits: (start) => {
    if (isWord(start) || entriesOfWord(start)) return 2;
    if (isOldOffice(start.head)) return 2;
    return start.extension === 'docx' ? 1 : 0;
  },
  async *read(file, settings) {
    const { html, fields, particulars, warnings } = await readWord(await file.bytes());
    const { text, layout } = bodyOfWord(html).finish();
    // Who says that it is a mere Word document is believed.
    if (settings.format === null && isNexisUni(text)) {
      const kind = { id: 'nexis-uni', name: 'Nexis Uni (Word)' };
      for (const found of nexisUniArticles(text, layout, settings.dateOrder))
        yield 'skipped' in found ? found : { ...found, encoding: '', encodings: [], kind };
      return;
    }
    yield {
      text,
      layout,
      fields,
      particulars,
      warnings,
      place: '',
      encoding: '',
      encodings: [],
    };
  },
};

/** A document may call its parts otherwise than Word does. */
const entriesOfWord = ({ entries, extension }: FileStart): boolean =>
  extension === 'docx' && entries.includes('[Content_Types].xml');
