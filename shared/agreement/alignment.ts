/**
 * Best alignments for gamma (Mathet, Widlöcher and Métivier 2015): passages of different coders are put into groups
 * of at most one per coder, so that the disorder is least. Passages that stay alone cost `deltaEmpty` each, so only
 * groups that are cheaper than their members alone are of use; these fall apart into small problems, most of them
 * one pair. Two coders: solved exactly as an assignment. More: exactly by branch and bound where that stays small,
 * otherwise by merging the two groups that save most, again and again.
 */
import { assign } from './assignment';

export interface GammaPassage {
  start: number;
  end: number;
  category: number;
}

export interface GammaSettings {
  /** Weight of the place. */
  alpha: number;
  /** Weight of the category. */
  beta: number;
  /** What a passage without a partner costs. */
  deltaEmpty: number;
  /** Of two categories, from 0 to 1; 1 for any two that differ where it is not given. */
  categoryDistance?: (category: number, other: number) => number;
}

export const usualGamma: GammaSettings = { alpha: 1, beta: 1, deltaEmpty: 1 };

/** How unlike two passages are: place and category together. */
export function dissimilarity(one: GammaPassage, other: GammaPassage, settings: GammaSettings): number {
  const { alpha, beta, deltaEmpty, categoryDistance } = settings;
  const apart = Math.abs(one.start - other.start) + Math.abs(one.end - other.end);
  const place = (apart / (one.end - one.start + other.end - other.start)) ** 2;
  const category =
    one.category === other.category ? 0 : (categoryDistance?.(one.category, other.category) ?? 1);
  return (alpha * place + beta * category) * deltaEmpty;
}

/** Passages by their place among all passages of all coders; at most one of each coder. */
type Group = readonly number[];

export interface Alignment {
  groups: Group[];
  /** The sum of the disorders of the groups, those of one passage included. */
  sum: number;
  /** Whether there is certainly no better one. */
  exact: boolean;
}

/** The disorder of a group: the mean over all pairs of coders, of whom those without a passage cost `deltaEmpty`. */
export function groupDisorder(
  members: readonly GammaPassage[],
  coders: number,
  settings: GammaSettings,
): number {
  const pairs = (coders * (coders - 1)) / 2;
  const present = (members.length * (members.length - 1)) / 2;
  let sum = (pairs - present) * settings.deltaEmpty;
  for (const [at, one] of members.entries())
    for (const other of members.slice(at + 1)) sum += dissimilarity(one, other, settings);
  return sum / pairs;
}

/** The disorder of a whole alignment: the sum over its groups, by the mean number of passages of a coder. */
export const disorderOf = (sum: number, coders: readonly (readonly unknown[])[]): number =>
  sum / (coders.reduce((all, passages) => all + passages.length, 0) / coders.length);

export function bestAlignment(
  coders: readonly (readonly GammaPassage[])[],
  settings: GammaSettings,
): Alignment {
  return coders.length === 2 ? alignTwo(coders[0]!, coders[1]!, settings) : alignMany(coders, settings);
}

/** Pairs are worth it where they cost less than both alone. */
function alignTwo(
  one: readonly GammaPassage[],
  other: readonly GammaPassage[],
  settings: GammaSettings,
): Alignment {
  const alone = 2 * settings.deltaEmpty;
  const saved: { row: number; column: number; worth: number }[] = [];
  for (const [row, passage] of one.entries())
    for (const [column, partner] of other.entries()) {
      const worth = alone - dissimilarity(passage, partner, settings);
      if (worth > 0) saved.push({ row, column, worth });
    }
  const pairs = assign(one.length, other.length, saved);
  const paired = new Set(pairs.flatMap(({ row, column }) => [row, one.length + column]));
  const groups: Group[] = pairs.map(({ row, column }) => [row, one.length + column]);
  for (let at = 0; at < one.length + other.length; at++) if (!paired.has(at)) groups.push([at]);
  const sum =
    pairs.reduce((all, { worth }) => all + (alone - worth), 0) +
    (one.length + other.length - 2 * pairs.length) * settings.deltaEmpty;
  return { groups, sum, exact: true };
}

/** Groups looked at, and steps of the search, before it gives up on being exact. */
const mostGroups = 20_000;
const mostSteps = 200_000;

interface Candidate {
  members: Group;
  /** What it costs less than its members alone. */
  worth: number;
}

function alignMany(coders: readonly (readonly GammaPassage[])[], settings: GammaSettings): Alignment {
  const passages = coders.flat();
  const coderOf = coders.flatMap((own, coder) => own.map(() => coder));
  const candidates = usefulGroups(coders, settings);
  const packed = candidates && pack(candidates, passages.length);
  const chosen = packed ?? merged(passages, coderOf, coders.length, settings);
  const inGroup = new Set(chosen.flatMap(({ members }) => members));
  const groups = chosen.map(({ members }) => members);
  for (let at = 0; at < passages.length; at++) if (!inGroup.has(at)) groups.push([at]);
  const worth = chosen.reduce((sum, one) => sum + one.worth, 0);
  return { groups, sum: passages.length * settings.deltaEmpty - worth, exact: packed !== null };
}

/** Every group that is cheaper than its members alone; null when there are too many. */
function usefulGroups(
  coders: readonly (readonly GammaPassage[])[],
  settings: GammaSettings,
): Candidate[] | null {
  const pairs = (coders.length * (coders.length - 1)) / 2;
  const { deltaEmpty } = settings;
  const found: Candidate[] = [];
  let looked = 0;
  const offsets: number[] = [];
  for (let coder = 0, before = 0; coder < coders.length; before += coders[coder++]!.length)
    offsets.push(before);
  const grow = (coder: number, members: number[], own: GammaPassage[], cost: number): boolean => {
    if (++looked > mostGroups * 20 || found.length > mostGroups) return false;
    if (coder === coders.length) {
      const present = (members.length * (members.length - 1)) / 2;
      const worth = members.length * deltaEmpty - (cost + (pairs - present) * deltaEmpty) / pairs;
      if (members.length > 1 && worth > 1e-12) found.push({ members: [...members], worth });
      return true;
    }
    if (!grow(coder + 1, members, own, cost)) return false;
    for (const [at, passage] of coders[coder]!.entries()) {
      const more = own.reduce((sum, one) => sum + dissimilarity(one, passage, settings), cost);
      // What the pairs cost already is more than all coders’ passages could cost alone.
      if (more / pairs >= coders.length * deltaEmpty) continue;
      if (!grow(coder + 1, [...members, offsets[coder]! + at], [...own, passage], more)) return false;
    }
    return true;
  };
  return grow(0, [], [], 0) ? found : null;
}

/** Groups without a common member that are worth most together; null when the search takes too long. */
function pack(candidates: readonly Candidate[], passages: number): Candidate[] | null {
  const byFirst: Candidate[][] = Array.from({ length: passages }, () => []);
  // What a passage can be worth at most: its share in the best of its groups.
  const share = new Float64Array(passages);
  for (const candidate of candidates.toSorted((one, other) => other.worth - one.worth)) {
    byFirst[Math.min(...candidate.members)]!.push(candidate);
    for (const at of candidate.members)
      share[at] = Math.max(share[at]!, candidate.worth / candidate.members.length);
  }
  const taken = new Uint8Array(passages);
  const chosen: Candidate[] = [];
  let best: Candidate[] = [];
  let most = -1;
  let steps = 0;
  const search = (from: number, worth: number): boolean => {
    if (++steps > mostSteps) return false;
    let at = from;
    while (at < passages && (taken[at] === 1 || byFirst[at]!.length === 0)) at++;
    if (at === passages) {
      if (worth > most) [most, best] = [worth, [...chosen]];
      return true;
    }
    let bound = worth;
    for (let rest = at; rest < passages; rest++) if (taken[rest] === 0) bound += share[rest]!;
    if (bound <= most + 1e-12) return true;
    for (const candidate of byFirst[at]!) {
      if (candidate.members.some((member) => taken[member] === 1)) continue;
      for (const member of candidate.members) taken[member] = 1;
      chosen.push(candidate);
      const ended = search(at + 1, worth + candidate.worth);
      chosen.pop();
      for (const member of candidate.members) taken[member] = 0;
      if (!ended) return false;
    }
    return search(at + 1, worth);
  };
  return search(0, 0) ? best : null;
}

/** Merges the two groups that save most until none saves anything. Not always the best, but near it. */
function merged(
  passages: readonly GammaPassage[],
  coderOf: readonly number[],
  coders: number,
  settings: GammaSettings,
): Candidate[] {
  const costOf = (members: Group): number =>
    groupDisorder(
      members.map((at) => passages[at]!),
      coders,
      settings,
    );
  let groups = passages.map((_, at): { members: number[]; cost: number } => ({
    members: [at],
    cost: settings.deltaEmpty,
  }));
  for (;;) {
    let best: { one: number; other: number; cost: number; worth: number } | null = null;
    for (let one = 0; one < groups.length; one++)
      for (let other = one + 1; other < groups.length; other++) {
        const [a, b] = [groups[one]!, groups[other]!];
        if (a.members.some((at) => b.members.some((otherAt) => coderOf[at] === coderOf[otherAt]))) continue;
        const cost = costOf([...a.members, ...b.members]);
        const worth = a.cost + b.cost - cost;
        if (worth > (best?.worth ?? 1e-12)) best = { one, other, cost, worth };
      }
    if (!best) break;
    const { one, other, cost } = best;
    const members = [...groups[one]!.members, ...groups[other]!.members];
    groups = [...groups.filter((_, at) => at !== one && at !== other), { members, cost }];
  }
  return groups
    .filter(({ members }) => members.length > 1)
    .map(({ members, cost }) => ({ members, worth: members.length * settings.deltaEmpty - cost }));
}
