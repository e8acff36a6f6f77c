/** From a list somewhere else to the words themselves. */
import { openArticle } from '../project/session';
import { useStore } from '../store';
import { showView } from '../views';
import { select } from './annotation-edits';

/** Shows an article in the text view; false when it is not in the project any more. */
export async function goToArticle(articleId: string): Promise<boolean> {
  if (!useStore.getState().records.article.has(articleId)) return false;
  if (useStore.getState().article?.id !== articleId) await openArticle(articleId);
  showView('article');
  return true;
}

/** Shows an annotation in its article and selects it; false when one of them is not there any more. */
export async function goToAnnotation(articleId: string, annotationId: string): Promise<boolean> {
  if (!(await goToArticle(articleId))) return false;
  // The text can scroll only once it is drawn and no longer inert.
  await nextFrame();
  await nextFrame();
  if (!useStore.getState().records.annotation.has(annotationId)) return false;
  select(annotationId);
  return true;
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
