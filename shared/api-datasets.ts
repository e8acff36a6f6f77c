/**
 * Calls that take in an annotated dataset of another program: read it, see what it would bring and which of its
 * coders, codes, actors and concepts the project has, decide, and bring it in as one step of the history.
 * There is one dataset per window.
 */
import { z } from 'zod';
import { id, nothing, token } from './api-common';
import type { Applied } from './api-history';
import type { AdoptCount } from './formats/adopt';
import { type Match, matchedTypes } from './formats/adopt-registries';
import type { FormatInfo } from './formats/format';
import type { Loss } from './formats/losses';
import type { TableColumn } from './formats/simple-table-reading';

/** The project's id by the dataset's id; null for one that comes in as new. */
const decisions = z.record(z.string(), id.nullable());

export const datasetInputs = {
  /** Every dataset format that can be read. */
  'dataset.formats': nothing,
  /** Reads a dataset, in place of one that waits. A job. `format` null finds out by itself. */
  'dataset.read': z.strictObject({
    jobId: id,
    token,
    format: z.string().nullable().default(null),
    options: z.record(z.string(), z.string()).default({}),
  }),
  /** The columns of a table and what each is taken to hold, for the setting `mapping` of simple tables. */
  'dataset.columns': z.strictObject({ token }),
  /** What these decisions would come to. */
  'dataset.preview': z.strictObject({ decisions: decisions.default({}) }),
  /** Who or what of the dataset is which record of the project, in pages. `words` keeps those whose names hold them. */
  'dataset.matches': z.strictObject({
    decisions: decisions.default({}),
    type: z.enum(matchedTypes),
    words: z.string().default(''),
    from: z.int().min(0),
    count: z.int().min(1).max(500),
  }),
  /** Brings it in, as one step of the history. A job. */
  'dataset.run': z.strictObject({ jobId: id, decisions: decisions.default({}) }),
  /** Writes what could not be taken in as a text or as JSON, as the name of the file says. */
  'dataset.saveReport': z.strictObject({ token, decisions: decisions.default({}) }),
  'dataset.discard': nothing,
};

export interface DatasetPreview {
  format: string;
  formatName: string;
  fileName: string;
  /** What would be new, and what is in the project. */
  counts: AdoptCount[];
  /** What could not be taken in, or contradicts itself. */
  losses: Loss[];
  /** The first articles, so that the user sees whether it is the right file. */
  articles: { title: string; date: string | null; annotations: number }[];
}

export interface DatasetOutputs {
  'dataset.formats': FormatInfo[];
  'dataset.read': DatasetPreview;
  'dataset.columns': TableColumn[];
  'dataset.preview': DatasetPreview;
  'dataset.matches': { matches: Match[]; total: number };
  'dataset.run': Applied;
  'dataset.saveReport': null;
  'dataset.discard': null;
}
