/** The records that a reader has made so far, with what its format calls them. */
import { type RecordOf, type RecordType, recordTypes } from '../records';
import type { Aspect, Losses } from './losses';
import { utcTime } from './times';

/** What a file calls a record, and what it says of it beyond our fields, in its own words. */
export interface Foreign {
  id?: string;
  extra?: Readonly<Record<string, unknown>>;
}

export interface BuilderEnv {
  /** The format's id. */
  format: string;
  losses: Losses;
  /** ISO 8601 in UTC: when what has no time of its own is taken to be made. */
  now: string;
  newId(): string;
  /** SHA-256 of the UTF-8 bytes, in hex. */
  sha256(text: string): string;
}

/** Fields that a reader may leave out; what it gives for them counts. */
export type Given<T extends RecordType, Needed extends keyof RecordOf[T]> = Pick<RecordOf[T], Needed> &
  Partial<Omit<RecordOf[T], Needed | 'type' | 'id'>>;

type Fields<T extends RecordType> = Omit<RecordOf[T], 'type' | 'id'>;

export class BuilderRecords {
  readonly losses: Losses;
  protected readonly records = Object.fromEntries(
    recordTypes.map((type) => [type, new Map<string, unknown>()]),
  ) as { [T in RecordType]: Map<string, RecordOf[T]> };

  constructor(protected readonly env: BuilderEnv) {
    this.losses = env.losses;
  }

  /** The record of an id that this builder gave. @throws Error for another */
  get<T extends RecordType>(type: T, id: string): RecordOf[T] {
    const found = this.records[type].get(id);
    if (!found) throw new Error(`the builder has no ${type} ${id}`);
    return found;
  }

  /** All records of a type, in the order in which they came. */
  all<T extends RecordType>(type: T): RecordOf[T][] {
    return [...this.records[type].values()];
  }

  /** Puts other values into fields of a record. */
  update<T extends RecordType>(type: T, id: string, fields: Partial<Fields<T>>): void {
    this.records[type].set(id, { ...this.get(type, id), ...fields });
  }

  /**
   * Notes what a format calls a record that is there already, or says of it.
   * @param format another than the one that is read, for files that keep what third ones say
   */
  foreign(
    type: RecordType,
    recordId: string,
    { id = '', extra }: Foreign,
    format: string = this.env.format,
  ): void {
    if (id === '' && extra === undefined) return;
    const kept = extra === undefined ? '' : JSON.stringify(extra);
    this.add('foreign_id', { format, recordType: type, recordId, foreignId: id, extra: kept });
  }

  /** Adds a record. Halves of characters, which no file can hold, are replaced in all its words. */
  protected add<T extends RecordType>(type: T, fields: Fields<T>, foreign?: Foreign): string {
    const id = this.env.newId();
    const record: Record<string, unknown> = { type, id, ...fields };
    for (const field in record) {
      const value = record[field];
      if (typeof value === 'string' && !value.isWellFormed()) record[field] = value.toWellFormed();
    }
    this.records[type].set(id, record as unknown as RecordOf[T]);
    if (foreign) this.foreign(type, id, foreign);
    return id;
  }

  /** When a record was made: what the file says, where that is a time; else now, and it is noted. */
  protected time(given: string | undefined, aspect: Aspect, example: string): string {
    if (given === undefined) return this.env.now;
    const time = utcTime(given);
    if (time === null)
      this.losses.add(
        aspect,
        'mismatch',
        'What should be a time is none; it is left out.',
        `${example}: ${given}`,
      );
    return time ?? this.env.now;
  }
}

/** What is usual, and in its place what is given: what is undefined is not. */
export function filled<Usual extends object, G extends object>(usual: Usual, given: G): Usual & G {
  const fields = { ...usual } as Record<string, unknown>;
  for (const field in given) if (given[field] !== undefined) fields[field] = given[field];
  return fields as Usual & G;
}
