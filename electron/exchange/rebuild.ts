/**
 * Rebuilding a project from its rows, whatever file they come in: each is checked, and all are written in one
 * transaction. This is the one writer beside `applyChange`: the history comes with the file and must not get a line
 * about itself.
 */
import { z } from 'zod';
import { type Change, changeSchema } from '../../shared/changes';
import { type Article, recordSchemas, type RecordType, recordTypes } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { isCanonical } from '../../shared/text';
import { fillArticleKeys } from '../db/article-keys';
import { fillSubjects, subjectFiller } from '../db/change-subjects';
import { sha256 } from '../db/check';
import { failureOf, type ReadableDb, type WritableDb } from '../db/open';
import { columnsOf, toRow } from '../db/tables';
import { latestVersion } from '../migrations/index';

/** The tables in the order in which they are written: each refers only to earlier ones and itself. */
export const tables: readonly (RecordType | 'change')[] = [...recordTypes, 'change'];

export const countOf = (db: ReadableDb, table: string): number =>
  (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

/** Columns that hold a truth value as 0 or 1, and are `true` or `false` in JSON. */
export const flagsOf = (table: RecordType | 'change'): string[] =>
  table === 'change' ? [] : columnsOf(table).flatMap(({ column, flag }) => (flag ? [column] : []));

/** Tables that came after version 10, by the version that brought them: older files lack them. */
const laterTables: Partial<Record<RecordType | 'change', number>> = {
  concept_alias: 20,
  distinction: 20,
  import: 40,
  foreign_id: 50,
  merge: 60,
  question: 60,
  adjudication: 60,
  adjudication_part: 60,
  double_coding: 60,
  assignment: 60,
};

const head = z.object({
  format: z.literal('claimbook'),
  version: z.literal(1),
  schemaVersion: z.int(),
  offsets: z.literal('utf-16'),
});

/** What stands before the rows in every format of a whole project. */
export const headNow = (): z.infer<typeof head> & { exportedAt: string } => ({
  format: 'claimbook',
  version: 1,
  schemaVersion: latestVersion,
  offsets: 'utf-16',
  exportedAt: new Date().toISOString(),
});

const historyRow = z.strictObject({
  seq: z.int().min(1),
  id: z.string().min(1),
  at: z.string(),
  coder_id: z.string().nullable(),
  label: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  origin_seq: z.int().nullable(),
  article_id: z.string().nullable(),
  diff: changeSchema,
});

/** @throws FailureError */
export const refuse = (message: string): never => {
  throw new FailureError({ code: 'refused', message: `${message} Nothing was changed.` });
};

export const refuseDocument = ({ issues: [issue] }: z.ZodError): never =>
  refuse(`This is not a Claimbook project in JSON: ${issue?.path.join('.')}: ${issue?.message}.`);

/** @returns the version of the tables that the rows follow */
export function checkHead(raw: unknown): number {
  const parsed = head.safeParse(raw);
  if (!parsed.success) return refuseDocument(parsed.error);
  const { schemaVersion } = parsed.data;
  if (schemaVersion > latestVersion) {
    refuse(`It was written by a newer Claimbook (${schemaVersion}; this one reads up to ${latestVersion}).`);
  }
  return schemaVersion;
}

/** Hears how far a rebuilding is, lets others have their turn, and throws when the user has cancelled. */
export type RebuildingWatch = (rows: number) => Promise<void>;

/** Rows between two turns of others. */
export const rowsInTurn = 2000;

/** A rebuilding that has begun: its rows come one after another. */
export interface Rebuilding {
  /** Rows of tables that this version does not know are left out. @param row as JSON gives it */
  add(table: string, row: unknown): void;
  /** @param found the tables that the file has, empty ones too. @returns how many rows came in */
  finish(found: ReadonlySet<string>): number;
}

/**
 * Empties the project for the rows to come, within a transaction that the caller has begun and takes back where
 * something throws. @throws FailureError for a project that has something in it
 */
export function beginRebuilding(db: WritableDb, schemaVersion: number): Rebuilding {
  for (const table of ['change_subject', 'change', ...recordTypes.toReversed()])
    db.exec(`DELETE FROM ${table}`);
  const counts = new Map<string, number>();
  const history = historyInsert(db);
  const inserts = new Map<string, (row: Record<string, unknown>, at: number) => void>(
    tables.map((table) => [table, table === 'change' ? history.insert : recordInsert(db, table)]),
  );
  return {
    add(table, row) {
      const insert = inserts.get(table);
      if (!insert) return;
      // The history is noted line by line where it comes last and in order, as we write it.
      if (table !== 'change' && counts.has('change')) history.isNoted = false;
      const at = counts.get(table) ?? 0;
      if (!isObject(row)) wrongRow(table, at, 'it is not an object');
      else insert(row, at);
      counts.set(table, at + 1);
    },
    finish(found) {
      const missing = tables.find((table) => !found.has(table) && (laterTables[table] ?? 0) <= schemaVersion);
      if (missing !== undefined)
        refuse(`This is not a whole Claimbook project: it lacks the table ${missing}.`);
      const projects = counts.get('project') ?? 0;
      if (projects !== 1) refuse(`A file holds exactly one project, and this one holds ${projects}.`);
      refuseDanglingReferences(db);
      if (!history.isNoted) fillSubjects(db);
      fillArticleKeys(db);
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
  };
}

/** @throws FailureError for a project that has something in it */
export function refuseFilled(db: ReadableDb): void {
  const taken = ['article', 'annotation', 'actor', 'concept'].some((table) => countOf(db, table) > 0);
  if (taken) refuse('A project can only be rebuilt into a new, empty project file.');
}

/** What a failed rebuilding is told as. @throws the failure */
export function rethrow(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_CONSTRAINT'))
    return refuse(`A row does not fit the others: ${(error as Error).message}.`);
  throw new FailureError(failureOf(error, 'rebuilding the project'));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordInsert(db: WritableDb, type: RecordType) {
  const columns = columnsOf(type).map(({ column }) => column);
  const insert = db.prepare(
    `INSERT INTO ${type} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row: Record<string, unknown>, at: number) => void insert.run(toRow(recordOf(type, row, at)));
}

/** @returns the insert, and whether what the lines are about could be noted with them */
function historyInsert(db: WritableDb) {
  const note = subjectFiller(db);
  let last = 0;
  const insert = db.prepare(
    `INSERT INTO change (seq, id, at, coder_id, label, kind, origin_seq, article_id, diff)
     VALUES (@seq, @id, @at, @coder_id, @label, @kind, @origin_seq, @article_id, @diff)`,
  );
  const history = {
    isNoted: true,
    insert(row: Record<string, unknown>, at: number): void {
      const checked = checkedHistory(row, at);
      insert.run({ ...checked, diff: JSON.stringify(checked.diff) });
      const seq = Number(checked.seq);
      history.isNoted &&= seq > last;
      last = seq;
      if (history.isNoted) note(seq, checked.article_id as string | null, checked.diff as Change);
    },
  };
  return history;
}

const wrongRow = (table: string, at: number, what: string): never =>
  refuse(`Row ${at + 1} of ${table} is wrong: ${what}.`);

/** The record that a row stands for, checked; `at` counts from 0. */
function recordOf<T extends RecordType>(type: T, row: Record<string, unknown>, at: number) {
  const columns = columnsOf(type);
  for (const key of Object.keys(row)) {
    if (!columns.some(({ column }) => column === key)) wrongRow(type, at, `there is no column ${key}`);
  }
  const fields = columns.map(({ key, column }) => [key, row[column]]);
  const checked = recordSchemas[type].safeParse({ type, ...Object.fromEntries(fields) });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return wrongRow(type, at, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const record = checked.data;
  if (record.type === 'article') checkText(record, at);
  return record;
}

/** Offsets and quotes are about the text as it is stored: it can be neither mended nor cut here. */
function checkText({ text, textLength, textSha256 }: Article, at: number): void {
  if (text === null) return wrongRow('article', at, 'its text is missing');
  if (textSha256 !== sha256(text)) {
    wrongRow('article', at, 'its text is not the one that its checksum was made of');
  }
  if (!isCanonical(text)) {
    wrongRow(
      'article',
      at,
      'its text has line breaks other than \\n, or characters that no text can hold. ' +
        'Put them right, and make text_sha256, text_length and the offsets anew',
    );
  }
  if (textLength !== text.length) {
    wrongRow(
      'article',
      at,
      `text_length is ${textLength}, but its text has ${text.length} UTF-16 code units. Count again, also the offsets`,
    );
  }
}

/** A checked line of the history; its diff stays as given, so that the next export writes the same bytes. */
function checkedHistory(row: Record<string, unknown>, at: number): Record<string, unknown> {
  const checked = historyRow.safeParse(row);
  if (checked.success) return row;
  const [issue] = checked.error.issues;
  return wrongRow('change', at, `${issue?.path.join('.')}: ${issue?.message}`);
}

/** SQLite only says that a reference fails; this says whose. */
function refuseDanglingReferences(db: WritableDb): void {
  const [found] = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  if (!found) return;
  const row = db.prepare(`SELECT id FROM ${found.table} WHERE rowid = ?`).get(found.rowid) as { id: string };
  refuse(`The row ${row.id} of ${found.table} refers to a row of ${found.parent} that is not there.`);
}
