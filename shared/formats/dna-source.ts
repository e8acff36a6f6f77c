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

/** Of the parents of a tree, those that do not lead back to their child. In time that grows with the number alone. */
export function withoutCycles(parents: ReadonlyMap<string, string>): {
  sound: ReadonlyMap<string, string>;
  broken: readonly string[];
} {
  const sound = new Map(parents);
  const broken: string[] = [];
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let child: string | undefined = start;
    while (child !== undefined && !done.has(child)) {
      path.add(child);
      const parent: string | undefined = sound.get(child);
      if (parent !== undefined && path.has(parent)) {
        sound.delete(child);
        broken.push(child);
        break;
      }
      child = parent;
    }
    for (const one of path) done.add(one);
  }
  return { sound, broken };
}
