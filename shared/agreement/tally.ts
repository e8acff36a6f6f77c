/**
 * What a measure is made of, article by article: sums that can be added up over any articles, each as often as a
 * draw has it. One pass over a project makes them; figures for a week, an article or a thousand draws are sums.
 */
import type { Interval } from '../api-agreement';
import { type Draws, percentileInterval } from './bootstrap';
import type { MeasureId, Measured } from './measures';

/** Two amounts of one category: of the first and the second coder, say. */
export type Amounts = Map<number, { x: number; y: number }>;

export class Tally {
  /** Which article each line is about, by its place among those compared. */
  readonly articles: number[] = [];
  private readonly sums: number[] = [];
  private readonly categories: number[] = [];
  private readonly xs: number[] = [];
  private readonly ys: number[] = [];
  private readonly ends: number[] = [];
  private readonly cells: number[] = [];
  private readonly cellSums: number[] = [];
  private readonly cellEnds: number[] = [];

  /** @param width how many sums each line has */
  constructor(private readonly width: number) {}

  /**
   * @param sums as many as the tally is wide
   * @param cells by `category * categories + other`, where both together matter
   */
  add(article: number, sums: readonly number[], amounts: Amounts, cells?: ReadonlyMap<number, number>): void {
    if (sums.length !== this.width)
      throw new RangeError(`a line of ${sums.length} sums for a tally of ${this.width}`);
    this.articles.push(article);
    for (const sum of sums) this.sums.push(sum);
    for (const [category, { x, y }] of amounts) {
      this.categories.push(category);
      this.xs.push(x);
      this.ys.push(y);
    }
    this.ends.push(this.categories.length);
    for (const [cell, sum] of cells ?? []) {
      this.cells.push(cell);
      this.cellSums.push(sum);
    }
    this.cellEnds.push(this.cells.length);
  }

  /** The lines that are wanted, with only the categories that occur in them. */
  part(isWanted: (article: number) => boolean = () => true): Part {
    const lines: number[] = [];
    for (let line = 0; line < this.articles.length; line++)
      if (isWanted(this.articles[line]!)) lines.push(line);
    const sizeOf = (ends: readonly number[]): number =>
      lines.reduce((sum, line) => sum + ends[line]! - (line === 0 ? 0 : ends[line - 1]!), 0);
    const [amounts, cells] = [sizeOf(this.ends), sizeOf(this.cellEnds)];
    const part: Part = {
      lines: lines.length,
      width: this.width,
      sums: new Float64Array(lines.length * this.width),
      ends: new Int32Array(lines.length),
      places: new Int32Array(amounts),
      xs: new Float64Array(amounts),
      ys: new Float64Array(amounts),
      cellEnds: new Int32Array(lines.length),
      cells: new Int32Array(cells),
      cellSums: new Float64Array(cells),
      categories: [],
    };
    const places = new Map<number, number>();
    let to = 0;
    let cellTo = 0;
    for (const [at, line] of lines.entries()) {
      for (let sum = 0; sum < this.width; sum++)
        part.sums[at * this.width + sum] = this.sums[line * this.width + sum]!;
      for (let from = line === 0 ? 0 : this.ends[line - 1]!; from < this.ends[line]!; from++, to++) {
        const category = this.categories[from]!;
        let place = places.get(category);
        if (place === undefined) {
          places.set(category, (place = places.size));
          part.categories.push(category);
        }
        part.places[to] = place;
        part.xs[to] = this.xs[from]!;
        part.ys[to] = this.ys[from]!;
      }
      part.ends[at] = to;
      for (
        let from = line === 0 ? 0 : this.cellEnds[line - 1]!;
        from < this.cellEnds[line]!;
        from++, cellTo++
      ) {
        part.cells[cellTo] = this.cells[from]!;
        part.cellSums[cellTo] = this.cellSums[from]!;
      }
      part.cellEnds[at] = cellTo;
    }
    return part;
  }
}

export interface Part {
  lines: number;
  width: number;
  sums: Float64Array;
  ends: Int32Array;
  places: Int32Array;
  xs: Float64Array;
  ys: Float64Array;
  cellEnds: Int32Array;
  cells: Int32Array;
  cellSums: Float64Array;
  /** The category at each place. */
  categories: number[];
}

export interface Totals {
  sums: Float64Array;
  /** By place. */
  x: Float64Array;
  y: Float64Array;
  /** By cell. */
  cells: Float64Array;
}

/** So many cells a part has: those from 0 to the last that occurs. */
const cellCount = ({ cells }: Part): number => cells.reduce((most, cell) => Math.max(most, cell + 1), 0);

/** The totals of several draws at once: each sum, amount and cell by `place * draws + draw`. */
function addUp(part: Part, weights: Uint8Array | null, draws: number): Totals {
  const { width, lines, ends, places, xs, ys, cellEnds, cells, cellSums } = part;
  const totals: Totals = {
    sums: new Float64Array(width * draws),
    x: new Float64Array(part.categories.length * draws),
    y: new Float64Array(part.categories.length * draws),
    cells: new Float64Array(cellCount(part) * draws),
  };
  const add = (into: Float64Array, place: number, line: number, amount: number): void => {
    if (amount === 0) return;
    if (!weights) {
      into[place]! += amount;
      return;
    }
    for (let draw = 0, to = place * draws, from = line * draws; draw < draws; draw++, to++, from++)
      into[to]! += weights[from]! * amount;
  };
  for (let line = 0, at = 0, cell = 0; line < lines; line++) {
    for (let sum = 0; sum < width; sum++) add(totals.sums, sum, line, part.sums[line * width + sum]!);
    for (; at < ends[line]!; at++) {
      add(totals.x, places[at]!, line, xs[at]!);
      add(totals.y, places[at]!, line, ys[at]!);
    }
    for (; cell < cellEnds[line]!; cell++) add(totals.cells, cells[cell]!, line, cellSums[cell]!);
  }
  return totals;
}

export const totalsOf = (part: Part): Totals => addUp(part, null, 1);

/** One draw of several, into the same totals each time. */
function oneOf(all: Totals, draws: number, draw: number, into: Totals): Totals {
  for (const name of ['sums', 'x', 'y', 'cells'] as const) {
    const [from, to] = [all[name], into[name]];
    for (let at = 0, place = draw; at < to.length; at++, place += draws) to[at] = from[place]!;
  }
  return into;
}

export interface Figure {
  measure: MeasureId;
  result: Measured<{ interval: Interval | null }>;
}

/** Works out once what the measures have in common, and then each measure that is asked for. */
export type Evaluate = (totals: Totals) => (measure: MeasureId) => Measured;

/**
 * The figures of a part, with intervals by drawing its articles; of less than two articles there are none.
 * @param drawn measures that get an interval
 */
export function figuresOf(
  part: Part,
  measures: readonly MeasureId[],
  evaluate: Evaluate,
  draws: Draws | null,
  drawn: readonly MeasureId[] = measures,
): Figure[] {
  const totals = totalsOf(part);
  const measure = evaluate(totals);
  const results = new Map(measures.map((id) => [id, measure(id)]));
  const wanted = draws && part.lines > 1 ? drawn.filter((id) => results.get(id)?.defined) : [];
  const intervals = new Map(wanted.map((id) => [id, new Float64Array(draws!.resamples)]));
  if (draws && wanted.length > 0)
    for (const block of draws.of(part.lines)) {
      const all = addUp(part, block.weights, block.draws);
      for (let draw = 0; draw < block.draws; draw++) {
        const one = evaluate(oneOf(all, block.draws, draw, totals));
        for (const [id, figures] of intervals) {
          const result = one(id);
          figures[block.from + draw] = result.defined ? result.value : Number.NaN;
        }
      }
    }
  return measures.map((id) => {
    const result = results.get(id)!;
    if (!result.defined) return { measure: id, result };
    const figures = intervals.get(id);
    const interval = draws && figures ? percentileInterval(figures, draws.level) : null;
    return { measure: id, result: { defined: true, value: result.value, interval } };
  });
}
