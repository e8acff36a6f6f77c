/** Calls about articles: bringing texts in, opening, describing and removing them, and readings. */
import { z } from 'zod';
import { id, name, token } from './api-common';
import type { Applied } from './api-history';
import {
  type Annotation,
  type Article,
  type AttributeValue,
  partialDate,
  readingStates,
  type Span,
} from './records';

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

/**
 * Where text comes from: a chosen file, a dropped one, or the clipboard. `encoding` as iconv names it;
 * `format` is an importer's id, where the ending of the file's name does not tell the right one.
 */
export const articleSource = z.union([
  z.strictObject({ token, encoding: z.string().optional(), format: z.string().optional() }),
  z.strictObject({
    fileName: z.string().min(1),
    bytes: z.instanceof(Uint8Array),
    encoding: z.string().optional(),
  }),
  z.strictObject({ pasted: z.string() }),
]);
export type ArticleSource = z.infer<typeof articleSource>;

export const articleInputs = {
  'article.draft': z.strictObject({ sources: z.array(articleSource).min(1) }),
  'article.add': z.strictObject({
    drafts: z.array(z.strictObject({ draftId: id, fields: articleFields })).min(1),
  }),
  /** Forgets drafts that the user did not add. */
  'article.discard': z.strictObject({ draftIds: z.array(id) }),
  'article.open': z.strictObject({ articleId: id }),
  'article.update': z.strictObject({ articleId: id, fields: articleFields.partial() }),
  'article.remove': z.strictObject({ articleId: id }),
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

/** A text that was read but not yet added: guesses for the user to correct. */
export interface ArticleDraft {
  draftId: string;
  fileName: string;
  fields: ArticleFields;
  textLength: number;
  /** The first 300 code units or so, whole characters only. */
  excerpt: string;
  encoding: string;
  /** Other ways to read it, where the encoding was guessed or chosen; empty where there is no doubt. */
  encodings: EncodingChoice[];
  /** What was changed on the way in (characters replaced) or looks doubtful (same text already here). */
  warnings: string[];
}

/** A file that gave no draft, and why. */
export interface DraftProblem {
  fileName: string;
  message: string;
  /** For an undecodable file: encodings to offer. */
  encodings: EncodingChoice[];
}

/** An encoding as iconv names it, and how a telling part of the file would read in it. */
export interface EncodingChoice {
  encoding: string;
  preview: string;
}

export interface ArticleOutputs {
  'article.draft': { drafts: ArticleDraft[]; problems: DraftProblem[] };
  'article.add': Applied;
  'article.discard': null;
  'article.open': OpenArticle;
  'article.update': Applied;
  'article.remove': Applied;
  'reading.set': Applied;
}
