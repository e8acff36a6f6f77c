/**
 * Annotated articles as pages for reading and print: one HTML file each, which needs nothing else and runs nothing, and
 * one that lists them. The app makes PDF of such a page; see `electron/pdf-of-page.ts`.
 */
import { FileNames } from '../file-names';
import type { FormatInfo, Writer } from './format';
import { htmlElement, htmlPage, htmlWords, isolatedWords } from './html-writer';
import { ReadingLosses } from './reading-losses';
import { dateInWords, ReadingPages } from './reading-page';
import { readingStyle } from './reading-style';

export const readingCopyFormat: FormatInfo = {
  id: 'html',
  name: 'Annotated articles for reading (HTML)',
  what: 'A folder of pages with the annotations in the text and in the margin, for a browser or for print. As PDF the app saves an article from its File menu; the command line cannot.',
  extensions: [],
  container: 'folder',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'partly',
    'several coders': 'yes',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'yes',
    'article details': 'partly',
  },
  options: [],
};

export const writeReadingCopy: Writer = function* (dataset, { losses, name }) {
  const { registries } = dataset;
  const pages = new ReadingPages(registries);
  const files = new FileNames();
  const rows: string[] = [];
  const untold = new ReadingLosses(losses);
  for (const coded of dataset.articles()) {
    const { article, annotations } = coded;
    const file = `articles/${files.nameFor(article.title, 'Article')}.html`;
    yield { file, content: pages.page(coded) };
    untold.article(coded);
    const link = htmlElement(
      'a',
      { href: file.split('/').map(encodeURIComponent).join('/'), dir: 'auto' },
      htmlWords(article.title),
    );
    const cells = [
      link,
      isolatedWords(article.source),
      htmlWords(article.date === null ? '' : dateInWords(article.date)),
      annotations.length.toLocaleString('en'),
    ];
    rows.push(htmlElement('tr', {}, ...cells.map((cell) => htmlElement('td', {}, cell))));
  }
  untold.registries(registries);
  const heading = ['Article', 'Source', 'Date', 'Annotations'].map((words) =>
    htmlElement('th', { scope: 'col' }, words),
  );
  const body = [
    htmlElement('h1', { dir: 'auto' }, htmlWords(registries.project.name)),
    htmlElement('table', { class: 'index' }, htmlElement('tr', {}, ...heading), ...rows),
  ];
  yield { file: 'index.html', content: htmlPage(name, readingStyle([]), body.join('\n')) };
};
