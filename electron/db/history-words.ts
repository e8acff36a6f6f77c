/** One line of the history in words, with the names of what is there and of what has gone since. */
import type { HistoryLine } from '../../shared/api';
import { type Change, touchedBy } from '../../shared/changes';
import { type ChangeWords, describeChange } from '../../shared/change-words';
import type { Known } from '../../shared/record-words';
import type { AnyRecord, RecordType } from '../../shared/records';
import { diffsAbout } from './change-subjects';
import { changeOfDiff } from './history';
import type { ReadableDb } from './open';
import { readOne } from './read';

/** As many records as can be taken in; of an import of thousands the rest is only counted. */
const recordsToTell = 200;

/** What the change of a line did; `left` counts the records that are left out. */
export function wordsOfChange(
  db: ReadableDb,
  { seq }: Pick<HistoryLine, 'seq'>,
  change: Change,
): { words: ChangeWords[]; left: number } {
  const room = { left: recordsToTell };
  const some = <T>(list: readonly T[]): T[] => {
    const taken = list.slice(0, room.left);
    room.left -= taken.length;
    return taken;
  };
  // Annotations before their spans and values, as they are recognised by them.
  const told: Change = {
    updated: some(change.updated),
    removed: some(change.removed.toReversed()),
    added: some(change.added),
  };
  const left = touchedBy(change).length - touchedBy(told).length;
  return { words: describeChange(told, knownAt(db, seq)), left };
}

/**
 * Records by id: those of now, else as the history last held them. What an old line calls a record is
 * its name of today, by which the user knows it.
 */
function knownAt(db: ReadableDb, seq: number): Known {
  const found = new Map<string, AnyRecord | null>();
  const record = (type: RecordType, id: string): AnyRecord | null => {
    let known = found.get(id);
    if (known === undefined) {
      known = readOne(db, type, 'WHERE id = ?', id) ?? lastHeld(db, id, seq);
      found.set(id, known);
    }
    return known;
  };
  return {
    record,
    quote: (annotationId) =>
      readOne(db, 'span', 'WHERE annotation_id = ? ORDER BY position', annotationId)?.quote ??
      quoteOfGone(db, annotationId, seq),
  };
}

/** As the lines about it nearest after `seq` held it: a record that is gone was removed later. */
function lastHeld(db: ReadableDb, id: string, seq: number): AnyRecord | null {
  for (const diff of diffsAbout(db, id, seq)) {
    const { added, removed } = changeOfDiff(diff);
    const record = [...removed, ...added].find((candidate) => candidate.id === id);
    if (record) return record;
  }
  return null;
}

function quoteOfGone(db: ReadableDb, annotationId: string, seq: number): string | null {
  for (const diff of diffsAbout(db, annotationId, seq)) {
    const { added, removed } = changeOfDiff(diff);
    for (const record of [...removed, ...added]) {
      if (record.type === 'span' && record.annotationId === annotationId) return record.quote;
    }
  }
  return null;
}
