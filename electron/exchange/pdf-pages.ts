/** The pages of a PDF: what stands on each, kept small till all are read, and then its lines. */
import { setImmediate } from 'node:timers/promises';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { longestText, tooLong } from '../../shared/article-size';
import { type Line, linesOfPage } from '../../shared/pdf-lines';
import type { Frame, Piece } from '../../shared/pdf-pieces';
import { asideWords, edgeWords, type PageEdges, runningHeads } from '../../shared/pdf-running-heads';
import { FontNames, readPage } from './pdf-open';
import { ReadProblem } from '../../shared/read-problem';

/** After so many damaged pages, one after the other, there will be no sound one. */
const mostDamaged = 50;
/** A file that says it has more pages is read to this one. */
const mostPages = 20_000;

/** A page that was read; what stands on it is worked on when all are, and is kept small till then. */
interface FoundPage {
  label: string;
  isDamaged: boolean;
  frames: PackedFrame[];
  edges: PageEdges;
}

export interface FoundPages {
  pages: FoundPage[];
  /** How many the file says that it has. */
  total: number;
  boldFonts: ReadonlySet<string>;
  forms: number;
  overprinted: number;
}

/** @throws ReadProblem when there is more text than an article may have */
export async function readPages(pdf: PDFDocumentProxy): Promise<FoundPages> {
  const labels = await pdf.getPageLabels().catch(() => null);
  const fonts = new FontNames();
  const found: FoundPages = { pages: [], total: pdf.numPages, boldFonts: fonts.bold, forms: 0, overprinted: 0 }; // prettier-ignore
  let letters = 0;
  let damaged = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
    const label = labels?.[number - 1] || String(number);
    try {
      const page = await pdf.getPage(number);
      const { frames, forms, overprinted } = await readPage(page, fonts);
      page.cleanup();
      found.forms += forms;
      found.overprinted += overprinted;
      found.pages.push({ label, isDamaged: false, frames: frames.map(packed), edges: edgesOf(frames) });
      for (const { pieces } of frames) for (const { text } of pieces) letters += text.length;
      damaged = 0;
    } catch {
      found.pages.push({ label, isDamaged: true, frames: [], edges: edgesOf([]) });
      damaged += 1;
    }
    if (letters > longestText) throw new ReadProblem(tooLong('This text'));
    if (damaged >= mostDamaged) break;
    // Nothing else would get its turn: pdf.js only ever waits for itself.
    await setImmediate();
  }
  return found;
}

function edgesOf([main, ...others]: readonly Frame[]): PageEdges {
  if (!main || main.isAslant) return { words: [], hasMore: main !== undefined };
  const words = edgeWords(main.pieces, main.height);
  const atEdges = words.reduce((sum, { pieces }) => sum + pieces.length, 0);
  const aside = asideWords(others.flatMap(({ pieces }) => pieces));
  return { words: [...words, ...aside], hasMore: atEdges < main.pieces.length };
}

/** Pieces take much memory as objects: 5,000 pages of words that stand singly are millions. */
interface PackedFrame extends Omit<Frame, 'pieces'> {
  words: Pick<Piece, 'text' | 'font'>[];
  numbers: Float64Array;
}

const numbersEach = 7;

function packed({ pieces, ...frame }: Frame): PackedFrame {
  const numbers = new Float64Array(pieces.length * numbersEach);
  for (const [index, { x, y, width, height, order, isRtl, afterBlank }] of pieces.entries())
    numbers.set([x, y, width, height, order, Number(isRtl), Number(afterBlank)], index * numbersEach);
  return { ...frame, numbers, words: pieces.map(({ text, font }) => ({ text, font })) };
}

function unpacked({ words, numbers, ...frame }: PackedFrame): Frame {
  const pieces = words.map(({ text, font }, index): Piece => {
    const [x = 0, y = 0, width = 0, height = 0, order = 0, isRtl, afterBlank] = numbers.subarray(
      index * numbersEach,
      (index + 1) * numbersEach,
    );
    return { text, font, x, y, width, height, order, isRtl: isRtl === 1, afterBlank: afterBlank === 1 };
  });
  return { ...frame, pieces };
}

/** The lines of each page. Running heads are left out, or come before and after what stands between them. */
export function linesOfPages(
  pages: readonly FoundPage[],
  removesHeads: boolean,
): { lines: Line[][]; heads: string[] } {
  const heads = runningHeads(pages.map(({ edges }) => edges));
  const lines = pages.map((page, index) => {
    const [main, ...others] = page.frames.map(unpacked);
    page.frames = [];
    if (!main) return [];
    const { top, bottom, aside } = heads.pieces[index]!;
    const part = (chosen: (at: number) => boolean): Frame => ({
      ...main,
      pieces: main.pieces.filter((_, at) => chosen(at)),
    });
    let at = 0;
    const more = others.map((frame) => ({
      ...frame,
      pieces: frame.pieces.filter(() => !(aside.has(at++) && removesHeads)),
    }));
    const body = linesOfPage([part((piece) => !top.has(piece) && !bottom.has(piece)), ...more]);
    if (removesHeads) return body;
    return [
      ...apart(linesOfPage([part((at) => top.has(at))]), 1),
      ...body,
      ...apart(linesOfPage([part((at) => bottom.has(at))]), 2),
    ];
  });
  return { lines, heads: removesHeads ? heads.texts : [] };
}

/** Lines that are in no column of the text. */
const apart = (lines: readonly Line[], place: number): Line[] =>
  lines.map((line) => ({ ...line, column: -place }));
