/** A table of a data package: rows whose cells are asked for by their column, and what is wrong with them noted. */
import { partialDate } from '../record-fields';
import type { Aspect, Losses } from './losses';
import { utcTime } from './times';

const truths = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);

export class PackageTable {
  private readonly places: ReadonlyMap<string, number>;

  /**
   * @param file as the user knows it
   * @param records the cells in the order of the columns; what counts as missing is empty
   * @param firstNumber of the first record, as a spreadsheet counts rows
   */
  constructor(
    readonly name: string,
    readonly file: string,
    readonly columns: readonly string[],
    private readonly records: readonly (readonly string[])[],
    private readonly firstNumber: number,
    readonly losses: Losses,
  ) {
    this.places = new Map(columns.map((column, at) => [column, at]));
  }

  get size(): number {
    return this.records.length;
  }

  has(column: string): boolean {
    return this.places.has(column);
  }

  *rows(): Iterable<PackageRow> {
    for (const [at, cells] of this.records.entries())
      yield new PackageRow(this, cells, this.firstNumber + at, this.places);
  }

  /** What a row says in columns that are none of these, as an object; undefined for nothing. */
  restOf(row: PackageRow, known: ReadonlySet<string>): Record<string, string> | undefined {
    const rest = this.columns.filter((column) => !known.has(column) && row.text(column) !== '');
    return rest.length === 0
      ? undefined
      : Object.fromEntries(rest.map((column) => [column, row.text(column)]));
  }
}

export class PackageRow {
  constructor(
    private readonly table: PackageTable,
    private readonly cells: readonly string[],
    readonly number: number,
    private readonly places: ReadonlyMap<string, number>,
  ) {}

  /** A cell; empty where it, or its column, is missing. */
  text(column: string): string {
    const at = this.places.get(column);
    return at === undefined ? '' : (this.cells[at] ?? '');
  }

  /** A cell; null where it, or its column, is missing. */
  textOrNull(column: string): string | null {
    return this.text(column) || null;
  }

  /** A cell; undefined where it, or its column, is missing, so that what is usual stays. */
  given(column: string): string | undefined {
    return this.text(column) || undefined;
  }

  /** Where a cell is, and what it says, for messages. */
  place(column: string): string {
    return `${this.table.file}, row ${this.number}, ${column}: ${this.text(column)}`;
  }

  note(column: string, aspect: Aspect, what: string): void {
    this.table.losses.add(aspect, 'mismatch', what, this.place(column));
  }

  /** A number; undefined where it is missing, or the cell is no number, which is noted. */
  figure(column: string, aspect: Aspect): number | undefined {
    const cell = this.text(column).trim();
    if (cell === '') return undefined;
    const value = Number(cell);
    if (Number.isFinite(value)) return value;
    this.note(column, aspect, 'What should be a number is none; it is left out.');
    return undefined;
  }

  whole(column: string, aspect: Aspect): number | undefined {
    const value = this.figure(column, aspect);
    if (value === undefined || Number.isSafeInteger(value)) return value;
    this.note(column, aspect, 'What should be a whole number is none; it is left out.');
    return undefined;
  }

  flag(column: string, aspect: Aspect): boolean {
    const cell = this.text(column).trim().toLowerCase();
    if (cell === '') return false;
    const value = truths.get(cell);
    if (value === undefined)
      this.note(column, aspect, 'What should be true or false is neither; it counts as false.');
    return value ?? false;
  }

  /** One of a closed list of words; undefined where it is missing or another, which is noted. */
  oneOf<T extends string>(column: string, words: readonly T[], aspect: Aspect): T | undefined {
    const cell = this.text(column);
    if (cell === '') return undefined;
    const found = words.find((word) => word === cell);
    if (found === undefined)
      this.note(column, aspect, 'A word that is none of those that can stand there is left out.');
    return found;
  }

  date(column: string, aspect: Aspect): string | null {
    const cell = this.text(column);
    if (cell === '' || partialDate.safeParse(cell).success) return cell || null;
    this.note(column, aspect, 'A date that no calendar has is left out.');
    return null;
  }

  /** A time as ISO 8601 in UTC; undefined where it is missing or none, which is noted. */
  time(column: string, aspect: Aspect): string | undefined {
    const cell = this.text(column);
    if (cell === '') return undefined;
    const time = utcTime(cell);
    if (time !== null) return time;
    this.note(column, aspect, 'What should be a time is none; it is left out.');
    return undefined;
  }
}

/** The ids of a table's rows in the file, and those of the records that were made of them. */
export class PackageIds {
  private readonly made = new Map<string, string>();

  /** @param what one of them is called: `an article` */
  constructor(
    private readonly table: string,
    private readonly what: string,
  ) {}

  /** Whether a row's id is new; a second row of the same id is noted, and left out. */
  isNew(row: PackageRow, aspect: Aspect): boolean {
    const id = row.text('id');
    if (id !== '' && !this.made.has(id)) return true;
    row.note(
      'id',
      aspect,
      id === '' ? 'A row without an id is left out.' : 'A second row with the id of another is left out.',
    );
    return false;
  }

  keep(id: string, recordId: string): void {
    this.made.set(id, recordId);
  }

  has(id: string): boolean {
    return this.made.has(id);
  }

  get(id: string): string | undefined {
    return this.made.get(id);
  }

  /**
   * The record that a cell refers to.
   * @returns null where the cell is empty, or refers to nothing that is there, which is noted
   */
  from(row: PackageRow, column: string, aspect: Aspect): string | null {
    const id = row.text(column);
    if (id === '') return null;
    const found = this.made.get(id);
    if (found !== undefined) return found;
    row.note(
      column,
      aspect,
      `It refers to ${this.what} that is not in the table ${this.table}, and is left out.`,
    );
    return null;
  }
}

/** The fields that are given: one that is undefined would take the place of what is usual. */
export const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
