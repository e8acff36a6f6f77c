/** Exports of news archives in a folder of samples, against the numbers that its list gives. */
import fs from 'node:fs';
import path from 'node:path';
import { readFile } from '../support/read-files';
import { type Row, row } from './row';

/** By file, how many articles a right reader finds, and which reader it is. */
const expected: Record<string, { reader: string; articles: number }> = {
  'nexisuni_sample.docx': { reader: 'nexis-uni', articles: 10 },
  'nexis_sample.txt': { reader: 'nexis-text', articles: 10 },
  'lexisnexis_test_en.html': { reader: 'nexis-html', articles: 2 },
  'lexisnexis_test_fr.html': { reader: 'nexis-html', articles: 3 },
  'factiva_test.html': { reader: 'factiva-html', articles: 2 },
  'factiva_test.xml': { reader: 'factiva-xml', articles: 3 },
  'europresse_test1.html': { reader: 'europresse', articles: 3 },
  'europresse_test2.html': { reader: 'europresse', articles: 4 },
};

/** @param samples a folder with a folder `news` */
export async function compareNews(samples: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, { reader, articles }] of Object.entries(expected)) {
    const read = await readFile(name, Uint8Array.from(fs.readFileSync(path.join(samples, 'news', name))));
    rows.push(
      row(`${name}: reader`, reader, read.format ?? 'none'),
      row(`${name}: articles`, articles, read.articles.length),
      row(
        `${name}: with title, source and date`,
        articles,
        read.articles.filter(
          ({ fields }) => fields.title !== '' && fields.source !== '' && fields.date !== null,
        ).length,
      ),
    );
    const having = (test: (article: (typeof read.articles)[number]) => boolean): number =>
      read.articles.filter(test).length;
    if (name === 'nexisuni_sample.docx') {
      rows.push(
        row(
          `${name}: Length`,
          10,
          having(({ particulars }) => particulars.some((one) => one.name === 'Length')),
        ),
        row(`${name}: parts that could not be read`, 0, read.skipped.length),
      );
    }
    if (name === 'factiva_test.html') {
      rows.push(
        row(
          `${name}: paragraphs`,
          6,
          read.articles.map(({ text }) => text.split('\n').length).reduce((sum, count) => sum + count, 0),
        ),
      );
    }
    if (name !== 'nexis_sample.txt') continue;
    rows.push(
      row(
        `${name}: LENGTH`,
        10,
        having(({ particulars }) => particulars.some((one) => one.name === 'LENGTH')),
      ),
      row(
        `${name}: BYLINE`,
        9,
        having(({ fields }) => fields.author !== ''),
      ),
      row(
        `${name}: SECTION`,
        5,
        having(({ fields }) => fields.section !== ''),
      ),
      row(
        `${name}: LANGUAGE`,
        10,
        having(({ fields }) => fields.language === 'en'),
      ),
    );
  }
  return rows;
}
