/** Tagging the same words in many places at once: one change, and one step to undo. */
import type { ParsedInput } from './api';
import { type CommandEnv, type Decision, beginReading, decide, invalid, refuse, shorten } from './commands';
import { type ArticleWithText, newAnnotation, refuseRetired } from './commands-annotations';
import { newPiece, placeRange, respan } from './commands-ranges';
import { type AboutValues, holds, setValues } from './commands-values';
import type {
  Actor,
  AnyRecord,
  Annotation,
  Attribute,
  AttributeValue,
  Choice,
  Code,
  Concept,
  Reading,
} from './records';
import { type CopiedEvidence, type Model, copiedEvidence } from './copied-evidence';
import { type Result, ok } from './result';

export interface AboutTagMany {
  code: Code;
  /** Asked for one article after the other. @throws FailureError when it is gone. */
  article(id: string): ArticleWithText;
  /** Whether the coder has tagged exactly this range of the article with the code. */
  isTagged(articleId: string, range: { start: number; end: number }): boolean;
  /** The coder's reading of the article that is read, or null before the first. */
  reading: Reading | null;
  /** The attributes that the input gives values for, with their choices. */
  attributes: readonly Attribute[];
  choices: readonly Choice[];
  actors: readonly Actor[];
  concepts: readonly Concept[];
  /** The annotation that the values are copied from; null where the coder chose them for these places. */
  model: Model | null;
}

/**
 * Tags each place as an annotation of its own, with the same values. Values that are copied from a model
 * take along the words that say them, as `copiedEvidence` decides. Places that are tagged already are left
 * out. Only the article that the coder reads counts as read: who tags a name everywhere has not
 * read everything.
 */
export function tagMany(
  about: AboutTagMany,
  input: ParsedInput<'annotation.tagMany'>,
  env: CommandEnv,
): Decision {
  const { code } = about;
  const refusal = refuseRetired(code);
  if (refusal) return refusal;
  if (new Set(input.items.map(({ annotationId }) => annotationId)).size < input.items.length) {
    return invalid('Two of the places have the same id, so nothing was changed.');
  }
  const added: AnyRecord[] = [];
  const tagged: { annotation: Annotation; start: number; words: string }[] = [];
  const taken = new Set<string>();
  for (const item of input.items) {
    const { text } = about.article(item.articleId);
    if (text.slice(item.range.start, item.range.end) !== item.quote) {
      return refuse(
        `The text does not say “${shorten(item.quote)}” at one of the places. Look for the words again. Nothing was changed.`,
      );
    }
    const range = placeRange(text, item.range);
    if (!range.ok) return range;
    const place = `${item.articleId} ${range.value.start} ${range.value.end}`;
    if (taken.has(place) || about.isTagged(item.articleId, range.value)) continue;
    taken.add(place);
    const { annotationId, articleId } = item;
    const annotation = newAnnotation({ id: annotationId, articleId, codeId: code.id }, env);
    const { start, end } = range.value;
    tagged.push({ annotation, start, words: text.slice(start, end) });
    added.push(annotation, ...respan(text, annotation.id, [], [newPiece(range.value)], env.newId).added);
  }
  const [first] = tagged;
  if (!first) return refuse(`You have already tagged all these places as ${shorten(code.name)}.`);
  const values = valuesFor(first.annotation, about, input, env);
  if (!values.ok) return values;
  added.push(...values.value.created);
  const evidence = evidenceByWords(values.value.values, about.model);
  for (const { annotation, start, words } of tagged) {
    const bound = evidence(words);
    for (const [index, value] of values.value.values.entries()) {
      const copy = { ...value, id: env.newId(), annotationId: annotation.id };
      added.push({ ...copy, ...boundTo(bound[index] ?? null, start, words) });
    }
  }
  const readsHere = tagged.some(({ annotation }) => annotation.articleId === input.readingArticleId);
  const reading =
    readsHere && input.readingArticleId !== null
      ? beginReading(about.reading, input.readingArticleId, env)
      : {};
  const words = shorten(input.items[0]?.quote ?? '');
  const places = tagged.length === 1 ? '1 place' : `${tagged.length} places`;
  return decide(`Tag “${words}” as ${shorten(code.name)} in ${places}`, {
    added: [...added, ...(reading.added ?? [])],
    updated: reading.updated ?? [],
  });
}

/** Where each of the values is said within some words; most places have the same words, which are compared once. */
function evidenceByWords(
  values: readonly AttributeValue[],
  model: Model | null,
): (words: string) => readonly (CopiedEvidence | null)[] {
  const contents = values.map(({ attributeId, ...value }) => ({ attributeId, content: contentIn(value) }));
  const known = new Map<string, (CopiedEvidence | null)[]>();
  return (words) => {
    let found = known.get(words);
    if (!found) {
      found = contents.map(({ attributeId, content }) => {
        const original = model?.values.find(
          (value) => value.attributeId === attributeId && holds(value, content),
        );
        return model && original ? copiedEvidence(original, model, words) : null;
      });
      known.set(words, found);
    }
    return found;
  };
}

/** What says that a value is the same as another. */
const contentIn = ({
  text,
  number,
  date,
  choiceId,
  actorId,
  conceptId,
  targetAnnotationId,
}: Omit<AttributeValue, 'attributeId'>) => ({
  text,
  number,
  date,
  choiceId,
  actorId,
  conceptId,
  targetAnnotationId,
});

/** @param start where the words begin in the text of their article */
function boundTo(evidence: CopiedEvidence | null, start: number, words: string): Partial<AttributeValue> {
  if (evidence === null) return {};
  const { range, inferred } = evidence;
  return range === null
    ? { inferred }
    : {
        inferred,
        evidenceStart: start + range.start,
        evidenceEnd: start + range.end,
        evidenceQuote: words.slice(range.start, range.end),
      };
}

/** The values that each annotation gets, made out for the first of them, and the entries they need. */
function valuesFor(
  annotation: Annotation,
  about: AboutTagMany,
  input: ParsedInput<'annotation.tagMany'>,
  env: CommandEnv,
): Result<{ values: AttributeValue[]; created: (Actor | Concept)[] }> {
  const values: AttributeValue[] = [];
  const created: (Actor | Concept)[] = [];
  for (const { attributeId, values: inputs } of input.values) {
    const attribute = about.attributes.find(({ id }) => id === attributeId);
    if (!attribute) {
      return refuse('One of the fields to fill is not in the codebook any more. Nothing was changed.');
    }
    const field: AboutValues = {
      annotation,
      code: about.code,
      attribute,
      values: [],
      choices: about.choices,
      actors: [...about.actors, ...created.filter((entry) => entry.type === 'actor')],
      concepts: [...about.concepts, ...created.filter((entry) => entry.type === 'concept')],
      targets: [],
      leadingHere: new Set(),
    };
    const decision = setValues(field, { annotationId: annotation.id, attributeId, values: inputs }, env);
    if (!decision.ok) return decision;
    for (const record of decision.value.change.added) {
      if (record.type === 'attribute_value') values.push(record);
      if (record.type === 'actor' || record.type === 'concept') created.push(record);
    }
  }
  return ok({ values, created });
}
