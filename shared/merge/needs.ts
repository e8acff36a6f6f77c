/**
 * What a merge would take away, or leave out, unless something that stays needs it. Whether something does is
 * only known once everything has been looked at.
 */
import type { AnyRecord, RecordType } from '../records';
import { fieldsOf, references } from '../references';

/** A record that goes, or does not come in, if nothing needs it. */
export interface Doubt {
  /** The records as they would stand: their own needs count when they do. */
  records: readonly AnyRecord[];
  /** The whole of which it is a part, if it would go with that one, and comes back with it. */
  with: string | null;
  /** Called once, if something needs it. */
  keep(): void;
  /** Called once, if nothing does. */
  drop(): void;
}

const keyOf = (type: RecordType, id: string): string => `${type}/${id}`;

/** What is needed by being named: articles and annotations of their parts are looked at as wholes. */
const counted = Object.fromEntries(
  (Object.keys(references) as RecordType[]).map((type) => [
    type,
    Object.entries(references[type]).filter(
      ([field]) => field !== 'articleId' && field !== 'annotationId' && field !== 'copyOfId',
    ),
  ]),
) as Record<RecordType, [string, RecordType][]>;

export class Needs {
  private readonly needed = new Map<RecordType, Set<string>>();
  private readonly doubts = new Map<string, Doubt>();
  private readonly parts = new Map<string, string[]>();
  private readonly leading = new Map<string, string>();
  private queue: string[] | null = null;

  doubt(type: RecordType, id: string, doubt: Doubt): void {
    const key = keyOf(type, id);
    if (this.doubts.has(key)) throw new Error(`${key} is in doubt twice`);
    this.doubts.set(key, doubt);
    if (doubt.with === null) return;
    const parts = this.parts.get(doubt.with);
    if (parts) parts.push(key);
    else this.parts.set(doubt.with, [key]);
  }

  static keyOf = keyOf;

  /** Says that this record stands after the merge. */
  use(record: AnyRecord): void {
    const fields = fieldsOf(record);
    for (const [field, type] of counted[record.type]) {
      const id = fields[field];
      if (typeof id === 'string') this.need(type, id);
    }
  }

  private need(type: RecordType, id: string): void {
    let ids = this.needed.get(type);
    if (!ids) this.needed.set(type, (ids = new Set()));
    if (ids.has(id)) return;
    ids.add(id);
    this.queue?.push(keyOf(type, id));
  }

  /** Says that whoever needs the one needs the other: an annotation is not without its article. */
  lead(from: { type: RecordType; id: string }, to: { type: RecordType; id: string }): void {
    this.leading.set(keyOf(from.type, from.id), keyOf(to.type, to.id));
  }

  /** Whether a record of this id is in doubt. */
  isDoubtful(type: RecordType, id: string): boolean {
    return this.doubts.has(keyOf(type, id));
  }

  /** Settles all doubts; afterwards nothing may be used or doubted any more. */
  settle(): void {
    this.queue = [...this.needed].flatMap(([type, ids]) => [...ids].map((id) => keyOf(type, id)));
    const settled = new Set<string>();
    for (const key of this.queue) {
      if (settled.has(key)) continue;
      settled.add(key);
      const whole = this.leading.get(key);
      if (whole !== undefined) this.queue.push(whole);
      const doubt = this.doubts.get(key);
      if (!doubt) continue;
      this.doubts.delete(key);
      doubt.keep();
      for (const record of doubt.records) this.use(record);
      this.queue.push(...(this.parts.get(key) ?? []));
    }
    for (const doubt of this.doubts.values()) doubt.drop();
    this.doubts.clear();
  }
}
