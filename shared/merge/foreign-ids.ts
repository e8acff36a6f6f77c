/** What other programs and projects call records: it comes with them, and is how the next merge knows them. */
import type { ForeignId, RecordType } from '../records';
import { references } from '../references';
import { asMine } from './links';
import type { Merging } from './merging';
import { besides } from './remembered';
import { projectFormat } from './side';

/**
 * Notes what other programs and projects call records of theirs. It is only brought for records that stand, which
 * is known at the end: see `bringForeignIds`.
 */
export function offerForeignIds(
  merging: Merging,
  mine: readonly ForeignId[],
  theirs: readonly ForeignId[],
): void {
  if (theirs.length > 0) merging.foreignIds.push({ mine, theirs });
}

/** Brings foreign ids that were offered. What theirs calls records of mine says nothing here. */
export function bringForeignIds(merging: Merging): void {
  const keyOf = (one: ForeignId): string =>
    JSON.stringify([one.format, one.recordType, one.recordId, one.foreignId]);
  const standing = new Set<string>();
  for (const { type, id } of merging.changes.additions) standing.add(`${type}/${id}`);
  const stands = ({ recordType, recordId }: ForeignId): boolean => {
    const type = recordType as RecordType;
    if (standing.has(`${type}/${recordId}`)) return true;
    return (
      type in references &&
      merging.mine.side.has(type, recordId) &&
      !merging.changes.isRemoved({ type, id: recordId })
    );
  };
  const remembered = new Set<string>();
  for (const one of [...merging.mine.side.registries.remembered, ...merging.changes.additions])
    if (one.type === 'foreign_id' && one.format === projectFormat)
      remembered.add(`${one.recordType}/${one.foreignId}`);
  /** Whether it is about a record of either of the two files, or of a third one that I know in my own way. */
  const isSettled = ({ format, recordType, foreignId }: ForeignId): boolean => {
    const type = recordType as RecordType;
    const { mine, theirs } = merging;
    return (
      format === projectFormat &&
      (remembered.has(`${type}/${foreignId}`) ||
        mine.side.has(type, foreignId) ||
        theirs.side.has(type, foreignId) ||
        mine.news.of(type, foreignId).length > 0)
    );
  };
  const brought: ForeignId[] = [];
  for (const { mine, theirs } of merging.foreignIds) {
    const ids = new Set(mine.map(({ id }) => id));
    const said = new Set(mine.map(keyOf));
    for (const given of theirs) {
      const record = asMine(given, merging.toMine);
      const isRemoved = merging.mine.news.removal('foreign_id', given.id)?.silent === false;
      if (ids.has(given.id) || isSettled(record) || isRemoved || said.has(keyOf(record)) || !stands(record))
        continue;
      // It may outlive its record.
      if (!merging.theirs.side.has(given.recordType as RecordType, given.recordId)) continue;
      said.add(keyOf(record));
      const isTaken = merging.mine.side.has('foreign_id', given.id);
      brought.push(isTaken ? { ...record, id: merging.env.newId() } : record);
    }
  }
  for (const record of brought) merging.changes.add(record);
}

/** Which record of another file is which of mine, for the next merge. */
export function remember(
  merging: Merging,
  matches: readonly { type: RecordType; id: string; mineId: string; besides?: boolean }[],
): void {
  for (const { type, id, mineId, besides: isBesides } of matches)
    merging.changes.add({
      type: 'foreign_id',
      id: merging.env.newId(),
      format: projectFormat,
      recordType: type,
      recordId: mineId,
      foreignId: id,
      extra: isBesides ? besides : '',
    });
}
