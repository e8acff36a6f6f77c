/**
 * The one road by which records are written: one transaction with the rows, one line of history and
 * what that line is about.
 */
import type { Change, HistoryEntry, Update } from '../../shared/changes';
import type { AnyRecord, RecordType } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { noteSubjects } from './change-subjects';
import { failureOf, type WritableDb } from './open';
import { statement } from './statement';
import { columnsOf, fromRow, toRow } from './tables';

/** Who did what, when. `coderId` null marks what no undo may take back: the making of the project. */
export type ChangeMeta = Pick<HistoryEntry, 'at' | 'id' | 'coderId' | 'label'> &
  Partial<Pick<HistoryEntry, 'kind' | 'originSeq' | 'articleId'>>;

const insertSql = Object.create(null) as Record<string, string>;

function insert(db: WritableDb, record: AnyRecord): void {
  const sql = (insertSql[record.type] ??= `INSERT INTO ${record.type} (${columnsOf(record.type)
    .map(({ column }) => column)
    .join(', ')}) VALUES (${columnsOf(record.type)
    .map(() => '?')
    .join(', ')})`);
  statement(db, sql).run(toRow(record));
}

/** The record as the file holds it. */
function read(db: WritableDb, type: RecordType, id: string): AnyRecord {
  const row = statement(db, `SELECT * FROM ${type} WHERE id = ?`).get(id);
  if (row === undefined) throw new Error(`${type}/${id} is not in the file`);
  return fromRow(type, row as Record<string, unknown>);
}

function remove(db: WritableDb, record: AnyRecord): AnyRecord {
  const actual = read(db, record.type, record.id);
  statement(db, `DELETE FROM ${record.type} WHERE id = ?`).run(record.id);
  return actual;
}

function update(db: WritableDb, { type, id, from, to }: Update): void {
  const actual = read(db, type, id) as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(from)) {
    if (actual[key] !== value) {
      throw new Error(
        `${type}/${id}: ${key} is ${JSON.stringify(actual[key])}, not ${JSON.stringify(value)}`,
      );
    }
  }
  const columns = columnsOf(type).filter(({ key }) => key in to);
  if (columns.length === 0) return;
  const values = columns.map(({ key, flag }) => (flag ? Number(to[key]) : to[key]));
  statement(
    db,
    `UPDATE ${type} SET ${columns.map(({ column }) => `${column} = ?`).join(', ')} WHERE id = ?`,
  ).run(...values, id);
}

/** Articles in the history do without their text: the row holds it, and a removal records it in full. */
const withoutText = (record: AnyRecord): AnyRecord =>
  record.type === 'article' ? { ...record, text: null } : record;

/**
 * The most that one change may be, in code units of its JSON and of the texts of its articles. A line of the
 * history is one string, which ends at 2^29 − 24 code units, and JSON writes a line break as two. The texts
 * count for articles that are added, too: the undoing has to hold them, and nothing is done for good.
 */
const mostUnits = 400_000_000;

/** The code units of the texts of articles among these records. */
const textUnits = (records: readonly AnyRecord[]): number =>
  records.reduce((units, record) => units + (record.type === 'article' ? record.textLength : 0), 0);

const tooMuch = (units: number): FailureError =>
  new FailureError({
    code: 'refused',
    message: `This is too much for one step of the history: ${millions(units)} million characters, at most ${millions(mostUnits)} million. Take fewer at a time, for instance articles in several parts; nothing was changed.`,
  });

const millions = (units: number): string => Math.ceil(units / 1_000_000).toLocaleString('en');

/** @throws FailureError `refused` for what its line, or the line of its undoing, could not hold */
function lineOf(happened: Change): string {
  const undone = textUnits(happened.added);
  let line: string;
  try {
    line = JSON.stringify(happened);
  } catch (error) {
    // Longer than any string: texts come on top of what the records are without them.
    if (error instanceof RangeError)
      throw tooMuch(Math.max(mostUnits + 1, undone + textUnits(happened.removed)));
    throw error;
  }
  if (line.length + undone > mostUnits) throw tooMuch(line.length + undone);
  return line;
}

/**
 * Writes a change and its line in the history, or nothing at all.
 * @returns the history's `seq` and the change as it happened: removed records are the file's own rows.
 * @throws FailureError `disk-full`, `io`, `read-only`, `damaged`, `locked`, `refused` for what is
 *   too much for one line of the history; Error when the change does not fit.
 */
export function applyChange(
  db: WritableDb,
  change: Change,
  meta: ChangeMeta,
): { seq: number; change: Change } {
  // Known without looking at each record, so that what is too much is refused before the work begins.
  const texts = textUnits(change.added) + textUnits(change.removed);
  if (texts > mostUnits) throw tooMuch(texts);
  const work = db.transaction(() => {
    const removed = change.removed.map((record) => remove(db, record));
    for (const record of change.added) insert(db, record);
    for (const entry of change.updated) update(db, entry);
    const happened: Change = { added: change.added.map(withoutText), updated: change.updated, removed };
    const { lastInsertRowid } = statement(
      db,
      'INSERT INTO change (id, at, coder_id, label, kind, origin_seq, article_id, diff) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      meta.id,
      meta.at,
      meta.coderId,
      meta.label,
      meta.kind ?? 'do',
      meta.originSeq ?? null,
      meta.articleId ?? null,
      lineOf(happened),
    );
    const seq = Number(lastInsertRowid);
    noteSubjects(db, seq, happened, meta.articleId ?? null);
    return { seq, change: happened };
  });
  try {
    return work.immediate();
  } catch (error) {
    throw new FailureError(failureOf(error, 'saving'));
  }
}
