/** Letters typed in a list or tree lead to the next row whose name begins with them. */
import { foldForSearch } from './fold';

/** After a pause of so many milliseconds letters begin anew. */
const pause = 1000;

/** The rows that letters search in. */
export interface Rows<T> {
  items: readonly T[];
  /** The index to search from; -1 where no row is active. */
  active: number;
  /** The name of a row, as `foldForSearch` writes it. */
  lettersOf: (item: T) => string;
}

/** What a key press says of itself; both React's events and the DOM's do. */
type Press = Readonly<Record<'altKey' | 'ctrlKey' | 'metaKey', boolean> & { key: string; timeStamp: number }>;

export class TypeAhead {
  private typed = '';
  private last = -Infinity;

  /**
   * Where a key press leads: the index of a row, the active one where no name fits. Null when the press is
   * no letter, so that it may mean something else; Space is a letter only among others.
   */
  press<T>({ key, altKey, ctrlKey, metaKey, timeStamp }: Press, rows: Rows<T>): number | null {
    if (altKey || ctrlKey || metaKey || [...key].length !== 1) return null;
    const isGoingOn = timeStamp - this.last < pause && this.typed !== '';
    if (key === ' ' && !isGoingOn) return null;
    this.typed = isGoingOn ? this.typed + key : key;
    this.last = timeStamp;
    return this.find(rows);
  }

  private find<T>(rows: Rows<T>): number {
    const letters = foldForSearch(this.typed);
    const [first = ''] = letters;
    if (first === '') return rows.active;
    // More letters may fit the row they have led to; one letter again and again goes through all that begin so.
    const whole = rowBeginning(letters, rows, letters.length > 1 ? rows.active : rows.active + 1);
    if (whole !== null) return whole;
    const isRepeated = [...letters].every((letter) => letter === first);
    return (isRepeated ? rowBeginning(first, rows, rows.active + 1) : null) ?? rows.active;
  }
}

/** The first row at or after an index, then from the top, whose letters begin so. */
function rowBeginning<T>(letters: string, { items, lettersOf }: Rows<T>, from: number): number | null {
  const fits = (item: T): boolean => lettersOf(item).startsWith(letters);
  const start = Math.max(0, from);
  const after = items.findIndex((item, index) => index >= start && fits(item));
  const found = after === -1 ? items.findIndex(fits) : after;
  return found === -1 ? null : found;
}
