/** The index of the history: which lines are about a record, and which only name it. */
import type { Change } from '../../shared/changes';
import { type Subjects, partOf, subjectsOf } from '../../shared/change-subjects';
import { type RecordType, recordTypes } from '../../shared/records';
import { fieldsOf } from '../../shared/references';
import type { ReadableDb, WritableDb } from './open';
import { statement } from './statement';
import { columnsOf } from './tables';

/** Lines about a record, the article's own included, as a query for their `seq` by the id, given twice. */
export const linesAbout = `SELECT seq FROM change WHERE article_id = ?
  UNION SELECT change_seq FROM change_subject WHERE subject_id = ? AND named = 0`;

/**
 * The diffs of lines about a record, those nearest after a line first, from the line itself on, then those
 * before it. They are read one by one, and only as many as are asked for.
 */
export function* diffsAbout(db: ReadableDb, id: string, seq: number): Generator<string> {
  for (const [compare, order] of [
    ['>=', 'ASC'],
    ['<', 'DESC'],
  ]) {
    const sql = `SELECT diff FROM change_subject JOIN change ON seq = change_seq
      WHERE subject_id = ? AND named = 0 AND change_seq ${compare} ? ORDER BY change_seq ${order}`;
    yield* db.prepare(sql).pluck().iterate(id, seq) as Iterable<string>;
  }
}

const wholeColumns = Object.fromEntries(
  Object.entries(partOf).map(([type, field]) => [
    type,
    columnsOf(type as RecordType).find(({ key }) => key === field)?.column,
  ]),
);

/** The id of the whole that a record of the file is a part of. */
export function wholeInFile(db: ReadableDb, type: RecordType, id: string): string | null {
  const row = statement(db, `SELECT ${wholeColumns[type]} AS whole FROM ${type} WHERE id = ?`).get(id);
  return (row as { whole: string } | undefined)?.whole ?? null;
}

function insertSubjects(db: WritableDb, seq: number, { about, named }: Subjects): void {
  const insert = statement(db, 'INSERT INTO change_subject (subject_id, named, change_seq) VALUES (?, ?, ?)');
  for (const id of about) insert.run(id, 0, seq);
  for (const id of named) insert.run(id, 1, seq);
}

/** Notes what a line is about; its change has been written just now. */
export const noteSubjects = (db: WritableDb, seq: number, change: Change, articleId: string | null): void =>
  insertSubjects(
    db,
    seq,
    subjectsOf(change, articleId, (type, id) => wholeInFile(db, type, id)),
  );

interface Line {
  seq: number;
  article_id: string | null;
  diff: string;
}

/**
 * Notes what lines are about, which are given in their order: it follows which record was a part of which at the
 * time. Only records from before the history are asked of the file, which must hold all of today's.
 */
export function subjectFiller(
  db: WritableDb,
): (seq: number, articleId: string | null, change: Change) => void {
  const wholes = new Map<string, string>();
  const wholeThen = (type: RecordType, id: string): string | null =>
    wholes.get(id) ?? wholeInFile(db, type, id);
  return (seq, articleId, change) => {
    follow(wholes, change);
    insertSubjects(db, seq, subjectsOf(change, articleId, wholeThen));
  };
}

/**
 * Notes what every line is about, from the lines alone, which are read once. A line that holds no change, as only
 * a foreign hand can have written it, is about nothing.
 */
export function fillSubjects(db: WritableDb): void {
  db.exec('DELETE FROM change_subject');
  const note = subjectFiller(db);
  const next = db.prepare('SELECT seq, article_id, diff FROM change WHERE seq > ? ORDER BY seq LIMIT 1');
  const after = (seq: number): Line | undefined => next.get(seq) as Line | undefined;
  for (let line = after(0); line; line = after(line.seq)) {
    const change = changeIn(line.diff);
    if (change) note(line.seq, line.article_id, change);
  }
}

const knownTypes: ReadonlySet<unknown> = new Set(recordTypes);

/** The change of a line; null where the file, which may come from anyone, holds something else. */
function changeIn(diff: string): Change | null {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  const isRecord = (value: unknown): boolean =>
    isObject(value) && knownTypes.has(value.type) && typeof value.id === 'string';
  const isUpdate = (value: unknown): boolean =>
    isRecord(value) && isObject(value) && isObject(value.from) && isObject(value.to);
  const isList = (value: unknown, isEntry: (entry: unknown) => boolean): boolean =>
    Array.isArray(value) && value.every(isEntry);
  let read: unknown;
  try {
    read = JSON.parse(diff);
  } catch {
    return null;
  }
  if (!isObject(read) || !isList(read.updated, isUpdate)) return null;
  return isList(read.added, isRecord) && isList(read.removed, isRecord) ? (read as unknown as Change) : null;
}

/** What is a part of what after a change. */
function follow(wholes: Map<string, string>, { added, updated, removed }: Change): void {
  const set = (type: RecordType, id: string, fields: Readonly<Record<string, unknown>>): void => {
    const whole = fields[partOf[type] ?? ''];
    if (typeof whole === 'string') wholes.set(id, whole);
  };
  for (const { id } of removed) wholes.delete(id);
  for (const record of added) set(record.type, record.id, fieldsOf(record));
  for (const { type, id, to } of updated) set(type, id, to);
}
