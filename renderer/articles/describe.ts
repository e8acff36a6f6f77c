/** Articles in words, and which of them the filter shows. */
import { isolated } from '../../shared/names';
import type { Article, Reading, ReadingState } from '../../shared/records';
import { paragraphDirection } from '../../shared/text-direction';
import { foldForSearch } from '../ui/fold';

/** An article as the library lists it. */
export interface ArticleRow {
  article: Article;
  state: ReadingState;
  annotations: number;
}

/** The articles in the order of adding: ids grow with time. */
export const inOrder = (articles: ReadonlyMap<string, Article>): Article[] =>
  [...articles.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** The rows of the library, for the reader `coderId`. */
export function articleRows(
  articles: readonly Article[],
  readings: ReadonlyMap<string, Reading>,
  counts: Readonly<Record<string, number>>,
  coderId: string | null,
): ArticleRow[] {
  const states = new Map<string, ReadingState>();
  for (const reading of readings.values()) {
    if (reading.coderId === coderId) states.set(reading.articleId, reading.state);
  }
  return articles.map((article) => ({
    article,
    state: states.get(article.id) ?? 'unread',
    annotations: counts[article.id] ?? 0,
  }));
}

/** The rows whose title, source, author or date contain every typed word. */
export function filterRows(rows: readonly ArticleRow[], query: string): readonly ArticleRow[] {
  const words = foldForSearch(query).split(' ').filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ article: { title, source, author, date } }) => {
    const text = foldForSearch(`${title} ${source} ${author} ${date ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

/** Source and date, as the second line of an article; each reads in its own direction, whatever that of the title. */
export const originOf = ({ source, date }: Pick<Article, 'source' | 'date'>): string =>
  [source, date ?? '']
    .filter((part) => part !== '')
    .map(isolated)
    .join(' · ');

export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** The class of what stands under a title, so that it stands on the same side; English words keep their order. */
export const sideOf = (title: string): 'stands-right' | undefined =>
  paragraphDirection(title, 0) === 'rtl' ? 'stands-right' : undefined;
