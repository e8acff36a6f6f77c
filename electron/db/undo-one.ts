/** Taking back one change out of the middle of the history: what it needs to know, read from the file. */
import type { Blocker, HistoryLine, UndoOneState } from '../../shared/api';
import type { Change } from '../../shared/changes';
import { nameKey } from '../../shared/commands';
import { type AnyRecord, type RecordType, recordTypes } from '../../shared/records';
import { references } from '../../shared/references';
import { type RecordsNow, blocksUndoOf, misfitOf } from '../../shared/undo-one';
import { changeOfDiff, lastWord, latestDiff, redoTarget, type Step, type Target } from './history';
import type { ReadableDb } from './open';
import { readAll, readOne } from './read';

const columnOf = (field: string): string =>
  field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The fields that name records of a type, by the type that has them. */
const usersOf = Map.groupBy(
  recordTypes.flatMap((type) =>
    Object.entries(references[type]).map(([field, target]) => ({ type, column: columnOf(field), target })),
  ),
  ({ target }) => target,
);

const recordsNow = (db: ReadableDb): RecordsNow => ({
  record: (type, id) => readOne(db, type, 'WHERE id = ?', id),
  users: (type, id) =>
    (usersOf.get(type) ?? []).flatMap((user) => readAll(db, user.type, `WHERE ${user.column} = ?`, id)),
  named: (type, key) => readAll(db, type).filter(({ name }) => nameKey(name) === key),
  codesWithShortcut: (shortcut) => readAll(db, 'code', 'WHERE shortcut = ?', shortcut),
});

/** With more, reading every later change is quicker than looking for each of them. */
const mostNeedles = 40;
const mostBlockers = 20;

/** What the undoing of a line would do, or why it cannot be done. */
export type LineUndo = { can: true; step: Step } | Extract<UndoOneState, { can: false }>;

const cannot = (message: string): LineUndo => ({ can: false, message, blockers: [], more: 0 });

/** Whether what a line did can be taken back: a deed that stands, or the undoing that was the last one. */
export function undoOfLine(db: ReadableDb, line: HistoryLine): LineUndo {
  const deed = readDeed(db, line.originSeq ?? line.seq);
  if (deed.coder_id === null)
    return cannot('This belongs to the making of the project and cannot be undone.');
  if (line.kind === 'undo') {
    return !line.standing && redoSeq(db) === deed.seq
      ? { can: true, step: { kind: 'redo', deed } }
      : cannot(
          'This was an undoing, and it was not the last one. Nothing of it can be taken back by itself.',
        );
  }
  if (!line.standing) return cannot('This has been undone already.');
  const state = undoOneState(db, deed, latestDiff(db, deed.seq));
  return state.can ? { can: true, step: { kind: 'undo', deed } } : state;
}

const readDeed = (db: ReadableDb, seq: number): Target & { coder_id: string | null } =>
  db.prepare('SELECT seq, label, article_id, coder_id FROM change WHERE seq = ?').get(seq) as Target & {
    coder_id: string | null;
  };

const redoSeq = (db: ReadableDb): number | null =>
  (db.prepare(redoTarget).get() as Target | undefined)?.seq ?? null;

interface LaterRow {
  seq: number;
  label: string;
  at: string;
  coder_id: string | null;
  diff: string;
}

/** The later standing changes of some articles, or of all, that hold one of the needles in their diff. */
function laterChanges(
  db: ReadableDb,
  deedSeq: number,
  articleIds: ReadonlySet<string> | null,
  needles: ReadonlySet<string>,
): Iterable<LaterRow> {
  // The few lines of an article are found by its index, not by number or kind.
  const by = articleIds ? '+' : '';
  const where = [`${by}d.seq > ?`, `${by}d.kind = 'do'`];
  const values: unknown[] = [deedSeq];
  if (articleIds) {
    where.push('(d.article_id IS NULL OR d.article_id IN (SELECT value FROM json_each(?)))');
    values.push(JSON.stringify([...articleIds]));
  }
  if (needles.size <= mostNeedles) {
    where.push(`(${[...needles].map(() => 'instr(d.diff, ?) > 0').join(' OR ') || 'FALSE'})`);
    values.push(...needles);
  }
  const sql = `SELECT seq, label, at, coder_id, diff FROM change AS d
    WHERE ${where.join(' AND ')} AND ${lastWord} IS NOT 'undo' ORDER BY ${by}d.seq`;
  return db.prepare(sql).iterate(...values) as Iterable<LaterRow>;
}

/** What is used from every article: entries of the registry and the codebook. */
const usedAnywhere: ReadonlySet<RecordType> = new Set([
  'coder',
  'code',
  'attribute',
  'choice',
  'actor',
  'concept',
]);

/**
 * The articles in which later changes can meet a change: its own, those of its annotations, and those
 * where what it added is used now. Changes of several articles at once are kept under none.
 */
function articlesOf(deed: Target, undone: Change, now: RecordsNow): Set<string> {
  const articles = new Set<string>(deed.article_id === null ? [] : [deed.article_id]);
  const ofAnnotation = (id: string): void => {
    const annotation = now.record('annotation', id);
    if (annotation?.type === 'annotation') articles.add(annotation.articleId);
  };
  const of = (record: AnyRecord): void => {
    if (record.type === 'article') articles.add(record.id);
    if (record.type === 'annotation' || record.type === 'reading') articles.add(record.articleId);
    if (record.type === 'span' || record.type === 'attribute_value') ofAnnotation(record.annotationId);
  };
  for (const record of undone.added) {
    of(record);
    if (usedAnywhere.has(record.type)) for (const user of now.users(record.type, record.id)) of(user);
  }
  for (const record of undone.removed) of(record);
  for (const { type, id } of undone.updated) {
    const record = now.record(type, id);
    if (record) of(record);
  }
  return articles;
}

/** Whether a standing deed can be taken back now, and what stands in its way if not. */
function undoOneState(db: ReadableDb, deed: Target, undone: Change): UndoOneState {
  const now = recordsNow(db);
  const { test, needles } = blocksUndoOf(undone, now);
  const blockers: Blocker[] = [];
  let more = 0;
  const search = (articleIds: ReadonlySet<string> | null, wanted: ReadonlySet<string>): void => {
    for (const row of laterChanges(db, deed.seq, articleIds, wanted)) {
      if (!test(changeOfDiff(row.diff))) continue;
      if (blockers.length < mostBlockers)
        blockers.push({ seq: row.seq, label: row.label, at: row.at, coderId: row.coder_id });
      else more++;
    }
  };
  search(articlesOf(deed, undone, now), needles);
  const misfit = blockers.length > 0 ? null : misfitOf(undone, now);
  // What was added, then used somewhere and is not used any more: only the whole history knows of that.
  const shared = undone.added.filter(({ type }) => usedAnywhere.has(type)).map(({ id }) => id);
  if (blockers.length === 0 && misfit === null && shared.length > 0) search(null, new Set(shared));
  if (blockers.length > 0) return { can: false, message: inTheWay(blockers.length + more), blockers, more };
  return misfit === null ? { can: true } : { can: false, message: misfit, blockers: [], more: 0 };
}

const inTheWay = (count: number): string =>
  count === 1
    ? 'A later change builds on this one. Undo that one first.'
    : `${count.toLocaleString('en')} later changes build on this one. Undo those first, the last one before the others.`;
