/** An entry of a registry that one side only has. */
import type { AnyRecord } from '../records';
import { fieldsOf, references, wholeOf } from '../references';
import { isDecided } from './decided';
import type { Merging } from './merging';
import { asMine } from './links';
import { Needs } from './needs';
import type { News, Removal } from './news';
import { removedByMe, removedByThem, settleMine, settleTheirs } from './one-sided';
import { fieldResults, hasNews } from './record-fields';

/** The whole with which a part was removed, in one line. */
function wholeRemovedWith(news: News, record: AnyRecord, removal: Removal): string | null {
  const field = wholeOf[record.type];
  const type = field === undefined ? undefined : references[record.type][field];
  if (field === undefined || type === undefined) return null;
  const whole = fieldsOf(removal.record)[field] as string;
  return news.removal(type, whole)?.order === removal.order
    ? Needs.keyOf(type, fieldsOf(record)[field] as string)
    : null;
}

/** A record of theirs that I have not. */
export function bringEntry(merging: Merging, record: AnyRecord, theirId: string, key: string): void {
  const { news } = merging.mine;
  const removal = removedByMe(merging, record.type, record.id, theirId);
  const line = news.removal(record.type, record.id);
  const results = line
    ? fieldResults(merging, { mine: line.record, theirs: record, theirId, byContent: false })
    : [];
  const theirEvents = merging.theirs.news.of(record.type, theirId);
  settleTheirs(merging, {
    records: [record],
    removal,
    changed: line ? hasNews(results, 'theirs') : theirEvents.length > 0,
    last: theirEvents.at(-1)?.line.stamp ?? null,
    item: { key, mineId: null, theirsId: theirId },
    articleId: null,
    decided: decidedAbout(merging, record, theirId),
    with: line && wholeRemovedWith(news, record, line),
  });
}

/** A record of mine that they have not. */
export function keepEntry(merging: Merging, record: AnyRecord, theirId: string): void {
  const { news } = merging.theirs;
  const removal = removedByThem(news, record.type, theirId);
  const theirs = removal && { ...asMine(removal.record, merging.toMine), id: record.id };
  const results = theirs ? fieldResults(merging, { mine: record, theirs, theirId, byContent: false }) : [];
  settleMine(merging, {
    records: [record],
    removal,
    changed: hasNews(results, 'mine'),
    last: merging.mine.news.of(record.type, record.id).at(-1)?.line.stamp ?? null,
    item: { key: `${record.type}/${theirId}`, mineId: record.id, theirsId: null },
    articleId: null,
    decided: decidedAbout(merging, record, theirId),
    with: removal && wholeRemovedWith(news, record, removal),
  });
}

export const decidedAbout = (
  { mine, theirs }: Merging,
  { type, id }: AnyRecord,
  theirId: string,
): { byMe: boolean; byThem: boolean } => ({
  byMe: isDecided(mine.decided, type, id),
  byThem: isDecided(theirs.decided, type, theirId),
});
