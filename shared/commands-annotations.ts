/** Tagging, and everything done to an annotation's words and code. Its values are in commands-values.ts. */
import type { ParsedInput } from './api';
import {
  type CommandEnv,
  type Decision,
  beginReading,
  coderIn,
  decide,
  invalid,
  refuse,
  shorten,
  updatesOf,
} from './commands';
import { joinPieces, newPiece, pieceOf, placeRange, placeRanges, respan } from './commands-ranges';
import { isEmpty, updateOf } from './changes';
import { type Result, fail, ok } from './result';
import { type Range, compareRanges } from './span';
import type {
  Annotation,
  Article,
  Attribute,
  AttributeValue,
  Choice,
  Code,
  Example,
  Reading,
  Span,
} from './records';

export type ArticleWithText = Article & { text: string };

/** An annotation with what its words are decided from. */
export interface AboutSpans {
  article: ArticleWithText;
  code: Code;
  annotation: Annotation;
  /** All spans of the annotation. */
  spans: readonly Span[];
}

const extentKey = (ranges: readonly { start: number; end: number }[]): string =>
  ranges.map(({ start, end }) => `${start}-${end}`).join(' ');

/** The extent of each annotation that these spans belong to. */
function extentsOf(spans: readonly Pick<Span, 'annotationId' | 'startOffset' | 'endOffset'>[]): Set<string> {
  const ranges = Map.groupBy(spans, ({ annotationId }) => annotationId);
  return new Set(
    [...ranges.values()].map((group) =>
      extentKey(
        group
          .map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset }))
          .toSorted(compareRanges),
      ),
    ),
  );
}

/** What tagging these ranges would cover, in text order: those that overlap or touch are one. */
export function extentToTag(text: string, ranges: readonly Range[]): Result<Range[]> {
  const placed = placeRanges(text, ranges);
  return placed.ok
    ? ok(joinPieces(placed.value.map(newPiece)).map(({ start, end }) => ({ start, end })))
    : placed;
}

/** An annotation that says nothing yet. */
export const newAnnotation = (
  at: Pick<Annotation, 'id' | 'articleId' | 'codeId'>,
  env: CommandEnv,
): Annotation => ({
  type: 'annotation',
  ...at,
  coderId: coderIn(env, at.articleId),
  note: '',
  createdAt: env.now,
  example: null,
  review: '',
});

/** Refuses to tag with a code that is retired; null for others. */
export const refuseRetired = ({ name, retired }: Code): ReturnType<typeof refuse> | null =>
  retired ? refuse(`The code ${shorten(name)} is retired and tags nothing new. Choose another code.`) : null;

/**
 * Tags ranges of an article, which become one annotation. Begins the coder's reading if need be.
 * @param about.tagged spans of this coder's annotations with this code in this article: all of those
 * annotations that have a span where the first range of `extentToTag` is; others make no difference
 */
export function tag(
  about: {
    article: ArticleWithText;
    code: Code;
    tagged: readonly Pick<Span, 'annotationId' | 'startOffset' | 'endOffset'>[];
    reading: Reading | null;
  },
  input: ParsedInput<'annotation.tag'>,
  env: CommandEnv,
): Decision {
  const { article, code } = about;
  const refusal = refuseRetired(code);
  if (refusal) return refusal;
  const extent = extentToTag(article.text, input.ranges);
  if (!extent.ok) return extent;
  const pieces = extent.value.map(newPiece);
  if (!input.again && extentsOf(about.tagged).has(extentKey(extent.value))) {
    const message = `You have already tagged exactly these words as ${shorten(code.name)}.`;
    return fail({ code: 'refused', message, again: true });
  }
  const annotation = newAnnotation({ id: input.annotationId, articleId: article.id, codeId: code.id }, env);
  const spans = respan(article.text, annotation.id, [], pieces, env.newId).added;
  const reading = beginReading(about.reading, article.id, env);
  return decide(`Tag as ${shorten(code.name)}`, {
    added: [annotation, ...spans, ...(reading.added ?? [])],
    updated: reading.updated ?? [],
  });
}

/** Adds words to an annotation: a further span, or more of those that the range overlaps or touches. */
export function addSpan(
  { article, code, annotation, spans }: AboutSpans,
  input: ParsedInput<'annotation.addSpan'>,
  env: CommandEnv,
): Decision {
  const range = placeRange(article.text, input.range);
  if (!range.ok) return range;
  const pieces = [...spans.map((span) => pieceOf(article.text, span)), newPiece(range.value)];
  const change = respan(article.text, annotation.id, spans, pieces, env.newId);
  return isEmpty(change)
    ? refuse(`These words already belong to the ${shorten(code.name)}.`)
    : decide(`Add words to ${shorten(code.name)}`, change);
}

/** Moves a span's edges; spans of the same annotation that it then overlaps or touches are taken in. */
export function moveSpan(
  { article, code, annotation, spans }: AboutSpans,
  input: ParsedInput<'annotation.moveSpan'>,
  env: CommandEnv,
): Decision {
  const range = placeRange(article.text, input.range);
  if (!range.ok) return range;
  const pieces = spans.map((span) =>
    span.id === input.spanId ? { ...range.value, span, placed: true } : pieceOf(article.text, span),
  );
  return decide(
    `Move the edge of ${shorten(code.name)}`,
    respan(article.text, annotation.id, spans, pieces, env.newId),
  );
}

export function removeSpan(
  { article, code, annotation, spans }: AboutSpans,
  input: ParsedInput<'annotation.removeSpan'>,
  env: CommandEnv,
): Decision {
  if (spans.length === 1) {
    const name = shorten(code.name);
    return refuse(`These are the only words of the ${name}. Delete the ${name} instead.`);
  }
  const rest = spans.filter(({ id }) => id !== input.spanId).map((span) => pieceOf(article.text, span));
  return decide(
    `Remove words from ${shorten(code.name)}`,
    respan(article.text, annotation.id, spans, rest, env.newId),
  );
}

/** What changing an annotation's code is decided from. */
export interface AboutRecode {
  annotation: Annotation;
  from: Code;
  to: Code;
  /** The attributes of both codes, and of every value in `pointing`. */
  attributes: readonly Attribute[];
  /** The choices of the attributes of both codes. */
  choices: readonly Choice[];
  /** The annotation's own values, in order. */
  values: readonly AttributeValue[];
  /** Values of other annotations whose target is this one. */
  pointing: readonly AttributeValue[];
  /** The annotations at which the own values point. */
  targets: readonly Annotation[];
}

/**
 * Changes an annotation's code. A value stays where the new code has an attribute of the same name and
 * kind that takes it (a choice by its name, a target by its code); the others are removed, as are values
 * elsewhere that may no longer point here.
 */
export function recode(about: AboutRecode): Decision {
  const { annotation, from, to } = about;
  if (to.id === from.id) return decide(`Change ${shorten(from.name)}`, {});
  const refusal = refuseRetired(to);
  if (refusal) return refusal;
  const updated = updatesOf(updateOf<'annotation'>(annotation, { codeId: to.id }));
  const removed: AttributeValue[] = [];
  const filled = new Set<string>();
  for (const value of about.values) {
    const next = valueUnder(value, about);
    if (next === null || (filled.has(next.attribute.id) && !next.attribute.many)) {
      removed.push(value);
      continue;
    }
    filled.add(next.attribute.id);
    const { attribute, choiceId } = next;
    updated.push(...updatesOf(updateOf<'attribute_value'>(value, { attributeId: attribute.id, choiceId })));
  }
  for (const value of about.pointing) {
    const { targetCodeId } = attributeOf(value, about.attributes);
    if (targetCodeId !== null && targetCodeId !== to.id) removed.push(value);
  }
  return decide(`Change ${shorten(from.name)} to ${shorten(to.name)}`, { updated, removed });
}

function attributeOf(value: AttributeValue, attributes: readonly Attribute[]): Attribute {
  const found = attributes.find(({ id }) => id === value.attributeId);
  if (!found)
    throw new Error(`value ${value.id} has the attribute ${value.attributeId}, which was not given`);
  return found;
}

/** The attribute and choice that hold a value under the new code, or null where none does. */
export function valueUnder(
  value: AttributeValue,
  { to, attributes, choices, targets }: Pick<AboutRecode, 'to' | 'attributes' | 'choices' | 'targets'>,
): { attribute: Attribute; choiceId: string | null } | null {
  const old = attributeOf(value, attributes);
  const attribute = attributes.find(
    ({ codeId, name, kind, retired }) =>
      codeId === to.id && !retired && name === old.name && kind === old.kind,
  );
  if (!attribute) return null;
  if (value.targetAnnotationId !== null && attribute.targetCodeId !== null) {
    const target = targets.find(({ id }) => id === value.targetAnnotationId);
    if (target?.codeId !== attribute.targetCodeId) return null;
  }
  if (value.choiceId === null) return { attribute, choiceId: null };
  const name = choices.find(({ id }) => id === value.choiceId)?.name;
  const choice = choices.find((entry) => entry.attributeId === attribute.id && entry.name === name);
  return choice ? { attribute, choiceId: choice.id } : null;
}

export function setNote(
  { annotation, code }: { annotation: Annotation; code: Code },
  input: ParsedInput<'annotation.setNote'>,
): Decision {
  const update = updateOf<'annotation'>(annotation, { note: input.note });
  return decide(`Note on ${shorten(code.name)}`, { updated: updatesOf(update) });
}

const exampleLabels: Record<Example | 'none', string> = {
  best: 'Best example of',
  doubtful: 'Doubtful example of',
  none: 'No example of',
};

export function setExample(
  { annotation, code }: { annotation: Annotation; code: Code },
  { example }: ParsedInput<'annotation.setExample'>,
): Decision {
  const update = updateOf<'annotation'>(annotation, { example });
  return decide(`${exampleLabels[example ?? 'none']} ${shorten(code.name)}`, { updated: updatesOf(update) });
}

/** Sets why the annotation has to be looked at again, or that this has been done. */
export function setReview(
  { annotation, code }: { annotation: Annotation; code: Code },
  { review }: ParsedInput<'annotation.setReview'>,
): Decision {
  const update = updateOf<'annotation'>(annotation, { review });
  const label =
    review === '' ? `${shorten(code.name)} looked at again` : `Look at ${shorten(code.name)} again`;
  return decide(label, { updated: updatesOf(update) });
}

/** Annotations with everything that cannot be without them. */
export interface AboutRemoval {
  annotations: readonly Annotation[];
  codes: readonly Code[];
  spans: readonly Span[];
  /** Values of these annotations, and values elsewhere whose target is one of them; each once. */
  values: readonly AttributeValue[];
}

export function removeAnnotations({ annotations, codes, spans, values }: AboutRemoval): Decision {
  const [first] = annotations;
  if (!first) return invalid('There is no annotation to delete.');
  const name = codes.find(({ id }) => id === first.codeId)?.name ?? 'annotation';
  const label =
    annotations.length === 1 ? `Delete ${shorten(name)}` : `Delete ${annotations.length} annotations`;
  return decide(label, { removed: [...values, ...spans, ...annotations] });
}
