/** The coder's list of articles, as the library's filter shows it, and the way through it. */
import type { Article, ReadingState } from '../../shared/records';
import type { AppState } from '../store';
import { twiceByArticle } from '../double-coding/acting';
import { type ArticleRow, articleRows, filterRows, inOrder, twiceRows } from './describe';

/** The rows that the library shows now. */
export function listedRows(state: AppState): readonly ArticleRow[] {
  const { records, annotationCounts, project, filter, rounds, doubleFilter } = state;
  const rows = articleRows(
    inOrder(records.article),
    records.reading,
    annotationCounts,
    project?.coderId ?? null,
    rounds,
    twiceByArticle(state),
  );
  return filterRows(twiceRows(rows, doubleFilter, records.assignment), filter);
}

/**
 * The next or previous article of the list. From an article that the filter hides, it is the next one that
 * is listed, in the order of adding; null at the edge of the list.
 */
export function neighbourOf(
  rows: readonly ArticleRow[],
  articleId: string | null,
  direction: 'next' | 'previous',
): Article | null {
  // Ids grow with time, and the list is in their order.
  const found =
    direction === 'next'
      ? rows.find(({ article }) => articleId === null || article.id > articleId)
      : rows.findLast(({ article }) => articleId === null || article.id < articleId);
  return found?.article ?? null;
}

const toRead: ReadonlySet<ReadingState> = new Set(['unread', 'in progress']);

/** The next article of the list that is still to be read, from the beginning again after the last; or null. */
export function nextToRead(rows: readonly ArticleRow[], articleId: string): Article | null {
  const open = rows.filter(({ article, state }) => toRead.has(state) && article.id !== articleId);
  return (open.find(({ article }) => article.id > articleId) ?? open[0])?.article ?? null;
}
