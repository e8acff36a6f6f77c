/** What only Claimbook reads of an article, for formats with a place for it: all but its text, and who has read it. */
import { z } from 'zod';
import { type Article, type ForeignId, type Reading, recordSchemas } from '../records';
import type { DatasetBuilder } from './dataset-builder';
import { damaged, foreignOf, type KeptIds, withNames, without } from './kept';
import type { Aspect, Losses } from './losses';

/** What the library knows of an article beyond its text, and who has read it, as plain JSON. */
export function keptArticle(
  article: Article,
  readings: readonly Reading[],
  foreign: ReadonlyMap<string, ForeignId>,
): Record<string, unknown> {
  const about = without(article, ['text', 'textSha256', 'textLength', 'fileName', 'importId']);
  return {
    ...withNames(about, foreign),
    readings: readings.map(({ coderId, state, changedAt }) => ({ coderId, state, changedAt })),
  };
}

const keptArticleSchema = z.object({
  ...recordSchemas.article
    .omit({ type: true, text: true, textSha256: true, textLength: true, fileName: true, importId: true })
    .partial()
    .required({ id: true, title: true }).shape,
  readings: z.array(z.unknown()).default([]),
});
const keptReading = recordSchemas.reading.pick({ coderId: true, state: true, changedAt: true });

/** An article that `keptArticle` wrote, checked; null for anything else. */
export interface KeptArticle {
  id: string;
  copyOfId: string | null;
  /** Builds the article with this text, and its readings. @returns its id, or null for one without text */
  build(text: string, builder: DatasetBuilder, ids: KeptIds): string | null;
}

export function readKeptArticle(given: unknown): KeptArticle | null {
  const parsed = keptArticleSchema.safeParse(given);
  if (!parsed.success) return null;
  const { id, copyOfId = null, readings, ...about } = parsed.data;
  return {
    id,
    copyOfId,
    build(text, builder, ids) {
      const articleId = builder.article({ ...about, text }, foreignOf(given, id));
      if (articleId === null) return null;
      for (const one of readings) {
        const reading = keptReading.safeParse(one).data;
        const coderId = ids.coder.get(reading?.coderId ?? '');
        if (reading && coderId !== undefined)
          builder.reading({ articleId, coderId, state: reading.state, changedAt: reading.changedAt });
        else builder.losses.add('reading', 'mismatch', damaged, about.title);
      }
      return articleId;
    },
  };
}

/**
 * Notes that an article's details and readings are in the file in a way that only Claimbook reads.
 * @param what where, as a sentence
 */
export function noteKeptArticle(
  losses: Losses,
  article: Article,
  readings: readonly Reading[],
  what: string,
): void {
  const note = (aspect: Aspect, count = 1): void =>
    losses.add(aspect, 'kept as extension', what, article.title, count);
  note('article details');
  if (article.date !== null) note('article date');
  if (article.language !== null) note('article language');
  if (article.note !== '') note('article note');
  if ((article.layout ?? '') !== '') note('article layout');
  if ((article.particulars ?? '') !== '') note('article particulars');
  if (article.copyOfId !== null) note('article copy');
  note('reading', readings.length);
}
