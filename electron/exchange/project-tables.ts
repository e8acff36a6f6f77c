/** The rows of the tables that a project is exported as, straight from its file. */
import { codePointOffsets } from '../../shared/formats/code-points';
import { dataPackageFormat } from '../../shared/formats/data-package';
import type { Losses } from '../../shared/formats/losses';
import { noLayout, pagesOf, readLayout } from '../../shared/layout';
import { recordTypes } from '../../shared/records';
import type { ReadableDb } from '../db/open';
import type { CsvTable } from './csv-table';

export const countOf = (db: ReadableDb, { sql }: CsvTable): number =>
  (db.prepare(`SELECT count(*) AS n FROM (${sql})`).get() as { n: number }).n;

/** Tables say how things are, not how they came about. */
export function noteHistory(db: ReadableDb, losses: Losses): void {
  const changes = db.prepare('SELECT count(*) FROM change').pluck().get() as number;
  losses.add('history', 'dropped', 'The history is not in the tables; Claimbook JSON has it.', '', changes);
  const merges = db.prepare('SELECT count(*) FROM merge').pluck().get() as number;
  losses.add(
    'merge',
    'dropped',
    'What was merged, and what that left open, is not in the tables; Claimbook JSON has it.',
    '',
    merges,
  );
}

/**
 * What the package of tables that records were read from calls them, by their ids: so a package that is read and
 * written again matches. Left out is what no longer names one record alone.
 */
export function packageNames(db: ReadableDb): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const given = db.prepare(
    "SELECT record_id, foreign_id FROM foreign_id WHERE format = ? AND record_type = ? AND foreign_id <> ''",
  );
  for (const type of recordTypes) {
    const rows = given.raw().all(dataPackageFormat.id, type) as [string, string][];
    if (rows.length === 0) continue;
    const isTaken = db.prepare(`SELECT 1 FROM ${type} WHERE id = ?`).pluck();
    const times = new Map<string, number>();
    for (const [, name] of rows) times.set(name, (times.get(name) ?? 0) + 1);
    for (const [id, name] of rows)
      if (times.get(name) === 1 && isTaken.get(name) === undefined) names.set(id, name);
  }
  return names;
}

/**
 * Rows as cells, in the order of the columns; truth is 1 or 0. Spans come by article, so that each text is read
 * once for its code points.
 * @param names by which records are called instead of their ids, in every column that holds ids
 */
export function* rowsOf(
  db: ReadableDb,
  table: CsvTable,
  names: ReadonlyMap<string, string>,
): Iterable<unknown[]> {
  const bodyOf = db.prepare('SELECT text, layout FROM article WHERE id = ?');
  let articleId: unknown;
  let codePoint = codePointOffsets('');
  let hasText = true;
  let layout = noLayout;
  for (const row of db.prepare(table.sql).raw().iterate() as Iterable<unknown[]>) {
    if (table.file === 'spans') {
      const id = row.pop();
      if (id !== articleId) {
        const { text, layout: stored } = bodyOf.get(id) as { text: string; layout: string };
        codePoint = codePointOffsets(text);
        hasText = text !== '';
        layout = readLayout(stored, text.length);
      }
      articleId = id;
      const [start, end] = [Number(row[3]), Number(row[4])];
      // Of a text that is left out nobody can tell.
      row[5] = hasText ? codePoint(start) : null;
      row[6] = hasText ? codePoint(end) : null;
      row[8] = pagesOf(layout, { start, end });
    }
    if (names.size > 0 && !rename(row, table, names)) continue;
    yield row;
  }
}

/** Particulars and blocks have no ids of their own, but such as begin with their article's. */
const composed = new Set(['article_particulars', 'article_blocks']);

/** @returns whether the row still says anything: not where it only tells the name that its record now has */
function rename(row: unknown[], table: CsvTable, names: ReadonlyMap<string, string>): boolean {
  const nameOf = (id: unknown): unknown => (typeof id === 'string' ? (names.get(id) ?? id) : id);
  if (table.file === 'foreign_ids') {
    const [, format, , recordId, name, extra] = row;
    row[3] = nameOf(recordId);
    if (format !== dataPackageFormat.id || row[3] !== name || recordId === name) return true;
    row[4] = '';
    return extra !== '';
  }
  if (composed.has(table.file)) {
    const articleId = String(row[1]);
    row[0] = `${String(nameOf(articleId))}${String(row[0]).slice(articleId.length)}`;
  } else row[0] = nameOf(row[0]);
  for (const [at, { name }] of table.columns.entries())
    if (table.refers && name in table.refers) row[at] = nameOf(row[at]);
  // The words of a value that is another annotation are this annotation's id.
  if (table.file === 'attribute_values' && row[12] !== null) row[7] = row[12];
  return true;
}
