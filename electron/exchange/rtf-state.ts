/** What holds at a place in an RTF file: what words are for, and where they go. */
import type { InformationPart } from './rtf-information';
import { plainParagraph, type RtfParagraph, type RtfStyle } from './rtf-paragraph';

/** Where words go: a paragraph in the making, of the text, a note or a text box. */
export interface Flow {
  line: string;
  /** The bullet or number of a list's item. */
  mark: string;
  cells: string[] | null;
  /** Counted from 0; null outside of notes. */
  note: number | null;
  /** Blocks of a text box wait for the end of the paragraph that it hangs on. */
  isBox: boolean;
}

export const newFlow = (note: number | null = null, isBox = false): Flow => ({
  line: '',
  mark: '',
  cells: null,
  note,
  isBox,
});

/** What the words of a group are for. */
export type Target = 'text' | 'nothing' | 'mark' | 'fonts' | 'styles' | 'info' | 'created' | InformationPart;

/** What holds within a group, and again after it. */
export interface State {
  target: Target;
  /** What words were for before a group that holds the same twice, or hides a text box. */
  targetOutside: Target;
  flow: Flow;
  /** Bytes of fallback after each `\u`. */
  fallback: number;
  font: number;
  isHidden: boolean;
  isDeleted: boolean;
  style: RtfStyle | null;
  paragraph: RtfParagraph;
}

/** Of a file that has not begun. */
export const firstState = (): State => ({
  target: 'text',
  targetOutside: 'text',
  flow: newFlow(),
  fallback: 1,
  font: -1,
  isHidden: false,
  isDeleted: false,
  style: null,
  paragraph: plainParagraph,
});
