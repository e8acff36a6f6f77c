/**
 * Answering what a merge left open. Until it is answered this project's state stands; an answer changes it, or not,
 * and closes the question, as one step that can be undone.
 */
import { type AboutQuestion, gone, type Input } from './about-question';
import { takeField, texts } from './answers-fields';
import { takeCode, takeValues } from './answers-values';
import { place, takeEvidence, takePlace } from './answers-words';
import { type Change, emptyChange, updateOf } from './changes';
import { type CommandEnv, decide, type Decision, invalid, refuse, shorten, updatesOf } from './commands';
import { attributeIdIn, isAboutCode, isAboutTwo, pairIn } from './question-contents';
import type { Attribute, Question, RecordType } from './records';
import type { Answer } from './records-teamwork';
import { ok, type Result } from './result';

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

function labelOf({ question, record }: AboutQuestion, { answer, ranges }: Input): string {
  const { kind } = question;
  if (isAboutTwo(question) && answer !== 'other') {
    const { first, other } = pairIn(question);
    const verb = answer === 'theirs' ? 'is' : 'is not';
    return `Answer: ${shorten(other.name)} ${verb} ${shorten(first.name)}`;
  }
  if (kind !== 'place' || (answer === 'other' && !ranges) || (answer === 'mine' && record))
    return labels[answer];
  return answer === 'mine' ? 'Drop an unplaced annotation' : 'Place an annotation';
}

function consequence(about: AboutQuestion, input: Input, env: CommandEnv): Result<Change> {
  const { question } = about;
  if (question.kind === 'place') {
    return input.answer === 'other' && input.ranges ? place(about, input.ranges, env) : ok(emptyChange());
  }
  if (question.kind === 'removal') return removal(about, input.answer);
  if (isAboutTwo(question)) return oneOrTwo(about, input.answer, env);
  if (input.answer === 'mine' || input.answer === 'other') return ok(emptyChange());
  if (!about.record) return gone;
  if (question.field === 'place') return takePlace(about, env);
  const attributeId = attributeIdIn(question);
  if (attributeId !== null) return takeValues(about, input.answer === 'both', env);
  if (isAboutCode(question)) return takeCode(about, env);
  if (question.field === 'evidenceQuote') return takeEvidence(about);
  return takeField(about, about.record, input.answer === 'both');
}

/** What looked the same, or was one elsewhere, becomes one, or is noted to be two. */
function oneOrTwo(about: AboutQuestion, answer: Answer, env: CommandEnv): Result<Change> {
  if (answer === 'other') return ok(emptyChange());
  const { first, other } = pairIn(about.question);
  const type = about.question.recordType as RecordType;
  const areHere = about.has(type, first.id) && about.has(type, other.id);
  if (!areHere) return answer === 'mine' ? ok(emptyChange()) : gone;
  const decided = answer === 'theirs' ? about.union(env) : about.distinction(env);
  return decided.ok ? ok(decided.value.change) : decided;
}

/** Who wants it gone gets it removed, if it is still there; who wants it to stay has it, unless it went since. */
export function removal(
  { question, record, removal: remove }: AboutQuestion,
  answer: Answer,
): Result<Change> {
  if (answer === 'other') return ok(emptyChange());
  const taken: string = answer === 'mine' ? question.mine : question.theirs;
  if (JSON.parse(taken) !== null) return record ? ok(emptyChange()) : gone;
  if (!record) return ok(emptyChange());
  const decided = remove();
  return decided.ok ? ok(decided.value.change) : decided;
}
