/** The change of a merge while it is made: each record is added, updated or removed once. */
import type { Change, Update } from '../changes';
import type { AnyRecord } from '../records';
import { fieldsOf } from '../references';

export class ChangeBuilder {
  private readonly added = new Map<string, AnyRecord>();
  private readonly updated = new Map<string, Update>();
  private readonly removed = new Map<string, AnyRecord>();

  add(record: AnyRecord): void {
    const key = keyOf(record);
    if (this.added.has(key)) throw new Error(`the merge adds ${key} twice`);
    this.added.set(key, record);
  }

  /** @param record as it is in my file, or as it was added here */
  update(record: AnyRecord, patch: Readonly<Record<string, unknown>>): void {
    const key = keyOf(record);
    const fresh = this.added.get(key);
    if (fresh) {
      this.added.set(key, { ...fresh, ...patch });
      return;
    }
    const fields = fieldsOf(record);
    const known = this.updated.get(key);
    const to: Record<string, unknown> = { ...known?.to, ...patch };
    const from: Record<string, unknown> = {};
    for (const field of Object.keys(to)) {
      from[field] = fields[field];
      if (to[field] === fields[field]) {
        delete to[field];
        delete from[field];
      }
    }
    if (Object.keys(to).length === 0) this.updated.delete(key);
    else this.updated.set(key, { type: record.type, id: record.id, from, to });
  }

  /** @param record as it is in my file, or as it was added here */
  remove(record: AnyRecord): void {
    const key = keyOf(record);
    if (this.added.delete(key)) return;
    this.updated.delete(key);
    this.removed.set(key, record);
  }

  /** The record as the merge leaves it; null where it goes. */
  after<T extends AnyRecord>(record: T): T | null {
    const key = keyOf(record);
    if (this.removed.has(key)) return null;
    return { ...(this.added.get(key) ?? record), ...this.updated.get(key)?.to } as T;
  }

  isRemoved = (record: { type: string; id: string }): boolean => this.removed.has(keyOf(record));

  get additions(): Iterable<AnyRecord> {
    return this.added.values();
  }

  get isEmpty(): boolean {
    return this.added.size + this.updated.size + this.removed.size === 0;
  }

  build(): Change {
    return {
      added: [...this.added.values()],
      updated: [...this.updated.values()],
      removed: [...this.removed.values()],
    };
  }
}

const keyOf = ({ type, id }: { type: string; id: string }): string => `${type}/${id}`;
