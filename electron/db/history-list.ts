/** The history as it is looked at: line by line, without what each line did. */
import { type Change, type HistoryEntry, touchedBy } from '../../shared/changes';
import type { Counts, HistoryLine, ParsedInput, Place } from '../../shared/api';
import { foldForSearch } from '../../shared/fold';
import { type RecordType, recordTypes } from '../../shared/records';
import { fieldsOf, wholeOf } from '../../shared/references';
import { changeOfDiff } from './history';
import type { ReadableDb } from './open';

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

/** One line; null when there is none of this number. */
export function readLine(db: ReadableDb, seq: number): HistoryLine | null {
  const row = db.prepare(`SELECT ${columns} FROM change AS d WHERE seq = ?`).get(seq);
  return row === undefined ? null : lineOf(db, row as LineRow);
}

export const readDiff = (db: ReadableDb, seq: number): Change =>
  changeOfDiff(db.prepare('SELECT diff FROM change WHERE seq = ?').pluck().get(seq) as string);

function searchLines(db: ReadableDb, query: Query): LineRow[] {
  const where = ['seq < ?'];
  const values: unknown[] = [query.beforeSeq ?? Number.MAX_SAFE_INTEGER];
  const also = ({ sql, values: more }: Condition): void => {
    where.push(sql);
    values.push(...more);
  };
  // An article has far fewer lines than a coder.
  const isNarrow = query.articleId !== undefined || query.recordId !== undefined;
  if (query.coderId !== undefined)
    also({ sql: `${isNarrow ? '+' : ''}coder_id = ?`, values: [query.coderId] });
  if (query.articleId !== undefined) also(inArticle(query.articleId));
  if (query.recordId !== undefined) also(aboutRecord(db, query.recordId, query.articleId));
  const wanted = foldForSearch(query.text ?? '');
  if (wanted !== '') {
    const labels = labelsOf(db).filter((label) => foldForSearch(label).includes(wanted));
    if (labels.length === 0) return [];
    also({ sql: 'label IN (SELECT value FROM json_each(?))', values: [JSON.stringify(labels)] });
  }
  const sql = `SELECT ${columns} FROM change AS d WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?`;
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

const lastSeq = (db: ReadableDb): number =>
  (db.prepare('SELECT max(seq) FROM change').pluck().get() as number | null) ?? 0;

interface Condition {
  sql: string;
  values: string[];
}

const anyOf = (terms: readonly Condition[]): Condition => ({
  sql: `(${terms.map(({ sql }) => sql).join(' OR ')})`,
  values: terms.flatMap(({ values }) => values),
});

const holds = (text: string): Condition => ({ sql: 'instr(diff, ?) > 0', values: [text] });

/** Changes of many articles at once are kept under none; they name the article where they touch it. */
const inArticle = (articleId: string): Condition => ({
  sql: '(article_id = ? OR (article_id IS NULL AND instr(diff, ?) > 0))',
  values: [articleId, articleId],
});

/**
 * Lines about a record or its parts. A line about a part may name the part alone, so the parts that it
 * has and had are looked for first. Lines are looked for only where a record can be met: an annotation in
 * its article, everything else among the changes that are of no article, and where it was made.
 */
function aboutRecord(db: ReadableDb, id: string, articleId: string | undefined): Condition {
  const type = recordTypes.find((candidate) => db.prepare(`SELECT 1 FROM ${candidate} WHERE id = ?`).get(id));
  if (type === 'article') return inArticle(id);
  // Without a type or an article, whatever names it at all: that takes one look at each line.
  if (type === undefined && articleId === undefined) return holds(JSON.stringify(id));
  const within = rangeOf(db, type, id, articleId);
  const parts = partsOf(db, new Set([id]), within);
  const own = anyOf([id, ...parts].map((part) => holds(`"id":${JSON.stringify(part)}`)));
  return { sql: `${within.sql} AND ${own.sql}`, values: [...within.values, ...own.values] };
}

function rangeOf(
  db: ReadableDb,
  type: RecordType | undefined,
  id: string,
  articleId: string | undefined,
): Condition {
  if (type === 'annotation') {
    const own = db.prepare('SELECT article_id FROM annotation WHERE id = ?').pluck().get(id) as string;
    return { sql: '(article_id = ? OR article_id IS NULL)', values: [own] };
  }
  if (type === undefined && articleId !== undefined) {
    return { sql: '(article_id = ? OR article_id IS NULL)', values: [articleId] };
  }
  const seqs = type === 'actor' || type === 'concept' ? linesOfMaking(db, type, id) : [];
  return seqs.length === 0
    ? { sql: 'article_id IS NULL', values: [] }
    : { sql: `(article_id IS NULL OR seq IN (${seqs.join(', ')}))`, values: [] };
}

/** Where an actor or a concept was made while an article was tagged, and where that was undone and redone. */
function linesOfMaking(db: ReadableDb, type: 'actor' | 'concept', id: string): number[] {
  const at = db.prepare(`SELECT created_at FROM ${type} WHERE id = ?`).pluck().get(id) as string;
  const made = db
    .prepare(`SELECT seq FROM change WHERE seq >= ? AND seq < ? AND instr(diff, ?) > 0`)
    .pluck()
    .all(
      firstLine(db, (time) => time >= at),
      firstLine(db, (time) => time > at),
      `"id":${JSON.stringify(id)}`,
    ) as number[];
  const since = db.prepare('SELECT seq FROM change WHERE origin_seq = ?').pluck();
  return made.flatMap((seq) => [seq, ...(since.all(seq) as number[])]);
}

/** The first line whose time has passed a mark, by halving: lines stand in the order of their times. */
function firstLine(db: ReadableDb, passed: (at: string) => boolean): number {
  const at = db.prepare('SELECT at FROM change WHERE seq >= ? ORDER BY seq LIMIT 1').pluck();
  let low = 1;
  let high = lastSeq(db) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passed(at.get(middle) as string)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Ids of the parts of these records, and of the parts of those, that the history knows. */
function partsOf(db: ReadableDb, wholes: ReadonlySet<string>, within: Condition): Set<string> {
  const named = anyOf([...wholes].map((id) => ownership(id)));
  const diffs = db
    .prepare(`SELECT diff FROM change WHERE ${within.sql} AND ${named.sql}`)
    .pluck()
    .iterate(...within.values, ...named.values) as Iterable<string>;
  const parts = new Set<string>();
  for (const diff of diffs) {
    const { added, removed } = JSON.parse(diff) as Change;
    for (const record of [...added, ...removed]) {
      const owner = wholeOf[record.type];
      if (owner !== undefined && wholes.has(String(fieldsOf(record)[owner]))) parts.add(record.id);
    }
  }
  if (parts.size === 0) return parts;
  const hasParts = [...parts].some((id) => db.prepare('SELECT 1 FROM choice WHERE attribute_id = ?').get(id));
  return hasParts ? new Set([...parts, ...partsOf(db, parts, within)]) : parts;
}

/** A record that names this one as the whole that it is a part of. */
const ownership = (id: string): Condition =>
  anyOf([...new Set(Object.values(wholeOf))].map((field) => holds(`"${field}":${JSON.stringify(id)}`)));

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
  let known = gists.get(db);
  if (!known || known.size > gistsToKeep) gists.set(db, (known = new Map()));
  const found = known.get(seq);
  if (found) return found;
  const change = readDiff(db, seq);
  const gist: Gist = {
    counts: {
      added: countByType(change.added),
      updated: countByType(change.updated),
      removed: countByType(change.removed),
    },
    candidates: placesIn(change),
  };
  known.set(seq, gist);
  return gist;
}

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
    const column = owner.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const whole = db.prepare(`SELECT ${column} FROM ${type} WHERE id = ?`).pluck().get(id);
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
