/**
 * The later stages: on passages that are the same, do the coders say the same? Each slot has a column of what each
 * coder says in each unit; any part of it (a pair of coders, one code against the rest) becomes a tally.
 */
import { alphaOf, ordinal } from './alpha';
import { beyondChance, nothingToCompare, oneValueOnly } from './contingency';
import { type Measured, notDefined } from './measures';
import { masiLikeness } from './sets';
import { type Amounts, type Evaluate, type Part, Tally, type Totals } from './tally';

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
        if (line.sums[at.units]! > 0) tally.add(this.articles[unit]!, line.sums, line.amounts, line.cells);
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

const at = {
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
  sums[at.units]!++;
  if (equal < pairs) sums[at.disagreements]!++;
  sums[at.pairs]! += pairs;
  sums[at.equalPairs]! += equal;
  sums[at.values]! += many;
  sums[at.unlike]! += (2 * (pairs - equal)) / (many - 1);
  sums[at.unlikeSets]! += (2 * unlikeSets) / (many - 1);
  if (isComplete) {
    sums[at.complete]!++;
    sums[at.completeShares]! += equal / pairs;
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
    sums[at.numbers]!++;
    sums[at.numbersSum]! += number;
    sums[at.numbersSquares]! += number * number;
    for (const [other, otherCategory] of counted.entries()) {
      if (one === other) continue;
      sums[at.numbersApart]! += (numbers[category]! - numbers[otherCategory]!) ** 2 / (counted.length - 1);
      if (!rank) continue;
      const cell = rank.of[category]! * rank.count + rank.of[otherCategory]!;
      cells.set(cell, (cells.get(cell) ?? 0) + 1 / (counted.length - 1));
    }
  }
}

export const codingCounts = ({ sums }: Totals): { units: number; disagreements: number } => ({
  units: sums[at.units]!,
  disagreements: sums[at.disagreements]!,
});

const onlyTwo = notDefined('Cohen’s kappa compares two coders; it is given for each pair of them.');
const noneComplete = notDefined(
  'No unit was coded by all of the coders, which Fleiss’ kappa asks for; alpha does without.',
);
const noScale = notDefined('The values of this slot are names, which have no order and no distance.');
const noNumbers = notDefined('No unit has numbers of two coders, so there are no distances to compare.');
const notMany = notDefined('This slot takes one value, so there are no sets to compare.');

/**
 * The measures of a slot from the totals of a part.
 * @param coders how many there are to be compared
 * @param column the part is of
 */
export function codingFigures(
  part: Part,
  { sets, scale }: SlotKind,
  coders: number,
  column: Column,
): Evaluate {
  const alike = sets ? likePairs(part.categories, column.elements) : [];
  const ranks = scale === 'ranked' ? column.ranks : 0;
  return ({ sums, x, y, cells }) => {
    const { squares, completeSquares, products } = marginsOf(x, y, coders);
    const values = sums[at.values]!;
    const pairs = values * (values - 1);
    const percent = sums[at.equalPairs]! / sums[at.pairs]!;
    return (measure) => {
      if (sums[at.units] === 0) return nothingToCompare;
      switch (measure) {
        case 'percent':
          return { defined: true, value: percent };
        case 'cohen-kappa':
          return coders === 2 ? beyondChance(percent, products / sums[at.units]! ** 2) : onlyTwo;
        case 'fleiss-kappa': {
          const complete = sums[at.complete]!;
          if (complete === 0) return noneComplete;
          return beyondChance(
            sums[at.completeShares]! / complete,
            completeSquares / (complete * coders) ** 2,
          );
        }
        case 'alpha-nominal':
          return alphaOf(sums[at.unlike]! / values, (values * values - squares) / pairs);
        case 'alpha-ordinal':
          return scale === 'ranked' ? ordinalAlpha(cells, ranks) : noScale;
        case 'alpha-interval':
          return scale ? intervalAlpha(sums) : noScale;
        case 'alpha-masi': {
          if (!sets) return notMany;
          const alikeness = likenessOf(alike, x, y, coders);
          return alphaOf(sums[at.unlikeSets]! / values, (values * values - squares - alikeness) / pairs);
        }
        default:
          throw new Error(`${measure} is not a measure of what is said in a slot`);
      }
    };
  };
}

/** Of the margins of the categories: their squares, those of complete units, and the products of two coders’ own. */
function marginsOf(
  x: Float64Array,
  y: Float64Array,
  coders: number,
): { squares: number; completeSquares: number; products: number } {
  let [squares, completeSquares, products] = [0, 0, 0];
  for (let place = 0; place < x.length; place++) {
    const [one, other] = [x[place]!, y[place]!];
    products += one * other;
    squares += one * one;
    completeSquares += other * other;
  }
  if (coders > 2) return { squares, completeSquares, products };
  const both = squares + completeSquares + 2 * products;
  return { squares: both, completeSquares: both, products };
}

function intervalAlpha(sums: Float64Array): Measured {
  const count = sums[at.numbers]!;
  if (count === 0) return noNumbers;
  const apart = 2 * count * sums[at.numbersSquares]! - 2 * sums[at.numbersSum]! ** 2;
  // What rounding leaves of numbers that are all the same.
  const isNothing = apart <= 1e-9 * count * sums[at.numbersSquares]!;
  return isNothing ? oneValueOnly : alphaOf(sums[at.numbersApart]! / count, apart / (count * (count - 1)));
}

function ordinalAlpha(cells: Float64Array, size: number): Measured {
  const margins = Array.from({ length: size }, (_, row) => {
    let margin = 0;
    for (let column = 0; column < size; column++) margin += cells[row * size + column] ?? 0;
    return margin;
  });
  const total = margins.reduce((sum, margin) => sum + margin, 0);
  if (total === 0) return noNumbers;
  const distance = ordinal(margins);
  let observed = 0;
  let expected = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if (row === column) continue;
      const far = distance(row, column);
      observed += (cells[row * size + column] ?? 0) * far;
      expected += margins[row]! * margins[column]! * far;
    }
  return alphaOf(observed / total, expected / (total * (total - 1)));
}

interface Alike {
  one: number;
  other: number;
  likeness: number;
}

/** Places whose sets share something without being the same. */
function likePairs(categories: readonly number[], elements: readonly (readonly string[])[]): Alike[] {
  const holding = new Map<string, number[]>();
  const pairs: Alike[] = [];
  for (const [place, category] of categories.entries()) {
    const set = elements[category]!;
    const met = new Set<number>();
    for (const element of set) {
      const others = holding.get(element);
      for (const other of others ?? []) met.add(other);
      if (others) others.push(place);
      else holding.set(element, [place]);
    }
    for (const other of met) {
      if (other === place) continue;
      pairs.push({ one: other, other: place, likeness: masiLikeness(elements[categories[other]!]!, set) });
    }
  }
  return pairs;
}

/** How alike all pairs of values are that are not the same, in both orders. */
function likenessOf(pairs: readonly Alike[], x: Float64Array, y: Float64Array, coders: number): number {
  let sum = 0;
  if (coders === 2)
    for (const { one, other, likeness } of pairs)
      sum += (x[one]! + y[one]!) * (x[other]! + y[other]!) * likeness;
  else for (const { one, other, likeness } of pairs) sum += x[one]! * x[other]! * likeness;
  return 2 * sum;
}
