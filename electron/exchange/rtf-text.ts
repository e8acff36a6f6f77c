/** RTF: what its tokens say, as text in blocks. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { Body } from './body';
import { leftOutComments, leftOutHidden } from './left-out';
import { RtfBlocks } from './rtf-blocks';
import { ReadProblem } from '../../shared/read-problem';
import { RtfFonts } from './rtf-fonts';
import { isInformationPart, RtfInformation } from './rtf-information';
import { plainParagraph, type RtfParagraph, type RtfStyle } from './rtf-paragraph';
import { firstState, newFlow, type State } from './rtf-state';
import { rtfTokens } from './rtf-tokens';
import { characters, silentGroups, symbols } from './rtf-words';

const deepest = 10_000;

export interface RtfText {
  body: Body;
  fields: Partial<ArticleFields>;
  particulars: Particular[];
  warnings: string[];
}

export const isRtf = (head: Uint8Array): boolean =>
  Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 64))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .startsWith('{\\rtf');

/**
 * The text of an RTF file.
 * @param betweenParagraphs what stands between two paragraphs in one cell of a table
 * @throws ReadProblem for what is no RTF
 */
export function readRtf(bytes: Uint8Array, betweenParagraphs: ' ' | '\n' = ' '): RtfText {
  if (!isRtf(bytes))
    throw new ReadProblem(
      'It is no RTF, whatever its name says. Save it as RTF or DOCX in the program that made it.',
    );
  const reading = new RtfReading(betweenParagraphs);
  for (const token of rtfTokens(bytes.subarray(bytes.indexOf(0x7b)))) {
    if (token.kind === 'bytes') reading.bytes(token.bytes);
    else if (token.kind === 'word') reading.word(token.word, token.number);
    else if (token.kind === 'symbol') reading.symbol(token.symbol);
    else if (token.kind === 'open') reading.open();
    else reading.close();
  }
  return reading.finish();
}

class RtfReading {
  private readonly fonts = new RtfFonts();
  private readonly styles = new Map<number, RtfStyle>();
  private readonly blocks: RtfBlocks;
  private readonly information = new RtfInformation();
  private comments = 0;
  private hasHidden = false;
  private readonly stack: State[] = [];
  private state = firstState();
  private waiting: Uint8Array[] = [];
  /** So many bytes or words are still a fallback. */
  private skip = 0;
  private isFirstInGroup = false;
  private isStarred = false;

  constructor(betweenParagraphs: ' ' | '\n') {
    this.blocks = new RtfBlocks(this.styles, betweenParagraphs);
  }

  open(): void {
    this.flush();
    if (this.stack.length > deepest) throw new RangeError('RTF groups');
    this.stack.push(this.state);
    this.state = { ...this.state };
    if (this.state.target === 'styles') this.state.style = { number: 0, name: '', outline: null };
    this.isFirstInGroup = true;
    this.isStarred = false;
    this.skip = 0;
  }

  close(): void {
    this.flush();
    this.isFirstInGroup = false;
    this.skip = 0;
    const outer = this.stack.pop();
    // One too many: what follows is read all the same.
    if (!outer) return;
    const { style, flow, target } = this.state;
    if (style && target === 'styles' && outer.style === null)
      this.styles.set(style.number, { ...style, name: style.name.replace(/;.*$/s, '').trim() });
    if (flow !== outer.flow || this.stack.length === 0) this.blocks.endFlow(this.state);
    this.state = outer;
  }

  symbol(symbol: string): void {
    this.flush();
    if (symbol === '*') {
      this.isStarred = true;
      return;
    }
    this.isFirstInGroup = false;
    if (this.skip > 0) this.skip -= 1;
    else if (symbol === '\n' || symbol === '\r') this.blocks.endParagraph(this.state);
    else this.put(symbols[symbol] ?? '');
  }

  bytes(bytes: Uint8Array): void {
    this.isFirstInGroup = false;
    const skipped = Math.min(this.skip, bytes.length);
    this.skip -= skipped;
    if (skipped < bytes.length) this.waiting.push(skipped === 0 ? bytes : bytes.subarray(skipped));
  }

  word(word: string, number: number | null): void {
    this.flush();
    const opensGroup = this.isFirstInGroup;
    this.isFirstInGroup = false;
    if (word === 'u') {
      this.put(String.fromCharCode((number ?? 0) & 0xffff));
      this.skip = this.state.fallback;
    } else if (this.skip > 0) this.skip -= 1;
    else if (opensGroup && this.destination(word)) return;
    else if (word === 'f') this.state.font = number ?? -1;
    else if (word === 'uc') this.state.fallback = Math.max(0, number ?? 1);
    else if (this.fonts.word(word, number, this.state.target === 'fonts' ? this.state.font : null)) return;
    else if (!this.ofTables(word, number)) this.ofText(word, number);
  }

  /** Whether the word begins a group with a purpose of its own. */
  private destination(word: string): boolean {
    const { state } = this;
    const outside = state.target;
    const isText = outside === 'text';
    if (word === 'fonttbl') state.target = 'fonts';
    else if (word === 'stylesheet') state.target = 'styles';
    else if (word === 'info') state.target = 'info';
    else if (outside === 'info' && isInformationPart(word)) state.target = word;
    else if (outside === 'info' && word === 'creatim') state.target = 'created';
    else if (isText && (word === 'pntext' || word === 'listtext')) state.target = 'mark';
    else if (isText && word === 'footnote') {
      state.flow = newFlow(this.blocks.beginNote());
      state.paragraph = plainParagraph;
    } else if (word === 'shpinst' || word === 'do' || word === 'upr') {
      // Of what is in it only a text box, or the second form, counts.
      state.targetOutside = outside;
      state.target = 'nothing';
    } else if (word === 'ud') state.target = state.targetOutside;
    else if (word === 'shptxt' || word === 'dptxbxtext') {
      state.target = state.targetOutside;
      if (state.target === 'text') state.flow = newFlow(state.flow.note, true);
      state.paragraph = plainParagraph;
    } else if (word === 'shprslt') state.target = state.targetOutside = 'nothing';
    else if (word === 'annotation') {
      if (isText) this.comments += 1;
      state.target = 'nothing';
    } else if (silentGroups.has(word) || this.isStarred) state.target = 'nothing';
    else return false;
    return true;
  }

  /** Words that mean something only in the document's tables, and words in groups that are passed over. */
  private ofTables(word: string, number: number | null): boolean {
    const { target, style } = this.state;
    if (target === 'text' || target === 'mark') return false;
    if (target === 'styles' && style) {
      if (word === 's') style.number = number ?? 0;
      if (word === 'outlinelevel') style.outline = number;
    }
    if (target === 'created') this.information.time(word, number);
    // Their names may hold dashes and quotation marks.
    if (characters[word] !== undefined) this.put(characters[word]);
    return true;
  }

  private ofText(word: string, number: number | null): void {
    const { state } = this;
    const { flow } = state;
    const set = (change: Partial<RtfParagraph>): void => {
      state.paragraph = { ...state.paragraph, ...change };
    };
    switch (word) {
      case 'v':
        state.isHidden = number !== 0;
        break;
      case 'deleted':
      case 'mvf':
        state.isDeleted = number !== 0;
        break;
      case 'plain':
        state.isHidden = false;
        state.isDeleted = false;
        state.font = -1;
        break;
      case 'pard':
        state.paragraph = plainParagraph;
        break;
      case 's':
        set({ style: number ?? 0 });
        break;
      case 'intbl':
        set({ isInTable: true });
        break;
      case 'outlinelevel':
        set({ outline: number });
        break;
      case 'ls':
        set({ list: number ?? 0 });
        break;
      case 'ilvl':
        set({ level: Math.max(0, number ?? 0) });
        break;
      case 'chftn':
        // The number of a note, in the text as in the note.
        this.put(`[${flow.note === null ? this.blocks.noteCount + 1 : flow.note + 1}]`);
        break;
      case 'cell':
        this.blocks.endCell(state);
        break;
      case 'nestcell':
        // A table within a cell stays in its line.
        this.put(' ');
        break;
      case 'row':
        this.blocks.endRow(state);
        break;
      case 'par':
      case 'sect':
      case 'page':
      case 'column':
        this.blocks.endParagraph(state);
        break;
      default:
        this.put(characters[word] ?? '');
    }
  }

  private put(text: string): void {
    if (text === '') return;
    const { state } = this;
    if (state.target === 'text') {
      if (state.isHidden) this.hasHidden = true;
      else if (!state.isDeleted) state.flow.line += text;
    } else if (state.target === 'mark') state.flow.mark += text;
    else if (state.target === 'styles') {
      if (state.style) state.style.name += text;
    } else if (isInformationPart(state.target)) this.information.add(state.target, text);
  }

  /** Decodes the bytes so far, in the code page of their font. */
  private flush(): void {
    if (this.waiting.length === 0) return;
    const bytes = this.waiting.length === 1 ? this.waiting[0]! : Buffer.concat(this.waiting);
    this.waiting = [];
    this.put(this.fonts.decode(bytes, this.state.font));
  }

  finish(): RtfText {
    this.flush();
    // A file that was cut off has open groups, with flows of their own.
    while (this.stack.length > 0) this.close();
    return {
      body: this.blocks.finish(),
      ...this.information.finish(),
      warnings: [...leftOutComments(this.comments), ...(this.hasHidden ? [leftOutHidden] : [])],
    };
  }
}
