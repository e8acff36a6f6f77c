/** Where words may stand in a text that is not the one in which they were marked, for a person to choose from. */
import type { Anchor } from './anchor';
import type { Range } from './span';

export interface PlaceCandidate extends Range {
  /** From 0 to 1: how much of the words around is the same. */
  likeness: number;
}

/** More places than this help nobody. */
const mostCandidates = 20;
/** Occurrences that are looked at: a single letter stands everywhere. */
const mostOccurrences = 1000;

/** The places that have exactly these words, those with the likest surroundings first. */
export function placeCandidates(text: string, { quote, prefix, suffix }: Anchor): PlaceCandidate[] {
  if (quote === '') return [];
  const found: PlaceCandidate[] = [];
  for (let start = text.indexOf(quote); start !== -1; start = text.indexOf(quote, start + 1)) {
    const end = start + quote.length;
    const before = sameFrom(prefix, text.slice(0, start), 'end');
    const after = sameFrom(suffix, text.slice(end, end + suffix.length), 'start');
    const length = prefix.length + suffix.length;
    found.push({ start, end, likeness: length === 0 ? 1 : (before + after) / length });
    if (found.length === mostOccurrences) break;
  }
  return found
    .toSorted((one, other) => other.likeness - one.likeness || one.start - other.start)
    .slice(0, mostCandidates);
}

/** How many code units two texts have in common, from one of their ends on. */
function sameFrom(one: string, other: string, edge: 'start' | 'end'): number {
  const at = (text: string, index: number): string | undefined =>
    text[edge === 'start' ? index : text.length - 1 - index];
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && at(one, same) === at(other, same)) same += 1;
  return same;
}
