/** Tables that others have read from what we wrote, against what SQLite says of the project itself. */
import Database from 'better-sqlite3';

/** What another program read of one table: the heading, and the cells of each row as text; null for none. */
export interface ReadTable {
  /** The name of the file without its ending: `attribute_values`. */
  name: string;
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}

/** The tables of exports that are one table of the project; the others are lists made of several, or of JSON. */
const projectTables: Readonly<Record<string, string>> = {
  articles: 'article',
  annotations: 'annotation',
  spans: 'span',
  attribute_values: 'attribute_value',
  actors: 'actor',
  actor_aliases: 'actor_alias',
  actor_affiliations: 'actor_affiliation',
  concepts: 'concept',
  concept_aliases: 'concept_alias',
  codes: 'code',
  attributes: 'attribute',
  choices: 'choice',
  coders: 'coder',
  readings: 'reading',
  distinctions: 'distinction',
  foreign_ids: 'foreign_id',
};

export const isProjectTable = (name: string): boolean => Object.hasOwn(projectTables, name);

/**
 * Compares row by row, by `id`, the columns that both have under one name.
 * @param cellOf a cell as the other program gave it, made plain text
 * @returns sentences that name table, row and column
 */
export function differencesFrom(
  project: string,
  tables: readonly ReadTable[],
  cellOf: (cell: string) => string,
): string[] {
  const db = new Database(project, { readonly: true });
  try {
    return tables.flatMap((table) => differencesIn(db, table, cellOf));
  } finally {
    db.close();
  }
}

type Stored = string | number | null;

function differencesIn(db: Database.Database, table: ReadTable, cellOf: (cell: string) => string): string[] {
  const { name, columns, rows } = table;
  const stored = db.prepare(`SELECT * FROM ${projectTables[name]}`).all() as Record<string, Stored>[];
  if (rows.length !== stored.length) return [`${name} has ${rows.length} rows instead of ${stored.length}`];
  const idAt = columns.indexOf('id');
  const read = new Map(rows.map((row) => [row[idAt], row]));
  return stored.flatMap((record) => {
    const row = read.get(String(record.id));
    if (!row) return [`${name} has no row ${record.id}`];
    return columns.flatMap((column, at) => {
      const cell = row[at] ?? null;
      const expected = record[column];
      if (expected === undefined || isSame(expected, cell === null ? '' : cellOf(cell))) return [];
      return [
        `${name}, ${record.id}, ${column}: ${JSON.stringify(cell)} instead of ${JSON.stringify(expected)}`,
      ];
    });
  });
}

const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A number and a time may be written in several ways; SQLite has 0 and 1 for what tables call false and true. */
function isSame(stored: Stored, cell: string): boolean {
  if (stored === null) return cell === '';
  if (typeof stored === 'number')
    return cell === 'true'
      ? stored === 1
      : cell === 'false'
        ? stored === 0
        : cell !== '' && Number(cell) === stored;
  if (cell === stored) return true;
  return isoTime.test(stored) && Date.parse(cell) === Date.parse(stored);
}
