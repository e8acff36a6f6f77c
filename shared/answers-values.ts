/** Answers about codes and the values that go with them. */
import { type AboutQuestion, gone } from './about-question';
import { type Change, emptyChange, squash } from './changes';
import { type CommandEnv, refuse, shorten } from './commands';
import type { ArticleWithText } from './commands-annotations';
import { codedIn, recordsIn } from './question-contents';
import type { AnyRecord, AttributeValue } from './records';
import { fieldsOf, referencesIn } from './references';
import { ok, type Result } from './result';

/** Their code with their values, instead of those that are here. */
export function takeCode(
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
  return ok(squash(recoded, { ...emptyChange(), added }));
}

/** Whether all records that it names are there. */
const isWhole = (record: AnyRecord, has: AboutQuestion['has']): boolean =>
  referencesIn(record.type, fieldsOf(record)).every(({ type, id }) => has(type, id));

const contentOf = ({ id: _id, position: _position, ...content }: AttributeValue): string =>
  JSON.stringify(content, Object.keys(content).toSorted());

/** Their values of the attribute instead of those that are here, or beside them. */
export function takeValues(
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
  return ok(squash({ ...emptyChange(), removed: both ? [] : own }, { ...emptyChange(), added }));
}

/** The value without words that are not in the text. */
export const withFittingEvidence = (
  value: AttributeValue,
  article: ArticleWithText | null,
): AttributeValue =>
  value.evidenceStart !== null &&
  value.evidenceEnd !== null &&
  article?.text.slice(value.evidenceStart, value.evidenceEnd) !== value.evidenceQuote
    ? { ...value, evidenceStart: null, evidenceEnd: null, evidenceQuote: null }
    : value;
