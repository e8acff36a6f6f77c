/** PDF with a text layer, read with pdf.js: text in reading order, in paragraphs, with its pages. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { withoutTurns } from '../../shared/names';
import { plainLetters } from '../../shared/letter-forms';
import { linesOfPage, type Piece } from '../../shared/pdf-lines';
import { paragraphsOf } from '../../shared/pdf-paragraphs';
import { type Page, withoutRunningHeads } from '../../shared/pdf-running-heads';
import type { PdfSettings } from '../../shared/import-settings';
import { builtFile } from '../built-files';
import { Body } from './body';
import { ReadProblem, type Reader } from './reader';

/** pdf.js's tables of Asian characters: beside the built program, or in its package. */
function characterTables(): string {
  const beside = builtFile('cmaps');
  if (beside !== null) return `${beside}/`;
  const inPackage = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
  return `${path.join(path.dirname(inPackage), 'cmaps')}/`;
}

/** Loaded when the first PDF comes: it is large. It looks for its own worker here, as this is one already. */
async function pdfjs() {
  // It warns that it cannot draw without a canvas, which nobody asks it to.
  const { warn } = console;
  console.warn = () => undefined;
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs').finally(() => {
    console.warn = warn;
  });
  const worker = (await import('pdfjs-dist/legacy/build/pdf.worker.mjs')) as object;
  Object.assign(globalThis, { pdfjsWorker: worker });
  return library;
}

/** @throws ReadProblem for a file with a password, or one that is damaged */
async function openPdf(bytes: Uint8Array): Promise<PDFDocumentLoadingTask> {
  const { getDocument, VerbosityLevel } = await pdfjs();
  try {
    const task = getDocument({
      // pdf.js takes the bytes for itself.
      data: Uint8Array.from(bytes),
      cMapUrl: characterTables(),
      cMapPacked: true,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      isImageDecoderSupported: false,
      stopAtErrors: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    await task.promise;
    return task;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') {
      throw new ReadProblem(
        'It is protected with a password. Open it in a PDF viewer, print or save it without one, and choose it again.',
      );
    }
    throw new ReadProblem(
      `It is damaged, or no PDF (${error instanceof Error ? error.message : String(error)}). Get it anew.`,
    );
  }
}

interface TextItem {
  str: string;
  dir: string;
  transform: number[];
  width: number;
  height: number;
}

/** The pieces of a page, upright; those that stand across it are left to the end. */
async function piecesOf(
  page: PDFPageProxy,
): Promise<{ pieces: Piece[]; across: Piece[]; height: number; forms: number }> {
  const { transform: view, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const pieces: Piece[] = [];
  const across: Piece[] = [];
  let forms = 0;
  for (const item of items as TextItem[]) {
    if (typeof item.str !== 'string' || item.str === '') continue;
    const [a, b, c, d, e, f] = multiplied(view, item.transform);
    const size = Math.hypot(c, d) || item.height;
    const { text, replaced } = plainLetters(item.str);
    forms += replaced;
    const piece = { text, x: e, y: f, width: item.width, height: size, isRtl: item.dir === 'rtl' };
    const isUpright = Math.abs(b) <= Math.abs(a) * 0.1 && a > 0;
    if (isUpright) pieces.push(piece);
    else if (text.trim() !== '') across.push(piece);
  }
  return { pieces, across, height, forms };
}

/** The product of two matrices of six numbers, as PDF writes them. */
function multiplied(
  m: readonly number[],
  n: readonly number[],
): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** What stands on a page; null where it is damaged. */
async function readPage(
  pdf: PDFDocumentProxy,
  number: number,
): Promise<Awaited<ReturnType<typeof piecesOf>> | null> {
  try {
    const page = await pdf.getPage(number);
    const pieces = await piecesOf(page);
    page.cleanup();
    return pieces;
  } catch {
    return null;
  }
}

async function pagesOf(
  pdf: PDFDocumentProxy,
): Promise<{ pages: Page[]; empty: string[]; damaged: string[]; forms: number }> {
  const labels = await pdf.getPageLabels().catch(() => null);
  const pages: Page[] = [];
  const empty: string[] = [];
  const damaged: string[] = [];
  let forms = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const label = labels?.[number - 1] || String(number);
    const read = await readPage(pdf, number);
    if (!read) {
      damaged.push(label);
      pages.push({ label, height: 0, lines: [] });
      continue;
    }
    const { pieces, across, height, forms: found } = read;
    forms += found;
    const lines = linesOfPage(pieces);
    const aside = across.map(({ text, x, y, width, height: size }, index) => ({
      text: text.trim(), x, end: x + width, y, height: size, columnX: x, columnEnd: x + width, column: 1000 + index,
    })); // prettier-ignore
    if (lines.length === 0) empty.push(label);
    pages.push({ label, height, lines: [...lines, ...aside] });
  }
  return { pages, empty, damaged, forms };
}

/** Titles that programs give, and nobody chose. */
const isNoTitle = (title: string): boolean =>
  title === '' ||
  /^(?:microsoft word|untitled|unbenannt|print|layout|dokument|document)\b|^(?:data|https?|file|about):|\.(?:docx?|indd|qxd|pdf|rtf|odt|tex|dvi)$/i.test(
    title,
  );

async function about(
  pdf: PDFDocumentProxy,
): Promise<{ fields: Partial<ArticleFields>; particulars: Particular[] }> {
  const found = await pdf.getMetadata().catch(() => null);
  const info = (found?.info ?? {}) as Record<string, unknown>;
  const text = (name: string): string =>
    typeof info[name] === 'string' ? withoutTurns(info[name]).trim() : '';
  const title = text('Title');
  return {
    fields: { title: isNoTitle(title) ? '' : title, author: text('Author') },
    particulars: [
      ...(isNoTitle(title) && title !== '' ? [{ name: 'Title of the file', value: title }] : []),
      { name: 'File created', value: pdfDate(text('CreationDate')) },
      { name: 'Subject', value: text('Subject') },
      { name: 'Keywords', value: text('Keywords') },
    ].filter(({ value }) => value !== ''),
  };
}

/** `D:20200131093000+01'00'` as people read it. */
const pdfDate = (date: string): string =>
  date.replace(
    /^D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?.*$/,
    (_, y: string, m: string, d: string, h?: string, min?: string) =>
      h === undefined ? `${y}-${m}-${d}` : `${y}-${m}-${d} ${h}:${min ?? '00'}`,
  );

const listed = (labels: readonly string[]): string =>
  labels.length <= 10
    ? labels.join(', ')
    : `${labels.slice(0, 10).join(', ')} and ${labels.length - 10} more`;

/** The text of all pages, and what was done to it, as sentences. */
function bodyOf(found: readonly Page[], settings: PdfSettings): { body: Body; warnings: string[] } {
  const { pages, heads } = settings.removesRunningHeads
    ? withoutRunningHeads(found)
    : { pages: found, heads: [] };
  const { paragraphs, joined } = paragraphsOf(pages, settings.joinsHyphens);
  const body = new Body();
  let page = -1;
  for (const { level, parts } of paragraphs) {
    for (const [index, part] of parts.entries()) {
      for (; page < part.page; page++) body.page(pages[page + 1]?.label ?? '');
      if (index > 0) body.goOn(part.text);
      else body.add(part.text, level === 0 ? { kind: 'paragraph' } : { kind: 'heading', level });
    }
  }
  const warnings: string[] = [];
  if (heads.length > 0) {
    const named = heads
      .slice(0, 3)
      .map((head) => (head === 'page numbers' ? head : `“${head.slice(0, 60)}”`));
    warnings.push(
      `Left out, as they stand on most pages in the same place: ${named.join(', ')}${heads.length > 3 ? ` and ${heads.length - 3} more` : ''}.`,
    );
  }
  if (joined > 0)
    warnings.push(
      `${joined === 1 ? '1 word' : `${joined.toLocaleString('en')} words`} that were parted at the end of a line were joined.`,
    );
  return { body, warnings };
}

export const pdfReader: Reader = {
  id: 'pdf',
  name: 'PDF',
  extensions: ['pdf'],
  fits: ({ head, extension }) => {
    if (Buffer.from(head.subarray(0, 1024)).includes('%PDF-')) return 3;
    return extension === 'pdf' ? 1 : 0;
  },
  async *read(file, { pdf: settings }) {
    const task = await openPdf(await file.bytes());
    try {
      const pdf = await task.promise;
      const { pages, empty, damaged, forms } = await pagesOf(pdf);
      if (damaged.length === pages.length)
        throw new ReadProblem('All of its pages are damaged. Get it anew.');
      if (empty.length + damaged.length === pages.length) {
        throw new ReadProblem(
          'It has no text, only images of it: it is a scan. Have its text recognised first (OCR, for instance with ocrmypdf); Claimbook does not do that.',
        );
      }
      const { body, warnings } = bodyOf(pages, settings);
      if (damaged.length > 0)
        warnings.push(
          `${damaged.length === 1 ? 'Page' : 'Pages'} ${listed(damaged)} cannot be read: the file is damaged there, and text is missing.`,
        );
      if (empty.length > 0)
        warnings.push(
          `There is no text on ${empty.length === 1 ? 'page' : 'pages'} ${listed(empty)}: images, or nothing.`,
        );
      if (forms > 0)
        warnings.push(
          `${forms.toLocaleString('en')} ligatures and forms of letters were written as the letters that they stand for.`,
        );
      const { text, layout } = body.finish();
      const unknown = text.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
      if (unknown > 0)
        warnings.push(
          `${unknown.toLocaleString('en')} signs have no letter in the file: compare the text with the page.`,
        );
      yield { text, layout, ...(await about(pdf)), warnings, place: '', encoding: '', encodings: [] };
    } finally {
      await task.destroy();
    }
  },
};
