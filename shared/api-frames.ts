/** Calls about what an annotation says: its values, the words that say them, and what is still missing. */
import { z } from 'zod';
import { valueInput } from './api-annotations';
import { id, range } from './api-common';
import type { Applied } from './api-history';
import type { ToDo } from './completeness';

export const frameInputs = {
  /** Binds a value to the words that say it, or with `null` to none. */
  'annotation.setEvidence': z.strictObject({ valueId: id, range: range.nullable() }),
  /** An inferred value follows from the context: it has no words of its own. */
  'annotation.setInferred': z.strictObject({ valueId: id, inferred: z.boolean() }),
  /** Moves a value among those of its attribute, to a place counted from 0. */
  'annotation.moveValue': z.strictObject({ valueId: id, to: z.int().min(0) }),
  /** Gives an attribute what the words say, or `values` where they are given, with the words as their evidence. */
  'annotation.assignToSlot': z.strictObject({
    annotationId: id,
    attributeId: id,
    range,
    values: z.array(valueInput).min(1).max(100).optional(),
  }),
  /** Tags further words as `fromId` is tagged, by the same speaker and in the same form. */
  'annotation.continue': z.strictObject({ annotationId: id, fromId: id, range }),
  /** Gives each attribute that has no value yet the values that `fromId` has. */
  'annotation.fillFrom': z.strictObject({ annotationId: id, fromId: id }),
  /** What is left to do, article by article in the order of the library. */
  'worklist.list': z.strictObject({
    /** Continues behind this article; without it, from the first. */
    afterArticleId: id.optional(),
    /** Only what this coder has tagged; without it, what anybody has. */
    coderId: id.optional(),
    limit: z.int().min(1).max(500).default(100),
  }),
};

/** Part of the worklist: whole articles, so that there may be some more entries than asked for. */
export interface WorklistPage {
  entries: WorklistEntry[];
  /** Where the next page begins; null when this was the last. */
  afterArticleId: string | null;
}

export interface WorklistEntry extends ToDo {
  articleId: string;
  articleTitle: string;
  codeId: string;
  /** The beginning of the annotation's words. */
  quote: string;
}

export interface FrameOutputs {
  'annotation.setEvidence': Applied;
  'annotation.setInferred': Applied;
  'annotation.moveValue': Applied;
  'annotation.assignToSlot': Applied;
  'annotation.continue': Applied;
  'annotation.fillFrom': Applied;
  'worklist.list': WorklistPage;
}
