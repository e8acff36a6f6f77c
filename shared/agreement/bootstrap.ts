/**
 * Confidence intervals by drawing articles: as many as there are, each as often as chance has it, again and again
 * (Efron and Tibshirani 1993, percentile intervals). Articles are drawn and not passages, since what stands in one
 * article hangs together. A measure is made from sums over articles, so one draw is one weighted sum.
 */
import { seeded } from './random';

/** Draws are made and added up in blocks of so many. */
const blockSize = 32;
/** Blocks of so many weights in all are kept for the next measure of the same articles. */
const mostKept = 20_000_000;

/** Some draws: how often each article is drawn in each of them. */
export interface Block {
  /** Which draw is the first. */
  from: number;
  draws: number;
  /** By `article * draws + draw`. */
  weights: Uint8Array;
}

/** Draws articles: of as many articles always the same ones, so that measures are compared on the same draws. */
export class Draws {
  private kept: { articles: number; blocks: Block[] } | null = null;

  /** @param level of the intervals, such as 0.95 */
  constructor(
    readonly resamples: number,
    readonly level: number,
    private readonly seed: number,
  ) {}

  /** The first ones of these draws. */
  atMost(count: number): Draws {
    return count >= this.resamples ? this : new Draws(count, this.level, this.seed);
  }

  *of(articles: number): Generator<Block> {
    if (this.kept?.articles === articles) {
      yield* this.kept.blocks;
      return;
    }
    const blocks: Block[] | null = articles * this.resamples <= mostKept ? [] : null;
    const random = seeded(this.seed);
    for (let from = 0; from < this.resamples; from += blockSize) {
      const draws = Math.min(blockSize, this.resamples - from);
      const weights = new Uint8Array(articles * draws);
      for (let draw = 0; draw < draws; draw++)
        for (let drawn = 0; drawn < articles; drawn++) weights[((random() * articles) | 0) * draws + draw]!++;
      const block = { from, draws, weights };
      blocks?.push(block);
      yield block;
    }
    if (blocks) this.kept = { articles, blocks };
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
  const all = figures.toSorted();
  // Typed arrays sort what is not a number to the end.
  let count = all.length;
  while (count > 0 && Number.isNaN(all[count - 1]!)) count--;
  if (count === 0 || count < (1 - mostUndefined) * all.length) return null;
  const sorted = all.subarray(0, count);
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
}

/** Between the two nearest figures in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const before = Math.floor(place);
  const low = sorted[before]!;
  return low + ((sorted[before + 1] ?? low) - low) * (place - before);
}
