/** Which article a copy that comes in is a copy of. */
import type { Decision } from '../../shared/api-imports';
import { readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import type { TakenRow } from './staging';

type Copied = Exclude<Decision, string>['copyOf'];

/**
 * What a row is a copy of: the original at the end of a line of copies. Null for an article of its own, and
 * for rows that were marked as copies of one another in a circle.
 */
export function originalOf(
  db: ReadableDb,
  decisionOf: ReadonlyMap<string, Decision>,
  { rowId, decision }: TakenRow,
): Copied | null {
  if (typeof decision === 'string') return null;
  let of: Copied = decision.copyOf;
  const passed = new Set([rowId]);
  while ('rowId' in of) {
    if (passed.has(of.rowId)) return null;
    passed.add(of.rowId);
    const next = decisionOf.get(of.rowId);
    if (next === undefined || typeof next === 'string') return of;
    of = next.copyOf;
  }
  const { id, copyOfId } = readArticle(db, of.articleId);
  return { articleId: copyOfId ?? id };
}
