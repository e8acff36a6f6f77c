/** A DNA database as its reader gets it. It may come from anyone: no cell is what its column promises. */
import type { Cell, DnaRow } from './dna-tables';
import { isDnaInteger } from './dna-tables';

export interface DnaSource {
  version: 2 | 3;
  /** All rows of a table, none for one that is not there. Each call begins anew. */
  rows(table: string): Iterable<DnaRow>;
}

export const wordsIn = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : '';

/** An id, or null for what is none. */
export const idIn = (cell: Cell | undefined): number | null => (isDnaInteger(cell) ? cell : null);

/** The rows by their ids, without those that repeat one. */
export function rowsById(
  rows: Iterable<DnaRow>,
  onRepeated: (row: DnaRow) => void,
): ReadonlyMap<number, DnaRow> {
  const byId = new Map<number, DnaRow>();
  for (const row of rows) {
    const id = idIn(row.ID);
    if (id === null || byId.has(id)) onRepeated(row);
    else byId.set(id, row);
  }
  return byId;
}
