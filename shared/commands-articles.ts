/** Bringing articles in, describing and removing them. */
import type { ArticleFields } from './api';
import { updateOf } from './changes';
import { type CommandEnv, type Decision, decide, named, shorten, updatesOf } from './commands';
import type { AnyRecord, Article, Import } from './records';

/** An article on its way into the project; its body is fetched when it is written. */
export interface NewArticle {
  id: string;
  fields: ArticleFields;
  fileName: string;
  textSha256: string;
  /** In UTF-16 code units. */
  textLength: number;
  copyOfId: string | null;
}

/** One import: its record, and the articles that came in. */
export function importArticles(
  {
    id,
    name,
    report,
    articles,
  }: Pick<Import, 'id' | 'name' | 'report'> & { articles: readonly NewArticle[] },
  env: CommandEnv,
): Decision {
  const record: Import = {
    type: 'import',
    id,
    coderId: env.coderId,
    createdAt: env.now,
    name,
    articleCount: articles.length,
    report,
  };
  const added = articles.map(({ fields, ...article }): Article => ({
    type: 'article',
    ...fields,
    ...article,
    importId: id,
    createdAt: env.now,
    particulars: null,
    layout: null,
    text: null,
  }));
  const [only, ...more] = added;
  const what = only && more.length === 0 ? `article ${shorten(only.title)}` : `${added.length} articles`;
  return decide(`Add ${what}`, { added: [record, ...added] });
}

export function updateArticle(article: Article, fields: Partial<ArticleFields>): Decision {
  const update = updateOf<'article'>(article, named(fields));
  return decide(`Edit article ${shorten(article.title)}`, { updated: updatesOf(update) });
}

/**
 * @param dependents all records that cannot be without the article, in any order
 * @param copies articles that are marked as copies of it: they stay, as copies of nothing
 */
export const removeArticle = (
  article: Article,
  dependents: readonly AnyRecord[],
  copies: readonly Article[],
): Decision =>
  decide(`Delete article ${shorten(article.title)}`, {
    removed: [...dependents, article],
    updated: copies.flatMap((copy) => updatesOf(updateOf<'article'>(copy, { copyOfId: null }))),
  });
