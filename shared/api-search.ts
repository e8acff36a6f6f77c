/** Calls that look through the texts of the project. */
import { z } from 'zod';
import { id } from './api-common';
import type { Hit } from './occurrences';

export const occurrenceOptions = z.strictObject({
  matchCase: z.boolean().default(false),
  wholeWords: z.boolean().default(true),
  ignoreMarks: z.boolean().default(true),
});

/** Where a search goes on: in this article, from this offset. */
const cursor = z.strictObject({ articleId: id, offset: z.int().min(0) });

export const searchInputs = {
  /**
   * Every place where the words stand, in one article or (`articleId` null) in all, in the order of the
   * library. Reports progress in articles. `after` continues where the last answer left off.
   */
  'search.occurrences': z.strictObject({
    jobId: id,
    words: z.string().max(1_000_000),
    articleId: id.nullable(),
    options: occurrenceOptions,
    after: cursor.nullable().default(null),
    limit: z.int().min(1).max(5_000).default(1_000),
  }),
};

export interface OccurrenceHit extends Hit {
  articleId: string;
  /** Codes with which the coder has tagged exactly these words already. */
  taggedCodeIds: string[];
  /** Codes with which the coder has tagged a longer passage that these words lie in. */
  withinCodeIds: string[];
}

export interface Occurrences {
  hits: OccurrenceHit[];
  /** Where to go on; null when everything has been looked through. */
  next: z.infer<typeof cursor> | null;
}

export interface SearchOutputs {
  'search.occurrences': Occurrences;
}
