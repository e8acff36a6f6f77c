/** PDF with a text layer, read with pdf.js: text in reading order, in paragraphs, with its pages. */
import type { PdfSettings } from '../../shared/import-settings';
import type { Line } from '../../shared/pdf-lines';
import { type Paragraph, paragraphsOf } from '../../shared/pdf-paragraphs';
import { Body } from './body';
import { aboutFile } from './pdf-about';
import { openPdf } from './pdf-open';
import { type FoundPages, linesOfPages, readPages } from './pdf-pages';
import { type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

function bodyOf(paragraphs: readonly Paragraph[], labels: readonly string[]): Body {
  const body = new Body();
  let page = -1;
  for (const { kind, level, parts } of paragraphs) {
    for (const [index, part] of parts.entries()) {
      for (; page < part.page; page++) body.page(labels[page + 1] ?? '');
      if (index > 0) body.goOn(part.text);
      else body.add(part.text, kind === 'heading' ? { kind, level } : { kind });
    }
  }
  return body;
}

const count = (number: number, one: string, many = `${one}s`): string =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString('en')} ${many}`;

const pagesNamed = (labels: readonly string[]): string =>
  `${labels.length === 1 ? 'page' : 'pages'} ${
    labels.length <= 10
      ? labels.join(', ')
      : `${labels.slice(0, 10).join(', ')} and ${labels.length - 10} more`
  }`;

const isScan =
  'It has no text layer: it is a scan, or holds only images. Run text recognition over it first (OCR, for instance with ocrmypdf), and choose it again; Claimbook does none.';
/** Pages with fewer letters than this on the average hold little more than a stamp or a number. */
const fewLetters = 25;

/** What is missing from the text, as sentences. @throws ReadProblem when all of it is */
function missing(
  { pages, total }: FoundPages,
  lines: readonly (readonly Line[])[],
  heads: readonly string[],
): string[] {
  const sound = pages.filter(({ isDamaged }) => !isDamaged);
  if (sound.length === 0) throw new ReadProblem('All of its pages are damaged. Get it anew.');
  const letters = lines.flat().reduce((sum, { text }) => sum + text.length, 0);
  const [head] = heads;
  if (letters === 0)
    throw new ReadProblem(
      head === undefined ? isScan : `${isScan} All that stands on its pages is “${head.slice(0, 80)}”.`,
    );
  const damaged = pages.filter(({ isDamaged }) => isDamaged).map(({ label }) => label);
  const empty = pages.filter(({ isDamaged }, index) => !isDamaged && lines[index]!.length === 0);
  const warnings: string[] = [];
  if (damaged.length > 0)
    warnings.push(
      `Text is missing, as the file is damaged: ${pagesNamed(damaged)} cannot be read. Get it anew.`,
    );
  if (total > pages.length)
    warnings.push(
      `The file says that it has ${total.toLocaleString('en')} pages, but ends in ${damaged.length > 0 ? 'damaged ones' : 'more than can be read'}; what comes after page ${pages.length.toLocaleString('en')} is not in the text.`,
    );
  if (empty.length > 0)
    warnings.push(
      `There is no text on ${pagesNamed(empty.map(({ label }) => label))}: they are images, or blank. Images of text must be recognised first (OCR); Claimbook does not do that.`,
    );
  if (sound.length - empty.length > 1 && letters < fewLetters * (sound.length - empty.length))
    warnings.push(
      `There is hardly any text in it: ${count(letters, 'character')} on ${count(sound.length - empty.length, 'page')}. If it is a scan, run text recognition over it first (OCR, for instance with ocrmypdf).`,
    );
  return warnings;
}

/** What was changed on the way in, as sentences. */
function changes(heads: readonly string[], joined: number, { forms, overprinted }: FoundPages): string[] {
  const warnings: string[] = [];
  if (heads.length > 0) {
    const named = heads
      .slice(0, 5)
      .map((head) => (head === 'page numbers' ? head : `“${head.slice(0, 80)}”`));
    const more = heads.length > 5 ? ` and ${heads.length - 5} more` : '';
    warnings.push(`Left out, as they stand on most pages in the same place: ${named.join(', ')}${more}.`);
  }
  if (joined > 0)
    warnings.push(`${count(joined, 'word')} that were parted at the end of a line were joined.`);
  if (forms > 0)
    warnings.push(
      forms === 1
        ? '1 ligature was written as the letters that it stands for.'
        : `${forms.toLocaleString('en')} ligatures and forms of letters were written as the letters that they stand for.`,
    );
  if (overprinted > 0)
    warnings.push(
      `${count(overprinted, 'piece')} of text that ${overprinted === 1 ? 'is' : 'are'} drawn twice in the same place (as a shadow, or to look bold) ${overprinted === 1 ? 'was' : 'were'} taken once.`,
    );
  return warnings;
}

/** Signs that have no letter in the file. U+FFFD is told of for all formats. */
function unmapped(text: string): string[] {
  const signs = text.match(/[\ue000-\uf8ff\u{f0000}-\u{10fffd}]/gu)?.length ?? 0;
  const share = Math.round((signs / Math.max(1, text.length)) * 100);
  return signs === 0
    ? []
    : [
        `${count(signs, 'sign')} (${share < 1 ? 'less than 1' : share} % of the text) have no letter in the file, only a shape: compare the text with the page.`,
      ];
}

export const pdfReader: Reader = {
  id: 'pdf',
  name: 'PDF',
  extensions: ['pdf'],
  fits: ({ head, extension }) => {
    const beginning = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1024));
    if (beginning.includes('%PDF-')) return 3;
    return extension === 'pdf' ? 1 : 0;
  },
  async *read(file, { pdf: settings }: { pdf: PdfSettings }) {
    const task = await openPdf(await file.bytes());
    try {
      const pdf = await task.promise;
      const found = await readPages(pdf);
      const { lines, heads } = linesOfPages(found.pages, settings.removesRunningHeads);
      const gaps = missing(found, lines, heads);
      const { paragraphs, joined } = paragraphsOf(lines, {
        joinsHyphens: settings.joinsHyphens,
        boldFonts: found.boldFonts,
      });
      const body = bodyOf(
        paragraphs,
        found.pages.map(({ label }) => label),
      );
      const { text, layout } = body.finish();
      const warnings = [...gaps, ...changes(heads, joined, found), ...unmapped(text)];
      yield { text, layout, ...(await aboutFile(pdf)), warnings, place: '', encoding: '', encodings: [] };
    } finally {
      await task.destroy();
    }
  },
};
