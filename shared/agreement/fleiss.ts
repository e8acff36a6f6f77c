/** Fleiss’ kappa: units that each have the same number of codings, of whatever coders (Fleiss 1971). */
import { beyondChance, nothingToCompare } from './contingency';
import { type Measured, notDefined } from './measures';

/** How often each category was given to a unit, in the order of the categories. */
export type Counts = readonly number[];

const sumOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

/** Counts of each unit from its codings, in a given order of categories. */
export const countsOf = <T>(codings: readonly T[], categories: readonly T[]): Counts =>
  categories.map((category) => codings.filter((one) => one === category).length);

/** P of a unit: the share of its pairs of codings that are equal; NaN with less than two codings. */
export function itemAgreement(counts: Counts): number {
  const codings = sumOf(counts);
  return (counts.reduce((sum, count) => sum + count * count, 0) - codings) / (codings * (codings - 1));
}

/** @throws RangeError when units differ in the number of their codings */
function sameNumber(units: readonly Counts[]): number {
  const [first = 0, ...others] = units.map(sumOf);
  const odd = others.find((codings) => codings !== first);
  if (odd !== undefined) throw new RangeError(`a unit has ${odd} codings where another has ${first}`);
  return first;
}

export function fleissKappa(units: readonly Counts[]): Measured<{ observed: number; expected: number }> {
  const coders = sameNumber(units);
  if (units.length === 0) return nothingToCompare;
  if (coders < 2) return notDefined('Each unit has one coding only, so there is nothing to compare.');
  const codings = units.length * coders;
  const observed = units.reduce((sum, counts) => sum + itemAgreement(counts), 0) / units.length;
  const expected = (units[0] ?? []).reduce(
    (sum, _, category) => sum + (units.reduce((all, counts) => all + counts[category]!, 0) / codings) ** 2,
    0,
  );
  const measured = beyondChance(observed, expected);
  return measured.defined ? { ...measured, observed } : measured;
}

/** Kappa of one category: it, or another (Fleiss 1971, p. 381). */
export const fleissKappaOf = (category: number, units: readonly Counts[]): Measured =>
  fleissKappa(units.map((counts) => [counts[category]!, sumOf(counts) - counts[category]!]));
