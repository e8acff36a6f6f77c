/**
 * Calls that measure how far coders agree, in stages: did both mark something here, with the same code, the same
 * actors in each slot, the same concept, the same position, form and date. Nothing is written.
 *
 * The same settings on an unchanged project give the same figures, which the host keeps: every call takes the
 * settings, so that none depends on another having been made. An article counts where at least two of the chosen
 * coders have read it (`done` or `no claim found`; an article without claims is a reading, too).
 */
import { z } from 'zod';
import type { MeasureId, MeasureInfo, Measured } from './agreement/measures';
import { id } from './api-common';
import { partialDate } from './record-fields';

/**
 * `mark`: both marked something here. `code`: with the same code. `actor`, `concept`: the same entries in a slot, by
 * their identity in the registry. `value`: the same choice, number, date, text or target annotation.
 */
export const agreementStages = ['mark', 'code', 'actor', 'concept', 'value'] as const;
export type AgreementStage = (typeof agreementStages)[number];

/**
 * What coders disagree on. `only some`: not all of them marked this passage. `boundary`: they did, from and to other
 * places. `code`: under different codes. `actor`, `concept`, `value`: with other entries in a slot.
 */
export const disagreementKinds = ['only some', 'boundary', 'code', 'actor', 'concept', 'value'] as const;
export type DisagreementKind = (typeof disagreementKinds)[number];

export const agreementSettings = z.strictObject({
  coderIds: z.array(id).min(2).max(50),
  /** Annotations of these codes; null for all. */
  codeIds: z.array(id).min(1).nullable().default(null),
  /** Articles of this day, month or year or later; those without a date then stay out. Null for any. */
  from: partialDate.nullable().default(null),
  to: partialDate.nullable().default(null),
  /** Articles of exactly these sources; null for any. */
  sources: z.array(z.string()).min(1).nullable().default(null),
  /** These articles alone; null for any. */
  articleIds: z.array(id).min(1).nullable().default(null),
  /** UTF-16 code units that each end of a passage may be off and still count as the same. */
  tolerance: z.int().min(0).max(10_000).default(5),
  /**
   * What two passages of the same code share, as a part of what they cover together, from which they are taken to
   * be the same passage; 0 for any overlap. Of different codes it is never less than a half.
   */
  minOverlap: z.number().min(0).max(1).default(0),
  /** How often articles are drawn for the intervals; 0 for no intervals. */
  resamples: z.int().min(0).max(10_000).default(1000),
  /** Of the intervals, such as 0.95. */
  level: z.number().min(0.5).max(0.999).default(0.95),
  /** Of the random draws, so that the same settings give the same intervals again. */
  seed: z.int().min(0).max(0xffff_ffff).default(1),
});
export type AgreementSettings = z.infer<typeof agreementSettings>;

const page = { from: z.int().min(0), count: z.int().min(1).max(500) };

export const agreementInputs = {
  /** Who has coded, and which pairs have read the same articles. */
  'agreement.coders': z.undefined().optional(),
  /**
   * All figures. A job: reports progress in articles. Without intervals (`resamples` 0) it takes a part of the time;
   * asked again with intervals, what was compared is still known.
   */
  'agreement.compute': z.strictObject({ jobId: id, settings: agreementSettings }),
  /** The figures of single articles, without intervals. `disagreeing` puts those with most disagreements first. */
  'agreement.articles': z.strictObject({
    settings: agreementSettings,
    order: z.enum(['library', 'disagreeing']).default('library'),
    page: z.strictObject(page),
  }),
  /** The passages on which coders disagree, in the order of the library and of the text. */
  'agreement.passages': z.strictObject({
    settings: agreementSettings,
    stage: z.enum(agreementStages).nullable().default(null),
    kind: z.enum(disagreementKinds).nullable().default(null),
    /** Those of this slot alone. */
    attributeId: id.nullable().default(null),
    /** Those where somebody used this code. */
    codeId: id.nullable().default(null),
    articleId: id.nullable().default(null),
    page: z.strictObject(page),
  }),
  /** The nearest article after or before this one where the coders differ, and the first or last place where they do. */
  'agreement.neighbour': z.strictObject({
    settings: agreementSettings,
    articleId: id,
    direction: z.enum(['next', 'previous']),
  }),
  /** Gamma of each article and of all. A job, which may take minutes: reports progress in articles. */
  'agreement.gamma': z.strictObject({
    jobId: id,
    settings: agreementSettings,
    /** Random continua for each article. */
    samples: z.int().min(2).max(1000).default(30),
  }),
  /** A paragraph for the methods section, and every measure that it names. Waits for the figures if need be. */
  'agreement.methods': z.strictObject({ settings: agreementSettings }),
};

export interface CoderWork {
  id: string;
  name: string;
  /** `again`: somebody’s second round through articles of their own. */
  role: 'coder' | 'again';
  /** Whose second round it is; null for others. */
  ofCoderId: string | null;
  /** Articles read: done, or no claim found. */
  read: number;
  /** Articles in progress, which count as not read. */
  inProgress: number;
  annotations: number;
}

export interface AgreementCoders {
  /**
   * Whoever codes articles, by name. The layer of settled annotations (`gold`) is not among them, since it was made
   * from what the coders did; its id is taken where coders are to be measured against it.
   */
  coders: CoderWork[];
  /** Articles that both have read; pairs without any are left out. */
  pairs: { coderIds: [string, string]; articles: number }[];
}

/** A confidence interval, by drawing articles. */
export interface Interval {
  low: number;
  high: number;
}

export interface AgreementFigure {
  measure: MeasureId;
  /**
   * `interval` is null where none was asked for or none can be had: of a single article, say. Weeks have one for the
   * figure to look at first, from 300 draws at most.
   */
  result: Measured<{ interval: Interval | null }>;
}

/** One stage or slot, as a line of the table. */
export interface AgreementRow {
  stage: AgreementStage;
  /** The slot; null for the stages `mark` and `code`. */
  attributeId: string | null;
  /** The code that the slot belongs to; null for the stages `mark` and `code`. */
  codeId: string | null;
  /** `Marked`, `Code`, or what the slot is called. */
  name: string;
  /** Whether the slot may hold several values, which are then compared as a set. */
  many: boolean;
  /** Passages that were compared: in the stage `mark` all, later those that at least two coders marked alike. */
  units: number;
  /** The figure to look at first: the alpha of this level of measurement. */
  primary: MeasureId;
  /** In the order of the columns. Every row of the same stage has the same measures, defined or not. */
  figures: AgreementFigure[];
  /** Passages on which coders disagree. */
  disagreements: number;
}

/** The same lines for a part: a code, a pair of coders, an article, a week. */
export interface AgreementPart {
  /** The id of the code or article, both ids of a pair with a comma, `2026-W07`; empty for articles without a week. */
  key: string;
  name: string;
  articles: number;
  rows: AgreementRow[];
}

export interface AgreementReport {
  /** The line of history up to which the project was looked at. */
  seq: number;
  coders: { id: string; name: string }[];
  articles: {
    /** Read by at least two of the coders: these count. */
    compared: number;
    /** Read by only one of them, or by none. */
    leftOut: number;
    /** Of these, the ones that would count if somebody finished: at least one coder has them in progress. */
    inProgress: number;
  };
  /** Of the articles compared, by the coders chosen, with the codes chosen, in articles that they have read. */
  annotations: number;
  rows: AgreementRow[];
  /** Each code that somebody used; without the slots, which belong to one code anyway. */
  codes: AgreementPart[];
  /** Each pair of coders that read an article both; a single one where two coders were chosen. */
  pairs: AgreementPart[];
  /** By the ISO week of the article's date, in order; articles without a full date last. */
  weeks: AgreementPart[];
}

/** What one coder did at a passage. */
export interface CoderAtPassage {
  coderId: string;
  annotationId: string;
  codeId: string;
  /** From the begin of the first span to the end of the last. */
  start: number;
  end: number;
  /** The values of the slot in words, in order; null unless the passage is about a slot. */
  values: string[] | null;
}

export interface DisagreeingPassage {
  articleId: string;
  articleTitle: string;
  articleDate: string | null;
  stage: AgreementStage;
  kind: DisagreementKind;
  attributeId: string | null;
  attributeName: string | null;
  /** What all coders' annotations cover together, from the first unit to the last. UTF-16 code units, half-open. */
  start: number;
  end: number;
  /** Those words; long ones are cut, with an ellipsis. */
  quote: string;
  /** In the order of the chosen coders. */
  annotations: CoderAtPassage[];
  /** Chosen coders who have read the article and marked nothing here. */
  withoutIds: string[];
}

export interface DisagreeingPassages {
  passages: DisagreeingPassage[];
  total: number;
}

export interface GammaReport {
  measure: MeasureInfo;
  result: Measured<{ interval: Interval | null }>;
  /** How best alignments were found: exactly, or by which method where that took too long. */
  method: string;
  samples: number;
  articles: { articleId: string; name: string; result: Measured }[];
}

export interface AgreementMethods {
  /** In English, with the figures, the version of Claimbook, the sources and the seed. */
  text: string;
  measures: MeasureInfo[];
}

export interface AgreementOutputs {
  'agreement.coders': AgreementCoders;
  'agreement.compute': AgreementReport;
  'agreement.articles': { articles: AgreementPart[]; total: number };
  'agreement.passages': DisagreeingPassages;
  /** Null where there is none. */
  'agreement.neighbour': { articleId: string; articleTitle: string; annotationId: string } | null;
  'agreement.gamma': GammaReport;
  'agreement.methods': AgreementMethods;
}
