/**
 * Calls that send articles through twice, and calls that settle what coders disagree on.
 *
 * **Double coding.** Articles are drawn at random for two or more coders (`between`) or for coders to do their own
 * old articles once more (`again`, under a coder record of their second round). Until all who are to code an
 * article have finished it, everybody sees only their own annotations in it: the host leaves the others out of
 * every answer (`ProjectSnapshot.hiddenArticleIds` names those articles).
 *
 * **Adjudication.** A decision about one passage: what was looked at, what was taken, why, and what it made in the
 * gold layer, which is a coder record of its own. What the coders said stays as it is, so that agreement before is
 * never confused with agreement after: gold is among the compared only where its id is named.
 */
import { z } from 'zod';
import { type DisagreementKind, agreementSettings, disagreementKinds } from './api-agreement';
import { id, name, nothing, range } from './api-common';
import type { Applied } from './api-history';
import { partialDate } from './record-fields';
import { doubleKinds, settlements, type Settlement } from './records-teamwork';

/** Which articles may be drawn. For `again`, only those that the coder has finished may be in any case. */
export const drawnFrom = z.strictObject({
  /** Only articles that this coder has finished; null for any. */
  readById: id.nullable().default(null),
  /** Only articles that none of the chosen coders has begun. Not for `again`. */
  unread: z.boolean().default(false),
  /** Articles of this day, month or year or later; those without a date then stay out. Null for any. */
  from: partialDate.nullable().default(null),
  to: partialDate.nullable().default(null),
  /** Articles of exactly these sources; null for any. */
  sources: z.array(z.string()).min(1).nullable().default(null),
  /** For `again`: finished on this day or earlier, so that it is not remembered; null for any. */
  finishedUntil: partialDate.nullable().default(null),
});
export type DrawnFrom = z.infer<typeof drawnFrom>;

const population = {
  kind: z.enum(doubleKinds),
  /** Who codes: two or more for `between`, one or more for `again`. */
  coderIds: z.array(id).min(1).max(50),
  from: drawnFrom.default(drawnFrom.parse({})),
};

export const adjudicationStates = ['unsettled', 'open', 'settled'] as const;
export type AdjudicationState = (typeof adjudicationStates)[number];

export const adjudicationInputs = {
  /** How many articles there are to draw from. Articles that are in such a double coding already are not. */
  'doubleCoding.count': z.strictObject(population),
  'doubleCoding.draw': z.strictObject({
    ...population,
    name,
    /** A part of what there is to draw from (0.1 is a tenth), or a number of articles; for `again`, of each coder. */
    amount: z.union([
      z.strictObject({ share: z.number().gt(0).max(1) }),
      z.strictObject({ articles: z.int().min(1).max(1_000_000) }),
    ]),
    /** The same number draws the same articles again. */
    seed: z.int().min(0).max(0xffff_ffff),
  }),
  'doubleCoding.list': nothing,
  /** Ends it: nothing is hidden on its account any more. What was coded stays. */
  'doubleCoding.remove': z.strictObject({ doubleCodingId: id }),

  /**
   * The passages on which coders disagree, article by article in the order of the library, each article's in the
   * order of its text. Articles count as for agreement: read by at least two of the chosen coders.
   */
  'adjudication.queue': z.strictObject({
    /** Who is compared and where: `resamples`, `level` and `seed` do not matter here. */
    settings: agreementSettings,
    articleId: id.nullable().default(null),
    /** Only passages with a difference of this kind. */
    kind: z.enum(disagreementKinds).nullable().default(null),
    /** Only passages where somebody used this code. */
    codeId: id.nullable().default(null),
    state: z.enum(adjudicationStates).nullable().default(null),
    page: z.strictObject({ from: z.int().min(0), count: z.int().min(1).max(500) }),
    /** A passage, or an annotation of it, whose page is asked for instead, if it is among those that the filter lets through. */
    around: id.nullable().default(null),
  }),
  /**
   * Decides about a passage. A decision that was made about any of these annotations before is replaced, with what
   * it had made in gold.
   */
  'adjudication.settle': z.strictObject({
    adjudicationId: id,
    choice: z.enum(settlements),
    /** All annotations of the passage, of every chosen coder. */
    annotationIds: z.array(id).min(1).max(500),
    /** For `one`, one coder's; for `both`, those of more than one. They are copied into gold with their values. */
    takenIds: z.array(id).max(500).default([]),
    /** Why. For `open`, what to ask or look up. */
    note: z.string().max(100_000).default(''),
    /** For `third`: what gold is to say instead. It can be edited afterwards like any annotation. */
    third: z
      .strictObject({
        annotationId: id,
        /** An annotation whose code and values it begins with; without one, it has none. */
        likeId: id.nullable().default(null),
        codeId: id,
        ranges: z.array(range).min(1).max(1_000),
      })
      .nullable()
      .default(null),
  }),
  /** Takes a decision back, with what it made in gold. */
  'adjudication.reopen': z.strictObject({ adjudicationId: id }),
  /**
   * Completes gold in every article whose disagreements are all settled: what the coders agree on is copied into it,
   * and the article counts as read by gold, so that coders can be compared with it.
   */
  'adjudication.complete': z.strictObject({ settings: agreementSettings }),
};

export interface CoderProgress {
  /** The person. */
  coderId: string;
  /** Under whom the annotations are made: the second round for `again`, else the person. */
  roundCoderId: string;
  name: string;
  assigned: number;
  inProgress: number;
  finished: number;
}

export interface DoubleCodingState {
  id: string;
  name: string;
  kind: (typeof doubleKinds)[number];
  createdAt: string;
  /** Who drew. */
  coderId: string;
  seed: number;
  population: number;
  articles: number;
  /** Articles that all who are to code them have finished: nothing is hidden there on its account. */
  finished: number;
  coders: CoderProgress[];
}

/** An attribute of a version in words. */
export interface VersionValue {
  attributeId: string;
  name: string;
  values: string[];
  /** Whether another version says otherwise. */
  differs: boolean;
}

/** What one annotation says about a passage. Offsets in UTF-16 code units, half-open. */
export interface Version {
  annotationId: string;
  codeId: string;
  ranges: { start: number; end: number; quote: string }[];
  /** Every attribute for which any version of the passage has a value, in the order of the codebook. */
  values: VersionValue[];
  note: string;
  codeDiffers: boolean;
  rangesDiffer: boolean;
}

export interface PassageDecision {
  adjudicationId: string;
  choice: Settlement;
  note: string;
  /** Who decided, and when. */
  coderId: string;
  at: string;
  takenIds: string[];
  /** What it made in gold, as far as it is there. */
  goldIds: string[];
  /** True where the passage has annotations that the decision did not look at: it counts as unsettled. */
  outdated: boolean;
}

export interface DisputedPassage {
  /** The passage's first annotation: passages share none. */
  id: string;
  articleId: string;
  articleTitle: string;
  articleDate: string | null;
  /** What its annotations cover together. UTF-16 code units, half-open. */
  start: number;
  end: number;
  /** Those words and some before and after; long ones are cut in the middle. An ellipsis stands where more follows. */
  quote: string;
  before: string;
  after: string;
  differences: { kind: DisagreementKind; attributeId: string | null; attributeName: string | null }[];
  /** In the order of the chosen coders, each with nothing or with one or more annotations. */
  versions: { coderId: string; annotations: Version[] }[];
  state: AdjudicationState;
  decision: PassageDecision | null;
}

export interface AdjudicationQueue {
  passages: DisputedPassage[];
  /** The place of the first of them: of the last page, where the one that was asked for is beyond the end. */
  from: number;
  /** Of passages that the filter lets through. */
  total: number;
  /** Of all passages of the settings, whatever the filter. */
  states: Record<AdjudicationState, number>;
  /** Articles compared; those whose disagreements are all settled and where gold is not complete; those where it is. */
  articles: { compared: number; ready: number; complete: number };
}

export interface AdjudicationOutputs {
  'doubleCoding.count': { articles: number };
  'doubleCoding.draw': Applied;
  'doubleCoding.list': DoubleCodingState[];
  'doubleCoding.remove': Applied;
  'adjudication.queue': AdjudicationQueue;
  'adjudication.settle': Applied;
  'adjudication.reopen': Applied;
  'adjudication.complete': Applied;
}
