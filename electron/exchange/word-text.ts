/**
 * A part of a Word document that holds text, written anew with what is part of the text and nothing else.
 * mammoth passes over what it does not know, and keeps what nobody sees: so it gets no readings above
 * characters, no hidden words and no drawings, but the text of boxes in drawings, formulas as a row of signs,
 * and words in wrappers of any kind.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { longestText, tooLong } from '../../shared/article-size';
import { type HidingStyles, isOn } from './word-hiding-styles';
import { ReadProblem } from '../../shared/read-problem';
import { deepestXml, tooDeep, unsound } from '../../shared/xml';

/** What was left out or changed, to be told. */
export interface WordFindings {
  hasHidden: boolean;
  hasReadings: boolean;
  hasFormulas: boolean;
  /** Whole files that the document only embeds. */
  hasEmbedded: boolean;
}

export const isWordName = (uri: string): boolean =>
  uri.endsWith('/wordprocessingml/2006/main') || uri.endsWith('/ooxml/wordprocessingml/main');
const isMath = (uri: string): boolean => /\/officeDocument\/(?:2006\/)?math$/.test(uri);
const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** Written as they are. Other elements are wrappers: what is in them counts, they do not. */
const kept = new Set(
  'document body p r tab noBreakHyphen softHyphen sym tbl tr tc trPr tcPr gridSpan vMerge footnotes footnote endnotes endnote footnoteReference endnoteReference'.split(
    ' ',
  ),
);
/** Neither they nor what is in them is part of the text. */
const dropped = new Set(
  'rPr del moveFrom sdtPr sdtEndPr rt rubyPr tblPr tblGrid tblPrEx sectPr instrText delText delInstrText fldData pPrChange trPrChange tcPrChange numberingChange'.split(
    ' ',
  ),
);
const otherwise: Record<string, string> = { br: '<w:br/>', cr: '<w:br/>', ptab: '<w:tab/>' };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const startTag = (name: string, attributes: SaxesTagNS['attributes']): string =>
  `<w:${name}${Object.values(attributes)
    .filter(({ uri, local }) => isWordName(uri) && !local.startsWith('rsid'))
    .map(({ local, value }) => ` w:${local}="${escaped(value)}"`)
    .join('')}>`;

/** An element that is open. */
interface Open {
  name: string;
  /** What ends it in what is written. */
  close: string;
  isText: boolean;
  /** How many pieces were written, and how much text, when it began. */
  pieces: number;
  text: number;
  /** Whether what is in it counts after all. */
  isLeftOut: 'no' | 'hidden' | 'deleted';
  /** Of a run: its styles, and whether it says itself that it is hidden. */
  run?: { paragraphStyle: string; style: string; vanish: boolean | null };
}

/** @param what the part's name, for messages. @throws ReadProblem for what is unsound, a trap or too long */
export function wordText(
  source: string,
  what: string,
  findings: WordFindings,
  isHiddenBy: HidingStyles,
): string {
  const parser = new SaxesParser({ xmlns: true });
  const out: string[] = [];
  let text = 0;
  const open: Open[] = [];
  /** The forms of what is written for old and new programs, and how much text each holds. */
  const forms: { pieces: string[]; text: number; isFallback: boolean }[][] = [];
  /** How deep within something that is dropped. */
  let silent = 0;
  let paragraph = { style: '', level: '', list: '', outline: '', isDeleted: false };
  /** The styles of the paragraphs that are open: one in a text box is within another. */
  const paragraphStyles: string[] = [];
  const newRun = (): Open['run'] => ({
    paragraphStyle: paragraphStyles.at(-1) ?? '',
    style: '',
    vanish: null,
  });

  const opened = (tag: SaxesTagNS): Open => {
    const { local, uri, attributes } = tag;
    const element = {
      name: '',
      close: '',
      isText: false,
      pieces: out.length,
      text,
      isLeftOut: 'no' as const,
    };
    const value = (): string => Object.values(attributes).find((one) => one.local === 'val')?.value ?? '';
    if (uri === compatibility) {
      if (local === 'AlternateContent') forms.push([]);
      return { ...element, name: `mc:${local}` };
    }
    if (isMath(uri)) {
      if (local.endsWith('Pr')) silent = 1;
      if (local === 'oMath') findings.hasFormulas = true;
      if (local !== 'r' && local !== 't') return element;
      out.push(`<w:${local}>`);
      const close = `</w:${local}>`;
      return local === 't' ? { ...element, close, isText: true } : { ...element, close, run: newRun() };
    }
    if (!isWordName(uri)) return element;
    if (dropped.has(local)) {
      silent = 1;
      if (local === 'rt') findings.hasReadings = true;
      const row = open.at(-2);
      if (local === 'del' && open.at(-1)?.name === 'trPr' && row) row.isLeftOut = 'deleted';
      return { ...element, name: local };
    }
    switch (local) {
      case 't':
        out.push('<w:t>');
        return { ...element, close: '</w:t>', isText: true };
      case 'pPr':
        paragraph = { style: '', level: '', list: '', outline: '', isDeleted: false };
        return { ...element, name: local };
      case 'pStyle':
        paragraph.style = value();
        if (paragraphStyles.length > 0) paragraphStyles.splice(-1, 1, paragraph.style);
        return element;
      case 'ilvl':
        paragraph.level = value();
        return element;
      case 'numId':
        paragraph.list = value();
        return element;
      case 'outlineLvl':
        paragraph.outline = value();
        return element;
      case 'txbxContent':
        // mammoth puts the text of a box behind its paragraph.
        out.push('<w:pict><w:txbxContent>');
        return { ...element, close: '</w:txbxContent></w:pict>' };
      case 'altChunk':
      case 'subDoc':
        findings.hasEmbedded = true;
        return element;
      default:
        if (otherwise[local] !== undefined) out.push(otherwise[local]);
        if (!kept.has(local)) return element;
        out.push(startTag(local, attributes));
        if (local === 'p') paragraphStyles.push('');
        return {
          ...element,
          name: local,
          close: `</w:${local}>`,
          ...(local === 'r' ? { run: newRun() } : {}),
        };
    }
  };

  const closed = (element: Open): void => {
    if (element.name === 'pPr') out.push(propertiesOf(paragraph));
    if (element.name === 'p') paragraphStyles.pop();
    if (element.close !== '') out.push(element.close);
    const { run } = element;
    if (run && (run.vanish ?? isHiddenBy(run.paragraphStyle, run.style))) element.isLeftOut = 'hidden';
    if (element.isLeftOut !== 'no') {
      if (element.isLeftOut === 'hidden' && text > element.text) findings.hasHidden = true;
      out.length = element.pieces;
      text = element.text;
    }
    if (element.name === 'mc:Choice' || element.name === 'mc:Fallback') {
      const pieces = out.splice(element.pieces);
      forms.at(-1)?.push({ pieces, text: text - element.text, isFallback: element.name === 'mc:Fallback' });
      text = element.text;
    }
    if (element.name === 'mc:AlternateContent') {
      const found = forms.pop() ?? [];
      const most = Math.max(0, ...found.map((form) => form.text));
      const best =
        found.find((form) => form.isFallback && form.text === most) ??
        found.find((form) => form.text === most);
      if (best) {
        for (const piece of best.pieces) out.push(piece);
        text += best.text;
      }
    }
  };

  parser.on('error', ({ message }) => {
    throw unsound(what, message);
  });
  parser.on('doctype', () => {
    throw new ReadProblem(
      `“${what}” in it declares its own entities, which no Word document does: this may be a trap.`,
    );
  });
  parser.on('opentag', (tag) => {
    if (open.length > deepestXml) throw tooDeep(what);
    if (silent > 0) {
      silent += 1;
      const around = open.at(-1);
      if (around?.name === 'rPr') inProperties(tag);
      open.push({ name: '', close: '', isText: false, pieces: 0, text: 0, isLeftOut: 'no' });
      return;
    }
    open.push(opened(tag));
  });
  /** Of how a run or a paragraph's mark looks, only whether it is there at all counts. */
  const inProperties = ({ local, attributes }: SaxesTagNS): void => {
    const owner = open.at(-2);
    const value = Object.values(attributes).find((one) => one.local === 'val')?.value;
    if (owner?.run && local === 'vanish') owner.run.vanish = isOn(value ?? '1');
    if (owner?.run && local === 'rStyle') owner.run.style = value ?? '';
    if (owner?.name === 'pPr' && local === 'del') paragraph.isDeleted = true;
  };
  parser.on('closetag', () => {
    const element = open.pop();
    if (silent > 0) {
      silent -= 1;
      return;
    }
    if (element) closed(element);
  });
  const words = (said: string): void => {
    if (silent > 0 || !open.at(-1)?.isText) return;
    out.push(escaped(said));
    text += said.length;
    if (text > longestText) throw new ReadProblem(tooLong('Its text'));
  };
  parser.on('text', words);
  parser.on('cdata', words);
  for (let at = 0; at < source.length; at += piece) parser.write(source.slice(at, at + piece));
  parser.close();
  return out.join('').replace('>', () => ` xmlns:w="${wordNamespace}">`);
}

export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const piece = 1 << 20;

/** The style that a paragraph with an outline level of its own is given; levels from 1. */
export const outlineStyle = (level: number): string => `outline-level-${level}`;

function propertiesOf(paragraph: {
  style: string;
  level: string;
  list: string;
  outline: string;
  isDeleted: boolean;
}): string {
  const { style, level, list, outline, isDeleted } = paragraph;
  const own = /^[0-8]$/.test(outline) ? outlineStyle(Math.min(6, Number(outline) + 1)) : style;
  const numbered =
    list === ''
      ? ''
      : `<w:numPr><w:ilvl w:val="${escaped(level || '0')}"/><w:numId w:val="${escaped(list)}"/></w:numPr>`;
  return `<w:pPr>${own === '' ? '' : `<w:pStyle w:val="${escaped(own)}"/>`}${numbered}${isDeleted ? '<w:rPr><w:del/></w:rPr>' : ''}</w:pPr>`;
}
