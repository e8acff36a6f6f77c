/** Going through disagreements: who is compared, which of them are listed, and the one that is looked at. */
import type {
  AdjudicationQueue,
  AdjudicationState,
  CallInput,
  DisagreementKind,
  DisputedPassage,
} from '../../shared/api';
import { hasRead } from '../../shared/agreement/pairing';
import type { Reading } from '../../shared/records';
import type { AppState } from '../store';

export interface AdjudicateState {
  /** Whom to compare; null until it is chosen, or has been found out who has read the same articles. */
  coderIds: readonly string[] | null;
  /** Which disagreements are listed; null for all. */
  state: AdjudicationState | null;
  kind: DisagreementKind | null;
  /** What was answered last; null before the first answer. */
  queue: AdjudicationQueue | null;
  /** The passage that is looked at. */
  selectedId: string | null;
  /** What is typed as the reason, by passage: it waits there until a decision takes it along. */
  notes: Readonly<Record<string, string>>;
}

export const noAdjudication: AdjudicateState = {
  coderIds: null,
  state: 'unsettled',
  kind: null,
  queue: null,
  selectedId: null,
  notes: {},
};

/** As many as one answer holds. Whoever settles from the first on never needs more. */
export const mostListed = 500;

/** What to ask the host; null as long as nobody is chosen. */
export function queueInput({
  coderIds,
  state,
  kind,
}: AdjudicateState): CallInput<'adjudication.queue'> | null {
  if (coderIds === null || coderIds.length < 2) return null;
  return { settings: { coderIds: [...coderIds] }, state, kind, page: { from: 0, count: mostListed } };
}

/** The passage that is looked at. */
export const shownPassage = ({ adjudicate }: Pick<AppState, 'adjudicate'>): DisputedPassage | null =>
  adjudicate.queue?.passages.find(({ id }) => id === adjudicate.selectedId) ?? null;

/**
 * The state with a new answer. What is looked at stays, if it is still listed; where it has gone, as a passage does
 * that is settled, the one that has come into its place is looked at, or the last.
 */
export function withQueue(before: AdjudicateState, queue: AdjudicationQueue): AdjudicateState {
  const ids = queue.passages.map(({ id }) => id);
  const { selectedId } = before;
  if (selectedId !== null && ids.includes(selectedId)) return { ...before, queue };
  // Whoever came here from an annotation goes to its passage.
  const around = queue.passages.find((passage) => annotationsOf(passage).includes(selectedId ?? ''));
  if (around) return { ...before, queue, selectedId: around.id };
  const place = before.queue?.passages.findIndex(({ id }) => id === before.selectedId) ?? 0;
  return { ...before, queue, selectedId: ids[Math.min(Math.max(0, place), ids.length - 1)] ?? null };
}

/** The neighbour of the passage that is looked at; null at the end of the list. */
export function neighbourOf({ queue, selectedId }: AdjudicateState, step: 1 | -1): string | null {
  const passages = queue?.passages ?? [];
  const place = passages.findIndex(({ id }) => id === selectedId);
  return passages[place + step]?.id ?? null;
}

/** The annotations of a passage, of every coder. */
export const annotationsOf = ({ versions }: DisputedPassage): string[] =>
  versions.flatMap(({ annotations }) => annotations.map(({ annotationId }) => annotationId));

/** The coders of a passage who marked something there, in order: the figures 1 to 9 stand for them. */
export const versionsOf = ({ versions }: DisputedPassage): DisputedPassage['versions'] =>
  versions.filter(({ annotations }) => annotations.length > 0);

/** The coders of a passage who marked nothing there: those who read the article, and those who have not finished it. */
export function withoutVersion(
  { articleId, versions }: Pick<DisputedPassage, 'articleId' | 'versions'>,
  readings: Iterable<Pick<Reading, 'articleId' | 'coderId' | 'state'>>,
): { silent: string[]; unread: string[] } {
  const without = versions
    .filter(({ annotations }) => annotations.length === 0)
    .map(({ coderId }) => coderId);
  const readers = new Set<string>();
  for (const reading of readings)
    if (reading.articleId === articleId && hasRead(reading.state)) readers.add(reading.coderId);
  return {
    silent: without.filter((id) => readers.has(id)),
    unread: without.filter((id) => !readers.has(id)),
  };
}

/** What the reason says: what is typed now, else what an earlier decision said. */
export const noteOf = ({ notes }: AdjudicateState, { id, decision }: DisputedPassage): string =>
  notes[id] ?? decision?.note ?? '';
