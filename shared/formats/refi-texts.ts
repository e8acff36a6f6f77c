/** The texts of a REFI-QDA project: found by their paths, whole and in whatever encoding. */
import { type XmlElement, textOf } from '../xml';
import type { DatasetBuilder } from './dataset-builder';
import type { Input, InputFile } from './format';
import { childNamed } from './refi-elements';

/** The text of a DOCX, without layout. */
export type DocxText = (bytes: Uint8Array) => Promise<string>;

export class RefiTexts {
  private readonly byPath = new Map<string, InputFile>();

  constructor(
    { files }: Input,
    private readonly docxText: DocxText | null,
    private readonly builder: DatasetBuilder,
  ) {
    for (const file of files) {
      const parts = folded(file.name).split('/');
      // Some programs write `Sources`, and some archives have a folder around everything.
      if (parts.at(-2) === 'sources') this.byPath.set(parts.at(-1)!, file);
    }
  }

  /**
   * With a byte order mark, where it has one, and with line ends as they are. Where the plain text is blank, as some
   * programs write it, that of the word processor's file.
   * @returns null where there is no text
   */
  async of(element: XmlElement): Promise<string | null> {
    const { plainTextPath, richTextPath, name = '' } = element.attributes;
    const content = childNamed(element, 'PlainTextContent');
    const inside = textOf(content);
    if (content && (inside.trim() !== '' || plainTextPath === undefined))
      return inside === '' ? null : inside;
    const plain = plainTextPath === undefined ? null : this.at(plainTextPath);
    const text = plain === null ? '' : await wholeText(plain);
    if (text.replace('\ufeff', '').trim() !== '') return text;
    if (richTextPath === undefined) return text === '' ? null : text;
    const rich = this.at(richTextPath);
    if (rich === null || this.docxText === null || !rich.name.toLowerCase().endsWith('.docx')) return null;
    const words = await this.docxText(await rich.bytes());
    if (words.trim() === '') return null;
    this.builder.losses.add(
      'article text',
      'mismatch',
      'The plain text is missing; that of the word processor’s file is taken, in which annotations may lie elsewhere.',
      name,
    );
    return words;
  }

  private at(path: string): InputFile | null {
    const found = /^internal:\/\/\/?(.*)$/is.exec(path);
    if (!found) return null;
    const name = (found[1] ?? '').replace(/^sources\//i, '');
    return this.byPath.get(folded(name)) ?? this.byPath.get(folded(decoded(name))) ?? null;
  }
}

/** Programs write names in one case and archive them in another, and macOS parts letters from their marks. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A mark at the beginning of UTF-8 stays, since some programs count it. */
async function wholeText(file: InputFile): Promise<string> {
  const bytes = await file.bytes();
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = await file.text();
  return hasMark ? `\ufeff${text}` : text;
}
