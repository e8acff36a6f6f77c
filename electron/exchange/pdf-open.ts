/** Opens PDF files with pdf.js, and reads what stands on their pages. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PDFDocumentLoadingTask, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type PagePieces, piecesOfPage, type TextItem } from '../../shared/pdf-pieces';
import { builtFile } from '../built-files';
import { ReadProblem } from '../../shared/read-problem';

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
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentLoadingTask> {
  const { getDocument, VerbosityLevel } = await pdfjs();
  // pdf.js takes the bytes for itself.
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: characterTables(),
    cMapPacked: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isImageDecoderSupported: false,
    // Only the names of fonts are asked for; pictures are not even unpacked.
    fontExtraProperties: true,
    maxImageSize: 1,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    await task.promise;
    return task;
  } catch (error) {
    await task.destroy().catch(() => undefined);
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

/** Reads one page. @throws Error when it is damaged */
export async function readPage(page: PDFPageProxy, fonts: FontNames): Promise<PagePieces> {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const { items, styles } = await page.getTextContent({ disableNormalization: true });
  const verticalFonts = new Set(Object.keys(styles).filter((name) => styles[name]?.vertical));
  await fonts.learn(page, Object.keys(styles));
  const view = { transform, width, height, verticalFonts };
  return piecesOfPage(items as TextItem[], view);
}

/** After so many looks at a document's fonts no more are taken: each costs more than reading a page. */
const mostLooks = 60;

/** Which of a document's fonts are bold. pdf.js tells only when it makes ready to draw a page. */
export class FontNames {
  readonly bold = new Set<string>();
  private readonly known = new Set<string>();
  private looks = 0;

  /** Finds out about the fonts of a page that have not been met before. */
  async learn(page: PDFPageProxy, names: readonly string[]): Promise<void> {
    const unknown = names.filter((name) => !this.known.has(name));
    if (unknown.length === 0 || this.looks >= mostLooks) return;
    this.looks += 1;
    for (const name of unknown) this.known.add(name);
    // A page that cannot be drawn can be read all the same.
    await page.getOperatorList().catch(() => null);
    for (const name of unknown) {
      if (!page.commonObjs.has(name)) continue;
      const font = page.commonObjs.get(name) as { name?: unknown; bold?: unknown; black?: unknown } | null;
      const isNamedBold = typeof font?.name === 'string' && /bold|black|heavy/i.test(font.name);
      if (isNamedBold || font?.bold === true || font?.black === true) this.bold.add(name);
    }
  }
}
