/** Answers about words: where an annotation belongs, and what a value rests on. */
import { type AboutQuestion, gone, type Input } from './about-question';
import { anchorOf } from './anchor';
import { withFittingEvidence } from './answers-values';
import { type Change, emptyChange, squash, updateOf } from './changes';
import { type CommandEnv, refuse, updatesOf } from './commands';
import { placeRanges } from './commands-ranges';
import { placeCandidates } from './place-candidates';
import { recordsIn } from './question-contents';
import type { Annotation, AttributeValue, Span } from './records';
import { fieldsOf, referencesIn } from './references';
import { ok, type Result } from './result';

/** Their spans instead of those that are here, if the text still has these words there. */
export function takePlace(
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
  const before: Change = { ...emptyChange(), removed: [...spans] };
  const own = new Set(spans.map(({ id }) => id));
  const added = given.map((span) => ({
    ...span,
    id: has('span', span.id) && !own.has(span.id) ? env.newId() : span.id,
    annotationId: record.id,
  }));
  return ok(squash(before, { ...emptyChange(), added }));
}

/** The words that say a value, if the text has them at one place alone. */
export function takeEvidence({ question, record, article }: AboutQuestion): Result<Change> {
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
  return ok({ ...emptyChange(), updated: updatesOf(update) });
}

/** The annotation that had no place, or whose place was unsure, on these words. Values that name what is gone since are left out. */
export function place(
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
    return ok({ ...emptyChange(), added: spansOf(record.id), removed: [...own] });
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
  return ok({ ...emptyChange(), added: [annotation, ...spansOf(annotation.id), ...values] });
}
