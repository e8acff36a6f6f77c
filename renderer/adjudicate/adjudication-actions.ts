/** Settling disagreements by key, one after another. */
import { CheckCheck } from 'lucide-react';
import { v7 as newId } from 'uuid';
import type { CallInput, DisputedPassage } from '../../shared/api';
import type { Action } from '../actions';
import { goToAnnotation } from '../annotations/go-to';
import { writes } from '../project/session';
import { type AppState, isWritable, notify, useStore } from '../store';
import { annotationsOf, noteOf, queueInput, shownPassage, toNeighbour, versionsOf } from './adjudicate-state';
import { setAdjudicate } from './set-adjudicate';
import { settleAt } from './settle-at';

const isShown = (state: AppState): boolean => state.view === 'adjudicate' && shownPassage(state) !== null;
const canSettle = (state: AppState): boolean => isShown(state) && isWritable(state);

const markers = (state: AppState): number => {
  const passage = shownPassage(state);
  return passage ? versionsOf(passage).length : 0;
};

type Given = Pick<CallInput<'adjudication.settle'>, 'choice'> &
  Partial<Pick<CallInput<'adjudication.settle'>, 'takenIds' | 'third'>>;

/** Decides about the passage that is looked at; the next one comes by itself. */
async function settleAs(given: Given): Promise<boolean> {
  const { adjudicate } = useStore.getState();
  const passage = shownPassage(useStore.getState());
  if (!passage) return false;
  const input: CallInput<'adjudication.settle'> = {
    adjudicationId: newId(),
    annotationIds: annotationsOf(passage),
    note: noteOf(adjudicate, passage).trim(),
    ...given,
  };
  // Listed by its state it leaves the list; else the next one is looked at.
  const next = adjudicate.state === null ? toNeighbour(adjudicate, 1) : null;
  const result = await writes.push('adjudication.settle', () => input);
  if (!result.ok) return false;
  useStore.setState(({ adjudicate: now }) => {
    const notes = Object.fromEntries(Object.entries(now.notes).filter(([id]) => id !== passage.id));
    return { adjudicate: { ...now, notes, ...(now.selectedId === passage.id ? next : null) } };
  });
  return true;
}

const take = (passage: DisputedPassage, place: number): Promise<boolean> => {
  const version = versionsOf(passage)[place];
  const takenIds = version?.annotations.map(({ annotationId }) => annotationId) ?? [];
  return settleAs({ choice: 'one', takenIds });
};

/** Takes the version of the coder who stands in this place among those who marked something. */
export function takeVersion(place: number): void {
  const passage = shownPassage(useStore.getState());
  if (passage) void take(passage, place);
}

/** Makes a third version, which begins as the first one, and goes to where it is edited. */
async function makeThird(): Promise<void> {
  const passage = shownPassage(useStore.getState());
  const like = passage && versionsOf(passage)[0]?.annotations[0];
  if (!passage || !like) return;
  const annotationId = newId();
  const ranges = like.ranges.map(({ start, end }) => ({ start, end }));
  const third = { annotationId, likeId: like.annotationId, codeId: like.codeId, ranges };
  if (!(await settleAs({ choice: 'third', third }))) return;
  await goToAnnotation(passage.articleId, annotationId);
  notify(
    'info',
    'This is the version in gold. Change its words, code and values; then go back to Adjudicate.',
  );
}

export function goToNeighbour(step: 1 | -1): void {
  const next = toNeighbour(useStore.getState().adjudicate, step);
  if (next !== null) setAdjudicate(next);
  else notify('info', `This is the ${step === 1 ? 'last' : 'first'} disagreement of the list.`);
}

export function reopenShown(): void {
  const decision = shownPassage(useStore.getState())?.decision;
  if (decision) void writes.push('adjudication.reopen', () => ({ adjudicationId: decision.adjudicationId }));
}

async function completeGold(): Promise<void> {
  const input = queueInput(useStore.getState().adjudicate);
  if (!input) return;
  const result = await writes.push('adjudication.complete', () => ({ settings: input.settings }));
  if (result.ok && result.value) notify('info', `${result.value.label}.`);
}

interface Way {
  id: string;
  label: string;
  /**
   * The key within the view. It is no key of the app: in the text the same letters and figures tag and move, and
   * nobody does both at once.
   */
  key: string;
  isAvailable: Action['isAvailable'];
  run: Action['run'];
}

const way = (
  id: string,
  label: string,
  key: string,
  run: Action['run'],
  isAvailable: Action['isAvailable'] = canSettle,
): Way => ({ id: `adjudicate.${id}`, label, key, isAvailable, run });

/** As many versions as figures stand for. */
export const mostVersions = 9;

const ways: readonly Way[] = [
  ...Array.from({ length: mostVersions }, (_, place) =>
    way(
      `take-${place + 1}`,
      `Settle: take version ${place + 1}`,
      String(place + 1),
      () => takeVersion(place),
      (state) => canSettle(state) && place < markers(state),
    ),
  ),
  way(
    'both',
    'Settle: take all versions',
    'b',
    () => {
      const passage = shownPassage(useStore.getState());
      if (passage) void settleAs({ choice: 'both', takenIds: annotationsOf(passage) });
    },
    (state) => canSettle(state) && markers(state) > 1,
  ),
  way('none', 'Settle: nothing is marked here', 'n', () => void settleAs({ choice: 'none' })),
  way('third', 'Settle: another way', 'e', makeThird),
  way('open', 'Leave this disagreement open', 'o', () => void settleAs({ choice: 'open' })),
  way('next', 'Next disagreement', 'Enter', () => goToNeighbour(1), isShown),
  way('previous', 'Previous disagreement', 'p', () => goToNeighbour(-1), isShown),
  way('reopen', 'Take the decision back', 'u', reopenShown, (state) => {
    const decision = shownPassage(state)?.decision ?? null;
    return canSettle(state) && decision !== null;
  }),
  way('note', 'Say why', 'w', focusNote),
  way('text', 'Show this disagreement in the text', 't', showInText, isShown),
];

const keys = new Map(ways.map(({ id, key }) => [id, key]));

/** The key of a way to settle, as a button shows it. */
export const keyOfWay = (id: string): string | null =>
  keys.get(id)?.toUpperCase().replace('ENTER', 'Enter') ?? null;

/** The way that a key stands for in the view; null for none that can be gone now. */
export function wayOfKey(key: string, state: AppState): Way | null {
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return ways.find((one) => one.key === wanted && one.isAvailable(state)) ?? null;
}

/** The coders who are compared in the text, without gold, which is what comes of settling. */
function comparedPeople({ compare, records }: AppState): string[] {
  const coderIds = compare.compared?.settings.coderIds ?? [];
  return coderIds.filter((id) => records.coder.get(id)?.role !== 'gold');
}

/** An annotation of the place that is looked at in the text, by one of them; null where there is none. */
function comparedAnnotation(state: AppState): string | null {
  const people = comparedPeople(state);
  const ids = state.compare.placeId?.split(' ') ?? [];
  return ids.find((id) => people.includes(state.records.annotation.get(id)?.coderId ?? '')) ?? null;
}

export const adjudicationActions: Action[] = [
  {
    id: 'adjudicate.settle',
    label: 'Settle this place…',
    menu: 'compare',
    shortcuts: [],
    isAvailable: (state) =>
      state.view === 'article' &&
      state.compare.inText &&
      comparedPeople(state).length > 1 &&
      comparedAnnotation(state) !== null,
    run: () => {
      const state = useStore.getState();
      const annotationId = comparedAnnotation(state);
      if (annotationId !== null) settleAt(comparedPeople(state), annotationId);
    },
  },
  ...ways.map(({ id, label, isAvailable, run }): Action => ({
    id,
    label,
    menu: 'annotate',
    shortcuts: [],
    keyOnly: true,
    isAvailable,
    run,
  })),
  {
    id: 'adjudicate.complete',
    label: 'Complete gold where all is settled',
    menu: 'annotate',
    icon: CheckCheck,
    shortcuts: [],
    isAvailable: (state) =>
      state.view === 'adjudicate' && isWritable(state) && (state.adjudicate.queue?.articles.ready ?? 0) > 0,
    run: completeGold,
  },
];

function focusNote(): void {
  document.querySelector<HTMLElement>('.adjudicate-note textarea')?.focus();
}

async function showInText(): Promise<void> {
  const passage = shownPassage(useStore.getState());
  const first = passage && versionsOf(passage)[0]?.annotations[0];
  if (passage && first) await goToAnnotation(passage.articleId, first.annotationId);
}

/** From the field for the reason back to the passage; false where the keyboard is elsewhere. */
export function leaveNote(): boolean {
  const isThere = document.activeElement?.closest('.adjudicate-note') !== null;
  if (isThere) document.querySelector<HTMLElement>('.adjudicate-list .virtual-list')?.focus();
  return isThere;
}
