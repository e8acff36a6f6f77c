/**
 * Krippendorff’s alpha: any number of coders, any level of measurement, values may be missing. A unit counts with
 * the values it has; one that has less than two says nothing of agreement and is left out.
 */
import { nothingToCompare, oneValueOnly } from './contingency';
import type { Measured } from './measures';

export interface Coincidences<T> {
  /** The values that occur in pairs; numbers in their order, which the ordinal distance needs. */
  values: readonly T[];
  /** How often each value is part of a pair: n_c. */
  margins: readonly number[];
  /** `cells[c][k]`: o_ck. */
  cells: readonly (readonly number[])[];
  /** Values that have a partner: n. */
  total: number;
}

/** @param units for each unit the values that coders gave it; null for none */
export function coincidences<T extends string | number>(
  units: readonly (readonly (T | null)[])[],
): Coincidences<T> {
  const pairable = units
    .map((unit) => unit.filter((value) => value !== null))
    .filter((unit) => unit.length > 1);
  const found = [...new Set(pairable.flat())];
  const values = found.every((value) => typeof value === 'number')
    ? found.toSorted((one, other) => one - other)
    : found;
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const margins = values.map(() => 0);
  const cells = values.map(() => values.map(() => 0));
  let total = 0;
  for (const unit of pairable) {
    const places = unit.map((value) => placeOf.get(value)!);
    total += places.length;
    for (const [at, place] of places.entries()) {
      margins[place]! += 1;
      for (const [otherAt, other] of places.entries())
        if (at !== otherAt) cells[place]![other]! += 1 / (places.length - 1);
    }
  }
  return { values, margins, cells, total };
}

/** The squared distance of two values by their places: 0 for the same, the same both ways. */
export type Distance = (place: number, other: number) => number;

export const nominal = (): Distance => (place, other) => (place === other ? 0 : 1);

export const interval =
  ({ values }: Coincidences<number>): Distance =>
  (place, other) =>
    (values[place]! - values[other]!) ** 2;

/** For values of one sign, where 0 means nothing; two zeros are the same. */
export const ratio =
  ({ values }: Coincidences<number>): Distance =>
  (place, other) => {
    const sum = values[place]! + values[other]!;
    return sum === 0 ? 0 : ((values[place]! - values[other]!) / sum) ** 2;
  };

/** By how many codings lie from one to the other, in the order of the values. */
export function ordinal(margins: readonly number[]): Distance {
  // Codings up to the middle of each value: what lies between two is the difference.
  const middles: number[] = [];
  let before = 0;
  for (const count of margins) {
    middles.push(before + count / 2);
    before += count;
  }
  return (place, other) => (middles[place]! - middles[other]!) ** 2;
}

export interface Disagreements {
  /** D_o and D_e. */
  observed: number;
  expected: number;
}

/** 1 − observed / expected; both are 0 or more, in the same unit, whatever it is. */
export function alphaOf(observed: number, expected: number): Measured<Disagreements> {
  if (Number.isNaN(observed) || Number.isNaN(expected)) return nothingToCompare;
  if (expected <= 0) return oneValueOnly;
  return { defined: true, value: 1 - observed / expected, observed, expected };
}

export function alpha<T>(
  { margins, cells, total }: Coincidences<T>,
  distance: Distance,
): Measured<Disagreements> {
  if (total === 0) return nothingToCompare;
  let observed = 0;
  let expected = 0;
  for (const [place, row] of cells.entries())
    for (const [other, cell] of row.entries()) {
      if (place === other) continue;
      const far = distance(place, other);
      observed += cell * far;
      expected += margins[place]! * margins[other]! * far;
    }
  return alphaOf(observed / total, expected / (total * (total - 1)));
}

/** Nominal alpha of one value: it, or another (Krippendorff 2019, ch. 12). */
export function alphaOfValue<T>(
  { margins, cells, total }: Coincidences<T>,
  place: number,
): Measured<Disagreements> {
  if (total === 0) return nothingToCompare;
  const count = margins[place]!;
  const other = total - count;
  return alphaOf((2 * (count - cells[place]![place]!)) / total, (2 * count * other) / (total * (total - 1)));
}
