/**
 * The one road by which records are written: one transaction with the rows, one line of history and
 * what that line is about.
 */
import type { Change, HistoryEntry, Update } from '../../shared/changes';
import { keysOf } from '../../shared/article-keys';
import { type AnyRecord, type Article, type RecordType, withoutBody } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { KeyWriter, removeKeys, updateKeys } from './article-keys';
import { noteSubjects } from './change-subjects';
import { failureOf, type WritableDb } from './open';
import { statement } from './statement';
import { columnsOf, fromRow, toRow } from './tables';

/** Who did what, when. `coderId` null marks what no undo may take back: the making of the project. */
export type ChangeMeta = Pick<HistoryEntry, 'at' | 'id' | 'coderId' | 'label'> &
  Partial<Pick<HistoryEntry, 'kind' | 'originSeq' | 'articleId'>>;

const insertSql = Object.create(null) as Record<string, string>;

/** The body of an article that is fetched when its row is written, so that 100,000 need not be held at once. */
export type Body = Pick<Article, 'text' | 'layout' | 'particulars'> & { keys: readonly number[] };

/** @param body of an article whose record comes without */
function insert(db: WritableDb, keyWriter: KeyWriter, given: AnyRecord, body?: Body): void {
  const { keys, ...fields } = body ?? { keys: null };
  const record = body ? ({ ...given, ...fields } as AnyRecord) : given;
  if (record.type === 'article')
    keyWriter.add(record.id, keys ?? keysOf({ ...record, text: record.text ?? '' }));
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
  if (actual.type === 'article') removeKeys(db, actual.id, keysOf({ ...actual, text: actual.text ?? '' }));
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
  if (type === 'article' && ('url' in to || 'accession' in to)) {
    const before = actual as { url: string; accession: string };
    updateKeys(db, id, before, { ...before, ...(to as Partial<typeof before>) });
  }
}

/**
 * The most that one change may be, in code units of its JSON and of the texts of its articles. A line of the
 * history is one string, which ends at 2^29 − 24 code units, and JSON writes a line break as two. The texts
 * count for articles that are added, too: the undoing has to hold them, and nothing is done for good.
 */
export const mostUnits = 400_000_000;

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

/** The history's `seq` and the change as it happened: removed records are the file's own rows. */
export interface Written {
  seq: number;
  change: Change;
}

/** Writes a change and its line, record by record, within a transaction that the caller has begun. */
function* writing(
  db: WritableDb,
  change: Change,
  meta: ChangeMeta,
  bodyOf?: (articleId: string) => Body,
): Generator<undefined, Written> {
  const removed: AnyRecord[] = [];
  for (const record of change.removed) {
    removed.push(remove(db, record));
    yield;
  }
  const keyWriter = new KeyWriter(db);
  for (const record of change.added) {
    insert(db, keyWriter, record, record.type === 'article' ? bodyOf?.(record.id) : undefined);
    yield;
  }
  keyWriter.write();
  for (const entry of change.updated) {
    update(db, entry);
    yield;
  }
  const happened: Change = { added: change.added.map(withoutBody), updated: change.updated, removed };
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
}

/** @throws FailureError `refused` for what is known to be too much before the work begins */
function refuseTooMuch(change: Change): void {
  const texts = textUnits(change.added) + textUnits(change.removed);
  if (texts > mostUnits) throw tooMuch(texts);
}

/**
 * Writes a change and its line in the history, or nothing at all.
 * @throws FailureError `disk-full`, `io`, `read-only`, `damaged`, `locked`, `refused` for what is
 *   too much for one line of the history; Error when the change does not fit.
 */
export function applyChange(db: WritableDb, change: Change, meta: ChangeMeta): Written {
  refuseTooMuch(change);
  const work = db.transaction(() => {
    const steps = writing(db, change, meta);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  });
  try {
    return work.immediate();
  } catch (error) {
    throw new FailureError(failureOf(error, 'saving'));
  }
}

/**
 * `applyChange` for what takes long: between stretches of some milliseconds others get their turn. They may
 * read, what is written so far included, but not write: the caller sees to that.
 * @param breathe called after each stretch with how many records are written; what it throws ends the work,
 *   and nothing is written
 * @throws FailureError as `applyChange`
 */
export async function applyLongChange(
  db: WritableDb,
  change: Change,
  meta: ChangeMeta,
  bodyOf: (articleId: string) => Body,
  breathe: (written: number) => Promise<void>,
): Promise<Written> {
  refuseTooMuch(change);
  try {
    db.exec('BEGIN IMMEDIATE');
    const steps = writing(db, change, meta, bodyOf);
    let last = performance.now();
    for (let written = 1; ; written++) {
      const step = steps.next();
      if (step.done) {
        db.exec('COMMIT');
        return step.value;
      }
      if (performance.now() - last < stretch) continue;
      await breathe(written);
      last = performance.now();
    }
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw new FailureError(failureOf(error, 'saving'));
  }
}

/** Milliseconds of work between two breaths. */
const stretch = 12;
