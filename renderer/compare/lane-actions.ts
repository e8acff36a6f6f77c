/** Comparing coders in the text: showing the lanes, and going through the places where the coders differ. */
import { ArrowDown, ArrowUp, Columns3, Rows2 } from 'lucide-react';
import { type ComparedPlace, neighbourPlace, nextLane } from '../../shared/compared-places';
import { isolated } from '../../shared/names';
import type { Action } from '../actions';
import { goToAnnotation } from '../annotations/go-to';
import { call } from '../api';
import { editorFocus } from '../editor-focus';
import { type AppState, notify, useStore } from '../store';
import type { CompareState } from './compare-state';
import { articleComparison, comparableCoders, placeLookedAt, settingsIn } from './compared-article';

export const compareWith = (patch: Partial<CompareState>): void =>
  useStore.setState(({ compare }) => ({ compare: { ...compare, ...patch } }));

/** Shows the coders in lanes beside the text, or no longer; what is read stays where it is. */
export function setLanes(inText: boolean): void {
  if (useStore.getState().compare.inText === inText) return;
  editorFocus.keepPlace(() => compareWith({ inText, filter: 'all', placeId: null }));
}

/** Looks at a place: at what its first coder marked there, unless one of its annotations is selected already. */
export function lookAt(place: ComparedPlace, annotationId?: string): void {
  const { selectedId } = useStore.getState();
  const own = place.annotations.map(({ id }) => id);
  const kept = selectedId !== null && own.includes(selectedId) ? selectedId : own[0];
  compareWith({ placeId: place.id });
  useStore.setState({ selectedId: annotationId ?? kept ?? null });
  editorFocus.reveal(place);
}

/** The next or previous place where the coders differ, of those that are shown; where none do, of all shown. */
function goTo(direction: 'next' | 'previous'): void {
  const state = useStore.getState();
  const comparison = articleComparison(state);
  // Until the host has said where the coders differ here, there is no next one.
  if (comparison.isCounted && !comparison.isKnown && state.compare.compared?.problem == null) return;
  const differing = comparison.shown.filter(({ differences }) => differences.length > 0);
  const places = differing.length > 0 ? differing : comparison.shown;
  const current = placeLookedAt(state, comparison);
  const offset = current?.start ?? editorFocus.caret() ?? 0;
  const next = neighbourPlace(places, { id: current?.id ?? null, offset }, direction);
  if (next) {
    lookAt(next);
    // The caret goes along, so that the next key starts from what is looked at.
    if (editorFocus.hasFocus()) editorFocus.selectDirected({ anchor: next.start, focus: next.start }, next);
  } else void goToArticle(direction);
}

let isGoing = false;

/** On to the nearest article where the coders differ, at its first or last difference. */
async function goToArticle(direction: 'next' | 'previous'): Promise<void> {
  const state = useStore.getState();
  const settings = settingsIn(state);
  const articleId = state.article?.id;
  if (isGoing || !settings || articleId === undefined) return;
  isGoing = true;
  try {
    const result = await call('agreement.neighbour', { settings, articleId, direction });
    if (useStore.getState().article?.id !== articleId) return;
    if (!result.ok) notify('problem', result.error.message);
    else if (!result.value) notify('info', lastWords[direction]);
    else if (await goToAnnotation(result.value.articleId, result.value.annotationId))
      notify('info', `Another article: ${isolated(result.value.articleTitle)}. ${arrivedWords[direction]}`);
  } finally {
    isGoing = false;
  }
}

const lastWords = {
  next: 'That was the last one in this article. In no article after it do the coders differ.',
  previous: 'That was the first one in this article. In no article before it do the coders differ.',
};

const arrivedWords = {
  next: 'This is its first difference between the coders.',
  previous: 'This is its last difference between the coders.',
};

/** From what one coder marked at the place to what the next one did; says who marked nothing here. */
function goToNextLane(): void {
  const state = useStore.getState();
  const comparison = articleComparison(state);
  const place = placeLookedAt(state, comparison);
  const next = place && nextLane(place, state.selectedId);
  if (!place || !next) return;
  if (next.id === state.selectedId) {
    const names = comparison.coders
      .filter(({ id }) => id !== next.coderId)
      .map(({ name }) => isolated(name))
      .join(', ');
    notify('info', `Nothing here is marked by ${names}.`);
  } else lookAt(place, next.id);
}

const isComparing = (state: AppState): boolean =>
  state.view === 'article' && state.article !== null && state.compare.inText;

export const laneActions: Action[] = [
  {
    id: 'compare.lanes',
    label: 'Compare coders in the text, or no longer',
    menu: 'compare',
    icon: Columns3,
    shortcuts: ['v'],
    isAvailable: (state) =>
      state.view === 'article' && state.article !== null && comparableCoders(state.records).length > 1,
    run: () => setLanes(!useStore.getState().compare.inText),
  },
  {
    id: 'compare.next',
    label: 'Next difference between coders',
    menu: 'compare',
    icon: ArrowDown,
    shortcuts: ['b'],
    repeats: true,
    isAvailable: isComparing,
    run: () => goTo('next'),
  },
  {
    id: 'compare.previous',
    label: 'Previous difference between coders',
    menu: 'compare',
    icon: ArrowUp,
    shortcuts: ['Shift+b'],
    repeats: true,
    isAvailable: isComparing,
    run: () => goTo('previous'),
  },
  {
    id: 'compare.next-lane',
    label: 'The same place as the next coder marked it',
    menu: 'compare',
    icon: Rows2,
    shortcuts: ['q'],
    repeats: true,
    isAvailable: isComparing,
    run: goToNextLane,
  },
];
