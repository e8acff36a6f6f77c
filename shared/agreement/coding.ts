/**
 * The later stages: on passages that are the same, do the coders say the same? The measures, from the sums of a
 * column's tally.
 */
import { alphaOf, ordinal } from './alpha';
import { codingSums as at, type Column, type SlotKind } from './column';
import { beyondChance, nothingToCompare, oneValueOnly } from './contingency';
import { type Measured, notDefined } from './measures';
import { masiLikeness } from './sets';
import type { Evaluate, Part, Totals } from './tally';

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
