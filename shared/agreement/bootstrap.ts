/**
 * Confidence intervals by drawing articles: as many as there are, each as often as chance has it, again and again
 * (Efron and Tibshirani 1993, percentile intervals). Articles are drawn and not passages, since what stands in one
 * article hangs together. A measure is made from sums over articles, so one draw is one weighted sum.
 */
import type { Random } from './random';

/** How often each article is drawn in one draw. */
export type Weights = Uint16Array;

/**
 * Draws as often as asked and hands each draw over; the weights are the same array each time.
 * @param articles how many there are
 */
export function drawArticles(
  articles: number,
  resamples: number,
  random: Random,
  each: (weights: Weights) => void,
): void {
  const weights = new Uint16Array(articles);
  for (let draw = 0; draw < resamples; draw++) {
    weights.fill(0);
    for (let at = 0; at < articles; at++) weights[(random() * articles) | 0]!++;
    each(weights);
  }
}

/** Share of draws in which a measure may be undefined while there is still an interval. */
const mostUndefined = 0.05;

/**
 * The percentiles between which the middle of the figures lies; null when there are none, or when the measure was
 * undefined (NaN) in more than one draw in twenty.
 * @param level such as 0.95
 */
export function percentileInterval(
  figures: Float64Array,
  level: number,
): { low: number; high: number } | null {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).toSorted();
  if (sorted.length === 0 || sorted.length < (1 - mostUndefined) * figures.length) return null;
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}

/** Between the two nearest figures in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const before = Math.floor(place);
  const low = sorted[before]!;
  return low + ((sorted[before + 1] ?? low) - low) * (place - before);
}
