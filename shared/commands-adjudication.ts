/**
 * Settling what coders disagree on. A decision names the annotations that were looked at and those that were taken,
 * and says why; what it makes are annotations of their own, by the coder record of the gold layer. What the coders
 * said stays as it is.
 */
import type { ParsedInput } from './api';
import { squash } from './changes';
import { type CommandEnv, decide, type Decision, invalid, refuse, shorten } from './commands';
import { type ArticleWithText, extentToTag, newAnnotation, refuseRetired } from './commands-annotations';
import { newPiece, respan } from './commands-ranges';
import type { CodedAnnotation } from './formats/dataset';
import {
  beganReading,
  copied,
  decided,
  type Links,
  type Made,
  pointed,
  relinkedTo,
  removalOf,
  valueFor,
} from './gold-layer';
import type { AnyRecord, Code, Reading } from './records';
import type { Settlement } from './records-teamwork';
import { ok, type Result } from './result';

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

/** Takes one decision back. */
export const reopen = (decision: Made, links: Links): Decision =>
  decide('Take a decision back', removalOf([decision], links));
