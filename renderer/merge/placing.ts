/** An annotation from a merge whose words a person has to choose in the article: which, and what is done with it. */
import { create } from 'zustand';
import type { QuestionShown } from '../../shared/api-merge';
import { call } from '../api';
import { goToArticle } from '../annotations/go-to';
import { writes } from '../project/session';
import { notify, openDialog, useStore } from '../store';

/** Null while nothing is being placed. */
export const usePlacing = create<{ shown: QuestionShown | null }>()(() => ({ shown: null }));

/** Brings its article on screen and waits for the words; nothing where the article is gone. */
export async function beginPlacing(shown: QuestionShown): Promise<void> {
  if (!shown.article) return;
  if (!(await goToArticle(shown.article.id))) return;
  // What was selected before has nothing to do with it: Enter is about the words now.
  useStore.setState({ selectedId: null });
  usePlacing.setState({ shown });
}

export const endPlacing = (): void => usePlacing.setState({ shown: null });

/** Back to the list, with nothing decided. */
export function backToQuestions(): void {
  endPlacing();
  openDialog({ kind: 'questions' });
}

/** Puts it on the words that are selected now. */
export async function placeOnSelection(): Promise<void> {
  const { shown } = usePlacing.getState();
  const { selection, article } = useStore.getState();
  if (!shown || !selection || article?.id !== shown.article?.id) {
    notify('info', 'Select the words in the article first.');
    return;
  }
  const ranges = [selection];
  const input = { questionId: shown.question.id, answer: 'other' as const, ranges };
  const result = await writes.push('question.answer', () => input);
  if (result.ok) await goOn();
}

/** Leaves it out for good, or where it is; undo brings the question back. */
export async function dropUnplaced(): Promise<void> {
  const { shown } = usePlacing.getState();
  if (!shown) return;
  const input = { questionId: shown.question.id, answer: 'mine' as const };
  const result = await writes.push('question.answer', () => input);
  if (result.ok) await goOn();
}

/** To the other questions, if there are any. */
async function goOn(): Promise<void> {
  endPlacing();
  const counts = await call('question.counts', undefined);
  if (counts.ok && counts.value.open > 0) openDialog({ kind: 'questions' });
  else notify('info', 'No question is open any more.');
}
