/**
 * What comes back from the host, taken into the window: a project that was opened, an article, a change that is durable
 * in the file. Pure, so that the tests can call it without a window.
 */
import type { Applied, OpenArticle, ProjectSnapshot } from '../shared/api';
import { type Change, type Records, applyTo, emptyRecords } from '../shared/changes';
import { readLayout } from '../shared/layout';
import { readParticulars } from '../shared/particulars';
import type { AnyRecord, RecordType } from '../shared/records';
import type { Pick as PickedFile } from '../shared/shell-api';
import { placeAll, placeAgain } from './annotations/placed';
import { type AppState, initialState } from './store';

/** The state after a project was opened: nothing of an earlier one remains. */
export function withSnapshot(state: AppState, pick: PickedFile, snapshot: ProjectSnapshot): AppState {
  const added: AnyRecord[] = [
    snapshot.project,
    ...snapshot.coders,
    ...snapshot.articles,
    ...snapshot.readings,
    ...snapshot.codes,
    ...snapshot.attributes,
    ...snapshot.choices,
    ...snapshot.actors,
    ...snapshot.actorAliases,
    ...snapshot.actorAffiliations,
    ...snapshot.concepts,
    ...snapshot.conceptAliases,
    ...snapshot.distinctions,
    ...snapshot.doubleCodings,
    ...snapshot.assignments,
  ];
  return {
    ...initialState,
    start: state.start,
    theme: state.theme,
    viewSettings: state.viewSettings,
    keys: state.keys,
    writes: state.writes,
    project: {
      pick,
      fileName: snapshot.fileName,
      readOnly: snapshot.readOnly,
      readOnlyReason: snapshot.readOnlyReason,
      coderId: snapshot.coderId,
    },
    records: applyTo(emptyRecords(), { added, updated: [], removed: [] }),
    annotationCounts: snapshot.annotationCounts,
    hidden: new Set(snapshot.hiddenArticleIds),
    rounds: snapshot.rounds,
    undo: snapshot.undo,
    seq: snapshot.seq,
  };
}

/**
 * The state after the same project was opened again: everything is as the file says, and whoever was at
 * work goes on where they were.
 * @param opened the article on screen; null when it is not in the file any more
 */
export function withReopened(
  state: AppState,
  snapshot: ProjectSnapshot,
  opened: OpenArticle | null,
): AppState {
  if (!state.project) throw new Error('no project is open that could be opened again');
  const fresh = withSnapshot(state, state.project.pick, snapshot);
  const { annotation, span, attribute_value } = state.records;
  const { project, annotationCounts, hidden, rounds, undo, seq } = fresh;
  const now: AppState = {
    ...state,
    project,
    annotationCounts,
    hidden,
    rounds,
    undo,
    seq,
    records: { ...fresh.records, annotation, span, attribute_value },
  };
  if (!state.article) return now;
  if (opened?.article.id !== state.article.id) {
    return now.records.article.has(state.article.id) ? now : withoutArticle(now);
  }
  const { records, article } = withArticle(now, opened);
  return { ...now, records, article, ...stillThere(state, records) };
}

/** What is selected and pointed at, as far as it is there. */
function stillThere(
  { selectedId, hoveredId }: AppState,
  { annotation }: Records,
): Pick<AppState, 'selectedId' | 'hoveredId'> {
  const kept = (id: string | null): string | null => (id !== null && annotation.has(id) ? id : null);
  return { selectedId: kept(selectedId), hoveredId: kept(hoveredId) };
}

/** The state with another article on screen: the annotations of the last one are let go. */
export function withArticle(state: AppState, opened: OpenArticle): AppState {
  const none = emptyRecords();
  const bare: Records = {
    ...state.records,
    annotation: none.annotation,
    span: none.span,
    attribute_value: none.attribute_value,
  };
  const records = applyTo(bare, {
    added: [...opened.annotations, ...opened.spans, ...opened.attributeValues],
    updated: [],
    removed: [],
  });
  const unplaced = new Set(opened.unplacedSpanIds);
  return {
    ...state,
    ...noSelection,
    records,
    openingId: null,
    article: {
      id: opened.article.id,
      text: opened.article.text,
      layout: readLayout(opened.article.layout, opened.article.text.length),
      particulars: readParticulars(opened.article.particulars),
      unplaced,
      placed: placeAll(records, unplaced),
    },
  };
}

/** The state without an article on screen. */
export function withoutArticle(state: AppState): AppState {
  const none = emptyRecords();
  const { annotation, span, attribute_value } = none;
  return {
    ...state,
    ...noSelection,
    records: { ...state.records, annotation, span, attribute_value },
    article: null,
    openingId: null,
  };
}

const noSelection = { selection: null, selectionRect: null, selectedId: null, hoveredId: null } as const;

/**
 * The state after a write of ours, or its undoing, became durable in the file. One that was sent again
 * may have been taken in already, with all else that the file says.
 * @param tagged the annotation that the user made by it: selected in the same step, so that the window is
 *   drawn once
 */
export function withApplied(state: AppState, applied: Applied, tagged: string | null = null): AppState {
  const selectedIn = ({ annotation }: Records): string | null =>
    tagged !== null && annotation.has(tagged) ? tagged : state.selectedId;
  if (applied.seq <= state.seq) {
    return { ...state, undo: applied.undo, selectedId: selectedIn(state.records) };
  }
  const change = heldPart(state, applied.change);
  const records = applyTo(state.records, change);
  const next: AppState = {
    ...state,
    records,
    annotationCounts: countsAfter(state.annotationCounts, applied.change, records.coder),
    undo: applied.undo,
    seq: applied.seq,
  };
  if (!state.article) return next;
  if (!records.article.has(state.article.id)) return withoutArticle(next);

  const touched = touchedAnnotations(state, change);
  if (touched.size === 0) return next;
  const moved = new Set(
    [...change.added, ...change.updated].filter(({ type }) => type === 'span').map(({ id }) => id),
  );
  const before = state.article.unplaced;
  const still = [...before].filter((id) => !moved.has(id));
  const unplaced = still.length === before.size ? before : new Set(still);
  const placed = placeAgain(state.article.placed, records, unplaced, touched);
  return {
    ...next,
    article: { ...state.article, unplaced, placed },
    ...stillThere({ ...state, selectedId: selectedIn(records) }, records),
  };
}

/** The part of a change that concerns records held here: those of other articles and of the file alone are not. */
function heldPart(state: AppState, whole: Change): Change {
  const change: Change = {
    added: whole.added.filter(isHeld),
    updated: whole.updated.filter(isHeld),
    removed: whole.removed.filter(isHeld),
  };
  const openId = state.article?.id ?? null;
  const fresh = new Set<string>();
  for (const record of change.added) {
    if (record.type === 'annotation' && record.articleId === openId) fresh.add(record.id);
  }
  const holds = ({ type, id }: { type: RecordType; id: string }): boolean => state.records[type].has(id);
  return {
    added: change.added.filter((record) => {
      if (record.type === 'annotation') return fresh.has(record.id);
      if (record.type === 'span' || record.type === 'attribute_value')
        return fresh.has(record.annotationId) || state.records.annotation.has(record.annotationId);
      return true;
    }),
    updated: change.updated.filter((update) => !ofAnArticle.has(update.type) || holds(update)),
    removed: change.removed.filter((record) => !ofAnArticle.has(record.type) || holds(record)),
  };
}

/** What comes with no snapshot: who shows it here asks for it. */
const notHeld: ReadonlySet<RecordType> = new Set([
  'import',
  'foreign_id',
  'merge',
  'question',
  'adjudication',
  'adjudication_part',
]);

const isHeld = ({ type }: { type: RecordType }): boolean => !notHeld.has(type);

const ofAnArticle: ReadonlySet<RecordType> = new Set(['annotation', 'span', 'attribute_value']);

/** Gold says again what coders said, and is not counted. */
function countsAfter(
  counts: Readonly<Record<string, number>>,
  change: Change,
  coders: Records['coder'],
): Record<string, number> {
  const next = { ...counts };
  const add = (record: AnyRecord, by: number): void => {
    if (record.type === 'annotation' && coders.get(record.coderId)?.role !== 'gold')
      next[record.articleId] = (next[record.articleId] ?? 0) + by;
  };
  for (const record of change.added) add(record, 1);
  for (const record of change.removed) add(record, -1);
  return next;
}

/** The annotations whose place or code a change alters, each with the ids of its spans before and after. */
function touchedAnnotations({ records, article }: AppState, change: Change): Map<string, Set<string>> {
  const touched = new Map<string, Set<string>>();
  const spansOf = (annotationId: string): Set<string> => {
    let ids = touched.get(annotationId);
    if (!ids) touched.set(annotationId, (ids = new Set()));
    return ids;
  };
  for (const record of [...change.added, ...change.removed]) {
    if (record.type === 'annotation') spansOf(record.id);
    if (record.type === 'span') spansOf(record.annotationId).add(record.id);
  }
  for (const { type, id } of change.updated) {
    if (type === 'annotation') spansOf(id);
    const span = type === 'span' ? records.span.get(id) : undefined;
    if (span) spansOf(span.annotationId);
  }
  if (touched.size === 0) return touched;
  for (const { id, spans } of article?.placed ?? []) {
    const ids = touched.get(id);
    for (const span of ids ? spans : []) ids?.add(span.id);
  }
  return touched;
}
