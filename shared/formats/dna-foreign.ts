/** What reading a DNA database kept of its rows beside our records, so that they are written as they were. */
import type { ForeignId } from '../records';
import { type Cell, type DnaRow, dnaId, isDnaInteger } from './dna-tables';

/** The row of DNA that a record was. */
export interface EarlierRow {
  id: number | null;
  /** The columns that no field of ours holds, in DNA's words. */
  extra: Readonly<Record<string, unknown>>;
}

/** The rows of DNA that each record was: one for most, several for actors that several variables had. */
export function earlierRows(foreignIds: readonly ForeignId[]): ReadonlyMap<string, readonly EarlierRow[]> {
  const all = new Map<string, EarlierRow[]>();
  for (const { format, recordId, foreignId, extra } of foreignIds) {
    if (format !== 'dna') continue;
    const row = { id: dnaId(foreignId), extra: parsed(extra) };
    const rows = all.get(recordId);
    if (rows) rows.push(row);
    else all.set(recordId, [row]);
  }
  return all;
}

function parsed(extra: string): Readonly<Record<string, unknown>> {
  if (extra === '') return {};
  try {
    const value: unknown = JSON.parse(extra);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Of the columns named, those whose cell is another than the usual one; undefined for none. */
export function unusual(row: DnaRow, usual: DnaRow): Record<string, Cell> | undefined {
  const cells = Object.entries(usual).flatMap(([name, cell]) => {
    const found = row[name];
    return found === undefined || found === null || found === cell ? [] : [[name, found] as const];
  });
  return cells.length === 0 ? undefined : Object.fromEntries(cells);
}

/** The usual cells, with those instead that the record had; numbers within their limits only. */
export const withEarlier = (
  usual: Readonly<Record<string, number>>,
  extra: Readonly<Record<string, unknown>> | undefined,
  most: (column: string) => number = () => 255,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(usual).map(([name, cell]) => {
      const earlier = extra?.[name];
      return [name, isDnaInteger(earlier) && earlier >= 0 && earlier <= most(name) ? earlier : cell];
    }),
  );

const typeLine = /^Type: ([^\n]+)(?:\n([^]*))?$/;

/** DNA's Type is free text, which our kind of actor is not: it is the first line of the actor's note. */
export const noteWithType = (type: string, notes: string): string =>
  type === '' ? notes : `Type: ${type}${notes === '' ? '' : `\n${notes}`}`;

/** The inverse of `noteWithType`; null for a note that names no type. */
export function typeInNote(note: string): { type: string; notes: string } | null {
  const [, type, notes = ''] = typeLine.exec(note) ?? [];
  return type === undefined ? null : { type, notes };
}

export const aliasesInWords = (names: readonly string[]): string => names.join('; ');

/** DNA's Alias is free text; several are usually parted by semicolons. */
export const aliasesFromWords = (words: string): string[] =>
  words
    .split(';')
    .map((word) => word.trim())
    .filter((word) => word !== '');
