/** Makes and opens the databases of Discourse Network Analyzer; what their rows mean is in `shared/formats/dna.ts`. */
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Dataset } from '../../shared/formats/dataset';
import { type DnaRecord, type DnaTable } from '../../shared/formats/dna-tables';
import type { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { readDnaRows } from '../../shared/formats/dna-reading';
import { dnaRows } from '../../shared/formats/dna-writing';
import type { Options, WritingTools } from '../../shared/formats/format';
export { recogniseDna } from './dna-open';
import { withDna } from './dna-open';
import { dnaPasswordHash, newPassword } from './dna-password';
import { dnaSchema } from './dna-schema';

/** Others get their turn at least this often, in milliseconds. */
const longestTurn = 50;

/**
 * Writes a database of DNA 3 to a place that must be free: the caller moves it to where it belongs, see
 * `write-safely.ts`. All coders sign in with one new password, which the loss report says; a dry run, which is
 * `dnaRows` read to its end, has none.
 * @param breathe lets others get their turn, and throws when the user has cancelled
 * @throws what `breathe` throws, and what SQLite does; the caller removes what was begun
 */
export async function writeDna(
  dataset: Dataset,
  tools: WritingTools,
  file: string,
  breathe: () => Promise<void>,
): Promise<void> {
  const password = newPassword();
  await writeDnaFor({ password, hash: dnaPasswordHash(password) }, dataset, tools, file, breathe);
}

/** The same with a password that is known, so that many databases need not wait for its hash. */
export async function writeDnaFor(
  { password, hash }: { password: string; hash: string },
  dataset: Dataset,
  tools: WritingTools,
  file: string,
  breathe: () => Promise<void>,
): Promise<void> {
  const turn = turns(breathe);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = MEMORY');
    db.pragma('foreign_keys = ON');
    db.exec(dnaSchema);
    const insert = inserterInto(db);
    db.exec('BEGIN');
    for (const record of dnaRows(dataset, tools)) {
      if (record?.table === 'CODERS') {
        insert({ table: 'CODERS', row: { ...record.row, Password: hash } });
        tools.losses.add(
          'coder',
          'kept as extension',
          `Every coder signs in to DNA with the password ${password}, which was made for this file; change it there.`,
          String(record.row.Name),
        );
      } else if (record) insert(record);
      await turn();
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

/**
 * Reads a database of DNA 2 or 3. What is wrong with a part is noted in the builder's losses.
 * @param breathe lets others get their turn, and throws when the user has cancelled
 * @throws ReadProblem for what is no database of DNA, is damaged, or is of an unknown version; what `breathe` throws
 */
export async function readDna(
  file: string,
  builder: DatasetBuilder,
  options: Options,
  breathe: () => Promise<void>,
): Promise<void> {
  const turn = turns(breathe);
  await withDna(file, async (source) => {
    const steps = readDnaRows(source, builder, options, path.parse(file).name);
    while (steps.next().done !== true) await turn();
  });
}

/** Calls `breathe` when the last turn is long enough ago. */
function turns(breathe: () => Promise<void>): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < longestTurn) return undefined;
    last = performance.now();
    return breathe();
  };
}

/** Rows of a table always have the same columns, so that each table needs one statement. */
function inserterInto(db: Database.Database): (record: DnaRecord) => void {
  const statements = new Map<DnaTable, Database.Statement>();
  return ({ table, row }) => {
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      const places = columns.map((column) => `@${column}`).join(', ');
      statement = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
      statements.set(table, statement);
    }
    statement.run(row);
  };
}
