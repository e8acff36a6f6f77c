import type { EntryUse } from '../../shared/api';
import { select } from '../annotations/annotation-edits';
import { openArticle } from '../project/session';
import { useStore } from '../store';
import { showView } from '../views';

/** Leaves the registry for the text, at the annotation that names the entry. */
export async function showPassage({ articleId, annotationId }: EntryUse): Promise<void> {
  if (useStore.getState().article?.id !== articleId) await openArticle(articleId);
  showView('article');
  // The text can be scrolled only once it is drawn and no longer inert.
  requestAnimationFrame(() => select(annotationId));
}
