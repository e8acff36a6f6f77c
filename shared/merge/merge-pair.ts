/** A record that both files have: what comes in of theirs, what stays, and what a person is asked. */
import type { AnyRecord } from '../records';
import type { ItemField, Take } from './merge-plan';
import type { Merging } from './merging';
import { type FieldResult, type Pair, fieldResults } from './record-fields';

/** What is listed of a pair, and where. */
export interface Listed {
  key: string;
  mineArticleId?: string | null;
  theirsArticleId?: string | null;
}

/** What the fields in which two records differ come to. */
export interface Settled {
  patch: Record<string, unknown>;
  fields: ItemField[];
  category: 'same' | 'value' | 'conflict';
  /** For `value`: whose value is the newer one. */
  by: 'mine' | 'theirs' | null;
  take: Take;
}

/** Decides about fields; what stays open is asked. */
export function settleFields(
  merging: Merging,
  results: readonly FieldResult[],
  item: { key: string; type: AnyRecord['type'] },
  ask: (result: FieldResult, answer: 'mine' | 'theirs' | null) => void,
): Settled {
  const patch: Record<string, unknown> = {};
  const fields = results.map(({ field, outcome }): ItemField => ({
    field,
    by: outcome === 'conflict' ? 'both' : outcome,
  }));
  if (results.length === 0) return { patch, fields, category: 'same', by: null, take: 'mine' };
  const isConflict = results.some(({ outcome }) => outcome === 'conflict');
  const category = isConflict ? 'conflict' : 'value';
  const by = results.some(({ outcome }) => outcome === 'theirs') ? 'theirs' : 'mine';
  const chosen = merging.choose({ ...item, category }, isConflict ? 'open' : by);
  for (const result of results) {
    const { field, outcome, theirs } = result;
    if (outcome === 'conflict') {
      if (chosen.take === 'theirs') patch[field] = theirs;
      ask(result, chosen.take === 'open' ? null : chosen.take === 'theirs' ? 'theirs' : 'mine');
    } else if (isConflict || !chosen.said ? outcome === 'theirs' : chosen.take === 'theirs') {
      patch[field] = theirs;
    }
  }
  return { patch, fields, category, by: isConflict ? null : by, take: chosen.take };
}

/** Merges a record that both have. @returns the record as it stands then */
export function mergePair<T extends AnyRecord>(merging: Merging, pair: Pair<T>, listed: Listed): T {
  const { mine, theirId } = pair;
  const settled = settleFields(
    merging,
    fieldResults(merging, pair),
    { key: listed.key, type: mine.type },
    ({ field, mine: own, theirs: given, minePast, theirPast }, answer) =>
      merging.ask({
        kind: 'value',
        articleId: listed.mineArticleId ?? null,
        recordType: mine.type,
        recordId: mine.id,
        field,
        mine: own,
        theirs: given,
        mineLast: minePast.last,
        theirLast: theirPast.last,
        answer,
      }),
  );
  merging.changes.update(mine, settled.patch);
  const after = { ...mine, ...settled.patch };
  merging.stands(after);
  merging.list({
    ...listed,
    type: mine.type,
    mineId: mine.id,
    theirsId: theirId,
    category: settled.category,
    fields: settled.fields,
    by: settled.by,
    take: settled.take,
  });
  return after;
}
