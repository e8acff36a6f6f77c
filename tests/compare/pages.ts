/** Web pages in a folder of samples, against the text that Readability's own tests expect of them. */
import fs from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { readOne } from '../support/read-files';
import { type Row, row } from './row';

const words = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, ' ').trim();
const withoutSpaces = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, '');

/** @param samples a folder with a folder `html` */
export async function comparePages(samples: string): Promise<Row[]> {
  const folder = path.join(samples, 'html');
  const rows: Row[] = [];
  for (const name of fs.readdirSync(folder).filter((one) => one.endsWith('.source.html'))) {
    const base = name.replace('.source.html', '');
    const html = fs.readFileSync(path.join(folder, `${base}.expected.html`), 'utf8');
    const { title } = JSON.parse(
      fs.readFileSync(path.join(folder, `${base}.expected-metadata.json`), 'utf8'),
    ) as { title: string | null };
    const expected = parseHTML(`<html><body>${html}</body></html>`).document.body.textContent ?? '';
    const { text, fields } = await readOne(name, Uint8Array.from(fs.readFileSync(path.join(folder, name))));
    // Spaces between blocks are the page's layout with them, and line breaks with us.
    const same = withoutSpaces(expected) === withoutSpaces(text);
    rows.push({ what: `${base}: text`, expected: words(expected), got: words(text), same });
    if (title) rows.push(row(`${base}: title`, title, fields.title));
  }
  return rows;
}
