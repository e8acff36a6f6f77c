/**
 * A change is a value: what one user action did to the records. Saving is applying it, undo is applying
 * its reverse, another window receives it. Updates name only the fields that differ.
 */
import { z } from 'zod';
import { type AnyRecord, type RecordOf, type RecordType, anyRecord, recordTypes } from './records';

/** Some fields of one record, before and after. `from` and `to` have the same keys. */
export interface Update {
  type: RecordType;
  id: string;
  from: Record<string, unknown>;
  to: Record<string, unknown>;
}

export interface Change {
  added: AnyRecord[];
  updated: Update[];
  removed: AnyRecord[];
}

export const changeSchema: z.ZodType<Change> = z.object({
  added: z.array(anyRecord),
  updated: z.array(
    z.object({
      type: z.enum(recordTypes as [RecordType, ...RecordType[]]),
      id: z.string(),
      from: z.record(z.string(), z.unknown()),
      to: z.record(z.string(), z.unknown()),
    }),
  ),
  removed: z.array(anyRecord),
});

/** A change together with what the user would call it: "Tag as Claim". */
export interface NamedChange {
  label: string;
  change: Change;
}

/** One row of the history. `seq` counts up from 1 in each file; `at` is an ISO 8601 time in UTC. */
export interface HistoryEntry {
  seq: number;
  id: string;
  at: string;
  coderId: string | null;
  label: string;
  kind: 'do' | 'undo' | 'redo';
  /** For `undo` and `redo`: the `seq` of the first doing. */
  originSeq: number | null;
  articleId: string | null;
  change: Change;
}

export const emptyChange = (): Change => ({ added: [], updated: [], removed: [] });

export const isEmpty = (change: Change): boolean =>
  change.added.length === 0 && change.updated.length === 0 && change.removed.length === 0;

/** The records that a change concerns, by type and id: added, then updated, then removed. */
export const touchedBy = ({ added, updated, removed }: Change): { type: RecordType; id: string }[] => [
  ...added,
  ...updated,
  ...removed,
];

/** The change that takes the records back. `reverse(reverse(c))` equals `c`. */
export const reverse = (change: Change): Change => ({
  added: change.removed,
  updated: change.updated.map(({ type, id, from, to }) => ({ type, id, from: to, to: from })).toReversed(),
  removed: change.added,
});

/**
 * The update from one record to the next, or null when nothing differs.
 * Fields are compared by identity: every field of a record is a plain value.
 */
export function updateOf<T extends RecordType>(
  before: RecordOf[T],
  patch: Partial<RecordOf[T]>,
): Update | null {
  const from: Record<string, unknown> = {};
  const to: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    const old = (before as Record<string, unknown>)[key];
    if (old !== value) {
      from[key] = old;
      to[key] = value;
    }
  }
  return Object.keys(to).length === 0 ? null : { type: before.type, id: before.id, from, to };
}

const keyOf = (record: { type: RecordType; id: string }): string => `${record.type}/${record.id}`;

/**
 * One change that does what `first` and then `second` do. A record that is added and removed again
 * leaves no trace; one that is removed and added again becomes an update.
 * @throws Error when the two cannot follow each other (a record added twice, or updated after removal).
 */
export function squash(first: Change, second: Change): Change {
  const added = new Map(first.added.map((record) => [keyOf(record), record]));
  const removed = new Map(first.removed.map((record) => [keyOf(record), record]));
  const updated = new Map<string, Update>();

  const mergeUpdate = (update: Update): void => {
    const key = keyOf(update);
    const fresh = added.get(key);
    if (fresh) {
      added.set(key, { ...fresh, ...update.to });
      return;
    }
    if (removed.has(key)) throw new Error(`change updates ${key}, which an earlier step removed`);
    const earlier = updated.get(key);
    const from = { ...update.from, ...earlier?.from };
    const to = { ...earlier?.to, ...update.to };
    for (const field of Object.keys(to)) {
      if (from[field] === to[field]) {
        delete from[field];
        delete to[field];
      }
    }
    if (Object.keys(to).length === 0) updated.delete(key);
    else updated.set(key, { type: update.type, id: update.id, from, to });
  };

  for (const update of first.updated) mergeUpdate(update);
  for (const record of second.removed) {
    const key = keyOf(record);
    if (added.delete(key)) continue;
    const before = updated.get(key);
    updated.delete(key);
    if (removed.has(key)) throw new Error(`change removes ${key} twice`);
    removed.set(key, before ? { ...record, ...before.from } : record);
  }
  for (const record of second.added) {
    const key = keyOf(record);
    if (added.has(key)) throw new Error(`change adds ${key} twice`);
    const before = removed.get(key);
    if (!before) {
      added.set(key, record);
      continue;
    }
    removed.delete(key);
    const update = updateOf(before, record as never);
    if (update) updated.set(key, update);
  }
  for (const update of second.updated) mergeUpdate(update);
  return { added: [...added.values()], updated: [...updated.values()], removed: [...removed.values()] };
}

/** Records by type and id, as the store and the tests hold them. */
export type Records = { [T in RecordType]: ReadonlyMap<string, RecordOf[T]> };

export const emptyRecords = (): Records =>
  Object.fromEntries(recordTypes.map((type) => [type, new Map()])) as unknown as Records;

/**
 * The records after the change. Maps of types that the change does not touch keep their identity, so
 * whoever watches them sees that nothing happened.
 * @throws Error when the change does not fit: adding what exists, updating or removing what does not.
 */
export function applyTo(records: Records, change: Change): Records {
  const result = { ...records } as Record<RecordType, Map<string, AnyRecord>>;
  const copied = new Set<RecordType>();
  const mapOf = (type: RecordType): Map<string, AnyRecord> => {
    if (!copied.has(type)) {
      result[type] = new Map(result[type]);
      copied.add(type);
    }
    return result[type];
  };
  for (const record of change.removed) {
    if (!mapOf(record.type).delete(record.id))
      throw new Error(`cannot remove ${keyOf(record)}: it is not there`);
  }
  for (const record of change.added) {
    const map = mapOf(record.type);
    if (map.has(record.id)) throw new Error(`cannot add ${keyOf(record)}: it is already there`);
    map.set(record.id, record);
  }
  for (const { type, id, to } of change.updated) {
    const map = mapOf(type);
    const before = map.get(id);
    if (!before) throw new Error(`cannot update ${type}/${id}: it is not there`);
    map.set(id, { ...before, ...to });
  }
  return result as unknown as Records;
}
