/**
 * Compares the readers with other programs and lists: `run.ts FOLDER [SAMPLES]`. Writes the page of results;
 * the last line on the console says how many are the same.
 */
import fs from 'node:fs';
import path from 'node:path';
import { cell, tableOf } from './cell';
import { compareNews } from './news';
import { compareOffice, officeVersion } from './office';
import { comparePages } from './pages';
import type { Row } from './row';

const [folder = '', samples] = process.argv.slice(2);
const version = officeVersion();

const table = (rows: readonly Row[]): string =>
  tableOf(
    ['What', 'Same', 'Expected', 'Got, where it differs'],
    rows.map(({ what, same, expected, got }) => [
      cell(what),
      same ? 'yes' : '**no**',
      cell(expected),
      same ? '' : cell(got),
    ]),
  );

const parts: { title: string; what: string; rows: Row[] }[] = [];
if (version !== null) {
  parts.push({
    title: `Office documents against ${version}`,
    what: 'Files that LibreOffice writes, read by us, and converted by LibreOffice to text. Compared are the lines: bullets and numbers of lists, which are no part of our texts, are left out, a cell of a table is a line, and any white space within a line counts as one space. Where LibreOffice’s text is known not to be what a reader of the document sees, ours is compared with what the document was made to say; why, stands in brackets.',
    rows: await compareOffice(folder),
  });
}
if (samples !== undefined) {
  parts.push({
    title: 'Exports of news archives',
    what: 'Files collected from public repositories, which are no part of this one, against the counts of an independent script.',
    rows: await compareNews(samples),
  });
  parts.push({
    title: 'Web pages',
    what: 'Pages of the tests of Readability, against the texts that these tests expect. White space is not compared.',
    rows: await comparePages(samples),
  });
}

/** What our readers are built on. */
const libraries = ['mammoth', 'saxes', 'yauzl', 'iconv-lite', 'linkedom', '@mozilla/readability'].map(
  (name) => {
    const about = fs.readFileSync(path.join('node_modules', name, 'package.json'), 'utf8');
    return `${name} ${(JSON.parse(about) as { version: string }).version}`;
  },
);

const rows = parts.flatMap((part) => part.rows);
const same = rows.filter((row) => row.same).length;
const page = [
  '# What the readers find, compared with others',
  '',
  `Written by \`npm run compare-readers\` on ${new Date().toISOString().slice(0, 10)}: ${same} of ${rows.length} are the same. The readers are built on ${libraries.join(', ')}.`,
  ...parts.flatMap(({ title, what, rows: found }) => ['', `## ${title}`, '', what, '', table(found)]),
  '',
].join('\n');
fs.writeFileSync('tests/compare/RESULTS.md', page);
console.log(`${same} of ${rows.length} are the same; see tests/compare/RESULTS.md`);
for (const { what, expected, got } of rows.filter((row) => !row.same))
  console.log(`- ${what}\n    expected ${expected.slice(0, 300)}\n    got      ${got.slice(0, 300)}`);
