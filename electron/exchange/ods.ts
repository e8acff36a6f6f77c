/** OpenDocument spreadsheets (ODS). No library that is kept up reads them, and the format is plain XML in a zip. */
import { ReadProblem } from '../../shared/read-problem';
import type { Sheet } from './workbook';
import { parseXml } from './xml';
import { elementsIn, firstIn, textOf, type XmlElement } from '../../shared/xml';
import type { Zip } from './zip';

/** Cells and rows that repeat more often than this are the empty rest of a sheet. */
const mostRepeated = 10_000;

const times = (count: string | undefined): number =>
  Math.min(mostRepeated, Math.max(1, Number(count ?? 1) || 1));

/** The sheets of an opened spreadsheet. @throws ReadProblem */
export async function readSpreadsheet(zip: Zip): Promise<Sheet[]> {
  if (zip.has('META-INF/manifest.xml')) {
    const manifest = parseXml(await zip.read('META-INF/manifest.xml'), 'Its list of parts');
    if (firstIn(manifest, 'encryption-data'))
      throw new ReadProblem(
        'It is protected with a password. Open it in LibreOffice, save it without one, and choose that.',
      );
  }
  const content = parseXml(await zip.read('content.xml'), 'Its content');
  const book = firstIn(content, 'spreadsheet');
  if (!book) throw new ReadProblem('It is an OpenDocument file, but holds no spreadsheet.');
  return book.children
    .filter((child): child is XmlElement => typeof child !== 'string' && child.name === 'table')
    .map((table) => ({ name: table.attributes.name ?? '', rows: rowsOf(table) }));
}

function rowsOf(table: XmlElement): string[][] {
  const rows: string[][] = [];
  let filled = 0;
  for (const row of elementsIn(table, 'table-row')) {
    const cells = cellsOf(row);
    for (let copy = times(row.attributes['number-rows-repeated']); copy > 0; copy--) rows.push(cells);
    if (cells.length > 0) filled = rows.length;
  }
  return rows.slice(0, filled);
}

/** The cells in words, without empty ones at the end. */
function cellsOf(row: XmlElement): string[] {
  const cells: string[] = [];
  let filled = 0;
  for (const cell of row.children) {
    if (typeof cell === 'string' || !['table-cell', 'covered-table-cell'].includes(cell.name)) continue;
    const words = wordsOfCell(cell);
    for (let copy = times(cell.attributes['number-columns-repeated']); copy > 0; copy--) cells.push(words);
    if (words !== '') filled = cells.length;
  }
  return cells.slice(0, filled);
}

function wordsOfCell(cell: XmlElement): string {
  const { 'value-type': type, 'date-value': date, value, 'boolean-value': truth } = cell.attributes;
  if (type === 'date' && date !== undefined) return date.replace(/T00:00:00(?:\.0+)?$/, '').replace('T', ' ');
  if ((type === 'float' || type === 'percentage' || type === 'currency') && value !== undefined) return value;
  if (type === 'boolean' && truth !== undefined) return truth;
  return cell.children
    .flatMap((child) => (typeof child !== 'string' && child.name === 'p' ? [wordsOf(child)] : []))
    .join('\n');
}

/** The words of a paragraph: runs of spaces, tabs and line breaks are elements of their own. */
function wordsOf(paragraph: XmlElement): string {
  return paragraph.children
    .map((child) => {
      if (typeof child === 'string') return child.replaceAll(/[ \t\r\n]+/g, ' ');
      if (child.name === 's') return ' '.repeat(Math.min(1000, Number(child.attributes.c ?? 1) || 1));
      if (child.name === 'tab') return '\t';
      if (child.name === 'line-break') return '\n';
      if (child.name === 'annotation') return '';
      return child.children.length === 0 ? textOf(child) : wordsOf(child);
    })
    .join('');
}
