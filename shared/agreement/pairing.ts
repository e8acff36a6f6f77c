/**
 * Which passages of different coders are the same passage: every later stage asks only of those whether the coders
 * agree.
 *
 * The rule. Two passages of different coders may be paired where they overlap; of the same code by at least
 * `minOverlap` (what both cover as a part of what either covers), of different codes by at least a half. Pairs are
 * made one after another, each coder having at most one passage in a unit: first those of the same code, then those
 * of different codes; the larger overlap first; of equal ones the pair with more values in common, then the one that
 * begins earlier, ends earlier, has the lesser ids. The order of the coders does not count. So a claim, a statement
 * and an actor on the same words each find their like, and different codes meet only where no like is left.
 * With more than two coders a pair may join units, as long as no coder is in both.
 */
import type { ReadingState } from '../records';
import type { Range } from '../span';

export interface ComparedValue {
  attributeId: string;
  /** What it says: an id, a text, a date, or a number. */
  says: string | number;
}

export interface ComparedAnnotation {
  id: string;
  codeId: string;
  /** From the begin of the first span to the end of the last. UTF-16 code units, half-open. */
  start: number;
  end: number;
  /** In text order, at least one; they do not overlap each other. */
  spans: readonly Range[];
  values: readonly ComparedValue[];
}

/** How far a coder got in an article; null where nothing is known, which is the same as unread. */
export type CoderReading = ReadingState | null;

/** What was done counts, with or without a claim: a reading that found nothing is a reading. */
export const hasRead = (state: CoderReading): boolean => state === 'done' || state === 'no claim found';

/** For each coder the place of its passage in the unit among the coder’s own, or −1. */
export type Unit = number[];

/** The passages of a unit, in the order of the coders. @param coders the passages of each */
export const membersOf = (
  unit: Unit,
  coders: readonly (readonly ComparedAnnotation[])[],
): (ComparedAnnotation | null)[] => unit.map((place, coder) => (place < 0 ? null : coders[coder]![place]!));

/** Of passages of different codes at least this part has to be common. */
const leastOfOtherCode = 0.5;

interface Pair {
  one: number;
  other: number;
  sameCode: boolean;
  share: number;
  alike: number;
}

/** Lengths of what both cover, and of what either covers. */
export function covered(
  one: ComparedAnnotation,
  other: ComparedAnnotation,
): { common: number; together: number } {
  if (one.spans.length === 1 && other.spans.length === 1) {
    const common = Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
    return { common, together: one.end - one.start + (other.end - other.start) - common };
  }
  let common = 0;
  for (const a of one.spans)
    for (const b of other.spans) common += Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const lengthOf = ({ spans }: ComparedAnnotation): number =>
    spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return { common, together: lengthOf(one) + lengthOf(other) - common };
}

const alike = (one: ComparedAnnotation, other: ComparedAnnotation): number =>
  one.values.reduce(
    (count, { attributeId, says }) =>
      other.values.some((value) => value.attributeId === attributeId && value.says === says)
        ? count + 1
        : count,
    0,
  );

/** @param coders the passages of each, by their begin */
export function unitsOf(coders: readonly (readonly ComparedAnnotation[])[], minOverlap: number): Unit[] {
  const all = coders.flat();
  const offsets: number[] = [];
  const coderOf: number[] = [];
  for (const [coder, own] of coders.entries()) {
    offsets.push(coderOf.length);
    for (let at = 0; at < own.length; at++) coderOf.push(coder);
  }
  const pairs: Pair[] = [];
  for (let one = 0; one < coders.length; one++)
    for (let other = one + 1; other < coders.length; other++)
      overlapping(coders[one]!, coders[other]!, minOverlap, offsets[one]!, offsets[other]!, pairs);
  pairs.sort((a, b) => better(a, b, all));
  return joined(pairs, coderOf, offsets, coders.length, all);
}

function overlapping(
  one: readonly ComparedAnnotation[],
  other: readonly ComparedAnnotation[],
  minOverlap: number,
  offset: number,
  otherOffset: number,
  pairs: Pair[],
): void {
  // Up to here all of the other’s passages have ended.
  const lastEnds: number[] = [];
  for (const { end } of other) lastEnds.push(Math.max(end, lastEnds.at(-1) ?? 0));
  let first = 0;
  for (const [at, passage] of one.entries()) {
    while (first < other.length && lastEnds[first]! <= passage.start) first++;
    for (let otherAt = first; otherAt < other.length && other[otherAt]!.start < passage.end; otherAt++) {
      const partner = other[otherAt]!;
      if (partner.end <= passage.start) continue;
      const { common, together } = covered(passage, partner);
      if (common === 0) continue;
      const sameCode = passage.codeId === partner.codeId;
      const share = common / together;
      if (share < (sameCode ? minOverlap : Math.max(minOverlap, leastOfOtherCode))) continue;
      pairs.push({
        one: offset + at,
        other: otherOffset + otherAt,
        sameCode,
        share,
        alike: alike(passage, partner),
      });
    }
  }
}

function better(a: Pair, b: Pair, all: readonly ComparedAnnotation[]): number {
  if (a.sameCode !== b.sameCode) return a.sameCode ? -1 : 1;
  if (a.share !== b.share) return b.share - a.share;
  if (a.alike !== b.alike) return b.alike - a.alike;
  const [a1, a2, b1, b2] = [all[a.one]!, all[a.other]!, all[b.one]!, all[b.other]!];
  const starts = Math.min(a1.start, a2.start) - Math.min(b1.start, b2.start);
  const ends = Math.min(a1.end, a2.end) - Math.min(b1.end, b2.end);
  if (starts !== 0 || ends !== 0) return starts || ends;
  const [lesserA, lesserB] = [a1.id < a2.id ? a1.id : a2.id, b1.id < b2.id ? b1.id : b2.id];
  if (lesserA !== lesserB) return lesserA < lesserB ? -1 : 1;
  return (a1.id < a2.id ? a2.id : a1.id) < (b1.id < b2.id ? b2.id : b1.id) ? -1 : 1;
}

function joined(
  pairs: readonly Pair[],
  coderOf: readonly number[],
  offsets: readonly number[],
  coders: number,
  all: readonly ComparedAnnotation[],
): Unit[] {
  const unitOf = coderOf.map((coder, at): Unit => {
    const unit = Array.from({ length: coders }, () => -1);
    unit[coder] = at - offsets[coder]!;
    return unit;
  });
  for (const { one, other } of pairs) {
    const [into, from] = [unitOf[one]!, unitOf[other]!];
    if (into === from || into.some((place, coder) => place >= 0 && from[coder]! >= 0)) continue;
    for (const [coder, place] of from.entries()) {
      if (place < 0) continue;
      into[coder] = place;
      unitOf[offsets[coder]! + place] = into;
    }
  }
  const begins = new Map<Unit, number>();
  for (const [at, unit] of unitOf.entries())
    begins.set(unit, Math.min(all[at]!.start, begins.get(unit) ?? Infinity));
  return [...begins].toSorted(([, one], [, other]) => one - other).map(([unit]) => unit);
}
