/** From a line of the history to the place that it is about, and from a place to its history. */
import type { Place } from '../../shared/api';
import { goToAnnotation, goToArticle } from '../annotations/go-to';
import { showCode } from '../codebook/code-edits';
import { type HistorySubject, notify, useStore } from '../store';
import { showActor, showConcept, showView } from '../views';

/** Shows the place; one that has gone meanwhile is said to be gone. */
export async function goTo(place: Place): Promise<void> {
  if (!(await isShown(place))) notify('info', `This ${place.type} is not in the project any more.`);
}

async function isShown(place: Place): Promise<boolean> {
  if (place.type === 'annotation') return goToAnnotation(place.articleId, place.id);
  if (place.type === 'article') return goToArticle(place.id);
  if (!useStore.getState().records[place.type].has(place.id)) return false;
  if (place.type === 'actor') showActor(place.id);
  else if (place.type === 'concept') showConcept(place.id);
  else {
    showCode(place.id);
    showView('codebook');
  }
  return true;
}

/** Shows the history of one thing. */
export const showHistoryOf = (subject: HistorySubject): void =>
  useStore.setState({ view: 'history', historyOf: subject });
