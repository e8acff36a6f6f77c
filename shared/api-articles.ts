/** Calls about articles: opening, describing and removing them, and readings. */
import { z } from 'zod';
import { id, name } from './api-common';
import type { Applied } from './api-history';
import { partialDate } from './record-fields';
import { type Annotation, type Article, type AttributeValue, readingStates, type Span } from './records';

/** What an article is called and where it comes from; every field can be edited later. */
export const articleFields = z.object({
  title: name,
  source: z.string(),
  author: z.string(),
  date: partialDate.nullable(),
  section: z.string(),
  url: z.string(),
  /** What the archive that it comes from calls it by, such as Factiva's accession number; empty if none. */
  accession: z.string(),
  language: z.string().nullable(),
  note: z.string(),
});
export type ArticleFields = z.infer<typeof articleFields>;

/** Something that the source says about an article, under the name that the source gives it. */
export const particular = z.object({ name: z.string(), value: z.string() });
export type Particular = z.infer<typeof particular>;

export const articleInputs = {
  'article.open': z.strictObject({ articleId: id }),
  'article.update': z.strictObject({ articleId: id, fields: articleFields.partial() }),
  'article.remove': z.strictObject({ articleId: id }),
  'article.page': z.strictObject({ articleId: id }),
  'reading.set': z.strictObject({ articleId: id, state: z.enum(readingStates) }),
};

/** An article with its text and everything annotated in it. */
export interface OpenArticle {
  article: Article & { text: string };
  annotations: Annotation[];
  spans: Span[];
  attributeValues: AttributeValue[];
  /** Ids of spans whose quote is no longer what the text says there: shown as unplaced, never moved. */
  unplacedSpanIds: string[];
}

/** An encoding as iconv names it, and how a telling part of the file would read in it. */
export interface EncodingChoice {
  encoding: string;
  preview: string;
}

export interface ArticleOutputs {
  'article.open': OpenArticle;
  'article.update': Applied;
  'article.remove': Applied;
  /** The article with its annotations as one HTML page for reading and print. */
  'article.page': { html: string };
  'reading.set': Applied;
}
