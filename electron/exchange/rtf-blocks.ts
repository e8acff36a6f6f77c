/** What the paragraphs, rows, text boxes and notes of an RTF file become: blocks of its text. */
import { type BlockLook, Body } from './body';
import { lookOf, type RtfStyle } from './rtf-paragraph';
import type { State } from './rtf-state';

export class RtfBlocks {
  private readonly body = new Body();
  private readonly notes: string[] = [];
  private boxes: { words: string; look: BlockLook }[] = [];

  constructor(
    private readonly styles: ReadonlyMap<number, RtfStyle>,
    private readonly betweenParagraphs: ' ' | '\n',
  ) {}

  /** How many notes have begun so far. */
  get noteCount(): number {
    return this.notes.length;
  }

  /** @returns the number of the note, from 0 */
  beginNote(): number {
    return this.notes.push('') - 1;
  }

  endCell({ flow }: State): void {
    (flow.cells ??= []).push(folded(flow.line).replaceAll('\n', this.betweenParagraphs));
    flow.line = '';
    flow.mark = '';
  }

  endParagraph(state: State): void {
    const { flow, paragraph, target } = state;
    if (target !== 'text') return;
    if (flow.note !== null || paragraph.isInTable) {
      // A paragraph within a note or a cell ends, but that goes on.
      flow.line += flow.note === null ? this.betweenParagraphs : ' ';
      return;
    }
    const look = lookOf(paragraph, this.styles, flow.mark);
    this.add(state, flow.line.replace(/^[ \t]+|[ \t]+$/g, ''), look);
    flow.line = '';
    flow.mark = '';
  }

  private add(state: State, words: string, look: BlockLook): void {
    if (state.flow.isBox) {
      this.boxes.push({ words, look });
      return;
    }
    this.body.add(words, look);
    for (const box of this.boxes) this.body.add(box.words, box.look);
    this.boxes = [];
  }

  endRow(state: State): void {
    const { flow } = state;
    const cells = flow.cells ?? [];
    flow.cells = null;
    if (cells.length === 0) return;
    if (flow.note === null) this.add(state, cells.join('\t'), { kind: 'row' });
    else flow.line += cells.join(' ');
  }

  /** Ends a text box, a note, or the text. */
  endFlow(state: State): void {
    const { flow } = state;
    this.endRow(state);
    if (flow.note !== null) this.notes[flow.note] += flow.line;
    else {
      state.paragraph = { ...state.paragraph, isInTable: false };
      state.target = 'text';
      this.endParagraph(state);
    }
    flow.line = '';
  }

  /** The text, with the notes at its end. */
  finish(): Body {
    for (const note of this.notes)
      this.body.add(note.replaceAll(/\s+/g, ' ').trim(), { kind: 'item', level: 1, ordered: false });
    return this.body;
  }
}

/** White space as one space; line breaks stay, and lines without words do not. */
const folded = (cell: string): string =>
  cell
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
