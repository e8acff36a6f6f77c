/** From a list somewhere else to the words themselves; what has gone meanwhile is said to be gone. */
import { openArticle } from '../project/session';
import { notify, useStore } from '../store';
import { showView } from '../views';
import { select } from './annotation-edits';

/** Says that what a list still names has gone. */
export const sayGone = (what: string): void => {
  notify('info', `This ${what} is not in the project any more.`);
};

/** Shows an article in the text view; false when it is not in the project any more. */
export async function goToArticle(articleId: string): Promise<boolean> {
  const { article, records } = useStore.getState();
  if (!records.article.has(articleId)) {
    sayGone('article');
    return false;
  }
  if (article?.id !== articleId) await openArticle(articleId);
  showView('article');
  return true;
}

/** Shows an annotation in its article and selects it; false when one of them is not there any more. */
export async function goToAnnotation(articleId: string, annotationId: string): Promise<boolean> {
  if (!(await goToArticle(articleId))) return false;
  // The text can scroll only once it is drawn and no longer inert.
  await nextFrame();
  await nextFrame();
  if (!useStore.getState().records.annotation.has(annotationId)) {
    sayGone('annotation');
    return false;
  }
  select(annotationId);
  return true;
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
