/** Merging what is coded in an article that both files have. */
import type { CodedAnnotation } from '../formats/dataset';
import type { AnyRecord } from '../records';
import { byAttribute } from './annotation-state';
import { isDecided } from './decided';
import type { FinalAttributes } from './final-attributes';
import { annotationResults, mergeAnnotation, replaceSpans } from './merge-annotation';
import type { Merging } from './merging';
import type { News } from './news';
import { remember } from './merge-registries';
import { type OneSided, removedByMe, removedByThem, settleMine, settleTheirs } from './one-sided';
import { pairAnnotations } from './pair-annotations';
import { hasNews } from './record-fields';
import type { Remembered } from './remembered';
import { isUnchanged, Onto, type TheirAnnotation } from './their-annotation';

export interface ArticleIds {
  mine: string;
  theirs: string;
}

export interface CodedMerge {
  merging: Merging;
  attributes: FinalAttributes;
  ids: ArticleIds;
  onto: Onto;
  /** What annotations of theirs are called in mine. */
  names: AnnotationNames;
}

/** My ids for annotations of theirs, as far as they are not their own. */
export class AnnotationNames {
  private readonly ids = new Map<string, string>();

  constructor(private readonly remembered: Remembered) {}

  mine(theirId: string): string {
    return this.ids.get(theirId) ?? this.remembered.mine(theirId) ?? theirId;
  }

  /** Their id of an annotation of mine, whether or not they still have it. */
  theirs(mineId: string): string {
    return this.remembered.theirs(mineId);
  }

  /** @returns whether this is news that the next merge has to know */
  set(theirId: string, mineId: string): boolean {
    const isNews = this.mine(theirId) !== mineId;
    if (isNews) this.ids.set(theirId, mineId);
    return isNews;
  }

  get renamed(): ReadonlyMap<string, string> {
    return this.ids;
  }
}

/** Merges the annotations of an article. */
export function mergeAnnotations(
  at: CodedMerge,
  mine: readonly CodedAnnotation[],
  theirs: readonly CodedAnnotation[],
): void {
  const { merging, attributes, onto, names } = at;
  const own = new Map(mine.map((coded) => [coded.annotation.id, coded]));
  const changed: CodedAnnotation[] = [];
  let alike = 0;
  for (const coded of theirs) {
    const found = own.get(names.mine(coded.annotation.id));
    if (!found || onto.otherText || !attributes.areAsBefore || !isUnchanged(found, coded, merging.toMine)) {
      changed.push(coded);
      continue;
    }
    own.delete(found.annotation.id);
    alike += 1;
    standsAll(merging, found);
  }
  if (alike > 0) merging.tally.add(at.ids.mine, 'annotation', 'same', alike);
  // What one of theirs points to may be another one of theirs, which has its name in mine only when it is paired.
  const first = pairAnnotations(
    [...own.values()],
    changed.map((coded) => onto.annotation(coded)),
    (id) => names.mine(id),
  );
  for (const { mine: found, theirs: one, how } of first.pairs)
    if (how === 'same') rename(at, one.given.annotation.id, found.annotation.id);
  const again = (one: TheirAnnotation): TheirAnnotation => onto.annotation(one.given);
  const isRenamed = names.renamed.size > 0;
  for (const { mine: found, theirs: one, how } of first.pairs) {
    const theirs = isRenamed ? again(one) : one;
    if (how === 'boundary') mergeBoundary(at, found, theirs);
    else mergePlaced(at, found, theirs, how === 'same');
  }
  for (const one of first.onlyTheirs) bringAnnotation(at, isRenamed ? again(one) : one);
  for (const coded of first.onlyMine) keepAnnotation(at, coded);
}

export const recordsOf = ({ annotation, spans, values }: CodedAnnotation): AnyRecord[] => [
  annotation,
  ...spans,
  ...values,
];

function standsAll(merging: Merging, { annotation, values }: CodedAnnotation): void {
  merging.stands(annotation);
  for (const value of values) merging.stands(value);
}

function rename({ merging, names }: CodedMerge, theirId: string, mineId: string): void {
  if (names.set(theirId, mineId)) remember(merging, [{ type: 'annotation', id: theirId, mineId }]);
}

const listedAt = ({ ids }: CodedMerge, theirId: string) => ({
  key: `annotation/${theirId}`,
  mineArticleId: ids.mine,
  theirsArticleId: ids.theirs,
});

/** Two that are one. Words of theirs that cannot be told in my text wait for a person, if they are news. */
function mergePlaced(
  at: CodedMerge,
  mine: CodedAnnotation,
  theirs: TheirAnnotation,
  byContent: boolean,
): void {
  const { merging, attributes, onto } = at;
  const theirId = theirs.given.annotation.id;
  if (theirs.place === null && wasMoved(merging.theirs.news, theirs.given))
    askForPlace(at, theirs, mine.annotation.id);
  noteLostEvidence(at, theirs);
  mergeAnnotation(merging, { mine, theirs, byContent }, onto, attributes, listedAt(at, theirId));
}

/** Whether the words of an annotation were changed since the other side knew it. */
const wasMoved = (news: News, { annotation, spans }: CodedAnnotation): boolean =>
  !news.isKnown('annotation', annotation.id) ||
  spans.some(({ id }) => news.of('span', id).length > 0) ||
  news.goneParts(annotation.id).some(({ type }) => type === 'span');

/** Puts an annotation of theirs whose words cannot be told in my text into the tray. */
function askForPlace({ merging, ids }: CodedMerge, theirs: TheirAnnotation, mineId: string): void {
  const annotation = { ...theirs.annotation, id: mineId, articleId: ids.mine };
  const values = theirs.values.map((value) => ({ ...value, annotationId: mineId }));
  const spans = theirs.given.spans.map((span) => ({ ...span, annotationId: mineId }));
  standsAll(merging, { annotation, spans, values });
  merging.ask({
    kind: 'place',
    articleId: ids.mine,
    recordType: 'annotation',
    recordId: mineId,
    field: 'place',
    mine: null,
    theirs: { annotation, spans, values },
    mineLast: null,
    theirLast: { at: annotation.createdAt, coderId: theirs.given.annotation.coderId },
    answer: null,
  });
}

/** An annotation that mine has not, whose words cannot be told in my text, waits for a person unless it is dropped. */
export function leaveUnplaced(at: CodedMerge, theirs: TheirAnnotation): void {
  const { merging } = at;
  const theirId = theirs.given.annotation.id;
  const listed = listedAt(at, theirId);
  const { take } = merging.choose({ key: listed.key, category: 'unplaced', type: 'annotation' });
  merging.list({
    ...listed,
    type: 'annotation',
    category: 'unplaced',
    mineId: null,
    theirsId: theirId,
    take,
  });
  if (take === 'open') askForPlace(at, theirs, names(at, theirId));
}

/** Words that said a value and are not in my text: the value stays without them, and a person is told. */
function noteLostEvidence({ merging, ids }: CodedMerge, theirs: TheirAnnotation): void {
  for (const value of theirs.lostEvidence)
    merging.ask({
      kind: 'value',
      articleId: ids.mine,
      recordType: 'attribute_value',
      recordId: value.id,
      field: 'evidenceQuote',
      mine: null,
      theirs: value.evidenceQuote,
      mineLast: null,
      theirLast: null,
      answer: null,
    });
}

/** Nearly the same words, tagged by the same coder with the same code. */
function mergeBoundary(at: CodedMerge, mine: CodedAnnotation, theirs: TheirAnnotation): void {
  const { merging } = at;
  const theirId = theirs.given.annotation.id;
  const listed = listedAt(at, theirId);
  const { take } = merging.choose({ key: listed.key, category: 'boundary', type: 'annotation' });
  const both = { mineId: mine.annotation.id, theirsId: theirId };
  const list = (): void =>
    merging.list({ ...listed, type: 'annotation', category: 'boundary', ...both, take });
  if (take === 'both') {
    // Each of them may have been removed on the other side.
    if (
      removalIn(merging.mine.news, names(at, theirId)) ||
      removalIn(merging.theirs.news, at.names.theirs(mine.annotation.id))
    ) {
      bringAnnotation(at, theirs);
      keepAnnotation(at, mine);
      return;
    }
    list();
    standsAll(merging, mine);
    bringRecords(at, theirs);
    return;
  }
  rename(at, theirId, mine.annotation.id);
  if (take === 'theirs' && theirs.spans) replaceSpans(merging, mine, theirs.spans);
  standsAll(merging, mine);
  list();
}

const names = (at: CodedMerge, theirId: string): string => at.names.mine(theirId);

const removalIn = (news: News, id: string): boolean => removedByThem(news, 'annotation', id) !== null;

/** The id under which an annotation of theirs comes in: one that is taken elsewhere was tampered with. */
function freshId(at: CodedMerge, theirId: string): string {
  const id = names(at, theirId);
  if (!at.merging.mine.side.has('annotation', id)) return id;
  const mineId = at.merging.env.newId();
  rename(at, theirId, mineId);
  return mineId;
}

/** The records of an annotation of theirs under the ids that they get in mine; null where its words are not found. */
export function recordsIn(at: CodedMerge, theirs: TheirAnnotation): CodedAnnotation | null {
  const { merging, ids, attributes } = at;
  if (theirs.spans === null) return null;
  const id = freshId(at, theirs.given.annotation.id);
  const annotation = { ...theirs.annotation, id, articleId: ids.mine };
  const values = attributes.fitting(annotation, theirs.values);
  for (const [attributeId, list] of byAttribute(values)) attributes.noteCount(attributeId, list.length);
  const own = <T extends { id: string; type: 'span' | 'attribute_value'; annotationId: string }>(
    part: T,
  ): T => ({
    ...part,
    id: merging.mine.side.has(part.type, part.id) ? merging.env.newId() : part.id,
    annotationId: id,
  });
  return { annotation, spans: theirs.spans.map(own), values: values.map(own) };
}

function bringRecords(at: CodedMerge, theirs: TheirAnnotation): void {
  const coded = recordsIn(at, theirs);
  if (coded === null) return;
  noteLostEvidence(at, theirs);
  for (const record of recordsOf(coded)) at.merging.bring(record);
}

/** What an annotation was when a side removed it: with the spans and values that went with it. */
export function asRemoved(news: News, id: string): CodedAnnotation | null {
  const removal = news.removal('annotation', id);
  if (removal === null) return null;
  const parts = news.goneParts(id, removal.order);
  return {
    annotation: removal.record,
    spans: parts.filter((part) => part.type === 'span'),
    values: parts.filter((part) => part.type === 'attribute_value'),
  };
}

/** Whether anything was done to an annotation since the other side knew it, or it was made since. */
const hasEvents = (news: News, { annotation, spans, values }: CodedAnnotation): boolean =>
  !news.isKnown('annotation', annotation.id) ||
  [annotation, ...spans, ...values].some(({ type, id }) => news.of(type, id).length > 0) ||
  news.goneParts(annotation.id).length > 0;

/** Whether theirs was changed since I removed it. */
export function changedByThem(at: CodedMerge, theirs: TheirAnnotation): boolean {
  const mine = asRemoved(at.merging.mine.news, names(at, theirs.given.annotation.id));
  // A copy that was cut did not have all that was in the article that was removed there.
  if (mine === null) return !at.merging.whole.mine || hasEvents(at.merging.theirs.news, theirs.given);
  const pair = { mine, theirs, byContent: false };
  return hasNews(annotationResults(at.merging, pair, at.onto, at.attributes), 'theirs');
}

/** Whether mine was changed since they removed it. */
export function changedByMe(at: CodedMerge, mine: CodedAnnotation): boolean {
  const removed = asRemoved(at.merging.theirs.news, at.names.theirs(mine.annotation.id));
  if (removed === null) return true;
  const pair = { mine, theirs: at.onto.annotation(removed), byContent: false };
  if (pair.theirs.place === null) return wasMoved(at.merging.mine.news, mine);
  return hasNews(annotationResults(at.merging, pair, at.onto, at.attributes), 'mine');
}

/** An annotation that only theirs has. */
function bringAnnotation(at: CodedMerge, theirs: TheirAnnotation): void {
  const { merging, ids } = at;
  const theirId = theirs.given.annotation.id;
  const id = names(at, theirId);
  const removal = removedByMe(merging, 'annotation', id, theirId);
  const changed = removal !== null && changedByThem(at, theirs);
  const listed = listedAt(at, theirId);
  const coded = recordsIn(at, theirs);
  if (coded === null) {
    if (removal !== null && !changed) {
      merging.list({
        ...listed,
        type: 'annotation',
        category: 'removed',
        by: 'mine',
        mineId: null,
        theirsId: theirId,
        take: 'mine',
        choosable: false,
      });
      return;
    }
    leaveUnplaced(at, theirs);
    return;
  }
  settleTheirs(merging, {
    records: recordsOf(coded),
    removal,
    changed,
    last: lastOf(merging.theirs.news, theirs.given),
    item: { ...listed, mineId: null, theirsId: theirId },
    articleId: ids.mine,
    decided: {
      byMe: isDecided(merging.mine.decided, 'annotation', id),
      byThem: isDecided(merging.theirs.decided, 'annotation', theirId),
    },
    with: null,
    onStand: () => noteLostEvidence(at, theirs),
  });
}

/** An annotation that only mine has. */
export function keepAnnotation(at: CodedMerge, mine: CodedAnnotation): void {
  const { merging, ids, attributes } = at;
  const { id } = mine.annotation;
  const theirId = at.names.theirs(id);
  const removal = removedByThem(merging.theirs.news, 'annotation', theirId);
  const now = attributes.keepFitting(mine);
  settleMine(merging, {
    records: recordsOf(now),
    removal,
    changed: removal !== null && changedByMe(at, mine),
    last: lastOf(merging.mine.news, mine),
    item: { ...listedAt(at, theirId), mineId: id, theirsId: null },
    articleId: ids.mine,
    decided: {
      byMe: isDecided(merging.mine.decided, 'annotation', id),
      byThem: isDecided(merging.theirs.decided, 'annotation', theirId),
    },
    with: null,
  });
}

/** Who did something to an annotation last. */
export function lastOf(news: News, { annotation, spans, values }: CodedAnnotation): OneSided['last'] {
  const events = [annotation, ...spans, ...values, ...news.goneParts(annotation.id)].flatMap(({ type, id }) =>
    news.of(type, id),
  );
  const last = events.reduce<(typeof events)[number] | null>(
    (newest, event) => (newest === null || event.line.order >= newest.line.order ? event : newest),
    null,
  );
  return last?.line.stamp ?? { at: annotation.createdAt, coderId: annotation.coderId };
}
