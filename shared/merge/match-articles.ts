/**
 * Which article of theirs is which of mine: by what a person confirmed, by its id, by an equal text; never by a
 * title or a name.
 */
import { byId } from '../formats/dataset';
import type { Article } from '../records';
import type { ArticleMatch, MergeChoices } from './merge-plan';
import type { Remembered } from './remembered';
import type { Side } from './side';
import { areVersions } from './text-map';

export interface ArticlePair {
  /** Null for an article that I have not. */
  mine: Article | null;
  theirs: Article;
  /** My id: of my article, or under which theirs comes in. */
  id: string;
  how: ArticleMatch['how'];
  otherText: boolean;
  /** Whether the two are one by what they say only: their fields have never met in this file. */
  byContent: boolean;
}

export interface ArticleMap {
  pairs: ArticlePair[];
  /** Articles that only mine has. */
  rest: Article[];
  /** My id for one of theirs. */
  mine(theirId: string): string;
  /** Their id of an article of mine, whether or not they still have it. */
  theirs(mineId: string): string;
  toRemember: { type: 'article'; id: string; mineId: string }[];
}

export function matchArticles(
  mine: Side,
  theirs: Side,
  choices: MergeChoices,
  remembered: Remembered,
  newId: () => string,
): ArticleMap {
  const own = byId(mine.articles);
  const ofText = Map.groupBy(mine.articles, ({ textSha256 }) => textSha256);
  const found = new Map<string, { article: Article; how: ArticleMatch['how'] }>();
  const claimed = new Set<string>();
  const claim = (article: Article, id: string | null | undefined, how: ArticleMatch['how']): boolean => {
    const match = typeof id === 'string' && !claimed.has(id) ? own.get(id) : undefined;
    if (!match) return false;
    claimed.add(match.id);
    found.set(article.id, { article: match, how });
    return true;
  };

  for (const article of theirs.articles) claim(article, choices.articles[article.id], 'user');
  const waiting = theirs.articles.filter(({ id }) => !found.has(id) && choices.articles[id] !== null);
  for (const article of waiting)
    if (
      !found.has(article.id) &&
      remembered.mine(article.id) === undefined &&
      isSame(mine, theirs, own.get(article.id), article)
    )
      claim(article, article.id, 'id');
  for (const article of waiting)
    if (!found.has(article.id)) claim(article, remembered.mine(article.id), 'remembered');
  for (const article of waiting) {
    if (found.has(article.id) || remembered.mine(article.id) !== undefined) continue;
    const free = ofText.get(article.textSha256)?.find(({ id }) => !claimed.has(id));
    claim(article, free?.id, 'text');
  }

  const ids = new Map<string, string>();
  const toRemember: ArticleMap['toRemember'] = [];
  const pairs = theirs.articles.map((article): ArticlePair => {
    const match = found.get(article.id);
    const before = remembered.mine(article.id);
    const wanted = before ?? article.id;
    const id = match?.article.id ?? (mine.has('article', wanted) ? newId() : wanted);
    ids.set(article.id, id);
    if (id !== article.id && before !== id) toRemember.push({ type: 'article', id: article.id, mineId: id });
    return {
      mine: match?.article ?? null,
      theirs: article,
      id,
      how: match?.how ?? 'new',
      byContent: match?.how !== 'id' && !(match?.how === 'remembered' && remembered.isMine(article.id)),
      otherText: match !== undefined && match.article.textSha256 !== article.textSha256,
    };
  });
  return {
    pairs,
    rest: mine.articles.filter(({ id }) => !claimed.has(id)),
    mine: (theirId) => ids.get(theirId) ?? remembered.mine(theirId) ?? theirId,
    theirs: remembered.theirs,
    toRemember,
  };
}

/** Whether an article under the same id is the same one, if in another version: an id can be tampered with. */
function isSame(mine: Side, theirs: Side, own: Article | undefined, article: Article): boolean {
  if (!own) return false;
  if (own.textSha256 === article.textSha256) return true;
  return areVersions(mine.body(own.id).text, theirs.body(article.id).text);
}
