/**
 * What each coder says in each unit of one slot; any part of it (a pair of coders, one code against the rest) becomes
 * a tally.
 */
import { masiLikeness } from './sets';
import { type Amounts, Tally } from './tally';

/** A coder has said nothing that could be compared: not read, not marked, or under another code. */
export const missing = -1;

/** What coders say in one slot, unit by unit. */
export class Column {
  /** The number of each category, for those that have one; NaN for others. */
  readonly numbers: number[] = [];
  /** What is in each category, in order; only asked for where several values are compared as a set. */
  readonly elements: (readonly string[])[] = [];
  private readonly keys = new Map<string, number>();
  private readonly says: number[] = [];
  private readonly articles: number[] = [];

  constructor(private readonly coders: number) {}

  /** The category of a value, which is found again by its key. @param number of it, where there is a scale */
  categoryOf(key: string, number: (key: string) => number = () => Number.NaN): number {
    let category = this.keys.get(key);
    if (category === undefined) {
      this.keys.set(key, (category = this.keys.size));
      this.numbers.push(number(key));
      this.elements.push(elementsOf(key));
    }
    return category;
  }

  /** How many different numbers there are, which is how many ranks. */
  get ranks(): number {
    return new Set(this.numbers.filter((number) => !Number.isNaN(number))).size;
  }

  /** The keys by their categories. */
  get categories(): string[] {
    return [...this.keys.keys()];
  }

  /** @param says for each coder the category, or `missing` */
  add(article: number, says: readonly number[]): void {
    this.articles.push(article);
    for (const one of says) this.says.push(one);
  }

  /**
   * The sums of all articles that have a unit. Units without two values are left out.
   * @param coders the places of the coders; null for all
   * @param changed what becomes of a category: one code against all others, say
   */
  tally(
    kind: SlotKind,
    coders: readonly number[] | null = null,
    changed: (category: number) => number = (category) => category,
  ): Tally {
    const chosen = coders ?? Array.from({ length: this.coders }, (_, coder) => coder);
    const tally = new Tally(width);
    const rank = ranks(kind, this.numbers);
    const sets = kind.sets ? this.elements : [];
    let line = newLine();
    for (let unit = 0; unit < this.articles.length; unit++) {
      const values: number[] = [];
      for (const coder of chosen) {
        const category = this.says[unit * this.coders + coder]!;
        values.push(category === missing ? missing : changed(category));
      }
      addUnit(line, values, this.numbers, rank, sets);
      if (this.articles[unit] !== this.articles[unit + 1]) {
        if (line.sums[codingSums.units]! > 0)
          tally.add(this.articles[unit]!, line.sums, line.amounts, line.cells);
        line = newLine();
      }
    }
    return tally;
  }
}

/** What can be asked of a slot beside whether two values are the same. */
export interface SlotKind {
  /** Several values are compared as a set. */
  sets: boolean;
  /** `ranked`: few numbers in an order, as those of choices. `spaced`: any numbers. Null for no scale. */
  scale: 'ranked' | 'spaced' | null;
}

/** How the values of a set stand in one key. */
export const between = '\u0000';
const elementsOf = (key: string): string[] => (key === '' ? [] : key.split(between));

/** Where the sums of a line stand. */
export const codingSums = {
  units: 0,
  disagreements: 1,
  pairs: 2,
  equalPairs: 3,
  values: 4,
  /** Of nominal alpha and of MASI: unlike pairs of each unit by its values less one. */
  unlike: 5,
  unlikeSets: 6,
  /** Units that all have coded, and the sum of their shares of equal pairs. */
  complete: 7,
  completeShares: 8,
  /** Of values that are numbers: how many, the squared differences, the sum and the squares. */
  numbers: 9,
  numbersApart: 10,
  numbersSum: 11,
  numbersSquares: 12,
} as const;
const width = 13;

interface Line {
  sums: number[];
  amounts: Amounts;
  cells: Map<number, number>;
}
const newLine = (): Line => ({
  sums: Array.from({ length: width }, () => 0),
  amounts: new Map(),
  cells: new Map(),
});

interface Ranks {
  of: readonly number[];
  count: number;
}

/** The numbers of a scale in their order, equal ones once; null where they have no ranks. */
function ranks({ scale }: SlotKind, numbers: readonly number[]): Ranks | null {
  if (scale !== 'ranked') return null;
  const order = [...new Set(numbers.filter((number) => !Number.isNaN(number)))].toSorted((a, b) => a - b);
  return { of: numbers.map((number) => order.indexOf(number)), count: order.length };
}

function amountOf(amounts: Amounts, category: number): { x: number; y: number } {
  let amount = amounts.get(category);
  if (!amount) amounts.set(category, (amount = { x: 0, y: 0 }));
  return amount;
}

/** For two coders x and y are the codings of the first and second, for more those that are paired and complete. */
function addUnit(
  { sums, amounts, cells }: Line,
  values: readonly number[],
  numbers: readonly number[],
  rank: Ranks | null,
  sets: readonly (readonly string[])[],
): void {
  const said = values.filter((value) => value !== missing);
  const many = said.length;
  if (many < 2) return;
  const isComplete = many === values.length;
  let equal = 0;
  let unlikeSets = 0;
  for (let one = 0; one < many; one++)
    for (let other = one + 1; other < many; other++) {
      if (said[one] === said[other]) equal++;
      else if (sets.length > 0) unlikeSets += 1 - masiLikeness(sets[said[one]!]!, sets[said[other]!]!);
    }
  const pairs = (many * (many - 1)) / 2;
  sums[codingSums.units]!++;
  if (equal < pairs) sums[codingSums.disagreements]!++;
  sums[codingSums.pairs]! += pairs;
  sums[codingSums.equalPairs]! += equal;
  sums[codingSums.values]! += many;
  sums[codingSums.unlike]! += (2 * (pairs - equal)) / (many - 1);
  sums[codingSums.unlikeSets]! += (2 * unlikeSets) / (many - 1);
  if (isComplete) {
    sums[codingSums.complete]!++;
    sums[codingSums.completeShares]! += equal / pairs;
  }
  if (values.length === 2) {
    amountOf(amounts, values[0]!).x++;
    amountOf(amounts, values[1]!).y++;
  } else
    for (const value of said) {
      const amount = amountOf(amounts, value);
      amount.x++;
      if (isComplete) amount.y++;
    }
  addNumbers(sums, cells, said, numbers, rank);
}

function addNumbers(
  sums: number[],
  cells: Map<number, number>,
  said: readonly number[],
  numbers: readonly number[],
  rank: Ranks | null,
): void {
  const counted = said.filter((category) => !Number.isNaN(numbers[category]));
  if (counted.length < 2) return;
  // Counted from one of the numbers, so that squares of large ones (days, years) stay exact.
  const zero = numbers.find((number) => !Number.isNaN(number)) ?? 0;
  for (const [one, category] of counted.entries()) {
    const number = numbers[category]! - zero;
    sums[codingSums.numbers]!++;
    sums[codingSums.numbersSum]! += number;
    sums[codingSums.numbersSquares]! += number * number;
    for (const [other, otherCategory] of counted.entries()) {
      if (one === other) continue;
      sums[codingSums.numbersApart]! +=
        (numbers[category]! - numbers[otherCategory]!) ** 2 / (counted.length - 1);
      if (!rank) continue;
      const cell = rank.of[category]! * rank.count + rank.of[otherCategory]!;
      cells.set(cell, (cells.get(cell) ?? 0) + 1 / (counted.length - 1));
    }
  }
}
