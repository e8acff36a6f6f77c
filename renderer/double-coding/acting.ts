/** Under whom this person codes an article, and what of the article they see. */
import type { Records } from '../../shared/changes';
import type { Coder, DoubleCoding, Reading } from '../../shared/records';
import { isFinished } from '../../shared/double-coding';
import type { AppState } from '../store';

/** The coder whose annotations come of what is done in an article; null where nothing can be written. */
export const coderHere = (
  { project, rounds }: Pick<AppState, 'project' | 'rounds'>,
  articleId: string,
): string | null => rounds[articleId] ?? project?.coderId ?? null;

/** Whether an annotation or reading is this person's own, in whichever round. */
export const isMine = (
  { project, records }: Pick<AppState, 'project'> & { records: Pick<Records, 'coder'> },
  coderId: string,
): boolean => {
  const own = project?.coderId ?? null;
  return own !== null && (coderId === own || records.coder.get(coderId)?.ofCoderId === own);
};

/** Why something in an article is out of sight: the double codings that hide it. Empty where nothing is. */
export function hidingHere(
  { records, hidden }: Pick<AppState, 'records' | 'hidden'>,
  articleId: string,
): DoubleCoding[] {
  if (!hidden.has(articleId)) return [];
  const ids = new Set(
    [...records.assignment.values()]
      .filter((assignment) => assignment.articleId === articleId)
      .map(({ doubleCodingId }) => doubleCodingId),
  );
  return [...ids].flatMap((id) => records.double_coding.get(id) ?? []);
}

/** How far this person is with an article that is coded twice. */
export type Twice = 'to do' | 'waiting' | 'finished';

/** By article: how far this person is with what they are to code twice. */
export function twiceByArticle(
  state: Pick<AppState, 'project' | 'hidden'> & {
    records: Pick<Records, 'coder' | 'assignment' | 'reading'>;
  },
): ReadonlyMap<string, Twice> {
  const { records, hidden } = state;
  const twice = new Map<string, Twice>();
  if (records.assignment.size === 0) return twice;
  const finished = new Set(
    [...records.reading.values()]
      .filter(hasFinished)
      .map(({ articleId, coderId }) => `${articleId} ${coderId}`),
  );
  for (const { articleId, coderId } of records.assignment.values()) {
    if (!isMine(state, coderId) || twice.get(articleId) === 'to do') continue;
    if (!finished.has(`${articleId} ${coderId}`)) twice.set(articleId, 'to do');
    else twice.set(articleId, hidden.has(articleId) ? 'waiting' : 'finished');
  }
  return twice;
}

const hasFinished = ({ state }: Reading): boolean => isFinished(state);

/** Whether several people code: gold and second rounds are nobody else. */
export const isTeam = ({ coder }: Pick<Records, 'coder'>): boolean =>
  [...coder.values()].filter(({ role }) => role === 'coder').length > 1;

/** The people who code, by name: without gold and second rounds. */
export const peopleOf = ({ records }: { records: Pick<Records, 'coder'> }): Coder[] =>
  [...records.coder.values()]
    .filter(({ role }) => role === 'coder')
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
