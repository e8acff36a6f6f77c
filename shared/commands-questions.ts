/**
 * Answering what a merge left open. Until it is answered this project's state stands; an answer changes it, or not,
 * and closes the question, as one step that can be undone.
 */
import type { ParsedInput } from './api';
import { anchorOf } from './anchor';
import { type Change, squash, updateOf } from './changes';
import { type CommandEnv, type Decision, decide, invalid, refuse, shorten, updatesOf } from './commands';
import type { ArticleWithText } from './commands-annotations';
import { placeRanges } from './commands-ranges';
import { placeCandidates } from './place-candidates';
import { attributeIdIn, codedIn, isAboutCode, recordsIn } from './question-contents';
import {
  type Annotation,
  type Answer,
  type AnyRecord,
  type Attribute,
  type AttributeValue,
  recordSchemas,
  type Question,
  type RecordType,
  type Span,
} from './records';
import { fieldsOf, references, referencesIn } from './references';
import { type Result, ok } from './result';

/** What an answer is decided from. */
export interface AboutQuestion {
  question: Question;
  /** The record in question; null where it is not here, or not any more. */
  record: AnyRecord | null;
  /** Of an annotation in question. */
  spans: readonly Span[];
  values: readonly AttributeValue[];
  /** The article in question, with its text; null for none, or where it is gone. */
  article: ArticleWithText | null;
  /** The attribute that the values in question are of; null for other fields, or where it is gone. */
  attribute: Attribute | null;
  has(type: RecordType, id: string): boolean;
  /** The ids of the record's ancestors-to-be when it is put under this one, itself included. */
  ancestors(type: 'code' | 'concept', id: string): readonly string[];
  codesWithShortcut(shortcut: string): readonly { id: string; name: string }[];
  /** The change that gives the annotation in question another code. */
  recode(codeId: string): Decision;
  /** How many values the attribute in question has, and the most that one annotation has of them. */
  valuesOfAttribute(): { all: number; most: number };
  /** The change that removes the record in question with all that cannot be without it. */
  removal(): Decision;
}

type Input = ParsedInput<'question.answer'>;

/** Fields of free text, of which both may be kept, one under the other. */
const texts: ReadonlySet<string> = new Set([
  'note',
  'definition',
  'useWhen',
  'useNot',
  'help',
  'description',
]);

/** What may be answered; `theirs` may still be refused for what has changed since. */
export function answersTo(
  question: Pick<Question, 'kind' | 'field' | 'recordType'>,
  attribute: Pick<Attribute, 'many'> | null,
): Answer[] {
  if (question.kind === 'place') return ['other', 'mine'];
  const isMany = attribute?.many === true;
  const both = question.kind === 'value' && (isMany || texts.has(question.field));
  return ['mine', 'theirs', ...(both ? (['both'] as const) : []), 'other'];
}

export function answerQuestion(about: AboutQuestion, input: Input, env: CommandEnv): Decision {
  const { question } = about;
  if (question.answer !== null)
    return refuse('This question has been answered already. Undo that answer to answer it anew.');
  if (!answersTo(question, about.attribute).includes(input.answer))
    return invalid('This question cannot be answered in that way.');
  if (input.ranges && (question.kind !== 'place' || input.answer !== 'other'))
    return invalid('Only an annotation that has no place yet can be put somewhere.');
  const done = consequence(about, input, env);
  if (!done.ok) return done;
  const closing = updateOf<'question'>(question, {
    answer: input.answer,
    note: input.note,
    answeredById: env.coderId,
    answeredAt: env.now,
  });
  return decide(labelOf(about, input), {
    ...done.value,
    updated: [...done.value.updated, ...updatesOf(closing)],
  });
}

const labels: Record<Answer, string> = {
  mine: 'Answer: keep what is here',
  theirs: 'Answer: take the other',
  both: 'Answer: keep both',
  other: 'Answer: settled by hand',
};

function labelOf({ question: { kind }, record }: AboutQuestion, { answer, ranges }: Input): string {
  if (kind !== 'place' || (answer === 'other' && !ranges) || (answer === 'mine' && record))
    return labels[answer];
  return answer === 'mine' ? 'Drop an unplaced annotation' : 'Place an annotation';
}

const nothing: Change = { added: [], updated: [], removed: [] };

function consequence(about: AboutQuestion, input: Input, env: CommandEnv): Result<Change> {
  const { question } = about;
  if (question.kind === 'place') {
    return input.answer === 'other' && input.ranges ? place(about, input.ranges, env) : ok(nothing);
  }
  if (question.kind === 'removal') return removal(about, input.answer);
  if (input.answer === 'mine' || input.answer === 'other') return ok(nothing);
  if (!about.record) return gone;
  if (question.field === 'place') return takePlace(about, env);
  const attributeId = attributeIdIn(question);
  if (attributeId !== null) return takeValues(about, input.answer === 'both', env);
  if (isAboutCode(question)) return takeCode(about, env);
  if (question.field === 'evidenceQuote') return takeEvidence(about);
  return takeField(about, about.record, input.answer === 'both');
}

const gone = refuse('What this is about is not in the project any more. Answer that it is to stay as it is.');

/** Who wants it gone gets it removed, if it is still there; who wants it to stay has it, unless it went since. */
function removal({ question, record, removal: remove }: AboutQuestion, answer: Answer): Result<Change> {
  if (answer === 'other') return ok(nothing);
  const taken: string = answer === 'mine' ? question.mine : question.theirs;
  if (JSON.parse(taken) !== null) return record ? ok(nothing) : gone;
  if (!record) return ok(nothing);
  const decided = remove();
  return decided.ok ? ok(decided.value.change) : decided;
}

function takeField(about: AboutQuestion, record: AnyRecord, both: boolean): Result<Change> {
  const { question } = about;
  const { field } = question;
  const theirs: unknown = JSON.parse(question.theirs);
  const value = both ? `${String(fieldsOf(record)[field])}\n\n${String(theirs)}` : theirs;
  const checked = recordSchemas[record.type].safeParse({ ...fieldsOf(record), [field]: value });
  if (!checked.success) return refuse('The other value is none that can be here.');
  const target = references[record.type][field];
  if (target && typeof value === 'string') {
    if (!about.has(target, value))
      return refuse(
        `The ${target.replaceAll('_', ' ')} that the other value names is not in the project any more. Bring it back first, or keep what is here.`,
      );
    if (
      (record.type === 'code' || record.type === 'concept') &&
      field === 'parentId' &&
      about.ancestors(record.type, value).includes(record.id)
    )
      return refuse(
        `That would put ${shorten(record.name)} under itself, since its place has changed. Move it by hand, or keep what is here.`,
      );
  }
  if (record.type === 'attribute') {
    const { all, most } = about.valuesOfAttribute();
    if (['kind', 'codeId', 'targetCodeId'].includes(field) && all > 0)
      return refuse(
        `${shorten(record.name)} has values. Change it in the codebook, where you see what becomes of them.`,
      );
    if (field === 'many' && value === false && most > 1)
      return refuse(
        `${shorten(record.name)} has several values in some annotations. Leave one in each first.`,
      );
  }
  if (record.type === 'code' && field === 'shortcut' && typeof value === 'string') {
    const [other] = about.codesWithShortcut(value).filter(({ id }) => id !== record.id);
    if (other) return refuse(`The key ${value} belongs to ${shorten(other.name)}. Free it first.`);
  }
  const update = updateOf(record, { [field]: value });
  return ok({ ...nothing, updated: updatesOf(update) });
}

/** Their spans instead of those that are here, if the text still has these words there. */
function takePlace(
  { question, record, spans, article, has }: AboutQuestion,
  env: CommandEnv,
): Result<Change> {
  if (!record || !article) return gone;
  const given = recordsIn(question.theirs).filter((one) => one.type === 'span');
  const fits = given.every(
    ({ startOffset, endOffset, quote }) => article.text.slice(startOffset, endOffset) === quote,
  );
  if (given.length === 0 || !fits)
    return refuse(
      'The words of the other passage are not there in the text of the article. Mark them by hand, or keep what is here.',
    );
  const before: Change = { ...nothing, removed: [...spans] };
  const own = new Set(spans.map(({ id }) => id));
  const added = given.map((span) => ({
    ...span,
    id: has('span', span.id) && !own.has(span.id) ? env.newId() : span.id,
    annotationId: record.id,
  }));
  return ok(squash(before, { ...nothing, added }));
}

/** Their code with their values, instead of those that are here. */
function takeCode(
  { question, record, values, article, has, recode }: AboutQuestion,
  env: CommandEnv,
): Result<Change> {
  if (record?.type !== 'annotation') return gone;
  const given = codedIn(question.theirs);
  if (
    !has('code', given.codeId) ||
    !given.values.every((value) => isWhole({ ...value, annotationId: record.id }, has))
  )
    return refuse(
      'The other code, or something that its values name, is not in the project any more. Bring it back first, or keep what is here.',
    );
  const decided = recode(given.codeId);
  if (!decided.ok) return decided;
  const own = new Set(values.map(({ id }) => id));
  const { change } = decided.value;
  const recoded: Change = {
    added: [],
    updated: change.updated.filter(({ id }) => !own.has(id)),
    removed: [...values, ...change.removed.filter(({ id }) => !own.has(id))],
  };
  const added = given.values.map((value) => ({
    ...withFittingEvidence(value, article),
    id: has('attribute_value', value.id) && !own.has(value.id) ? env.newId() : value.id,
    annotationId: record.id,
  }));
  return ok(squash(recoded, { ...nothing, added }));
}

/** The words that say a value, if the text has them at one place alone. */
function takeEvidence({ question, record, article }: AboutQuestion): Result<Change> {
  if (record?.type !== 'attribute_value' || !article) return gone;
  const quote: unknown = JSON.parse(question.theirs);
  const [place, ...more] =
    typeof quote === 'string' ? placeCandidates(article.text, { quote, prefix: '', suffix: '' }) : [];
  if (!place || more.length > 0)
    return refuse(
      'These words are not at one place alone in the text. Mark them by hand, or keep what is here.',
    );
  const update = updateOf<'attribute_value'>(record, {
    evidenceStart: place.start,
    evidenceEnd: place.end,
    evidenceQuote: quote as string,
    inferred: false,
  });
  return ok({ ...nothing, updated: updatesOf(update) });
}

/** Whether all records that it names are there. */
const isWhole = (record: AnyRecord, has: AboutQuestion['has']): boolean =>
  referencesIn(record.type, fieldsOf(record)).every(({ type, id }) => has(type, id));

const contentOf = ({ id: _id, position: _position, ...content }: AttributeValue): string =>
  JSON.stringify(content, Object.keys(content).toSorted());

/** Their values of the attribute instead of those that are here, or beside them. */
function takeValues(
  { question, record, values, attribute, article, has }: AboutQuestion,
  both: boolean,
  env: CommandEnv,
): Result<Change> {
  if (!record) return gone;
  if (!attribute) return refuse('The field that this is about is not in the codebook any more.');
  const given = recordsIn(question.theirs)
    .filter((one) => one.type === 'attribute_value')
    .map((value) => ({ ...value, annotationId: record.id, attributeId: attribute.id }));
  if (!given.every((value) => isWhole(value, has)))
    return refuse(
      'The other value names something that is not in the project any more. Bring it back first, or keep what is here.',
    );
  if (!attribute.many && given.length > 1) return refuse(`${shorten(attribute.name)} takes one value.`);
  const own = values.filter(({ attributeId }) => attributeId === attribute.id);
  const kept = both ? own : [];
  const there = new Set(kept.map(contentOf));
  const fresh = given
    .map((value) => withFittingEvidence(value, article))
    .filter((value) => !there.has(contentOf(value)));
  const ids = new Set(own.map(({ id }) => id));
  const added = fresh.map((value, at) => ({
    ...value,
    id: has('attribute_value', value.id) && (both || !ids.has(value.id)) ? env.newId() : value.id,
    position: kept.length + at,
  }));
  return ok(squash({ ...nothing, removed: both ? [] : own }, { ...nothing, added }));
}

/** The value without words that are not in the text. */
const withFittingEvidence = (value: AttributeValue, article: ArticleWithText | null): AttributeValue =>
  value.evidenceStart !== null &&
  value.evidenceEnd !== null &&
  article?.text.slice(value.evidenceStart, value.evidenceEnd) !== value.evidenceQuote
    ? { ...value, evidenceStart: null, evidenceEnd: null, evidenceQuote: null }
    : value;

/** The annotation that had no place, or whose place was unsure, on these words. Values that name what is gone since are left out. */
function place(
  { question, record, spans: own, article, has }: AboutQuestion,
  ranges: NonNullable<Input['ranges']>,
  env: CommandEnv,
): Result<Change> {
  if (!article) return refuse('The article that it belongs to is not in the project any more.');
  const placed = placeRanges(article.text, ranges);
  if (!placed.ok) return placed;
  const spansOf = (annotationId: string): Span[] =>
    placed.value.map((range, position) => ({
      type: 'span',
      id: env.newId(),
      annotationId,
      position,
      startOffset: range.start,
      endOffset: range.end,
      ...anchorOf(article.text, range),
    }));
  // It is here, and only its words were unsure: all else about it is merged already.
  if (record?.type === 'annotation' && record.articleId === article.id)
    return ok({ ...nothing, added: spansOf(record.id), removed: [...own] });
  const held = recordsIn(question.theirs);
  const given = held.find((one): one is Annotation => one.type === 'annotation');
  if (!given) throw new Error(`question ${question.id} of kind place holds no annotation`);
  const annotation: Annotation = {
    ...given,
    id: has('annotation', given.id) ? env.newId() : given.id,
    articleId: article.id,
  };
  if (!has('code', annotation.codeId) || !has('coder', annotation.coderId))
    return refuse(
      'The code of this annotation is not in the codebook any more. Drop it, or bring the code back.',
    );
  const values = held
    .filter((one): one is AttributeValue => one.type === 'attribute_value')
    .map((value) => withFittingEvidence({ ...value, annotationId: annotation.id }, article))
    .filter((value) =>
      referencesIn('attribute_value', fieldsOf(value)).every(
        ({ field, type, id }) => field === 'annotationId' || has(type, id),
      ),
    )
    .map((value) => ({ ...value, id: has('attribute_value', value.id) ? env.newId() : value.id }));
  return ok({ ...nothing, added: [annotation, ...spansOf(annotation.id), ...values] });
}
