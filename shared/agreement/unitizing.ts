/**
 * The u-alpha family (Krippendorff, Mathet, Bouvry and Widlöcher 2016): coders cut a continuum into passages with
 * values, and gaps between. What they share is measured in lengths: every stretch where a passage or gap of one
 * meets one of another is a coincidence of their values. The denominators take out that passages would meet
 * themselves; for cu-alpha this is done for each other coder alone (and not for all others together, which gives
 * .7256 instead of .7241 for the published example). Sources: `measures.ts`.
 *
 * It is not alpha-U of 1995, which compares boundaries (`unitizing-1995.ts`).
 */
import { alphaOf, type Disagreements } from './alpha';
import { type Measured, notDefined } from './measures';

/** A stretch with a value. Those of one coder do not overlap; they may touch. In text order. */
export interface Passage {
  start: number;
  end: number;
  /** Any whole number from 0: its place among the values. */
  value: number;
}

/** Lengths that the coefficients are made of; those of several articles may be added up. */
export interface Lengths {
  /** All that has a partner: the length of the continuum times the coders. */
  total: number;
  /** Of gaps, and of gaps that meet gaps. */
  gaps: number;
  gapsOnGaps: number;
  /** Of passages that meet passages of the same value. */
  same: number;
  /** What would meet itself: squared lengths of passages, lengths of gaps. */
  self: number;
  /** Of passages that meet passages, and what of that would meet itself. */
  met: number;
  metSelf: number;
}

/** The lengths of single values, by their places. */
export interface ValueLengths {
  /** Of its passages. */
  all: number;
  /** Of its passages where they meet passages, what of that would meet itself, and where they meet the same value. */
  met: number;
  metSelf: number;
  same: number;
}

export interface Continuum extends Lengths {
  values: Map<number, ValueLengths>;
}

/**
 * @param length of the continuum, in the units of the passages
 * @param coders what each has marked; less than two have nothing to compare
 */
export function lengthsOf(length: number, coders: readonly (readonly Passage[])[]): Continuum {
  const values = new Map<number, ValueLengths>();
  const sum: Continuum = {
    total: 0,
    gaps: 0,
    gapsOnGaps: 0,
    same: 0,
    self: 0,
    met: 0,
    metSelf: 0,
    values,
  };
  const others = coders.length - 1;
  if (others < 1) return sum;
  sum.total = length * coders.length;
  for (const passages of coders) {
    let marked = 0;
    for (const { start, end, value } of passages) {
      marked += end - start;
      sum.self += (end - start) ** 2;
      entryOf(values, value).all += end - start;
    }
    sum.gaps += length - marked;
    sum.self += length - marked;
  }
  for (const [at, one] of coders.entries())
    for (const [otherAt, other] of coders.entries()) {
      if (at === otherAt) continue;
      const { meeting, markedByOne, markedByOther } = meet(one, other, others, sum, values);
      sum.gapsOnGaps += (length - markedByOne - markedByOther + meeting) / others;
    }
  return sum;
}

function entryOf(values: Map<number, ValueLengths>, value: number): ValueLengths {
  let entry = values.get(value);
  if (!entry) values.set(value, (entry = { all: 0, met: 0, metSelf: 0, same: 0 }));
  return entry;
}

/** Adds where the passages of one coder meet those of another. */
function meet(
  one: readonly Passage[],
  other: readonly Passage[],
  others: number,
  sum: Lengths,
  values: Map<number, ValueLengths>,
): { meeting: number; markedByOne: number; markedByOther: number } {
  let first = 0;
  let meeting = 0;
  let markedByOne = 0;
  for (const { start, end, value } of one) {
    markedByOne += end - start;
    while (first < other.length && other[first]!.end <= start) first++;
    let ofThis = 0;
    let same = 0;
    for (let at = first; at < other.length && other[at]!.start < end; at++) {
      const met = other[at]!;
      const length = Math.min(end, met.end) - Math.max(start, met.start);
      ofThis += length;
      if (met.value === value) same += length;
    }
    if (ofThis === 0) continue;
    meeting += ofThis;
    sum.same += same / others;
    sum.met += ofThis / others;
    sum.metSelf += ofThis ** 2 / others;
    const entry = entryOf(values, value);
    entry.met += ofThis / others;
    entry.metSelf += ofThis ** 2 / others;
    entry.same += same / others;
  }
  const markedByOther = other.reduce((marked, { start, end }) => marked + end - start, 0);
  return { meeting, markedByOne, markedByOther };
}

export const nothingMarked = notDefined(
  'Nobody marked anything in what two coders have read, so there is nothing to agree on.',
);
const noContinuum = notDefined('No article has been read by two of the coders.');
const allMarked = notDefined(
  'Everything is marked alike by everybody. Where nothing varies, agreement beyond chance is not defined.',
);
const nothingMet = notDefined('No passage of one coder overlaps a passage of another.');
const oneValue = notDefined(
  'All passages that overlap have the same value. Where nothing varies, agreement beyond chance is not defined.',
);

/** u-alpha, from the sum of the squared lengths of the values. */
export function uAlpha(
  { total, gaps, gapsOnGaps, same, self }: Lengths,
  squares: number,
): Measured<Disagreements> {
  if (total === 0) return noContinuum;
  if (gaps === total) return nothingMarked;
  const result = alphaOf(
    (total - gapsOnGaps - same) / total,
    (total * total - gaps * gaps - squares) / (total - self / total) / total,
  );
  return result.defined ? result : allMarked;
}

/** |u-alpha: marked or not. */
export function markedAlpha({ total, gaps, gapsOnGaps, self }: Lengths): Measured<Disagreements> {
  if (total === 0) return noContinuum;
  if (gaps === total) return nothingMarked;
  const result = alphaOf(
    (2 * (gaps - gapsOnGaps)) / total,
    (2 * gaps * (total - gaps)) / (total - self / total) / total,
  );
  return result.defined ? result : allMarked;
}

/** cu-alpha, from the sum of the squared met lengths of the values. */
export function cuAlpha({ met, metSelf, same }: Lengths, squares: number): Measured<Disagreements> {
  if (met === 0) return nothingMet;
  const result = alphaOf((met - same) / met, (met * met - squares) / (met - metSelf / met) / met);
  return result.defined ? result : oneValue;
}

/** (k)u-alpha of one value: the share of what its passages meet that is of another value, against the expected one. */
export function kuAlpha({ met }: Lengths, value: ValueLengths): Measured<Disagreements> {
  if (value.met === 0) return notDefined('No passage with this value overlaps a passage of another coder.');
  const result = alphaOf(
    (value.met - value.same) / value.met,
    (value.met * (met - value.met)) / (value.met * met - value.metSelf),
  );
  return result.defined ? result : oneValue;
}

export const squaresOf = (values: ReadonlyMap<number, ValueLengths>, which: 'all' | 'met'): number =>
  [...values.values()].reduce((sum, value) => sum + value[which] ** 2, 0);

/** How much of the continuum lies in intersections of passages: what cu-alpha is about. */
export const coverage = ({ met, total }: Lengths): number => met / total;
/** The same of one value’s passages. */
export const coverageOf = ({ met, all }: ValueLengths): number => met / all;
