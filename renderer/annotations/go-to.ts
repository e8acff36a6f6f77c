/** From a list somewhere else to the words themselves. */
import { openArticle } from '../project/session';
import { useStore } from '../store';
import { showView } from '../views';
import { select } from './annotation-edits';

/** Shows an annotation in its article and selects it. */
export async function goToAnnotation(articleId: string, annotationId: string): Promise<void> {
  if (useStore.getState().article?.id !== articleId) await openArticle(articleId);
  showView('article');
  // The text can scroll only once it is drawn and no longer inert.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (useStore.getState().records.annotation.has(annotationId)) select(annotationId);
    }),
  );
}
