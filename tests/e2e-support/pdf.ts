/** What a PDF says, as other programs read it. */
import { execFileSync } from 'node:child_process';
import { electronPath, root } from './fixtures';

/** pdf.js wants a newer Node than the one that runs the tests may be: Electron's. */
const script = `
  import fs from 'node:fs';
  import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
  const data = new Uint8Array(fs.readFileSync(process.argv[1]));
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''));
    pages.push(words.join('').replaceAll(/\\s+/g, ' '));
  }
  process.stdout.write(JSON.stringify(pages));
`;

/** The words of each page, in the order in which the file has them. */
export const pagesOfPdf = (file: string): string[] =>
  JSON.parse(
    execFileSync(electronPath(), ['--input-type=module', '--eval', script, file], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    }),
  ) as string[];
