/** Merging what is said of entries, such as their other names: two records that say the same are one. */
import { byId } from '../formats/dataset';
import type { RecordOf, RecordType } from '../records';
import { asMine } from './links';
import { mergePair } from './merge-pair';
import type { Merging } from './merging';
import { bringEntry, keepEntry } from './one-sided-entry';

interface Saying<R> {
  /** What the record says; two that say the same are one. */
  keyOf(record: R): string;
  /** What is said in another way already. */
  saidElse?: readonly string[];
  makesSense?(record: R): boolean;
}

/** Merges records that nothing names, and that are one by their id or by what they say. */
export function mergeSaid<T extends RecordType>(
  merging: Merging,
  type: T,
  mine: readonly RecordOf[T][],
  theirs: readonly RecordOf[T][],
  { keyOf, saidElse = [], makesSense = () => true }: Saying<RecordOf[T]>,
): void {
  const own = byId(mine);
  const met = new Set<string>();
  for (const given of theirs) {
    const found = own.get(given.id);
    const record = asMine(given, merging.toMine);
    if (!found || !makesSense(record)) continue;
    met.add(found.id);
    mergePair(
      merging,
      { mine: found, theirs: record, theirId: given.id, byContent: false },
      { key: `${type}/${given.id}` },
    );
  }
  const said = new Map<string, RecordOf[T] | null>(saidElse.map((key) => [key, null]));
  // What is one by its id is said, but is no other record besides.
  for (const record of mine)
    if (met.has(record.id)) said.set(keyOf(merging.changes.after(record) ?? record), null);
  for (const record of mine) if (!met.has(record.id)) said.set(keyOf(record), record);
  for (const given of theirs) {
    const record = asMine(given, merging.toMine);
    if (own.has(given.id) || !makesSense(record)) continue;
    const key = `${type}/${given.id}`;
    const equal = said.get(keyOf(record));
    if (equal === undefined) {
      said.set(keyOf(record), null);
      bringEntry(merging, record, given.id, key);
      continue;
    }
    if (equal) {
      met.add(equal.id);
      merging.stands(equal);
    }
    merging.list({
      key,
      type,
      category: 'same',
      mineId: equal?.id ?? null,
      theirsId: given.id,
      take: 'mine',
    });
  }
  for (const record of mine) if (!met.has(record.id)) keepEntry(merging, record, record.id);
}
