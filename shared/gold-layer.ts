/**
 * The layer of what was settled: annotations of a coder record of their own, each with the decision that made it. What
 * points from one annotation to another points within the layer as far as both are in it.
 */
import { type Change, emptyChange, updateOf } from './changes';
import { type CommandEnv, updatesOf } from './commands';
import { newAnnotation } from './commands-annotations';
import type { CodedAnnotation } from './formats/dataset';
import type { Adjudication, AdjudicationPart, AnyRecord, AttributeValue, Coder, Reading } from './records';

/** The coder record of the gold layer, before there is one. */
export const goldCoder = (now: string, newId: () => string): Coder => ({
  type: 'coder',
  id: newId(),
  name: 'Gold',
  createdAt: now,
  role: 'gold',
  ofCoderId: null,
});

/** A decision with all that it made. */
export interface Made {
  adjudication: Adjudication;
  parts: readonly AdjudicationPart[];
  /** The annotations that it made in gold, as far as they are there. */
  gold: readonly CodedAnnotation[];
}

/** What the links between annotations in gold are decided from. */
export interface Links {
  /** The annotation in gold that was made of this one; null for none. */
  goldOf(annotationId: string): string | null;
  /** Values that point at this annotation. */
  pointingAt(annotationId: string): readonly AttributeValue[];
  /** Whether an annotation is one of gold. */
  isGold(annotationId: string): boolean;
}

/** The record of a decision, and how annotations get their part in it. */
export function decided(
  given: Pick<Adjudication, 'id' | 'articleId' | 'choice' | 'note'>,
  { coderId, now, newId }: CommandEnv,
): {
  adjudication: Adjudication;
  part(annotationId: string, role: AdjudicationPart['role']): AdjudicationPart;
} {
  return {
    adjudication: { type: 'adjudication', ...given, coderId, createdAt: now },
    part: (annotationId, role) => ({
      type: 'adjudication_part',
      id: newId(),
      adjudicationId: given.id,
      annotationId,
      role,
    }),
  };
}

export const valueFor = (value: AttributeValue, annotationId: string, env: CommandEnv): AttributeValue => ({
  ...value,
  id: env.newId(),
  annotationId,
});

/** A value of gold points into gold where its target is there, else at what the coder pointed at. */
export const pointed = (record: AnyRecord, goldOf: (id: string) => string | null): AnyRecord =>
  record.type === 'attribute_value' && record.targetAnnotationId !== null
    ? { ...record, targetAnnotationId: goldOf(record.targetAnnotationId) ?? record.targetAnnotationId }
    : record;

/** An annotation's copy in gold, with its words and values. */
export function copied(
  { annotation, spans, values }: CodedAnnotation,
  id: string,
  goldOf: (id: string) => string | null,
  env: CommandEnv,
): AnyRecord[] {
  const { articleId, codeId, note } = annotation;
  return [
    { ...newAnnotation({ id, articleId, codeId }, env), note },
    ...spans.map((span) => ({ ...span, id: env.newId(), annotationId: id })),
    ...values.map((value) => pointed(valueFor(value, id, env), goldOf)),
  ];
}

/** Values of gold that point at an annotation of a coder follow to its copy. */
export const relinkedTo = (originalId: string, goldId: string, links: Links, gone: ReadonlySet<string>) =>
  updatesOf(
    ...links
      .pointingAt(originalId)
      .filter(({ annotationId }) => links.isGold(annotationId) && !gone.has(annotationId))
      .map((value) => updateOf<'attribute_value'>(value, { targetAnnotationId: goldId })),
  );

export function beganReading(reading: Reading | null, articleId: string, env: CommandEnv): Reading[] {
  if (reading) return [];
  return [
    {
      type: 'reading',
      id: env.newId(),
      articleId,
      coderId: env.coderId,
      state: 'in progress',
      changedAt: env.now,
    },
  ];
}

/** Takes decisions back, with what they made. What pointed at that points at the original again. */
export function removalOf(decisions: readonly Made[], links: Links): Change {
  const gone = new Set(decisions.flatMap(({ gold }) => gold.map(({ annotation }) => annotation.id)));
  const change = emptyChange();
  const updated = new Set<string>();
  for (const { adjudication, parts, gold } of decisions) {
    const made = parts.filter(({ role }) => role === 'made').map(({ annotationId }) => annotationId);
    const taken = parts.filter(({ role }) => role === 'taken').map(({ annotationId }) => annotationId);
    for (const { annotation, spans, values } of gold) {
      const original = taken[made.indexOf(annotation.id)] ?? null;
      for (const value of links.pointingAt(annotation.id)) {
        if (gone.has(value.annotationId) || updated.has(value.id)) continue;
        updated.add(value.id);
        if (original === null) change.removed.push(value);
        else
          change.updated.push(
            ...updatesOf(updateOf<'attribute_value'>(value, { targetAnnotationId: original })),
          );
      }
      change.removed.push(...values, ...spans, annotation);
    }
    change.removed.push(...parts, adjudication);
  }
  return change;
}
