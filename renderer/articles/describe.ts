/** Articles in words, and which of them the filter shows. */
import { isolated } from '../../shared/names';
import type { Article, Assignment, Reading, ReadingState } from '../../shared/records';
import { paragraphDirection } from '../../shared/text-direction';
import type { Twice } from '../double-coding/acting';
import { foldForSearch } from '../ui/fold';

/** An article as the library lists it. */
export interface ArticleRow {
  article: Article;
  state: ReadingState;
  annotations: number;
  /** How far the reader is with it where it is to be coded twice; null where it is not. */
  twice: Twice | null;
}

/** The articles in the order of adding: ids grow with time. */
export const inOrder = (articles: ReadonlyMap<string, Article>): Article[] =>
  [...articles.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/**
 * The rows of the library, for the reader `coderId`.
 * @param rounds by article, the coder of a second round that stands for the reader there
 */
export function articleRows(
  articles: readonly Article[],
  readings: ReadonlyMap<string, Reading>,
  counts: Readonly<Record<string, number>>,
  coderId: string | null,
  rounds: Readonly<Record<string, string>> = {},
  twice: ReadonlyMap<string, Twice> = new Map(),
): ArticleRow[] {
  const states = new Map<string, ReadingState>();
  for (const reading of readings.values()) {
    if (reading.coderId === (rounds[reading.articleId] ?? coderId))
      states.set(reading.articleId, reading.state);
  }
  return articles.map((article) => ({
    article,
    state: states.get(article.id) ?? 'unread',
    annotations: counts[article.id] ?? 0,
    twice: twice.get(article.id) ?? null,
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

/** The rows of a double coding, or those that the reader is to code twice; all where nothing is asked. */
export function twiceRows(
  rows: readonly ArticleRow[],
  filter: string | null,
  assignments: ReadonlyMap<string, Assignment>,
): readonly ArticleRow[] {
  if (filter === null) return rows;
  if (filter === 'twice') return rows.filter(({ twice }) => twice === 'to do');
  const drawn = new Set(
    [...assignments.values()].flatMap(({ doubleCodingId, articleId }) =>
      doubleCodingId === filter ? [articleId] : [],
    ),
  );
  return rows.filter(({ article }) => drawn.has(article.id));
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
