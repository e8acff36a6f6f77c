/** Every format from which articles can be read; file dialogs, the command line and the assistant list these. */
import { europresseReader } from './europresse';
import { factivaHtmlReader } from './factiva-html';
import { factivaXmlReader } from './factiva-xml';
import { mailReader } from './mail';
import { mhtmlReader } from './mhtml';
import { nexisHtmlReader } from './nexis-html';
import { nexisTextReader } from './nexis-text';
import { csvReader } from './csv-articles';
import { docxReader } from './docx';
import { epubReader } from './epub';
import { htmlReader } from './html';
import { jsonLinesReader, jsonReader } from './json-articles';
import { markdownReader } from './markdown';
import { odtReader } from './odt';
import { pdfReader } from './pdf';
import { plainReader } from './plain-text';
import type { Reader } from './reader';
import { rtfReader } from './rtf';
import { splitReader } from './split-text';
import { workbookReader } from './workbook';

export { plainReader };

/** Where two are equally sure of a file, the earlier one reads it. */
export const readers: readonly Reader[] = [
  pdfReader,
  docxReader,
  odtReader,
  rtfReader,
  epubReader,
  workbookReader,
  csvReader,
  jsonReader,
  jsonLinesReader,
  nexisTextReader,
  nexisHtmlReader,
  factivaHtmlReader,
  factivaXmlReader,
  europresseReader,
  mhtmlReader,
  mailReader,
  markdownReader,
  htmlReader,
  plainReader,
  splitReader,
];
