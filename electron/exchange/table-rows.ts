/** From the records of a table to its rows: which of them name the columns, and what is odd about the others. */
import type { ReadSettings } from '../../shared/import-settings';
import { columnNames, headerLook, recordsAbove } from '../../shared/table-columns';
import type { SkippedPart } from './reader';

/** A row: its cells by the names of their columns, in the table's order. */
export interface TableRow {
  /** `row 12`, as a spreadsheet counts, or `line 12`. */
  place: string;
  cells: readonly { name: string; value: string }[];
  /** Why the row looks wrong, as a sentence; null when it does not. */
  warning: string | null;
}

/** So many rows are looked at for guesses. */
export const sampled = 50;

/** A record with its number, as a spreadsheet counts its rows. */
export interface Numbered {
  cells: readonly string[];
  number: number;
}

/** A row of empty cells is what a spreadsheet leaves around its table. */
export const isFilled = ({ cells }: Numbered): boolean => cells.some((cell) => cell.trim() !== '');

/** Which records are what, found from the first of them. */
export interface Shape {
  columns: string[];
  hasHeader: boolean;
  /** So many records stand above the names of the columns. */
  above: number;
  warnings: string[];
}

/** @param first the first records, at least one */
export function shapeOf(first: readonly Numbered[], { table }: ReadSettings): Shape {
  const records = first.map(({ cells }) => cells);
  const above = table?.hasHeader === false ? 0 : recordsAbove(records);
  const [top = [], ...under] = records.slice(above);
  const look = headerLook(top, under);
  const hasHeader = table?.hasHeader ?? look !== 'data';
  const header = hasHeader ? headerOver(top, under) : null;
  const columns = columnNames(header, header?.length ?? Math.max(...records.map(({ length }) => length)));
  const isGuess = table === null && look === 'perhaps';
  return {
    columns,
    hasHeader,
    above: hasHeader ? above : 0,
    warnings: isGuess ? [headerGuessed(columns)] : [],
  };
}

/** R writes the names of its rows as a first column without a name, or without even a place for one. */
function headerOver(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const hasRowNames = rows.length > 0 && rows.every((row) => row.length === header.length + 1);
  return hasRowNames ? ['', ...header] : header;
}

const headerGuessed = (columns: readonly string[]): string =>
  `Its first row (${columns.slice(0, 5).join(', ')}${columns.length > 5 ? ', …' : ''}) was taken for the names of the columns. If it is an article, say so under “Read otherwise…”.`;

/** The rows of a table, from its records; what is above the names of its columns is said. */
export function rowsOf(records: Iterable<Numbered>, shape: Shape): (TableRow | SkippedPart)[] {
  return [...records].flatMap((record, index) => rowOf(record, index, shape) ?? []);
}

/** @param index of the record in the table; @returns null for what is no row: names of columns, empty cells */
export function rowOf(record: Numbered, index: number, shape: Shape): TableRow | SkippedPart | null {
  const { columns, above, hasHeader } = shape;
  const { cells, number } = record;
  const place = `row ${number}`;
  if (!isFilled(record)) return null;
  if (index < above) return { place, skipped: 'It stands above the names of the columns.' };
  if (hasHeader && index === above) return null;
  const width = columns.length;
  return {
    place,
    cells: cells.map((value, at) => ({ name: columns[at] ?? `Column ${at + 1}`, value })),
    warning: cells.length === width ? null : unevenRow(cells.length, width),
  };
}

const unevenRow = (cells: number, width: number): string =>
  `This row has ${cells} ${cells === 1 ? 'cell' : 'cells'} where the table has ${width} columns: check that its text is whole.`;
