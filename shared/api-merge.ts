/**
 * Calls that merge another project file into the open one: read it, see what it would bring and which of its records
 * are which here, decide, and bring it in as one step of the history; then answer what stayed open.
 *
 * One file waits per window and one merge takes one file. Several files are a queue that the window holds: each is
 * read when the one before it is merged, since what it brings depends on that.
 */
import { z } from 'zod';
import { id, nothing, range, token } from './api-common';
import type { Applied } from './api-history';
import { categories, type Category, type MergeCount, type Take } from './merge/merge-plan';
import { type CoderRole, type Merge, type Question, type RecordType, recordTypes } from './records';
import { type Answer, answers, questionKinds } from './records-teamwork';

/** What may become of an item, as `Take` of merge-plan.ts says. */
export const takes = ['mine', 'theirs', 'both', 'open'] as const satisfies readonly Take[];

const types = recordTypes as [RecordType, ...RecordType[]];

/** What is which record here, where the user may say so. `article` are near-duplicates: they wait for a yes. */
export const mergeMatchTypes = [
  'article',
  'code',
  'attribute',
  'choice',
  'actor',
  'concept',
  'coder',
] as const;
export type MergeMatchType = (typeof mergeMatchTypes)[number];

/**
 * Where nothing is decided: what only one side has or changed comes in, both of a `boundary` stay, and conflicts
 * become questions. An item's own decision comes first, then the last rule that fits it.
 */
export const mergeDecisions = z.strictObject({
  /** This project's id by the other file's id; null for one that comes in as new. */
  matches: z.record(z.string(), id.nullable()).default({}),
  rules: z
    .array(
      z.strictObject({
        category: z.enum(categories),
        /** Null for every type. */
        type: z.enum(types).nullable().default(null),
        take: z.enum(takes),
      }),
    )
    .max(100)
    .default([]),
  /** By the item's key. */
  items: z.record(z.string(), z.enum(takes)).default({}),
});
export type MergeDecisions = z.output<typeof mergeDecisions>;

const page = { from: z.int().min(0), count: z.int().min(1).max(500) };
const decisions = mergeDecisions.prefault({});

export const mergeInputs = {
  /**
   * Reads a project file, in place of one that waits. A job. Refused, in a sentence: the open file itself, another
   * kind of file, a damaged or newer one, one that is too large to merge.
   */
  'merge.read': z.strictObject({ jobId: id, token }),
  /** What these decisions would come to. */
  'merge.preview': z.strictObject({ decisions }),
  'merge.items': z.strictObject({
    decisions,
    category: z.enum(categories),
    type: z.enum(types).nullable().default(null),
    /** The id here, or in the other file for an article that is only there. */
    articleId: id.nullable().default(null),
    /** Keeps items whose name, passage or article holds these words. */
    words: z.string().max(10_000).default(''),
    ...page,
  }),
  /** Who or what of the other file is which record here. `words` keeps those whose names hold them. */
  'merge.matches': z.strictObject({
    decisions,
    type: z.enum(mergeMatchTypes),
    words: z.string().max(10_000).default(''),
    ...page,
  }),
  /** Merges, as one step of the history. A job. What waits is gone then. */
  'merge.run': z.strictObject({ jobId: id, decisions }),
  'merge.discard': nothing,
  /** The merges into this project, newest first. */
  'merge.list': nothing,
};

export const questionInputs = {
  /** The oldest first, those of one article together in text order. */
  'question.list': z.strictObject({
    state: z.enum(['open', 'answered', 'all']).default('open'),
    kind: z.enum(questionKinds).nullable().default(null),
    articleId: id.nullable().default(null),
    mergeId: id.nullable().default(null),
    words: z.string().max(10_000).default(''),
    ...page,
  }),
  /**
   * `mine` leaves what stands (an unplaced annotation is dropped), `theirs` takes the other's, `both` where the question
   * offers it. `other` with `ranges` puts an unplaced annotation on these words; without, it was settled by hand. A
   * question that is answered already is refused.
   */
  'question.answer': z.strictObject({
    questionId: id,
    answer: z.enum(answers),
    ranges: z.array(range).min(1).max(1000).optional(),
    note: z.string().max(100_000).default(''),
  }),
  'question.counts': nothing,
};

/** A line of a history, as people tell of it. */
export interface MergeMoment {
  changeId: string;
  at: string;
  label: string;
  /** The coder's name; empty where nobody knows. */
  by: string;
}

/** What one coder did on one side since the last common line. */
export interface WorkSince {
  coder: string;
  lines: number;
  /** ISO 8601 in UTC, of the first and the last line. */
  from: string;
  to: string;
}

/** Something in the other file that is not as Claimbook writes it, and was left out or put right. */
export interface MergeProblem {
  /** A whole sentence: what, and what becomes of it. */
  message: string;
  count: number;
  /** Where, for the first of them. */
  examples: string[];
}

export interface MergePreview {
  fileName: string;
  projectName: string;
  /** Whether both files come from one project; if not, they are matched by what they hold alone. */
  isSameProject: boolean;
  /** The last line that both histories hold; null where they have none in common. */
  base: MergeMoment | null;
  /** The newest line of the other file; null where it has no history. */
  newest: MergeMoment | null;
  since: { mine: WorkSince[]; theirs: WorkSince[] };
  /** The other file's coders, those with most annotations first. */
  coders: { id: string; name: string; role: CoderRole; annotations: number; articles: number }[];
  /**
   * How many articles are left out of all that follows, and of the lists: they are coded twice and not finished by
   * all. They are merged all the same.
   */
  hiddenArticles: number;
  /** Those that are not 0. */
  counts: readonly MergeCount[];
  /** How many matches of each type were made otherwise than by id, and how many wait for a yes. */
  matches: { type: MergeMatchType; made: number; fresh: number; toConfirm: number }[];
  /** How many questions would stay open. */
  questions: number;
  /** How many records would be added, changed and removed here. All 0: there is nothing new in the file. */
  changes: { added: number; updated: number; removed: number };
  problems: MergeProblem[];
}

export interface MergePassage {
  /** Up to some dozen characters of the text around it. */
  prefix: string;
  quote: string;
  suffix: string;
  /** UTF-16 code units of the article's text on that side, half-open. */
  start: number;
  end: number;
}

/** A record as one side has it, in words. */
export interface MergeSide {
  /** The name of an entry, an article's title, an annotation's code. */
  name: string;
  /** Of an annotation or a reading; empty for others. */
  coder: string;
  /** Of an annotation, in text order; empty for others. */
  passages: MergePassage[];
  /** What it says, by the names of its fields or attributes; those that are empty are left out. */
  fields: { name: string; values: string[] }[];
  /** Who touched it last on that side and when; empty and null where nobody knows. */
  by: string;
  at: string | null;
}

/** A field in which the sides differ, in words. */
export interface MergeDifference {
  /** As the interface names it: `Speaker`, `Note`, `Passage`. */
  field: string;
  mine: string[];
  theirs: string[];
  /** Which side changed it since the last common line; null for both, or where nobody knows. */
  changedBy: 'mine' | 'theirs' | null;
  mineBy: string;
  mineAt: string | null;
  theirsBy: string;
  theirsAt: string | null;
}

export interface MergeItem {
  /** For decisions; the same as long as the two files are. */
  key: string;
  type: RecordType;
  category: Category;
  /** The article here, or in the other file where it is only there; null for what is in no article. */
  article: { id: string; title: string } | null;
  /** The id of the record here; null where it is only in the other file. */
  recordId: string | null;
  mine: MergeSide | null;
  theirs: MergeSide | null;
  differences: MergeDifference[];
  /** What would become of it, and what else may be chosen; one choice alone cannot be changed. */
  take: Take;
  choices: Take[];
}

export interface MergeMatch {
  type: MergeMatchType;
  /** The id in the other file. */
  id: string;
  name: string;
  /** What tells it from others of its name: the code of an attribute, the source and date of an article. */
  detail: string;
  /** What it is here; null where it comes in as new. */
  own: { id: string; name: string } | null;
  /** `text`: equal texts. `similar` is a near-duplicate that waits: it comes in as new unless `matches` says that it is `candidate`. */
  how: 'id' | 'remembered' | 'equal' | 'text' | 'similar' | 'user' | 'new';
  candidate: { id: string; name: string; /** From 0 to 1. */ likeness: number } | null;
}

/** What a merge did. */
export interface Merged extends Applied {
  /** Null where there was nothing to do, and nothing was written. */
  mergeId: string | null;
  questions: number;
}

export interface MergeLine {
  merge: Merge;
  coder: string;
  questions: { open: number; answered: number };
}

export interface QuestionShown {
  question: Question;
  fileName: string;
  /** Null where the article is gone or the question is about none. */
  article: { id: string; title: string } | null;
  mine: MergeSide | null;
  theirs: MergeSide | null;
  differences: MergeDifference[];
  /** What may be answered now. */
  choices: Answer[];
  /** Why `theirs` cannot be taken any more, in a sentence; null where it can. */
  obstacle: string | null;
  /** For kind `place`: where the words may be, best first. */
  candidates: { start: number; end: number; likeness: number }[];
}

export interface QuestionCounts {
  open: number;
  answered: number;
  kinds: { kind: Question['kind']; open: number; answered: number }[];
  /** Articles with open questions. */
  articles: { articleId: string; open: number; unplaced: number }[];
}

export interface MergeOutputs {
  'merge.read': MergePreview;
  'merge.preview': MergePreview;
  'merge.items': { items: MergeItem[]; total: number };
  'merge.matches': { matches: MergeMatch[]; total: number };
  'merge.run': Merged;
  'merge.discard': null;
  'merge.list': MergeLine[];
}

export interface QuestionOutputs {
  'question.list': { questions: QuestionShown[]; total: number };
  'question.answer': Applied;
  'question.counts': QuestionCounts;
}
