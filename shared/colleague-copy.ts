/**
 * What a copy of a project holds that is sent to a colleague.
 *
 * Texts of articles always go along: a colleague codes in them, and a text that was scrambled would come back with
 * the next merge as a text that someone corrected. Who wants to give annotations away without the texts exports
 * them (`formats/selection.ts`), which nobody merges back.
 */
import { z } from 'zod';
import { id } from './api-common';

export const copyRequest = z.strictObject({
  /** Whether every step of the past goes along: what was deleted could be brought back from it. */
  history: z.boolean().default(true),
  /** Whether notes go along: on annotations and why to look at them again, on articles, actors, and decisions. */
  notes: z.boolean().default(true),
  /** Whether what others coded, read and decided goes along; without it the copy is blind. */
  others: z.boolean().default(true),
  /** In a blind copy, whose work goes along all the same, second rounds included; null for nobody's. */
  coderId: id.nullable().default(null),
});
export type CopyRequest = z.infer<typeof copyRequest>;

/** The history holds the notes and the work of all: it goes along only with both. */
export const keepsHistory = ({ history, notes, others }: CopyRequest): boolean => history && notes && others;

/** What the first line of a copy without history is called. */
export const copyLabel = (projectName: string): string => `Copy of ${projectName} for a colleague`;

/** What came of a copy. */
export interface CopyReport {
  fileName: string;
  bytes: number;
  articles: number;
  annotations: number;
  /** Annotations of others that stayed out. */
  leftOut: number;
  /** Lines of history, besides the one that a copy without history begins with. */
  lines: number;
}
