/** The history as it is looked at: line by line, without what each line did. */
import { type Change, type HistoryEntry, touchedBy } from '../../shared/changes';
import type { Counts, HistoryLine, ParsedInput, Place } from '../../shared/api';
import { foldForSearch } from '../../shared/fold';
import type { RecordType } from '../../shared/records';
import { wholeOf } from '../../shared/references';
import { linesAbout } from './change-subjects';
import { changeOfDiff } from './history';
import type { ReadableDb } from './open';
import { lastSeq } from './project';
import { changeSeen, changesSeen, hidesSomething } from './sight';
import { columnOf } from './tables';

type Query = ParsedInput<'history.list'>;

interface LineRow {
  seq: number;
  id: string;
  at: string;
  coder_id: string | null;
  label: string;
  kind: HistoryEntry['kind'];
  origin_seq: number | null;
  article_id: string | null;
  last_word: HistoryEntry['kind'] | null;
}

/** Lines without their diffs; `last_word` is about the deed, also where the line is its undoing. */
const columns = `seq, id, at, coder_id, label, kind, origin_seq, article_id,
  (SELECT kind FROM change AS w WHERE w.origin_seq = coalesce(d.origin_seq, d.seq) ORDER BY seq DESC LIMIT 1) AS last_word`;

/** The lines that a query asks for, newest first. */
export function listLines(db: ReadableDb, query: Query): HistoryLine[] {
  return searchLines(db, query).map((row) => lineOf(db, row));
}

/** One line; null when there is none of this number, or it is hidden. */
export function readLine(db: ReadableDb, seq: number): HistoryLine | null {
  const row = db.prepare(`SELECT ${columns} FROM ${changesSeen(db)} AS d WHERE seq = ?`).get(seq);
  return row === undefined ? null : lineOf(db, row as LineRow);
}

export const readDiff = (db: ReadableDb, seq: number): Change =>
  changeOfDiff(db.prepare('SELECT diff FROM change WHERE seq = ?').pluck().get(seq) as string);

/** What of it is seen. */
export const readDiffSeen = (db: ReadableDb, seq: number): Change => changeSeen(db, readDiff(db, seq));

function searchLines(db: ReadableDb, query: Query): LineRow[] {
  const subjects = [query.articleId, query.recordId].filter((id) => id !== undefined);
  // The few lines about a record are found first; what else is asked is asked of them.
  const from =
    subjects.length === 0
      ? `${changesSeen(db)} AS d`
      : `(${subjects.map(() => `SELECT seq FROM (${linesAbout})`).join(' INTERSECT ')})
         CROSS JOIN ${changesSeen(db)} AS d USING (seq)`;
  const where = ['seq < ?'];
  const values: unknown[] = [
    ...subjects.flatMap((id) => [id, id]),
    query.beforeSeq ?? Number.MAX_SAFE_INTEGER,
  ];
  if (query.coderId !== undefined) {
    where.push('coder_id = ?');
    values.push(query.coderId);
  }
  const wanted = foldForSearch(query.text ?? '');
  if (wanted !== '') {
    const labels = labelsOf(db).filter((label) => foldForSearch(label).includes(wanted));
    if (labels.length === 0) return [];
    where.push('label IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(labels));
  }
  const sql = `SELECT ${columns} FROM ${from} WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
  return db.prepare(sql).all(...values, query.limit) as LineRow[];
}

const knownLabels = new WeakMap<ReadableDb, { upTo: number; labels: Set<string> }>();

/** All labels, each once. Lines are only ever added, so only the new ones are read again. */
function labelsOf(db: ReadableDb): string[] {
  let known = knownLabels.get(db);
  if (!known) knownLabels.set(db, (known = { upTo: 0, labels: new Set() }));
  const upTo = lastSeq(db);
  const fresh = db.prepare('SELECT DISTINCT label FROM change WHERE seq > ?').pluck().all(known.upTo);
  for (const label of fresh as string[]) known.labels.add(label);
  known.upTo = upTo;
  return [...known.labels];
}

const countByType = (records: readonly { type: RecordType }[]): Counts => {
  const counts: Counts = {};
  for (const { type } of records) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

/** What a line is about, without the records: kept, because a line never changes and some are long. */
interface Gist {
  counts: HistoryLine['counts'];
  /** Records to go to, best first. */
  candidates: { type: RecordType; id: string }[];
}

const gists = new WeakMap<ReadableDb, Map<number, Gist>>();
const gistsToKeep = 5_000;

function gistOf(db: ReadableDb, seq: number): Gist {
  // What is hidden comes into sight some time.
  if (hidesSomething(db)) return gistOfChange(readDiffSeen(db, seq));
  let known = gists.get(db);
  if (!known || known.size > gistsToKeep) gists.set(db, (known = new Map()));
  const found = known.get(seq);
  if (found) return found;
  const gist = gistOfChange(readDiff(db, seq));
  known.set(seq, gist);
  return gist;
}

const gistOfChange = (change: Change): Gist => ({
  counts: {
    added: countByType(change.added),
    updated: countByType(change.updated),
    removed: countByType(change.removed),
  },
  candidates: placesIn(change),
});

const order: readonly RecordType[] = ['annotation', 'span', 'attribute_value', 'article', 'actor'];
const further: readonly RecordType[] = ['actor_alias', 'actor_affiliation', 'concept', 'concept_alias'];
const last: readonly RecordType[] = ['code', 'attribute', 'choice'];

/** One record of each type that leads somewhere: first what an annotation is recognised by. */
function placesIn(change: Change): Gist['candidates'] {
  const touched = touchedBy(change);
  return [...order, ...further, ...last].flatMap((type) => {
    const record = touched.find((candidate) => candidate.type === type);
    return record ? [{ type, id: record.id }] : [];
  });
}

/** The place where a record is seen now; null when it is gone. */
export function placeOf(db: ReadableDb, { type, id }: { type: RecordType; id: string }): Place | null {
  const owner = wholeOf[type];
  if (owner !== undefined) {
    const whole = db
      .prepare(`SELECT ${columnOf(owner)} FROM ${type} WHERE id = ?`)
      .pluck()
      .get(id);
    const wholeType = { annotationId: 'annotation', actorId: 'actor', conceptId: 'concept' }[owner] ?? 'code';
    if (typeof whole !== 'string') return null;
    return type === 'choice'
      ? placeOf(db, { type: 'attribute', id: whole })
      : placeOf(db, { type: wholeType as RecordType, id: whole });
  }
  if (type === 'annotation') {
    const articleId = db.prepare('SELECT article_id FROM annotation WHERE id = ?').pluck().get(id);
    return typeof articleId === 'string' ? { type, id, articleId } : null;
  }
  if (type !== 'article' && type !== 'actor' && type !== 'concept' && type !== 'code') return null;
  return db.prepare(`SELECT 1 FROM ${type} WHERE id = ?`).get(id) ? { type, id } : null;
}

function lineOf(db: ReadableDb, row: LineRow): HistoryLine {
  const { counts, candidates } = gistOf(db, row.seq);
  let place: Place | null = null;
  for (const candidate of candidates) place ??= placeOf(db, candidate);
  if (place === null && row.article_id !== null) place = placeOf(db, { type: 'article', id: row.article_id });
  return {
    seq: row.seq,
    id: row.id,
    at: row.at,
    coderId: row.coder_id,
    label: row.label,
    kind: row.kind,
    originSeq: row.origin_seq,
    articleId: row.article_id,
    standing: row.last_word !== 'undo',
    counts,
    place,
  };
}
