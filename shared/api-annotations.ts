/** Calls about annotations: their words, their code and what they say. */
import { z } from 'zod';
import { id, name, range } from './api-common';
import type { Applied } from './api-history';
import { partialDate } from './record-fields';
import { actorKinds, examples } from './records';

/** A value as the window sends it. `newActor` and `newConcept` create the entry in the same change. */
export const valueInput = z.union([
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({ number: z.number() }),
  z.strictObject({ date: partialDate }),
  z.strictObject({ choiceId: id }),
  z.strictObject({ actorId: id }),
  z.strictObject({ newActor: z.strictObject({ name, kind: z.enum(actorKinds) }) }),
  z.strictObject({ conceptId: id }),
  z.strictObject({ newConcept: z.strictObject({ name }) }),
  z.strictObject({ targetAnnotationId: id }),
]);
export type ValueInput = z.infer<typeof valueInput>;

export const annotationInputs = {
  /** `annotationId` is chosen by the window, which shows the annotation before it is in the file. */
  'annotation.tag': z.strictObject({
    annotationId: id,
    articleId: id,
    codeId: id,
    ranges: z.array(range).min(1),
    /** Words that the coder has tagged with this code already make a further annotation: several claims. */
    again: z.boolean().optional(),
    /** What the words say at once, such as the actor of exactly this name. */
    values: z.array(z.strictObject({ attributeId: id, values: z.array(valueInput) })).optional(),
  }),
  /**
   * Tags the same words in many places, as one change. `quote` is what the window showed of each place,
   * checked again. `readingArticleId` is the article on screen: tagging elsewhere is not reading.
   */
  'annotation.tagMany': z.strictObject({
    items: z
      .array(z.strictObject({ annotationId: id, articleId: id, range, quote: z.string().min(1) }))
      .min(1)
      .max(50_000),
    codeId: id,
    values: z.array(z.strictObject({ attributeId: id, values: z.array(valueInput) })).default([]),
    /** The annotation that the values are copied from, whose evidence decides about that of the copies. */
    modelId: id.nullable().default(null),
    readingArticleId: id.nullable().default(null),
  }),
  'annotation.addSpan': z.strictObject({ annotationId: id, range }),
  'annotation.moveSpan': z.strictObject({ spanId: id, range }),
  'annotation.removeSpan': z.strictObject({ spanId: id }),
  'annotation.recode': z.strictObject({ annotationId: id, codeId: id }),
  'annotation.setNote': z.strictObject({ annotationId: id, note: z.string() }),
  /** Holds it up as a best or a doubtful case of its code; null takes that back. */
  'annotation.setExample': z.strictObject({ annotationId: id, example: z.enum(examples).nullable() }),
  /** Why to look at it again; empty once that is done. */
  'annotation.setReview': z.strictObject({ annotationId: id, review: z.string().max(10_000) }),
  /** Replaces all values of one attribute, in order. */
  'annotation.setValues': z.strictObject({
    annotationId: id,
    attributeId: id,
    values: z.array(valueInput),
  }),
  'annotation.remove': z.strictObject({ annotationIds: z.array(id).min(1) }),
};

export interface AnnotationOutputs {
  'annotation.tag': Applied;
  'annotation.tagMany': Applied;
  'annotation.addSpan': Applied;
  'annotation.moveSpan': Applied;
  'annotation.removeSpan': Applied;
  'annotation.recode': Applied;
  'annotation.setNote': Applied;
  'annotation.setExample': Applied;
  'annotation.setReview': Applied;
  'annotation.setValues': Applied;
  'annotation.remove': Applied;
}
