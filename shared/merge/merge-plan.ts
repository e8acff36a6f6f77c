/**
 * What merging a file would do, and what the user may decide about it. A plan is computed anew from both files
 * and the choices, so that what is shown is what will be written; keys of items do not depend on the choices.
 */
import type { Change } from '../changes';
import type { Bodies } from '../formats/adopt';
import type { Merge, Question, RecordType } from '../records';
import type { Tally } from './counts';
import type { Known } from './side';

/**
 * What became of a record between the two files:
 * - `theirs`, `mine`: only one side has it, and nobody removed it;
 * - `same`: both have it alike (these are counted, not listed);
 * - `boundary`: the same coder tagged nearly the same words with the same code, as annotations of their own;
 * - `value`: both have it, one side changed it;
 * - `removed`: one side removed it, the other left it as it was;
 * - `conflict`: both changed it differently, or one changed what the other removed;
 * - `unplaced`: an annotation of theirs whose words cannot be told for sure in my text of the article.
 */
export const categories = [
  'theirs',
  'mine',
  'same',
  'boundary',
  'value',
  'removed',
  'conflict',
  'unplaced',
] as const;
export type Category = (typeof categories)[number];

/**
 * What is done about an item. `theirs`: it becomes as it is in their file. `mine`: it stays as it is in mine.
 * `both`: for boundaries, both annotations stand. `open`: mine stays, and a question waits for a person.
 */
export type Take = 'theirs' | 'mine' | 'both' | 'open';

/** One field of an item on which the files differ. */
export interface ItemField {
  /** A field of the record; `place` for the words of an annotation; `value ATTRIBUTE-ID`; '' for its being there. */
  field: string;
  /** Who changed it since both knew each other: the value of that side is the newer one. */
  by: 'mine' | 'theirs' | 'both';
}

/** What is kept of one item until its page is shown. */
export interface MergeItem {
  /**
   * Unique in the plan, and the same whatever is chosen: `annotation/ID`, with their id where they have it;
   * `annotation/ID/place` and `annotation/ID/VALUE-ID` for words that are not in my text.
   */
  key: string;
  category: Category;
  type: RecordType;
  /** Its id in each file; null where that file has it not. */
  mineId: string | null;
  theirsId: string | null;
  /**
   * For annotations, readings and articles: the article's id in each file. Mine is also given where the article
   * comes in with this merge, or stays away.
   */
  mineArticleId: string | null;
  theirsArticleId: string | null;
  /** What differs; empty where one side only has it. */
  fields: readonly ItemField[];
  /** For `removed`: who removed it. For `value`: whose value is the newer one. */
  by: 'mine' | 'theirs' | null;
  take: Take;
  /** False where nobody can decide otherwise: what only mine has stays, what something needs comes in. */
  choosable: boolean;
}

export interface MergeCount {
  type: RecordType;
  category: Category;
  count: number;
}

/** The types of records that are matched between files by more than their ids. */
export const matchedTypes = ['coder', 'code', 'attribute', 'choice', 'actor', 'concept'] as const;
export type MatchedType = (typeof matchedTypes)[number];

/** Which of my records one of theirs is. */
export interface RegistryMatch {
  type: MatchedType;
  /** The id in their file. */
  id: string;
  name: string;
  mine: { id: string; name: string } | null;
  /** By its id, by what was remembered, by an equal definition, by what the user said; or it comes in as new. */
  how: 'id' | 'remembered' | 'equal' | 'user' | 'new';
}

/** Which of my articles one of theirs is. */
export interface ArticleMatch {
  /** The id in their file. */
  id: string;
  title: string;
  mine: { id: string; title: string } | null;
  how: 'id' | 'text' | 'remembered' | 'user' | 'new';
  /** Whether the two texts differ: what is coded in theirs has to be carried over. */
  otherText: boolean;
}

/** A rule for items of one category, and of one type where that is given. */
export interface Rule {
  category: Category;
  type?: RecordType;
  take: Take;
}

export interface MergeChoices {
  /** For entries of registries: my id by their id, null for a new one. Remembered in the project. */
  matches: Readonly<Record<string, string | null>>;
  /** For articles, such as near-duplicates: my id by their id, null to keep them apart. Remembered in the project. */
  articles: Readonly<Record<string, string | null>>;
  /** Later rules win over earlier ones. */
  rules: readonly Rule[];
  /** By the key of the item; these win over rules. */
  items: Readonly<Record<string, Take>>;
}

export const noChoices: MergeChoices = { matches: {}, articles: {}, rules: [], items: {} };

export interface MergeEnv {
  now: string;
  newId(): string;
  /** Who merges. */
  coderId: string;
  /** The name of the file that is merged. */
  fileName: string;
}

export interface MergePlan {
  /** Empty where there is nothing to do. Articles that come in are without their bodies. */
  change: Change;
  bodies: Bodies;
  known: Known;
  /** The record of this merge, which is in the change unless that is empty. */
  merge: Merge;
  /** What waits for a person, also in the change. */
  questions: readonly Question[];
  tally: Tally;
  /** All but what is the same. */
  items: readonly MergeItem[];
  matches: readonly RegistryMatch[];
  /** Those of theirs whose text or id is not simply the same in mine, and those that are new. */
  articles: readonly ArticleMatch[];
  /** The ids of their articles by those that they have in mine. */
  articleIds: ReadonlyMap<string, string>;
}

/** How far planning is, in articles. */
export interface MergeProgress {
  done: number;
  total: number;
}
