/** What earlier merges found out about which record of one file is which of the other's, told by either file. */
import type { RecordType } from '../records';
import type { News } from './news';
import type { Side } from './side';

export interface Remembered {
  /** My id for one of theirs; undefined where nothing was remembered. The record may be gone since. */
  mine(theirId: string): string | undefined;
  /** Whether it was I who took the two to be one; else their fields have not met in this file. */
  isMine(theirId: string): boolean;
  /** Their id of a record of mine, whether or not they still have it; its own where nothing was remembered. */
  theirs(mineId: string): string;
}

/**
 * What is noted of a record of theirs that is one of mine besides another one of theirs: only the other one's
 * fields have met those of mine.
 */
export const besides = '{"besides":true}';

/** @param theirNews what their history says: a record that it knows under my id has that id there */
export function rememberedOf(type: RecordType, mine: Side, theirs: Side, theirNews: News): Remembered {
  const map = new Map<string, string>();
  const back = new Map<string, string>();
  const note = (theirId: string, mineId: string): void => {
    // The newest word counts, unless what it names is gone: then what it was may have been merged into an older one.
    if (!map.has(theirId) || mine.has(type, mineId)) map.set(theirId, mineId);
    if (!back.has(mineId)) back.set(mineId, theirId);
  };
  for (const { recordType, foreignId, recordId } of mine.registries.remembered)
    if (recordType === type) note(foreignId, recordId);
  const own = new Set(
    mine.registries.remembered.flatMap((one) =>
      one.recordType === type && one.extra !== besides ? [`${one.foreignId} ${one.recordId}`] : [],
    ),
  );
  // What they have remembered of records of mine, unless it is mine under that very id.
  for (const { recordType, foreignId, recordId } of theirs.registries.remembered)
    if (recordType === type && mine.has(type, foreignId) && !mine.has(type, recordId))
      note(recordId, foreignId);
  return {
    mine: (theirId) => map.get(theirId),
    isMine: (theirId) => own.has(`${theirId} ${map.get(theirId)}`),
    theirs: (mineId) =>
      theirNews.of(type, mineId).length > 0 || theirs.has(type, mineId)
        ? mineId
        : (back.get(mineId) ?? mineId),
  };
}
