/** RTF: what its tokens say, as text in blocks. */
import iconv from 'iconv-lite';
import type { ArticleFields } from '../../shared/api-articles';
import { type BlockLook, Body } from './body';
import { factivaTextArticles, isFactivaText } from './factiva-text';
import { ReadProblem, type Reader } from './reader';
import { rtfTokens } from './rtf-tokens';

/** Groups whose words are no part of the running text. */
const silent = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator pict object objdata info header ' +
    'headerl headerr headerf footer footerl footerr footerf footnotesep ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn ' +
    'fldinst bkmkstart bkmkend xmlopen xmlattrname xmlattrvalue themedata colorschememapping latentstyles datastore ' +
    'annotation atnid atnauthor atnref atndate atrfstart atrfend xe tc shpinst do filetbl userprops mmathPr nonshppict ' +
    'wgrffmtfilter datafield formfield listpicture'
  ).split(' '),
);

/** By the number after `\fcharset`, the code page of a font. */
const charsets: Record<number, string> = {
  0: 'windows-1252', 77: 'macintosh', 128: 'shift_jis', 129: 'cp949', 130: 'cp949', 134: 'gb18030', 136: 'big5',
  161: 'windows-1253', 162: 'windows-1254', 163: 'windows-1258', 177: 'windows-1255', 178: 'windows-1256',
  186: 'windows-1257', 204: 'windows-1251', 222: 'windows-874', 238: 'windows-1250', 254: 'cp437',
}; // prettier-ignore

const symbols: Record<string, string> = { '~': '\u00a0', _: '\u2011', '-': '\u00ad' };
const words: Record<string, string> = {
  line: '\n', tab: '\t', emdash: '—', endash: '–', emspace: '\u2003', enspace: '\u2002', qmspace: '\u2005',
  bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', zwj: '\u200d', zwnj: '\u200c',
  ltrmark: '\u200e', rtlmark: '\u200f',
}; // prettier-ignore

/** What holds within a group, and again after it. */
interface State {
  isSilent: boolean;
  /** Bytes of fallback after each `\u`. */
  fallback: number;
  font: number;
  isHidden: boolean;
  /** The part of the document's information that is being read. */
  info: 'title' | 'author' | null;
  isFontTable: boolean;
  isInfo: boolean;
  isListMark: boolean;
  /** Which note is being read, counted from 0; null outside of notes. */
  note: number | null;
}

const deepest = 10_000;

export interface RtfText {
  body: Body;
  fields: Partial<ArticleFields>;
}

/**
 * @param betweenParagraphs what stands between two paragraphs in one cell of a table
 * @throws ReadProblem for what is no RTF
 */
export function readRtf(bytes: Uint8Array, betweenParagraphs: ' ' | '\n' = ' '): RtfText {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1').trimStart();
  if (!head.startsWith('{\\rtf'))
    throw new ReadProblem(
      'It is no RTF, whatever its name says. Save it as RTF or DOCX in the program that made it.',
    );
  const reading = new RtfReading(betweenParagraphs);
  for (const token of rtfTokens(bytes)) {
    switch (token.kind) {
      case 'open':
        reading.open();
        break;
      case 'close':
        reading.close();
        break;
      case 'word':
        reading.word(token.word, token.number);
        break;
      case 'symbol':
        reading.symbol(token.symbol);
        break;
      default:
        reading.byte(token.byte);
    }
  }
  return reading.finish();
}

class RtfReading {
  private readonly body = new Body();
  private readonly fonts = new Map<number, string>();
  private readonly stack: State[] = [];
  private state: State = {
    isSilent: false, fallback: 1, font: -1, isHidden: false, info: null, isFontTable: false, isInfo: false, isListMark: false,
    note: null,
  }; // prettier-ignore
  private codePage = 'windows-1252';
  private paragraph = '';
  private bytes: number[] = [];
  private skip = 0;
  private isFirstInGroup = false;
  private isStarred = false;
  private look: BlockLook = { kind: 'paragraph' };
  private cells: string[] | null = null;
  private isInTable = false;
  private readonly notes: string[] = [];
  private listMark = '';
  private readonly info = { title: '', author: '' };

  constructor(private readonly betweenParagraphs: ' ' | '\n') {}

  open(): void {
    this.flush();
    if (this.stack.length > deepest) throw new RangeError('RTF groups');
    this.stack.push(this.state);
    this.state = { ...this.state };
    this.isFirstInGroup = true;
    this.isStarred = false;
    this.skip = 0;
  }

  close(): void {
    this.flush();
    this.state = this.stack.pop() ?? this.state;
    this.isFirstInGroup = false;
    this.skip = 0;
  }

  symbol(symbol: string): void {
    this.flush();
    if (symbol === '*') {
      this.isStarred = true;
      return;
    }
    this.isFirstInGroup = false;
    if (symbol === '\n' || symbol === '\r') this.endParagraph();
    else this.put(symbols[symbol] ?? ('{}\\'.includes(symbol) ? symbol : ''));
  }

  byte(byte: number): void {
    this.isFirstInGroup = false;
    if (this.skip > 0) {
      this.skip -= 1;
      return;
    }
    this.bytes.push(byte);
  }

  word(word: string, number: number | null): void {
    const opensGroup = this.isFirstInGroup;
    if (word !== 'u') this.flush();
    this.isFirstInGroup = false;
    if (this.skip > 0 && word !== 'u') {
      this.skip -= 1;
      return;
    }
    if (opensGroup && this.destination(word)) return;
    switch (word) {
      case 'ansicpg':
        if (number !== null && iconv.encodingExists(`cp${number}`)) this.codePage = `cp${number}`;
        break;
      case 'mac':
        this.codePage = 'macintosh';
        break;
      case 'uc':
        this.state.fallback = Math.max(0, number ?? 1);
        break;
      case 'u':
        this.flush();
        this.put(String.fromCharCode((number ?? 0) & 0xffff));
        this.skip = this.state.fallback;
        break;
      case 'f':
        this.state.font = number ?? -1;
        break;
      case 'fcharset':
        if (this.state.isFontTable) this.fonts.set(this.state.font, charsets[number ?? 0] ?? this.codePage);
        break;
      case 'v':
        this.state.isHidden = number !== 0;
        break;
      case 'deleted':
        this.state.isHidden = number !== 0;
        break;
      case 'plain':
        this.state.isHidden = false;
        this.state.font = -1;
        break;
      case 'pard':
        this.look = { kind: 'paragraph' };
        this.isInTable = false;
        break;
      case 'intbl':
        this.isInTable = true;
        break;
      case 'chftn':
        // The number of a note, in the text as in the note.
        this.put(`[${this.state.note === null ? this.notes.length + 1 : this.state.note + 1}]`);
        break;
      case 'outlinelevel':
        if (number !== null && number < 9) this.look = { kind: 'heading', level: number + 1 };
        break;
      case 'ls':
        if (number !== null && number > 0) this.look = { kind: 'item', level: 1, ordered: false };
        break;
      case 'ilvl':
        if (this.look.kind === 'item') this.look = { ...this.look, level: (number ?? 0) + 1 };
        break;
      case 'cell':
      case 'nestcell':
        (this.cells ??= []).push(folded(this.paragraph).replaceAll('\n', this.betweenParagraphs));
        this.paragraph = '';
        break;
      case 'row':
      case 'nestrow':
        this.endRow();
        break;
      case 'par':
      case 'sect':
      case 'page':
        this.endParagraph();
        break;
      default:
        this.put(words[word] ?? '');
    }
  }

  /** Whether the word begins a destination, which is a group of its own. */
  private destination(word: string): boolean {
    const { state } = this;
    if (word === 'fonttbl') state.isFontTable = true;
    if (word === 'info') state.isInfo = true;
    if (state.isInfo && (word === 'title' || word === 'author')) {
      state.info = word;
      return true;
    }
    if (word === 'pntext' || word === 'listtext' || word === 'pntxtb' || word === 'pntxta') {
      state.isListMark = word === 'pntext' || word === 'listtext';
      if (!state.isListMark) state.isSilent = true;
      return true;
    }
    if (word === 'footnote' && !state.isSilent) {
      state.note = this.notes.push('') - 1;
      return true;
    }
    if (silent.has(word) || (this.isStarred && word !== 'shptxt')) {
      state.isSilent = true;
      // The word itself may still say something about what is in the group.
      return !state.isFontTable;
    }
    return false;
  }

  private put(text: string): void {
    if (text === '') return;
    const { state } = this;
    if (state.info) this.info[state.info] += text;
    else if (state.isListMark) this.listMark += text;
    else if (state.isSilent || state.isHidden) return;
    else if (state.note !== null) this.notes[state.note] += text;
    else this.paragraph += text;
  }

  /** Decodes the bytes so far, in the code page of their font. */
  private flush(): void {
    if (this.bytes.length === 0) return;
    const page = this.fonts.get(this.state.font) ?? this.codePage;
    this.put(iconv.decode(Buffer.from(this.bytes), page));
    this.bytes = [];
  }

  private endParagraph(): void {
    this.flush();
    if (this.state.note !== null || this.isInTable) {
      // A paragraph within a note or a cell ends, but that goes on.
      this.put(this.state.note === null ? this.betweenParagraphs : ' ');
      return;
    }
    const look: BlockLook =
      this.listMark !== '' && this.look.kind !== 'item'
        ? { kind: 'item', level: 1, ordered: /\d/.test(this.listMark) }
        : this.look.kind === 'item'
          ? { ...this.look, ordered: /\d/.test(this.listMark) }
          : this.look;
    this.body.add(this.paragraph.replace(/^[ \t]+|[ \t]+$/g, ''), look);
    this.paragraph = '';
    this.listMark = '';
  }

  private endRow(): void {
    this.flush();
    const cells = this.cells ?? [];
    this.cells = null;
    if (cells.length > 0) this.body.add(cells.join('\t'), { kind: 'row' });
  }

  finish(): RtfText {
    this.flush();
    this.endRow();
    this.isInTable = false;
    this.endParagraph();
    for (const note of this.notes)
      this.body.add(note.replaceAll(/\s+/g, ' ').trim(), { kind: 'item', level: 1, ordered: false });
    return { body: this.body, fields: { title: this.info.title.trim(), author: this.info.author.trim() } };
  }
}

/** White space as one space; line breaks stay, and lines without words do not. */
const folded = (cell: string): string =>
  cell
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

export const isRtf = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, 64)).toString('latin1').trimStart().startsWith('{\\rtf');

export const rtfReader: Reader = {
  id: 'rtf',
  name: 'RTF',
  extensions: ['rtf'],
  fits: ({ extension, head }) => (isRtf(head) ? 2 : extension === 'rtf' ? 1 : 0),
  async *read(file, settings) {
    const bytes = await file.bytes();
    const { body, fields } = readRtf(bytes);
    const { text, layout } = body.finish();
    // Who says that it is mere RTF is believed.
    if (settings.format === null && isFactivaText(text)) {
      const kind = { id: 'factiva-rtf', name: 'Factiva (RTF)' };
      // Its articles can be tables, whose cells hold all paragraphs of a field.
      const parted = readRtf(bytes, '\n').body.finish().text;
      for (const found of factivaTextArticles(parted, settings.dateOrder))
        yield 'skipped' in found ? found : { ...found, encoding: '', encodings: [], kind };
      return;
    }
    yield { text, layout, fields, particulars: [], warnings: [], place: '', encoding: '', encodings: [] };
  },
};
