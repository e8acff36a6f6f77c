/** The text of an OpenDocument: its elements as blocks. */
import { type BlockLook, Body } from './body';
import { leftOutComments, leftOutHidden, leftOutReadings } from './left-out';
import type { OdtStyles } from './odt-styles';
import { firstIn, textOf, type XmlElement } from '../../shared/xml';

/** Never part of the running text. */
const leftOut = new Set([
  'tracked-changes',
  'annotation-end',
  'sequence-decls',
  'forms',
  'script',
  'alphabetical-index',
]);

/** Stands for a space that counts while white space is folded: others are the file's layout. */
const realSpace = '\u0001';
const folded = (words: string): string =>
  words
    .replaceAll(/[ \r]+/g, ' ')
    .replaceAll(/ ?(?=[\n\t])|(?<=[\n\t]) /g, '')
    .replaceAll(realSpace, ' ')
    .replaceAll(/^[ \t\n]+|[ \t\n]+$/g, '');
const inOneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

const isDrawing = ({ uri }: XmlElement): boolean => /:xmlns:(?:drawing|dr3d):1\.0$/.test(uri);

/** The list that a paragraph is in. */
interface List {
  style: string;
  level: number;
}

export class OdtText {
  private readonly body = new Body();
  private readonly notes: string[] = [];
  private comments = 0;
  private hasHidden = false;
  private hasReadings = false;
  private hasContents = false;
  /** Whether words of a cell or a note are read, which stay in one line with all that is in them. */
  private isInLine = false;
  /** Boxes and shapes of the paragraph that is being read, which come behind it. */
  private drawings: XmlElement[] = [];

  constructor(private readonly styles: OdtStyles) {}

  finish(text: XmlElement): { body: Body; warnings: string[] } {
    this.blocks(text, null);
    for (const note of this.notes) this.body.add(note, { kind: 'item', level: 1, ordered: false });
    return {
      body: this.body,
      warnings: [
        ...leftOutComments(this.comments),
        ...(this.hasHidden ? [leftOutHidden] : []),
        ...(this.hasReadings ? [leftOutReadings] : []),
        ...(this.hasContents ? ['A table of contents was left out: it only repeats the headings.'] : []),
      ],
    };
  }

  /** Adds what is in an element block by block. */
  private blocks(parent: XmlElement, list: List | null): void {
    for (const child of parent.children) {
      if (typeof child === 'string' || this.isLeftOut(child)) continue;
      switch (child.name) {
        case 'h':
          this.paragraph(child, {
            kind: 'heading',
            level: Number(child.attributes['outline-level'] ?? 1) || 1,
          });
          break;
        case 'p':
          this.paragraph(child, this.lookOf(child, list));
          break;
        case 'list': {
          const style = child.attributes['style-name'] ?? list?.style ?? '';
          this.blocks(child, { style, level: (list?.level ?? 0) + 1 });
          break;
        }
        case 'table-row':
          this.body.add(this.cells(child).join('\t'), { kind: 'row' });
          break;
        default:
          this.blocks(child, list);
      }
    }
  }

  /** What stands in a box or a shape within a paragraph comes behind it. */
  private paragraph(element: XmlElement, look: BlockLook): void {
    this.body.add(folded(this.words(element)), look);
    const { drawings } = this;
    this.drawings = [];
    for (const drawing of drawings) this.blocks(drawing, null);
  }

  private lookOf(paragraph: XmlElement, list: List | null): BlockLook {
    if (list) return { kind: 'item', level: list.level, ordered: this.styles.counts(list.style, list.level) };
    return this.styles.lookOf(paragraph.attributes['style-name'] ?? '');
  }

  /** Whether an element is no part of the text; what the user should know of is remembered. */
  private isLeftOut(element: XmlElement): boolean {
    const { name } = element;
    if (leftOut.has(name)) return true;
    if (name === 'annotation') this.comments += 1;
    else if (name === 'ruby-text') this.hasReadings = true;
    else if (name === 'table-of-content') this.hasContents = true;
    else if (this.isHidden(element)) {
      if (textOf(element).trim() !== '') this.hasHidden = true;
    } else return false;
    return true;
  }

  private isHidden({ name, attributes, children }: XmlElement): boolean {
    if (name === 'section') return attributes.display === 'none';
    if (name === 'hidden-text') return attributes['is-hidden'] === 'true';
    if (name === 'span') return this.styles.isHidden(attributes['style-name'] ?? '');
    if (name !== 'p' && name !== 'h') return false;
    return children.some(
      (child) =>
        typeof child !== 'string' &&
        child.name === 'hidden-paragraph' &&
        child.attributes['is-hidden'] === 'true',
    );
  }

  /** The words of a paragraph: spaces, tabs and line breaks are elements of their own. */
  private words(element: XmlElement): string {
    let words = '';
    for (const child of element.children) {
      if (typeof child === 'string') words += child.replaceAll(/[ \t\r\n]+/g, ' ');
      else if (isDrawing(child)) words += this.drawing(child);
      else if (child.name === 's')
        words += realSpace.repeat(Math.max(1, Math.min(1000, Number(child.attributes.c ?? 1) || 1)));
      else if (child.name === 'tab') words += '\t';
      else if (child.name === 'line-break') words += '\n';
      else if (child.name === 'note') words += this.note(child);
      else if (!this.isLeftOut(child)) words += this.words(child);
    }
    return words;
  }

  private drawing(drawing: XmlElement): string {
    if (this.isInLine) return this.line(drawing);
    this.drawings.push(drawing);
    return '';
  }

  private note(note: XmlElement): string {
    const mark = textOf(firstIn(note, 'note-citation')).trim();
    const place = this.notes.push('') - 1;
    const body = firstIn(note, 'note-body');
    this.notes[place] = `[${mark}] ${body ? this.inLine(body) : ''}`.trim();
    return `[${mark}]`;
  }

  private cells(row: XmlElement): string[] {
    return row.children.flatMap((cell) =>
      typeof cell === 'string' || cell.name !== 'table-cell' ? [] : [this.inLine(cell)],
    );
  }

  private inLine(element: XmlElement): string {
    const before = this.isInLine;
    this.isInLine = true;
    const words = inOneLine(this.line(element));
    this.isInLine = before;
    return words;
  }

  /** All paragraphs in an element as one line. */
  private line(element: XmlElement): string {
    return element.children
      .map((child) => {
        if (typeof child === 'string' || this.isLeftOut(child)) return '';
        const isParagraph = child.name === 'p' || child.name === 'h';
        return ` ${isParagraph ? folded(this.words(child)) : this.line(child)} `;
      })
      .join('');
  }
}
