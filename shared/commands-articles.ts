/** Adding, describing and removing articles. */
import type { ArticleFields } from './api';
import { type CommandEnv, type Decision, decide, named, shorten, updatesOf } from './commands';
import { updateOf } from './changes';
import type { AnyRecord, Article } from './records';

/** A text on its way into the project: canonical, with the SHA-256 of its UTF-8 bytes in hex. */
export interface NewArticle {
  fields: ArticleFields;
  fileName: string;
  text: string;
  textSha256: string;
}

export function addArticles(articles: readonly NewArticle[], env: CommandEnv): Decision {
  const added = articles.map(({ fields, fileName, text, textSha256 }): Article => ({
    type: 'article',
    id: env.newId(),
    ...fields,
    fileName,
    createdAt: env.now,
    textSha256,
    textLength: text.length,
    text,
  }));
  const [only, ...more] = added;
  const what = only && more.length === 0 ? `article ${shorten(only.title)}` : `${added.length} articles`;
  return decide(`Add ${what}`, { added });
}

export function updateArticle(article: Article, fields: Partial<ArticleFields>): Decision {
  const update = updateOf<'article'>(article, named(fields));
  return decide(`Edit article ${shorten(article.title)}`, { updated: updatesOf(update) });
}

/** `dependents` are all records that cannot be without the article, in any order. */
export const removeArticle = (article: Article, dependents: readonly AnyRecord[]): Decision =>
  decide(`Delete article ${shorten(article.title)}`, { removed: [...dependents, article] });
