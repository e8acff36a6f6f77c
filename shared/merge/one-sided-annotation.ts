/** An annotation that one side only has: it is new there, or the other side removed it. */
import type { CodedAnnotation } from '../formats/dataset';
import { byAttribute } from './annotation-state';
import { type CodedMerge, listedAt, recordsOf, rename } from './coded-merge';
import { isDecided } from './decided';
import { annotationResults } from './annotation-results';
import type { News } from './news';
import { type OneSided, removedByMe, removedByThem, settleMine, settleTheirs } from './one-sided';
import { hasNews } from './record-fields';
import type { TheirAnnotation } from './their-annotation';
import { askForEvidence, leaveUnplaced, wasMoved } from './unplaced';

/** The id under which an annotation of theirs comes in: one that is taken elsewhere was tampered with. */
function freshId(at: CodedMerge, theirId: string): string {
  const id = at.names.mine(theirId);
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

export function bringRecords(at: CodedMerge, theirs: TheirAnnotation): void {
  const coded = recordsIn(at, theirs);
  if (coded === null) return;
  askForEvidence(at, theirs, null);
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
  const mine = asRemoved(at.merging.mine.news, at.names.mine(theirs.given.annotation.id));
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
export function bringAnnotation(at: CodedMerge, theirs: TheirAnnotation): void {
  const { merging, ids } = at;
  const theirId = theirs.given.annotation.id;
  const id = at.names.mine(theirId);
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
    onStand: () => askForEvidence(at, theirs, null),
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
