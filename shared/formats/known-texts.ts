/** Texts of articles that a file names without holding them, as the project that it is read for has them. */
import type { KnownArticle } from './format';

export class KnownTexts {
  private readonly byUrl: ReadonlyMap<string, string | null>;
  private readonly byTitle: ReadonlyMap<string, string | null>;

  constructor(articles: readonly KnownArticle[]) {
    this.byUrl = onlyOnes(articles, ({ url }) => url);
    this.byTitle = onlyOnes(articles, ({ title }) => title);
  }

  /**
   * The text of the article with this address or, without one, with this title.
   * @returns null where there is none, or there are several of different texts
   */
  of({ title, url }: { title: string; url: string }): string | null {
    const byUrl = url === '' ? undefined : this.byUrl.get(url);
    return byUrl === undefined ? (this.byTitle.get(title) ?? null) : byUrl;
  }
}

/** Texts by what articles are called; null for what several of different texts are called. */
function onlyOnes(
  articles: readonly KnownArticle[],
  nameOf: (article: KnownArticle) => string,
): ReadonlyMap<string, string | null> {
  const texts = new Map<string, string | null>();
  for (const article of articles) {
    const name = nameOf(article);
    const before = texts.get(name);
    if (name !== '') texts.set(name, before === undefined || before === article.text ? article.text : null);
  }
  return texts;
}
