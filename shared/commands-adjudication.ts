/**
 * Settling what coders disagree on. A decision names the annotations that were looked at and those that were taken,
 * and says why; what it makes are annotations of their own, by the coder record of the gold layer. What the coders
 * said stays as it is.
 */
import type { ParsedInput } from './api';
import { type Change, emptyChange, squash, updateOf } from './changes';
import { type CommandEnv, type Decision, decide, invalid, refuse, shorten, updatesOf } from './commands';
import { type ArticleWithText, extentToTag, newAnnotation, refuseRetired } from './commands-annotations';
import { newPiece, respan } from './commands-ranges';
import type { CodedAnnotation } from './formats/dataset';
import type {
  Adjudication,
  AdjudicationPart,
  AnyRecord,
  AttributeValue,
  Code,
  Coder,
  Reading,
  Settlement,
} from './records';
import { type Result, ok } from './result';

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

export interface AboutSettle {
  article: ArticleWithText;
  /** What was looked at: in one article, none of it in gold. */
  considered: readonly CodedAnnotation[];
  /** Earlier decisions about any of them. */
  before: readonly Made[];
  goldId: string;
  /** Gold's reading of the article, or null. */
  reading: Reading | null;
  links: Links;
  coderName(coderId: string): string;
  /** For `third`: its code, and what it begins with. */
  third: { code: Code; like: CodedAnnotation | null } | null;
}

/** The input as far as the choice and what goes with it fit each other; else a refusal. */
function refuseChoice(
  { considered, third }: AboutSettle,
  { choice, takenIds }: ParsedInput<'adjudication.settle'>,
): ReturnType<typeof invalid> | null {
  const coderOf = new Map(considered.map(({ annotation }) => [annotation.id, annotation.coderId]));
  if (takenIds.some((id) => !coderOf.has(id)))
    return invalid('Only what was looked at can be taken; an annotation is not among that.');
  const coders = new Set(takenIds.map((id) => coderOf.get(id)));
  const takes = choice === 'one' || choice === 'both';
  if (choice === 'one' && coders.size !== 1) return invalid('Take the version of one coder.');
  if (choice === 'both' && coders.size < 2) return invalid('Take the versions of two coders or more.');
  if (!takes && takenIds.length > 0) return invalid(`With “${choice}” nothing is taken.`);
  if ((choice === 'third') !== (third !== null))
    return invalid('A third version comes with its words and code, and no other choice has one.');
  return null;
}

/** The record of a decision, and how annotations get their part in it. */
function decided(
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

/** Decides about a passage. */
export function settle(
  about: AboutSettle,
  input: ParsedInput<'adjudication.settle'>,
  env: CommandEnv,
): Decision {
  const { considered, goldId } = about;
  const { choice, note } = input;
  const refusal = refuseChoice(about, input);
  if (refusal) return refusal;
  if (considered.some(({ annotation }) => annotation.coderId === goldId))
    return refuse('This belongs to gold already. Settle what coders said.');
  const taken = considered.filter(({ annotation }) => input.takenIds.includes(annotation.id));
  const third = thirdOf(about, input, env);
  if (!third.ok) return third;

  const goldEnv: CommandEnv = { ...env, coderId: goldId, rounds: new Map() };
  const removed = removalOf(about.before, about.links);
  // What an earlier decision made is gone by then, and nothing new may point at it.
  const gone = new Set(about.before.flatMap(({ gold }) => gold.map(({ annotation }) => annotation.id)));
  const copies = taken.map((one) => ({ of: one, id: env.newId() }));
  const copyOf = new Map(copies.map(({ of, id }) => [of.annotation.id, id]));
  const goldOf = (id: string): string | null => {
    const known = copyOf.get(id) ?? about.links.goldOf(id);
    return known !== null && gone.has(known) ? null : known;
  };
  const made = [
    ...copies.flatMap(({ of, id }) => copied(of, id, goldOf, goldEnv)),
    ...(third.value?.records.map((record) => pointed(record, goldOf)) ?? []),
  ];
  const given = { id: input.adjudicationId, articleId: about.article.id, choice, note };
  const { adjudication, part } = decided(given, env);
  const parts = [
    ...considered.map(({ annotation }) => part(annotation.id, 'considered')),
    ...copies.flatMap(({ of, id }) => [part(of.annotation.id, 'taken'), part(id, 'made')]),
    ...(third.value ? [part(third.value.id, 'made')] : []),
  ];
  const relinked = copies.flatMap(({ of, id }) => relinkedTo(of.annotation.id, id, about.links, gone));
  const reading = beganReading(about.reading, about.article.id, goldEnv);
  // What pointed at a former copy of what is taken again points at the new one.
  const back = removed.updated.map((update) => ({
    ...update,
    to: {
      ...update.to,
      targetAnnotationId: goldOf(String(update.to.targetAnnotationId)) ?? update.to.targetAnnotationId,
    },
  }));
  const change = squash(
    { ...removed, updated: back },
    {
      added: [adjudication, ...parts, ...made, ...reading],
      updated: relinked,
      removed: [],
    },
  );
  return decide(labelOf(about, choice, taken), change);
}

function labelOf({ coderName }: AboutSettle, choice: Settlement, taken: readonly CodedAnnotation[]): string {
  switch (choice) {
    case 'one':
      return `Settle: as ${shorten(coderName(taken[0]!.annotation.coderId))} has it`;
    case 'both':
      return 'Settle: all of them';
    case 'third':
      return 'Settle: another way';
    case 'none':
      return 'Settle: nothing here';
    case 'open':
      return 'Leave a disagreement open';
  }
}

/** A third version, as records of gold; null where none is asked for. */
function thirdOf(
  { article, third, goldId }: AboutSettle,
  { third: input }: ParsedInput<'adjudication.settle'>,
  env: CommandEnv,
): Result<{ id: string; records: AnyRecord[] } | null> {
  if (!third || !input) return ok(null);
  const retired = refuseRetired(third.code);
  if (retired) return retired;
  const extent = extentToTag(article.text, input.ranges);
  if (!extent.ok) return extent;
  const id = input.annotationId;
  const annotation = newAnnotation(
    { id, articleId: article.id, codeId: third.code.id },
    { ...env, coderId: goldId, rounds: new Map() },
  );
  const spans = respan(article.text, id, [], extent.value.map(newPiece), env.newId).added;
  const isAlike = third.like?.annotation.codeId === third.code.id;
  const values = isAlike ? (third.like?.values ?? []).map((value) => valueFor(value, id, env)) : [];
  return ok({ id, records: [annotation, ...spans, ...values] });
}

const valueFor = (value: AttributeValue, annotationId: string, env: CommandEnv): AttributeValue => ({
  ...value,
  id: env.newId(),
  annotationId,
});

/** A value of gold points into gold where its target is there, else at what the coder pointed at. */
const pointed = (record: AnyRecord, goldOf: (id: string) => string | null): AnyRecord =>
  record.type === 'attribute_value' && record.targetAnnotationId !== null
    ? { ...record, targetAnnotationId: goldOf(record.targetAnnotationId) ?? record.targetAnnotationId }
    : record;

/** An annotation's copy in gold, with its words and values. */
function copied(
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
const relinkedTo = (originalId: string, goldId: string, links: Links, gone: ReadonlySet<string>) =>
  updatesOf(
    ...links
      .pointingAt(originalId)
      .filter(({ annotationId }) => links.isGold(annotationId) && !gone.has(annotationId))
      .map((value) => updateOf<'attribute_value'>(value, { targetAnnotationId: goldId })),
  );

function beganReading(reading: Reading | null, articleId: string, env: CommandEnv): Reading[] {
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
function removalOf(decisions: readonly Made[], links: Links): Change {
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

/** Takes one decision back. */
export const reopen = (decision: Made, links: Links): Decision =>
  decide('Take a decision back', removalOf([decision], links));

/** An article whose disagreements are all settled. */
export interface Settled {
  articleId: string;
  /** What all coders agree on, passage by passage, as far as it is not in gold: each coder's annotation. */
  agreed: readonly (readonly CodedAnnotation[])[];
  /** Whether gold has annotations there already. */
  hasGold: boolean;
  reading: Reading | null;
}

/**
 * Completes gold: what all agree on is copied, with a decision that takes all and makes one; the article counts as
 * read by gold.
 */
export function complete(
  settled: readonly Settled[],
  { goldId, links }: { goldId: string; links: Links },
  env: CommandEnv,
): Decision {
  if (settled.length === 0)
    return refuse('There is no article whose disagreements are all settled and which gold lacks.');
  const goldEnv: CommandEnv = { ...env, coderId: goldId, rounds: new Map() };
  const copies = settled.flatMap(({ articleId, agreed }) =>
    agreed.map((all) => ({ articleId, all, id: env.newId() })),
  );
  const copyOf = new Map(
    copies.flatMap(({ all, id }) => all.map(({ annotation }) => [annotation.id, id] as const)),
  );
  const goldOf = (id: string): string | null => copyOf.get(id) ?? links.goldOf(id);
  const change = emptyChange();
  for (const { articleId, all, id } of copies) {
    const given = { id: env.newId(), articleId, choice: 'both', note: '' } as const;
    const { adjudication, part } = decided(given, env);
    change.added.push(
      adjudication,
      ...all.flatMap(({ annotation }) => [part(annotation.id, 'considered'), part(annotation.id, 'taken')]),
      part(id, 'made'),
      ...copied(all[0]!, id, goldOf, goldEnv),
    );
    change.updated.push(
      ...all.flatMap(({ annotation }) => relinkedTo(annotation.id, id, links, new Set<string>())),
    );
  }
  for (const { articleId, agreed, hasGold, reading } of settled) {
    const state = agreed.length > 0 || hasGold ? 'done' : 'no claim found';
    if (reading)
      change.updated.push(...updatesOf(updateOf<'reading'>(reading, { state, changedAt: env.now })));
    else
      change.added.push({
        ...beganReading(null, articleId, goldEnv)[0]!,
        state,
      });
  }
  const count = settled.length;
  return decide(
    `Complete gold in ${count === 1 ? '1 article' : `${count.toLocaleString('en')} articles`}`,
    change,
  );
}
