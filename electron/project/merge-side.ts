/**
 * A project file as merging asks about it: the open project as *mine*, a private copy of the other one as *theirs*.
 * What is coded is read article by article by the indexes of the file, so that memory holds one article at a time.
 */
import { type Change, type HistoryEntry } from '../../shared/changes';
import { groupedBy } from '../../shared/formats/dataset';
import {
  type ArticleBody,
  type Coded,
  type CodedAdjudication,
  type Line,
  projectFormat,
  type Side,
  type SideRegistries,
} from '../../shared/merge/side';
import { bodyOf, type ForeignId, type RecordType, recordTypes } from '../../shared/records';
import { listArticles } from '../db/articles';
import { withAllFields } from '../db/history';
import type { ReadableDb } from '../db/open';
import { readAll } from '../db/read';
import { statement } from '../db/statement';
import { columnsOf, fromRow } from '../db/tables';
import { codedIn, positionsOf, registriesOf } from '../exchange/project-dataset';

/** The history of a file that comes from elsewhere does not say what it should: it cannot be built on. */
export class UnreadableLine extends Error {
  constructor(readonly seq: number) {
    super(`line ${seq} of the history holds no change`);
  }
}

/**
 * @param withHistory false where the history cannot be read: the file then counts as one without any
 */
export function sideOf(db: ReadableDb, withHistory = true): Side {
  const registries = sideRegistries(db);
  const positions = positionsOf(registries);
  const foreignOf = foreignInArticles(db);
  const hasAdjudications = count(db, 'adjudication') > 0;
  const line = db.prepare('SELECT 1 FROM change WHERE id = ?').pluck();
  const article = db.prepare('SELECT article_id FROM annotation WHERE id = ?').pluck();
  const body = db.prepare('SELECT particulars, layout, text FROM article WHERE id = ?');
  const report = db.prepare('SELECT report FROM import WHERE id = ?').pluck();
  return {
    registries,
    articles: listArticles(db),
    coded: (articleId): Coded => {
      const annotations = codedIn(db, articleId, positions);
      return {
        annotations,
        readings: readAll(db, 'reading', 'WHERE article_id = ? ORDER BY id', articleId),
        adjudications: hasAdjudications ? adjudicationsIn(db, articleId) : [],
        foreignIds: foreignOf(articleId, annotations),
      };
    },
    body: (articleId) => {
      const found = body.get(articleId);
      if (found === undefined) throw new Error(`there is no article ${articleId}`);
      return found as ArticleBody;
    },
    report: (importId) => (report.get(importId) as string | null | undefined) ?? null,
    has: (type: RecordType, id) => statement(db, `SELECT 1 FROM ${type} WHERE id = ?`).get(id) !== undefined,
    articleOf: (annotationId) => (article.get(annotationId) as string | undefined) ?? null,
    hasLine: (id) => withHistory && line.get(id) !== undefined,
    lineIds: () => (withHistory ? lineIds(db) : []),
    linesAfter: (id) => (withHistory ? linesAfter(db, id) : []),
  };
}

const count = (db: ReadableDb, table: string): number =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

const importColumns = columnsOf('import')
  .filter(({ key }) => !bodyOf('import').includes(key))
  .map(({ column }) => column)
  .join(', ');

const sideRegistries = (db: ReadableDb): SideRegistries => ({
  ...registriesOf(db),
  imports: (
    db.prepare(`SELECT ${importColumns} FROM import ORDER BY id`).all() as Record<string, unknown>[]
  ).map((row) => fromRow('import', row)),
  merges: readAll(db, 'merge', 'ORDER BY created_at, id'),
  questions: readAll(db, 'question', 'ORDER BY id'),
  remembered: readAll(db, 'foreign_id', 'WHERE format = ? ORDER BY id', projectFormat),
  doubleCodings: readAll(db, 'double_coding', 'ORDER BY id'),
  assignments: readAll(db, 'assignment', 'ORDER BY id'),
});

function adjudicationsIn(db: ReadableDb, articleId: string): CodedAdjudication[] {
  const parts = groupedBy(
    readAll(
      db,
      'adjudication_part',
      'JOIN adjudication ON adjudication.id = adjudication_id WHERE article_id = ? ORDER BY adjudication_part.id',
      articleId,
    ),
    ({ adjudicationId }) => adjudicationId,
  );
  return readAll(db, 'adjudication', 'WHERE article_id = ? ORDER BY id', articleId).map((adjudication) => ({
    adjudication,
    parts: parts.get(adjudication.id) ?? [],
  }));
}

/** The foreign names of an article and of what is coded in it; most projects have none. */
function foreignInArticles(
  db: ReadableDb,
): (articleId: string, annotations: Coded['annotations']) => ForeignId[] {
  const inArticles = `record_type IN ('article', 'annotation', 'span', 'attribute_value', 'reading')`;
  const some = db.prepare(`SELECT 1 FROM foreign_id WHERE ${inArticles} LIMIT 1`).get();
  if (some === undefined) return () => [];
  const named = (id: string): ForeignId[] => readAll(db, 'foreign_id', 'WHERE record_id = ? ORDER BY id', id);
  return (articleId, annotations) => [
    ...named(articleId),
    ...annotations.flatMap(({ annotation, spans, values }) =>
      [annotation, ...spans, ...values].flatMap(({ id }) => named(id)),
    ),
  ];
}

/** One by one, so that nothing is held open between them: the other file's lines are asked about meanwhile. */
function* lineIds(db: ReadableDb): Generator<string> {
  const before = db.prepare('SELECT seq, id FROM change WHERE seq < ? ORDER BY seq DESC LIMIT 200');
  let last = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = before.all(last) as { seq: number; id: string }[];
    for (const { id } of rows) yield id;
    const oldest = rows.at(-1);
    if (!oldest) return;
    last = oldest.seq;
  }
}

interface LineRow {
  seq: number;
  id: string;
  at: string;
  coder_id: string | null;
  kind: HistoryEntry['kind'];
  origin_seq: number | null;
  diff: string;
}

/** @throws UnreadableLine for a line that holds no change */
function* linesAfter(db: ReadableDb, id: string | null): Generator<Line> {
  const begin = id === null ? 0 : db.prepare('SELECT seq FROM change WHERE id = ?').pluck().get(id);
  if (typeof begin !== 'number') throw new Error(`the history has no line ${id}`);
  const next = statement(
    db,
    'SELECT seq, id, at, coder_id, kind, origin_seq, diff FROM change WHERE seq > ? ORDER BY seq LIMIT 1',
  );
  for (let last = begin; ;) {
    const row = next.get(last) as LineRow | undefined;
    if (!row) return;
    last = row.seq;
    const { seq, at, kind } = row;
    yield {
      seq,
      id: row.id,
      at,
      coderId: row.coder_id,
      kind,
      originSeq: row.origin_seq,
      change: changeOf(row),
    };
  }
}

function changeOf({ seq, diff }: LineRow): Change {
  let raw: unknown;
  try {
    raw = JSON.parse(diff);
  } catch {
    throw new UnreadableLine(seq);
  }
  if (!isChange(raw)) throw new UnreadableLine(seq);
  return withAllFields(raw);
}

const types: ReadonlySet<unknown> = new Set(recordTypes);

/**
 * Whether this has the form of a change. The records in it are only compared with those of the tables, which were
 * checked, so that it is enough that their fields are plain values.
 */
function isChange(raw: unknown): raw is Change {
  if (!isObject(raw)) return false;
  const { added, updated, removed } = raw;
  return (
    Array.isArray(added) &&
    Array.isArray(updated) &&
    Array.isArray(removed) &&
    added.every(isRecord) &&
    removed.every(isRecord) &&
    updated.every(
      (update) => isRecord(update) && isFields((update as Fields).from) && isFields((update as Fields).to),
    )
  );
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRecord = (value: unknown): boolean =>
  isObject(value) && types.has(value.type) && typeof value.id === 'string';

function isFields(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const key in value) if (typeof value[key] === 'object' && value[key] !== null) return false;
  return true;
}
