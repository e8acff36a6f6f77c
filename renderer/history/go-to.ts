/** From a line of the history to the place that it is about, and from a place to its history. */
import type { Place } from '../../shared/api';
import { select } from '../annotations/annotation-edits';
import { openArticle } from '../project/session';
import { type HistorySubject, notify, useStore } from '../store';
import { showActor, showView } from '../views';

/** Whether the window has a view that shows such a place. */
export const canShow = (place: Place | null): place is Place =>
  place !== null && (place.type === 'annotation' || place.type === 'article' || place.type === 'actor');

/** Shows the place; one that has gone meanwhile is said to be gone. */
export async function goTo(place: Place): Promise<void> {
  const gone = (what: string): void => notify('info', `This ${what} is not in the project any more.`);
  if (place.type === 'actor') {
    if (useStore.getState().records.actor.has(place.id)) showActor(place.id);
    else gone('actor');
    return;
  }
  const articleId = place.type === 'annotation' ? place.articleId : place.id;
  if (!useStore.getState().records.article.has(articleId)) {
    gone('article');
    return;
  }
  if (useStore.getState().article?.id !== articleId) await openArticle(articleId);
  showView('article');
  if (place.type !== 'annotation') return;
  // The text can scroll to the words only once it is drawn.
  requestAnimationFrame(() => {
    if (useStore.getState().records.annotation.has(place.id)) select(place.id);
    else gone('annotation');
  });
}

/** Shows the history of one thing. */
export const showHistoryOf = (subject: HistorySubject): void =>
  useStore.setState({ view: 'history', historyOf: subject });
