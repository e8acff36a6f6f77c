/** The first stage: did the coders mark something here, and from where to where? */
import type { Range } from '../span';
import type { MeasureId, Measured } from './measures';
import { covered, type ComparedAnnotation, membersOf, type Unit } from './pairing';
import { f1Of } from './span-f1';
import type { Amounts, Evaluate, Totals } from './tally';
import { cuAlpha, type Lengths, lengthsOf, markedAlpha, type Passage, uAlpha } from './unitizing';

export const markMeasures: readonly MeasureId[] = [
  'u-alpha',
  'u-alpha-marked',
  'cu-alpha',
  'f1-exact',
  'f1-tolerant',
  'f1-partial',
];

/** Where the sums of a line stand. */
const sums = {
  units: 0,
  disagreements: 1,
  passages: 2,
  exact: 3,
  tolerant: 4,
  partial: 5,
  total: 6,
  gaps: 7,
  gapsOnGaps: 8,
  same: 9,
  self: 10,
  met: 11,
  metSelf: 12,
} as const;
export const markWidth = 13;

/**
 * One coder’s passages as stretches that do not overlap: the value of a stretch is the combination of codes that lie
 * there. Spans of the same code that overlap count as one; spans that touch stay two.
 * @param valueOf the value of a combination of codes
 */
export function stretchesOf(
  annotations: readonly ComparedAnnotation[],
  valueOf: (codeIds: readonly string[]) => number,
): Passage[] {
  const byCode = new Map<string, Range[]>();
  for (const { codeId, spans } of annotations) {
    const own = byCode.get(codeId);
    if (own) own.push(...spans);
    else byCode.set(codeId, [...spans]);
  }
  const [only, ...others] = byCode;
  if (!only) return [];
  if (others.length === 0) {
    const value = valueOf([only[0]]);
    return mergedSpans(only[1]).map(({ start, end }) => ({ start, end, value }));
  }
  const edges: { at: number; codeId: string; step: 1 | -1 }[] = [];
  for (const [codeId, spans] of byCode)
    for (const { start, end } of mergedSpans(spans))
      edges.push({ at: start, codeId, step: 1 }, { at: end, codeId, step: -1 });
  edges.sort((one, other) => one.at - other.at || one.step - other.step);
  const open = new Set<string>();
  const stretches: Passage[] = [];
  let from = 0;
  for (const { at, codeId, step } of edges) {
    if (open.size > 0 && at > from) stretches.push({ start: from, end: at, value: valueOf([...open]) });
    from = at;
    if (step === 1) open.add(codeId);
    else open.delete(codeId);
  }
  return stretches;
}

/** In text order, those that overlap made one. */
function mergedSpans(spans: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** Whether every boundary of one is off by no more than this from that of the other. */
export function sameBoundaries(
  one: ComparedAnnotation,
  other: ComparedAnnotation,
  tolerance: number,
): boolean {
  return (
    one.spans.length === other.spans.length &&
    one.spans.every(
      ({ start, end }, at) =>
        Math.abs(start - other.spans[at]!.start) <= tolerance &&
        Math.abs(end - other.spans[at]!.end) <= tolerance,
    )
  );
}

/** What coders disagree on in a unit, in this stage: whether to mark there, and those who did, where it begins and ends. */
export function markDisagreements(
  members: readonly (ComparedAnnotation | null)[],
  tolerance: number,
): readonly ('only some' | 'boundary')[] {
  const present = members.filter((member) => member !== null);
  const [first] = present;
  const isOneBoundary = !first || present.every((member) => sameBoundaries(first, member, tolerance));
  if (present.length === members.length) return isOneBoundary ? none : boundary;
  return isOneBoundary ? onlySome : both;
}

const none = [] as const;
const boundary = ['boundary'] as const;
const onlySome = ['only some'] as const;
const both = ['only some', 'boundary'] as const;

/**
 * One article’s line of the tally.
 * @param coders who have read the article, with what they have marked
 * @param units of these coders
 */
export function markLine(
  length: number,
  coders: readonly (readonly ComparedAnnotation[])[],
  units: readonly Unit[],
  tolerance: number,
  valueOf: (codeIds: readonly string[]) => number,
): { line: number[]; amounts: Amounts } {
  const line = Array.from({ length: markWidth }, () => 0);
  const amounts: Amounts = new Map();
  const marked = coders.reduce((sum, own) => sum + own.length, 0);
  // With every other coder each passage is compared once.
  line[sums.passages] = marked * (coders.length - 1);
  for (const unit of units) {
    line[sums.units]!++;
    line[sums.disagreements]! += markDisagreements(membersOf(unit, coders), tolerance).length;
    for (let at = 0; at < unit.length; at++) {
      if (unit[at]! < 0) continue;
      const one = coders[at]![unit[at]!]!;
      for (let otherAt = at + 1; otherAt < unit.length; otherAt++) {
        if (unit[otherAt]! < 0) continue;
        const other = coders[otherAt]![unit[otherAt]!]!;
        const isExact = sameBoundaries(one, other, 0);
        if (isExact) line[sums.exact]!++;
        if (isExact || sameBoundaries(one, other, tolerance)) line[sums.tolerant]!++;
        line[sums.partial]! += isExact ? 1 : covered(one, other).common > 0 ? 0.5 : 0;
      }
    }
  }
  if (marked === 0) {
    line[sums.total] = line[sums.gaps] = line[sums.gapsOnGaps] = line[sums.self] = length * coders.length;
    return { line, amounts };
  }
  const lengths = lengthsOf(
    length,
    coders.map((own) => stretchesOf(own, valueOf)),
  );
  for (const name of ['total', 'gaps', 'gapsOnGaps', 'same', 'self', 'met', 'metSelf'] as const)
    line[sums[name]] = lengths[name];
  for (const [value, { all, met }] of lengths.values) amounts.set(value, { x: all, y: met });
  return { line, amounts };
}

const squares = (amounts: Float64Array): number => {
  let sum = 0;
  for (const amount of amounts) sum += amount * amount;
  return sum;
};

export const markCounts = ({ sums: line }: Totals): { units: number; disagreements: number } => ({
  units: line[sums.units]!,
  disagreements: line[sums.disagreements]!,
});

export const markFigures: Evaluate = ({ sums: line, x, y }) => {
  const lengths: Lengths = {
    total: line[sums.total]!,
    gaps: line[sums.gaps]!,
    gapsOnGaps: line[sums.gapsOnGaps]!,
    same: line[sums.same]!,
    self: line[sums.self]!,
    met: line[sums.met]!,
    metSelf: line[sums.metSelf]!,
  };
  // F1 of all pairs of coders together: each passage once for every other coder.
  const f1 = (right: number): Measured => f1Of(right, line[sums.passages]!, 0);
  return (measure) => {
    switch (measure) {
      case 'u-alpha':
        return uAlpha(lengths, squares(x));
      case 'u-alpha-marked':
        return markedAlpha(lengths);
      case 'cu-alpha':
        return cuAlpha(lengths, squares(y));
      case 'f1-exact':
        return f1(line[sums.exact]!);
      case 'f1-tolerant':
        return f1(line[sums.tolerant]!);
      case 'f1-partial':
        return f1(line[sums.partial]!);
      default:
        throw new Error(`${measure} is not a measure of where something is marked`);
    }
  };
};
