/** From a line of the history to the place that it is about, and from a place to its history. */
import type { Place } from '../../shared/api';
import { goToAnnotation, goToArticle, sayGone } from '../annotations/go-to';
import { showCode } from '../codebook/code-edits';
import { type HistorySubject, useStore } from '../store';
import { showActor, showConcept, showView } from '../views';

/** Shows the place; one that has gone meanwhile is said to be gone. */
export async function goTo(place: Place): Promise<void> {
  if (place.type === 'annotation') await goToAnnotation(place.articleId, place.id);
  else if (place.type === 'article') await goToArticle(place.id);
  else if (!useStore.getState().records[place.type].has(place.id)) sayGone(place.type);
  else if (place.type === 'actor') showActor(place.id);
  else if (place.type === 'concept') showConcept(place.id);
  else {
    showCode(place.id);
    showView('codebook');
  }
}

/** Shows the history of one thing. */
export const showHistoryOf = (subject: HistorySubject): void =>
  useStore.setState({ view: 'history', historyOf: subject });
