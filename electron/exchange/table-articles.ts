/** From rows of any table (CSV, workbook, JSON) to articles: what each cell fills, and what is kept beside. */
import type { ReadSettings, TableMapping } from '../../shared/import-settings';
import { guessColumns, targetOf } from '../../shared/table-columns';
import { Body } from './body';
import { type Filled, fillField } from './fill-fields';
import { type FoundArticle, type SkippedPart } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import type { TableRow } from './table-rows';

export interface Table {
  columns: readonly string[];
  /** What was found out of how it is written, and what the columns fill. */
  mapping: TableMapping;
  /** The sheets of a workbook; none for other tables. */
  sheets: readonly string[];
  /** Of the beginning, for guesses and for the preview. */
  sample: readonly TableRow[];
  /** All rows, those of the sample again. */
  rows: AsyncIterable<TableRow | SkippedPart>;
  encoding: string;
  encodings: FoundArticle['encodings'];
  warnings: readonly string[];
}

/** What the columns fill: as the user said, or else as their names and contents tell. */
export function mappingOf(
  columns: readonly string[],
  sample: readonly TableRow[],
  { table }: ReadSettings,
  found: Omit<TableMapping, 'columns'>,
): TableMapping {
  const rows = sample.map(({ cells }) =>
    columns.map((column) => cells.find(({ name }) => name === column)?.value ?? ''),
  );
  return { ...found, columns: table?.columns ?? guessColumns(columns, rows) };
}

/** @throws ReadProblem when no column holds the text */
export async function* articlesOf(
  table: Table,
  { dateOrder }: ReadSettings,
): AsyncGenerator<FoundArticle | SkippedPart> {
  const { mapping, rows, encoding, encodings } = table;
  refuseWithoutText(table);
  // What concerns the whole table is said once.
  let about = table.warnings;
  for await (const row of rows) {
    const found = 'skipped' in row ? row : articleOf(row, mapping, dateOrder, about);
    if ('skipped' in found) yield found;
    else {
      yield { ...found, encoding, encodings };
      about = [];
    }
  }
}

function refuseWithoutText({ columns, mapping }: Table): void {
  // Of what holds nothing at all, each part says why.
  if (columns.length === 0) return;
  if (columns.some((column) => targetOf(mapping.columns, column) === 'text')) return;
  const named = `${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ', …' : ''}`;
  const wanted = Object.keys(mapping.columns).filter((name) => targetOf(mapping.columns, name) === 'text');
  throw new ReadProblem(
    wanted.length > 0
      ? `It has no column “${wanted.join('”, “')}”, which is to hold the articles’ text; its columns are: ${named}. Say which one does under “Read otherwise…”.`
      : `None of its columns is known to hold the articles’ text (${named}). Say which one does under “Read otherwise…”.`,
  );
}

type Found = Omit<FoundArticle, 'encoding' | 'encodings'>;

/** What statistics programs and databases write where they have no value. */
const missing = /^(?:NA|N\/A|#N\/A|<NA>|NaN|nan|NULL|null|None)$/;

function articleOf(
  { place, cells, warning }: TableRow,
  mapping: TableMapping,
  dateOrder: ReadSettings['dateOrder'],
  about: readonly string[],
): Found | SkippedPart {
  const body = new Body();
  const filled: Filled = {
    fields: {},
    particulars: [],
    warnings: [...about, ...(warning === null ? [] : [warning])],
  };
  const { particulars, warnings } = filled;
  let missingText: string | null = null;
  for (const { name, value } of cells) {
    const words = value.trim();
    const target = targetOf(mapping.columns, name);
    if (words === '' || target === 'leave out') continue;
    if (value.length === longestInExcel && target !== undefined) warnings.push(cutByExcel(name));
    if (target !== 'text' && words.includes('\ufffd')) warnings.push(lostIn(name));
    const isMissing = target !== undefined && missing.test(words);
    if (isMissing && target === 'text') missingText = words;
    if (isMissing) continue;
    if (target === undefined) particulars.push({ name, value: words });
    else if (target === 'text') body.add(value);
    else fillField(filled, target, { name, words }, dateOrder);
  }
  if (missingText !== null && body.length === 0)
    return { place, skipped: `It has no text: “${missingText}” stands for a missing value.` };
  return { ...body.finish(), ...filled, place };
}

/** No cell of Excel's holds more characters; what was longer was cut when the table went through it. */
const longestInExcel = 32_767;
const cutByExcel = (name: string): string =>
  `“${name}” has exactly 32,767 characters, the most that a cell of Excel can hold: its end is likely cut off.`;

const lostIn = (name: string): string =>
  `In “${name}”, characters could not be read; they stand as “\ufffd”. If there are many, choose another encoding.`;
