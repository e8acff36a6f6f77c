/**
 * Agreement of two coders who put the same units into categories, from the table of how often each put a unit
 * where: `table[c][k]` units are c to the first and k to the second. Formulas and sources: `measures.ts`.
 */
import { type Measured, notDefined } from './measures';

export interface TwoCoders {
  /** Units that both coded. */
  units: number;
  /** Observed agreement, Po. */
  observed: number;
  first: readonly number[];
  second: readonly number[];
}

/** @throws RangeError when the table is not square */
export function twoCoders(table: readonly (readonly number[])[]): TwoCoders {
  const size = table.length;
  const crooked = table.find((row) => row.length !== size);
  if (crooked) throw new RangeError(`a table of ${size} rows has a row of ${crooked.length} cells`);
  const first = table.map((row) => row.reduce((sum, cell) => sum + cell, 0));
  const second = table.map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0));
  const units = first.reduce((sum, count) => sum + count, 0);
  const same = table.reduce((sum, row, at) => sum + row[at]!, 0);
  return { units, observed: same / units, first, second };
}

export const nothingToCompare = notDefined(
  'There is no unit that two coders have coded, so there is nothing to compare.',
);
export const oneValueOnly = notDefined(
  'Every coding has the same value. Where nothing varies, agreement beyond chance is not defined, however perfect it looks.',
);

/** (observed − expected) / (1 − expected). */
export function beyondChance(observed: number, expected: number): Measured<{ expected: number }> {
  if (Number.isNaN(observed) || Number.isNaN(expected)) return nothingToCompare;
  if (expected >= 1) return oneValueOnly;
  return { defined: true, value: (observed - expected) / (1 - expected), expected };
}

export const percentAgreement = ({ units, observed }: TwoCoders): Measured =>
  units === 0 ? nothingToCompare : { defined: true, value: observed };

/** Of as many categories as the table has, used or not. */
export function bennettS({ observed, first }: TwoCoders): Measured<{ expected: number }> {
  if (first.length < 2) return notDefined('There is only one category, so the coders had no choice.');
  return beyondChance(observed, 1 / first.length);
}

/** The sum of the squares of shares, as if nobody had a habit of their own. */
const pooledExpectation = ({ units, first, second }: TwoCoders): number =>
  first.reduce((sum, count, at) => sum + ((count + second[at]!) / (2 * units)) ** 2, 0);

export const scottPi = (two: TwoCoders): Measured<{ expected: number }> =>
  beyondChance(two.observed, pooledExpectation(two));

const ownExpectation = ({ units, first, second }: TwoCoders): number =>
  first.reduce((sum, count, at) => sum + (count / units) * (second[at]! / units), 0);

export const cohenKappa = (two: TwoCoders): Measured<{ expected: number }> =>
  beyondChance(two.observed, ownExpectation(two));

/** The highest kappa that these margins allow (Cohen 1960, p. 42). */
export const cohenKappaMax = (two: TwoCoders): Measured<{ expected: number }> =>
  beyondChance(
    two.first.reduce((sum, count, at) => sum + Math.min(count, two.second[at]!), 0) / two.units,
    ownExpectation(two),
  );

/** @param distance of two categories by their places in the table: 0 for the same, the same both ways */
export function weightedKappa(
  table: readonly (readonly number[])[],
  distance: (category: number, other: number) => number,
): Measured<{ expected: number }> {
  const { units, first, second } = twoCoders(table);
  if (units === 0) return nothingToCompare;
  let observed = 0;
  let expected = 0;
  for (const [row, cells] of table.entries())
    for (const [column, cell] of cells.entries()) {
      observed += (cell / units) * distance(row, column);
      expected += (first[row]! / units) * (second[column]! / units) * distance(row, column);
    }
  return expected === 0 ? oneValueOnly : { defined: true, value: 1 - observed / expected, expected };
}

export function gwetAc1(two: TwoCoders): Measured<{ expected: number }> {
  const { units, observed, first, second } = two;
  const categories = first.length;
  if (categories < 2) return notDefined('There is only one category, so the coders had no choice.');
  const spread = first.reduce((sum, count, at) => {
    const share = (count + second[at]!) / (2 * units);
    return sum + share * (1 - share);
  }, 0);
  return beyondChance(observed, spread / (categories - 1));
}
