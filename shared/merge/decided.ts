/** Questions of earlier merges that were answered since: whoever answers has seen both values. */
import type { Question } from '../records';
import { codedKey, placeKey, valuesKey } from './annotation-state';
import type { News, Past } from './news';
import type { ToMine } from './links';
import { valueAsMine } from './links';

/** By type, id and field of a record, the values that one side has seen and decided about. */
export type Decided = ReadonlyMap<string, readonly unknown[]>;

const keyOf = (type: string, id: string, field: string): string => `${type}/${id}/${field}`;

/**
 * @param questions of one side, with the ids of that side
 * @param news of the same side: what was answered before it is known to the other
 * @param toMine the values come with my ids
 */
export function decidedIn(questions: readonly Question[], news: News, toMine: ToMine): Decided {
  const decided = new Map<string, unknown[]>();
  for (const question of questions) {
    const { recordType, recordId, field } = question;
    if (question.answer === null || (question.kind !== 'value' && question.kind !== 'removal')) continue;
    const isNews = news
      .of('question', question.id)
      .some((event) => event.kind === 'added' || (event.kind === 'updated' && 'answer' in event.after));
    if (!isNews) continue;
    const key = keyOf(recordType, recordId, field);
    const values = decided.get(key) ?? [];
    if (question.kind === 'value')
      for (const json of [question.mine, question.theirs]) values.push(comparable(question, json, toMine));
    decided.set(key, values);
  }
  return decided;
}

/** A value of a question in the form in which values of its field are compared. */
function comparable({ recordType, field }: Question, json: string, toMine: ToMine): unknown {
  const value: unknown = JSON.parse(json);
  if (field === 'place') return placeKey(value as Parameters<typeof placeKey>[0]);
  if (field.startsWith('value ')) return valuesKey(value as Parameters<typeof valuesKey>[0], toMine);
  if (recordType === 'annotation' && field === 'codeId')
    return codedKey(value as Parameters<typeof codedKey>[0], toMine);
  return valueAsMine(recordType as 'code', field, value, toMine);
}

/** Whether a side has decided about the being there of a record that the other side changed or removed. */
export const isDecided = (decided: Decided, type: string, id: string): boolean =>
  decided.has(keyOf(type, id, ''));

export function withDecided<V>(
  past: Past<V>,
  decided: Decided,
  type: string,
  id: string,
  field: string,
): Past<unknown> {
  const seen = decided.get(keyOf(type, id, field));
  return seen === undefined ? past : { ...past, left: [...past.left, ...seen] };
}
