/** How far a coder has come with an article: one state for each coder, whichever file it was set in. */
import type { Reading } from '../records';
import { asMine } from './links';
import { mergePair } from './merge-pair';
import type { Merging } from './merging';
import { removedByThem, settleMine, settleTheirs } from './one-sided';

export function mergeReadings(
  merging: Merging,
  ids: { mine: string; theirs: string },
  mine: readonly Reading[],
  theirs: readonly Reading[],
): void {
  const own = new Map(mine.map((reading) => [reading.coderId, reading]));
  const at = { mineArticleId: ids.mine, theirsArticleId: ids.theirs };
  const decided = { byMe: false, byThem: false };
  for (const given of theirs) {
    const reading = { ...asMine(given, merging.toMine), articleId: ids.mine };
    const key = `reading/${given.id}`;
    const found = own.get(reading.coderId);
    if (found) {
      own.delete(reading.coderId);
      // When it was set is told by the state that stands.
      const theirs = { ...reading, id: found.id, changedAt: found.changedAt };
      const after = mergePair(
        merging,
        { mine: found, theirs, theirId: given.id, byContent: found.id !== given.id },
        { key, ...at },
      );
      const isTheirs = after.state === reading.state;
      if (after.state !== found.state || (isTheirs && reading.changedAt > found.changedAt))
        merging.changes.update(found, { state: after.state, changedAt: reading.changedAt });
      continue;
    }
    const removal = removedByThem(merging.mine.news, 'reading', given.id);
    const isTaken = merging.mine.side.has('reading', given.id);
    settleTheirs(merging, {
      records: [isTaken ? { ...reading, id: merging.env.newId() } : reading],
      removal,
      changed: removal !== null && removal.record.state !== reading.state,
      last: { at: reading.changedAt, coderId: given.coderId },
      item: { key, mineId: null, theirsId: given.id, ...at },
      articleId: ids.mine,
      decided,
      with: null,
    });
  }
  for (const reading of own.values()) {
    const removal = removedByThem(merging.theirs.news, 'reading', reading.id);
    settleMine(merging, {
      records: [reading],
      removal,
      changed: removal !== null && removal.record.state !== reading.state,
      last: { at: reading.changedAt, coderId: reading.coderId },
      item: { key: `reading/${reading.id}`, mineId: reading.id, theirsId: null, mineArticleId: ids.mine },
      articleId: ids.mine,
      decided,
      with: null,
    });
  }
}
