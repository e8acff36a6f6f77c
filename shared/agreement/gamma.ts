/**
 * Gamma (Mathet, Widlöcher and Métivier 2015): the disorder of the best alignment, against what random passages
 * would have. The random passages come from a sampler; figures depend on it and on the seed, the observed disorder
 * does not. Both samplers that are in use are here.
 */
import {
  type Alignment,
  bestAlignment,
  disorderOf,
  type GammaPassage,
  type GammaSettings,
  usualGamma,
} from './alignment';
import { type Measured, notDefined } from './measures';
import { below, normal, type Random } from './random';

export interface Disorder {
  disorder: number;
  alignment: Alignment;
}

/** What coders have marked; those of one coder in any order, and overlapping if they like. */
export type GammaCoders = readonly (readonly GammaPassage[])[];

export function observedDisorder(coders: GammaCoders, settings: GammaSettings = usualGamma): Disorder {
  const alignment = bestAlignment(coders, settings);
  return { disorder: disorderOf(alignment.sum, coders), alignment };
}

/** Makes one set of random passages for as many coders. */
export type Sampler = (random: Random) => GammaPassage[][];

/**
 * The paper’s own (section 5.2): each random coder is a real one, whose passages are moved along the text by a
 * random length; what would begin after the end begins anew at the start. Two movements differ by at least half
 * the mean length of a passage where there is room for it.
 */
export function shiftSampler(length: number, coders: GammaCoders): Sampler {
  const all = coders.flat();
  const apart = all.reduce((sum, { start, end }) => sum + end - start, 0) / all.length / 2;
  return (random) => {
    for (;;) {
      const shifts: number[] = [];
      const moved = coders.map(() => {
        let shift = below(length, random);
        for (let tries = 0; tries < 20 && shifts.some((one) => Math.abs(one - shift) < apart); tries++)
          shift = below(length, random);
        shifts.push(shift);
        return coders[below(coders.length, random)]!.map(({ start, end, category }) => {
          const back = start + shift >= length ? length : 0;
          return { start: start + shift - back, end: end + shift - back, category };
        });
      });
      if (moved.some((passages) => passages.length > 0)) return moved;
    }
  };
}

/**
 * The usual one of pygamma-agreement: numbers, lengths and gaps are drawn from normal distributions with the mean
 * and the deviation of the real ones, categories as often as they occur.
 */
export function statisticalSampler(coders: GammaCoders): Sampler {
  const own = coders.map((passages) => passages.toSorted((a, b) => a.start - b.start || a.end - b.end));
  const gaps = [0];
  for (const passages of own) {
    for (const [at, { start }] of passages.entries()) if (at > 0) gaps.push(start - passages[at - 1]!.end);
    if (passages[0] && passages[0].start > 0) gaps.push(passages[0].start);
  }
  const all = own.flat();
  const number = spread(own.map((passages) => passages.length));
  const gap = spread(gaps);
  const long = spread(all.map(({ start, end }) => end - start));
  return (random) => {
    const sample = own.map((_, coder) => {
      const drawn = Math.abs(Math.trunc(normal(number.mean, number.deviation, random)));
      const passages: GammaPassage[] = [];
      let last = 0;
      for (let left = coder === 0 ? Math.max(1, drawn) : drawn; left > 0; left--) {
        const start = last + normal(gap.mean, gap.deviation, random);
        let length = 0;
        while (length < 1e-6) length = Math.abs(normal(long.mean, long.deviation, random));
        const { category } = all[below(all.length, random)]!;
        passages.push({ start, end: start + length, category });
        last = start + length;
      }
      return passages;
    });
    return sample;
  };
}

function spread(numbers: readonly number[]): { mean: number; deviation: number } {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const variance = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(variance) };
}

export interface Gamma {
  /** Of the best alignment; and the mean of the best alignments of random passages. */
  observed: number;
  expected: number;
  /** Whether every alignment is certainly the best one. */
  exact: boolean;
}

/** @throws RangeError when less than one sample is asked for */
export function gamma(
  coders: GammaCoders,
  sampler: Sampler,
  samples: number,
  random: Random,
  settings: GammaSettings = usualGamma,
): Measured<Gamma> {
  if (samples < 1) throw new RangeError(`${samples} samples are none`);
  if (coders.length < 2) return notDefined('Gamma needs two coders.');
  if (coders.every((passages) => passages.length === 0))
    return notDefined('Nobody marked anything, so there is nothing to agree on.');
  const { disorder: observed, alignment } = observedDisorder(coders, settings);
  let { exact } = alignment;
  let expected = 0;
  for (let drawn = 0; drawn < samples; drawn++) {
    const one = observedDisorder(sampler(random), settings);
    expected += one.disorder / samples;
    exact &&= one.alignment.exact;
  }
  if (expected === 0)
    return notDefined(
      'Random passages would agree perfectly, too, so agreement beyond chance is not defined.',
    );
  return { defined: true, value: 1 - observed / expected, observed, expected, exact };
}
