/** Calls about sharing the project file: a copy for a colleague, and who has worked in it. */
import { z } from 'zod';
import { id, nothing, token } from './api-common';
import { type CopyReport, copyRequest } from './colleague-copy';
import type { PlaceKind } from './file-place';
import type { CoderRole } from './records';

export const sharingInputs = {
  /**
   * Writes a compacted copy of the project to a new file; the project stays as it is. A job. A file that is a project
   * already is refused.
   */
  'copy.run': z.strictObject({ jobId: id, token, request: copyRequest.prefault({}) }),
  /** Who has worked in the open file, and since when. */
  'file.work': nothing,
  /** What whoever works in the open file should know of where it lies, as far as they were not told before. */
  'file.place': nothing,
  /** They know it now: of the folder, or of the conflicted copies that lie there. */
  'file.placeSeen': z.strictObject({ what: z.enum(['folder', 'copies']) }),
};

/** What one coder has done in the file. Times are ISO 8601 in UTC; null where there is nothing of it. */
export interface WorkInFile {
  id: string;
  name: string;
  role: CoderRole;
  annotations: number;
  /** Articles in which they coded something. */
  articles: number;
  /** Articles that they have finished: read, with something found or not. */
  finished: number;
  /** Of their annotations, and of what the history has of them. */
  first: string | null;
  last: string | null;
}

/** A line of the history in words. */
export interface HistoryMoment {
  at: string;
  label: string;
  /** Empty where nobody did it. */
  by: string;
}

export interface ProjectWork {
  /** Everyone in the file, those with most annotations first. */
  coders: WorkInFile[];
  lines: number;
  first: HistoryMoment | null;
  newest: HistoryMoment | null;
  /** What was merged into it, the newest first. */
  merges: { at: string; fileName: string; by: string; open: number }[];
  bytes: number;
}

export interface PlaceOfFile {
  /** A folder that a sync program or the network serves; null for another one, or where it was explained before. */
  place: { kind: PlaceKind; service: string; words: string } | null;
  /** Conflicted copies beside the project that could be merged into it, by tokens for `merge.read`. */
  copies: { token: string; fileName: string }[];
}

export interface SharingOutputs {
  'file.place': PlaceOfFile;
  'file.placeSeen': null;
  'copy.run': CopyReport;
  'file.work': ProjectWork;
}
