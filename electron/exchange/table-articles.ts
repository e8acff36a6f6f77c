/** From rows of any table (CSV, workbook, JSON) to articles: what each cell fills, and what is kept beside. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { ReadSettings, TableMapping } from '../../shared/import-settings';
import { readDate } from '../../shared/read-date';
import { readLanguage } from '../../shared/language-names';
import { guessColumns } from '../../shared/table-columns';
import { Body } from './body';
import { type FoundArticle, ReadProblem, type SkippedPart } from './reader';

/** A row: its cells by the names of their columns, in the table's order. */
export interface TableRow {
  /** `row 12`, as a spreadsheet counts, or `line 12`. */
  place: string;
  cells: readonly { name: string; value: string }[];
  /** Why the row looks wrong, as a sentence; null when it does not. */
  warning: string | null;
}

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

/** So many rows are looked at for guesses. */
export const sampled = 50;

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
  { columns, mapping, rows, encoding, encodings, warnings }: Table,
  { dateOrder }: ReadSettings,
): AsyncGenerator<FoundArticle | SkippedPart> {
  if (!Object.values(mapping.columns).includes('text')) {
    const named = columns.slice(0, 12).join(', ');
    throw new ReadProblem(
      `None of its columns is known to hold the articles’ text (${named}${columns.length > 12 ? ', …' : ''}). Say which one does under “Read otherwise…”.`,
    );
  }
  // What concerns the whole table is said once.
  let about = warnings;
  for await (const row of rows) {
    if ('skipped' in row) yield row;
    else {
      yield { ...articleOf(row, mapping, dateOrder, about), encoding, encodings };
      about = [];
    }
  }
}

type Found = Omit<FoundArticle, 'encoding' | 'encodings'>;

function articleOf(
  { place, cells, warning }: TableRow,
  mapping: TableMapping,
  dateOrder: ReadSettings['dateOrder'],
  about: readonly string[],
): Found {
  const body = new Body();
  const fields: Partial<ArticleFields> = {};
  const particulars: Particular[] = [];
  const warnings = [...about, ...(warning === null ? [] : [warning])];
  for (const { name, value } of cells) {
    const words = value.trim();
    const target = mapping.columns[name];
    if (words === '' || target === 'leave out') continue;
    if (target === undefined) particulars.push({ name, value: words });
    else if (target === 'text') body.add(value);
    else if (target === 'date') {
      const { date, doubtful } = readDate(words, dateOrder);
      if (date !== null && fields.date === undefined) fields.date = date;
      // The time of day, and what could not be read, is kept in the table's own words.
      if (date !== words) particulars.push({ name, value: words });
      if (doubtful) warnings.push(doubtfulDate(words));
    } else if (target === 'language') {
      const language = readLanguage(words);
      if (language === null) particulars.push({ name, value: words });
      else fields.language = language;
    } else fields[target] = fields[target] === undefined ? words : `${fields[target]}; ${words}`;
  }
  return { ...body.finish(), fields, particulars, warnings, place };
}

export const doubtfulDate = (words: string): string =>
  `The date “${words}” could be two days, so it was left open. Say under “Read otherwise…” what comes first, the day or the month.`;
