/** OpenDocument texts (ODT). No library that is kept up reads them, and the format is plain XML in a zip. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { type BlockLook, Body } from './body';
import { ReadProblem, type Reader } from './reader';
import { elementsIn, firstIn, parseXml, textOf, type XmlElement } from './xml';
import { openZip } from './zip';

/** Never part of the running text. */
const leftOut = new Set([
  'tracked-changes',
  'annotation',
  'annotation-end',
  'sequence-decls',
  'forms',
  'table-of-content',
  'alphabetical-index',
]);

interface Reading {
  body: Body;
  /** Names of list styles that number their items. */
  ordered: ReadonlySet<string>;
  notes: string[];
  comments: number;
}

/** The words of a paragraph: spaces, tabs and line breaks are elements of their own. */
function wordsOf(element: XmlElement, reading: Reading): string {
  let words = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      words += child.replaceAll(/[ \t\r\n]+/g, ' ');
      continue;
    }
    switch (child.name) {
      case 's':
        words += ' '.repeat(Math.min(1000, Number(child.attributes.c ?? 1) || 1));
        break;
      case 'tab':
        words += '\t';
        break;
      case 'line-break':
        words += '\n';
        break;
      case 'note': {
        const mark = textOf(firstIn(child, 'note-citation')).trim();
        const body = firstIn(child, 'note-body');
        const inner = body ? [...elementsIn(body, 'p')].map((one) => wordsOf(one, reading)).join(' ') : '';
        words += `[${mark}]`;
        reading.notes.push(`[${mark}] ${inner}`);
        break;
      }
      case 'annotation':
        reading.comments += 1;
        break;
      case 'frame':
        words += textBoxes(child, reading);
        break;
      default:
        if (!leftOut.has(child.name)) words += wordsOf(child, reading);
    }
  }
  return words;
}

/** What stands in a box within a paragraph comes before the paragraph's own words go on. */
function textBoxes(frame: XmlElement, reading: Reading): string {
  for (const box of elementsIn(frame, 'text-box')) addBlocks(box, { kind: 'paragraph' }, 0, false, reading);
  return '';
}

function addBlocks(
  parent: XmlElement,
  look: BlockLook,
  level: number,
  isOrdered: boolean,
  reading: Reading,
): void {
  for (const child of parent.children) {
    if (typeof child === 'string') continue;
    switch (child.name) {
      case 'h':
        reading.body.add(wordsOf(child, reading).trim(), {
          kind: 'heading',
          level: Number(child.attributes['outline-level'] ?? 1) || 1,
        });
        break;
      case 'p': {
        const words = wordsOf(child, reading).trim();
        const isQuote = /quot/i.test(child.attributes['style-name'] ?? '');
        reading.body.add(words, isQuote && look.kind === 'paragraph' ? { kind: 'quote' } : look);
        break;
      }
      case 'list': {
        const ordered = reading.ordered.has(child.attributes['style-name'] ?? '') || (level > 0 && isOrdered);
        addBlocks(child, { kind: 'item', level: level + 1, ordered }, level + 1, ordered, reading);
        break;
      }
      case 'table-row':
        reading.body.add(cellsOf(child, reading).join('\t'), { kind: 'row' });
        break;
      default:
        if (!leftOut.has(child.name)) addBlocks(child, look, level, isOrdered, reading);
    }
  }
}

function cellsOf(row: XmlElement, reading: Reading): string[] {
  return row.children.flatMap((cell) => {
    if (typeof cell === 'string' || cell.name !== 'table-cell') return [];
    const lines = [...elementsIn(cell, 'p'), ...elementsIn(cell, 'h')];
    return [lines.map((line) => wordsOf(line, reading).replaceAll(/\s+/g, ' ').trim()).join(' ')];
  });
}

const orderedStyles = (parts: readonly XmlElement[]): Set<string> =>
  new Set(
    parts.flatMap((part) =>
      [...elementsIn(part, 'list-style')]
        .filter((style) =>
          style.children.some(
            (child) => typeof child !== 'string' && child.name === 'list-level-style-number',
          ),
        )
        .map((style) => style.attributes.name ?? ''),
    ),
  );

/** The file's dates are not the article's. */
function properties(meta: XmlElement): { fields: Partial<ArticleFields>; particulars: Particular[] } {
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

export const odtReader: Reader = {
  id: 'odt',
  name: 'OpenDocument text',
  extensions: ['odt'],
  fits: ({ extension, entries, text }) => {
    if (text.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return 3;
    return extension === 'odt' ? (entries.includes('content.xml') ? 2 : 1) : 0;
  },
  async *read(file) {
    const zip = await openZip(await file.bytes());
    try {
      if (!zip.has('content.xml'))
        throw new ReadProblem('It is a zip archive, but no OpenDocument text: content.xml is missing.');
      const manifest = zip.has('META-INF/manifest.xml') ? await zip.read('META-INF/manifest.xml') : null;
      if (manifest && Buffer.from(manifest).includes('encryption-data'))
        throw new ReadProblem(
          'It is protected with a password. Open it in LibreOffice, save it without one, and choose it again.',
        );
      const content = parseXml(await zip.read('content.xml'), 'content.xml');
      const styles = zip.has('styles.xml') ? [parseXml(await zip.read('styles.xml'), 'styles.xml')] : [];
      const text = firstIn(content, 'text');
      if (!text)
        throw new ReadProblem('It is an OpenDocument file, but no text: it may be a table or slides.');
      const reading: Reading = {
        body: new Body(),
        ordered: orderedStyles([content, ...styles]),
        notes: [],
        comments: 0,
      };
      addBlocks(text, { kind: 'paragraph' }, 0, false, reading);
      for (const note of reading.notes)
        reading.body.add(note.trim(), { kind: 'item', level: 1, ordered: false });
      const { comments } = reading;
      const about = zip.has('meta.xml')
        ? properties(parseXml(await zip.read('meta.xml'), 'meta.xml'))
        : { fields: {}, particulars: [] };
      yield {
        ...reading.body.finish(),
        ...about,
        warnings:
          comments === 0
            ? []
            : [
                `${comments === 1 ? '1 comment was' : `${comments} comments were`} left out: comments are no part of the text.`,
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
