/** Two records that are one, field by field. */
import type { AnyRecord, RecordType } from '../records';
import { bodyOf } from '../records';
import { fieldsOf } from '../references';
import { withDecided } from './decided';
import { valueAsMine } from './links';
import type { Merging } from './merging';
import { type Past, pastOf } from './news';
import { type Outcome, threeWay, twoWay } from './three-way';

export interface FieldResult {
  field: string;
  /** Never `same`. */
  outcome: Exclude<Outcome, 'same'>;
  mine: unknown;
  theirs: unknown;
  minePast: Past<unknown>;
  theirPast: Past<unknown>;
}

/** What says how a record came to be, or how it is shown: where nothing is known, mine stays and nobody is asked. */
const circumstances: ReadonlySet<string> = new Set([
  'createdAt',
  'importId',
  'fileName',
  'color',
  'shortcut',
  'position',
  'lineStyle',
]);

/** An order is no matter for a question; the smaller number wins on both sides. */
const quiet: ReadonlySet<string> = new Set(['position']);

/** What belongs to a text, of which an article keeps the one that it has; and what a merge was, which nobody changes. */
const neverMerged: Partial<Record<RecordType, ReadonlySet<string>>> = {
  article: new Set(['textSha256', 'textLength', 'text', 'layout', 'particulars']),
  merge: new Set(['headChangeId']),
};

/** Composite fields of annotations are merged elsewhere; readings by their state. */
const elsewhere: Partial<Record<RecordType, ReadonlySet<string>>> = {
  annotation: new Set(['articleId', 'codeId']),
};

export interface Pair<T extends AnyRecord = AnyRecord> {
  /** As it is in my file, or as I removed it. */
  mine: T;
  /** With my ids. */
  theirs: T;
  /** Its id in their file. */
  theirId: string;
  /** Whether they are one by what they say only: what either was before says nothing about the other. */
  byContent: boolean;
}

/** The fields in which two records differ, and who has the last word about each. */
export function fieldResults(merging: Merging, { mine, theirs, theirId, byContent }: Pair): FieldResult[] {
  const type = mine.type;
  const own = fieldsOf(mine);
  const given = fieldsOf(theirs);
  const results: FieldResult[] = [];
  for (const field of Object.keys(own)) {
    if (own[field] === given[field]) continue;
    if (field === 'type' || field === 'id' || bodyOf(type).includes(field)) continue;
    if (neverMerged[type]?.has(field) || elsewhere[type]?.has(field)) continue;
    const minePast = ownPast(merging, type, mine.id, field);
    const theirPast = theirPastOf(merging, type, theirId, field);
    const outcome = outcomeOf(field, own[field], given[field], minePast, theirPast, byContent);
    if (outcome !== 'same')
      results.push({ field, outcome, mine: own[field], theirs: given[field], minePast, theirPast });
  }
  return results;
}

export const ownPast = ({ mine }: Merging, type: RecordType, id: string, field: string): Past<unknown> =>
  withDecided(pastOf(mine.news, type, id, field), mine.decided, type, id, field);

/** The past of a field of theirs, its values with my ids. */
export function theirPastOf(
  { theirs, toMine }: Merging,
  type: RecordType,
  id: string,
  field: string,
): Past<unknown> {
  const past = pastOf(theirs.news, type, id, field);
  const left = past.left.map((value) => valueAsMine(type, field, value, toMine));
  return withDecided({ ...past, left }, theirs.decided, type, id, field);
}

/** Who has the last word about a plain field. */
export function outcomeOf(
  field: string,
  mine: unknown,
  theirs: unknown,
  minePast: Past<unknown>,
  theirPast: Past<unknown>,
  byContent: boolean,
): Outcome {
  const outcome = (byContent ? firstMeeting : threeWayOrTwoWay)(mine, theirs, minePast, theirPast);
  if (outcome !== 'conflict') return outcome;
  if ((byContent || !theirPast.known) && circumstances.has(field)) return 'mine';
  if (quiet.has(field)) return Number(mine) < Number(theirs) ? 'mine' : 'theirs';
  return 'conflict';
}

/**
 * The rule for values of two records that have not met in my file: I have settled nothing about them yet. In theirs
 * they may have met, so that a value that one side has left counts.
 */
export function firstMeeting(
  mine: unknown,
  theirs: unknown,
  minePast: Past<unknown>,
  theirPast: Past<unknown>,
): Outcome {
  const outcome = threeWay(mine, theirs, minePast, { ...theirPast, known: false });
  return outcome === 'conflict' ? twoWay(mine, theirs) : outcome;
}

/** Where the files know nothing of each other, what nobody has said is no word against what somebody says. */
export function threeWayOrTwoWay(
  mine: unknown,
  theirs: unknown,
  minePast: Past<unknown>,
  theirPast: Past<unknown>,
): Outcome {
  const outcome = threeWay(mine, theirs, minePast, theirPast);
  if (outcome !== 'conflict' || theirPast.hasBase) return outcome;
  return minePast.left.length + theirPast.left.length > 0 ? outcome : twoWay(mine, theirs);
}

/** Whether a side has changed a record that the other removed since then. */
export const hasNews = (results: readonly FieldResult[], whose: 'mine' | 'theirs'): boolean =>
  results.some(({ outcome }) => outcome === whose || outcome === 'conflict');
