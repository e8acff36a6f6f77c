/** Word documents (DOCX): mammoth makes HTML of them, which is read as that of a page is. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { Body } from './body';
import { decodeHead } from './decode';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { flattenedFormulas, leftOutComments, leftOutHidden, leftOutReadings } from './left-out';
import { isNexisUni, nexisUniArticles } from './nexis-uni';
import { type FileStart, type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { type WordPackage, wordPackage } from './word-package';
import { parseXml } from './xml';
import { firstIn, textOf } from '../../shared/xml';
import { isZip, openZip, type Zip } from './zip';

/** Binary Office files, and encrypted ones of any kind, begin like this. */
export const isOldOffice = (head: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => head[at] === byte);

/** How deep lists may be nested in Word. */
const listDepth = 9;

/** What a list's item of this level is in HTML; mammoth's own map ends at the fifth. */
const itemsOf = (level: number): string[] =>
  ['unordered', 'ordered'].map(
    (kind) =>
      `p:${kind}-list(${level}) => ${'ul|ol > li > '.repeat(level - 1)}${kind === 'ordered' ? 'ol' : 'ul'} > li:fresh`,
  );

/** A document of Word 2003, or a package of today's, that was saved as one XML file. */
const isWordXml = (text: string): boolean =>
  /^\s*<\?xml[^>]*>\s*(?:<\?mso-application\s+progid="Word\.Document"|<w:wordDocument[\s>]|<pkg:package[\s>])/.test(
    text,
  );

/** Beside mammoth's own map: Word's titles as headings, quotations, and deep lists. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  ...['Quote', 'Intense Quote', 'Quotations'].map(
    (name) => `p[style-name='${name}'] => blockquote > p:fresh`,
  ),
  ...Array.from({ length: listDepth - 5 }, (_, index) => itemsOf(index + 6)).flat(),
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
    const { bytes: document, ...found } = await wordPackage(zip);
    const { value: html, messages } = await converted(document);
    const { fields, particulars } = await properties(zip);
    const unread = messages.filter(({ message }) => /unsupported character/.test(message)).length;
    return { html, fields, particulars, warnings: warningsOf(found, unread) };
  } finally {
    zip.close();
  }
}

/** The words of a Word document alone, paragraphs parted by line breaks. @throws ReadProblem as `readWord` */
export const wordsOf = async (bytes: Uint8Array): Promise<string> =>
  bodyOfWord((await readWord(bytes)).html).finish().text;

/** mammoth throws errors of its own at documents whose parts lack what it looks for. @throws ReadProblem */
async function converted(document: Uint8Array) {
  // Loaded when the first one comes: it takes longer to load than many a text to read.
  const { default: mammoth } = await import('mammoth');
  try {
    return await mammoth.convertToHtml(
      { buffer: Buffer.from(document.buffer, document.byteOffset, document.byteLength) },
      // A map that the document brings along could leave out words.
      { styleMap, includeEmbeddedStyleMap: false },
    );
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new ReadProblem(
      `It is a damaged Word document (${error instanceof Error ? error.message.slice(0, 200) : String(error)}). Open it in Word or LibreOffice and save it anew.`,
    );
  }
}

function refuseOthers(bytes: Uint8Array): void {
  if (isOldOffice(bytes)) throw new ReadProblem(sentenceOfOld(bytes));
  if (isWordXml(decodeHead(bytes.subarray(0, 64 * 1024))))
    throw new ReadProblem(
      'It is a Word document in a single XML file. Open it in Word or LibreOffice, save it as .docx, and choose that.',
    );
  if (!isZip(bytes)) {
    throw new ReadProblem(
      'It is no Word document, whatever its name says. Open it in the program that made it, save it as .docx, and choose that.',
    );
  }
}

/** By the name of a stream that only such files hold, what a binary Office file is and what to do. */
const oldKinds: readonly (readonly [stream: string, sentence: string])[] = [
  [
    'EncryptedPackage',
    'It is protected with a password. Open it in Word or LibreOffice, save it without one, and choose it again.',
  ],
  [
    '__properties_version1.0',
    'It is a mail of Outlook (.msg), whatever its name says. Save it as .eml or as text in Outlook, and choose that.',
  ],
  [
    'WordDocument',
    'It is a document of an old Word (.doc), whatever its name says. Open it in Word or LibreOffice, save it as .docx, and choose that.',
  ],
  [
    'PowerPoint Document',
    'It is a presentation (.ppt), whatever its name says. Copy its text into a document, save that as .docx, and choose it.',
  ],
  [
    'Workbook',
    'It is a workbook of an old Excel (.xls), whatever its name says. Open it in Excel or LibreOffice, save it as .xlsx, and choose that.',
  ],
];

const sentenceOfOld = (bytes: Uint8Array): string =>
  oldKinds.find(([stream]) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(stream, 0, 'utf16le'),
  )?.[1] ??
  'It is a file of an old Office (.doc, .xls or .ppt), whatever its name says. Open it in Word or LibreOffice, save it as .docx, and choose that.';

/** @param unread signs of fonts of pictures that nobody knows */
const warningsOf = (found: Omit<WordPackage, 'bytes'>, unread: number): string[] => [
  ...leftOutComments(found.comments),
  ...(found.hasHidden ? [leftOutHidden] : []),
  ...(found.hasReadings ? [leftOutReadings] : []),
  ...(found.hasFormulas ? [flattenedFormulas] : []),
  ...(found.hasEmbedded
    ? [
        'A file that is embedded in the document was left out. Open the document, save it anew as .docx, and choose that.',
      ]
    : []),
  ...(unread > 0 ? [`${unread} signs of a font of symbols could not be read and were left out.`] : []),
];

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

/** The body of a document; the notes at its end have their numbers before them, and lose their arrows. */
export function bodyOfWord(html: string): Body {
  const body = new Body();
  const { document } = parsePage(`<html><body>${html}</body></html>`);
  for (const arrow of document.querySelectorAll('a[href^="#footnote-ref"], a[href^="#endnote-ref"]'))
    arrow.remove();
  const notes = document.querySelectorAll('li[id^="footnote-"], li[id^="endnote-"]');
  for (const [index, note] of notes.entries()) {
    const first = note.firstElementChild ?? note;
    // What is around the mark in the document would stand beside its number.
    const words = first.firstChild;
    if (words?.nodeType === 3) words.textContent = (words.textContent ?? '').trimStart();
    first.insertBefore(document.createTextNode(`[${index + 1}] `), words);
  }
  // They have their numbers as words, and no list numbers them once more.
  const list = notes[0]?.parentElement;
  if (list) {
    const plain = document.createElement('ul');
    plain.append(...notes);
    list.replaceWith(plain);
  }
  addBlocks(body, document.body, undefined, true);
  return body;
}

export const isWord = ({ entries }: FileStart): boolean => entries.includes('word/document.xml');

export const docxReader: Reader = {
  id: 'docx',
  name: 'Word',
  extensions: ['docx'],
  fits: (start) => {
    if (isWord(start) || entriesOfWord(start)) return 2;
    if (isOldOffice(start.head) || isWordXml(start.text)) return 2;
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
