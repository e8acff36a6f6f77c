/**
 * The contract between the window and the project host: each call's input schema and output type.
 * The host parses every input with its schema before the handler sees it, and answers with a `Result`.
 * Files never cross as paths: a `token` stands for a path that main chose in a native dialog.
 */
import { z } from 'zod';
import type { Change } from './changes';
import type { HistoryEntry } from './changes';
import {
  actorKinds,
  partialDate,
  readingStates,
  type Actor,
  type ActorAffiliation,
  type ActorAlias,
  type Annotation,
  type Article,
  type Attribute,
  type AttributeValue,
  type Choice,
  type Code,
  type Coder,
  type Concept,
  type Project,
  type Reading,
  type Span,
} from './records';
import type { Result } from './result';

const id = z.string().min(1).max(64);
const token = z.string().min(1).max(200);
const offset = z.int().min(0);
/** A half-open range of UTF-16 code units of the article's text. */
const range = z.object({ start: offset, end: offset });
const name = z.string().trim().min(1, 'a name is needed').max(10_000);

/** A value as the window sends it. `newActor` and `newConcept` create the entry in the same change. */
export const valueInput = z.union([
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({ number: z.number() }),
  z.strictObject({ date: partialDate }),
  z.strictObject({ choiceId: id }),
  z.strictObject({ actorId: id }),
  z.strictObject({ newActor: z.strictObject({ name, kind: z.enum(actorKinds) }) }),
  z.strictObject({ conceptId: id }),
  z.strictObject({ newConcept: z.strictObject({ name }) }),
  z.strictObject({ targetAnnotationId: id }),
]);
export type ValueInput = z.infer<typeof valueInput>;

/** What an article is called and where it comes from; every field can be edited later. */
export const articleFields = z.object({
  title: name,
  source: z.string(),
  author: z.string(),
  date: partialDate.nullable(),
  section: z.string(),
  url: z.string(),
  language: z.string().nullable(),
  note: z.string(),
});
export type ArticleFields = z.infer<typeof articleFields>;

/** Where text comes from: a chosen file, a dropped one, or the clipboard. `encoding` as iconv names it. */
export const articleSource = z.union([
  z.strictObject({ token, encoding: z.string().optional() }),
  z.strictObject({
    fileName: z.string().min(1),
    bytes: z.instanceof(Uint8Array),
    encoding: z.string().optional(),
  }),
  z.strictObject({ pasted: z.string() }),
]);
export type ArticleSource = z.infer<typeof articleSource>;

export const exportRequest = z.strictObject({
  format: z.string(),
  /** For `csv`: `spreadsheet` guards cells that a spreadsheet would run as formulas, `statistics` writes raw. */
  profile: z.enum(['spreadsheet', 'statistics']).default('spreadsheet'),
});
export type ExportRequest = z.infer<typeof exportRequest>;

const nothing = z.undefined().optional();

const inputs = {
  'project.create': z.strictObject({ token, name, coderName: name, sample: z.boolean().default(false) }),
  /** `write` locks the file; `read` looks at it where it lies; `copy` reads a private copy of a locked file. */
  'project.open': z.strictObject({
    token,
    mode: z.enum(['write', 'read', 'copy']).default('write'),
    coderName: name,
  }),
  /** Puts a backup in the place of a damaged file, which is kept beside it under another name. */
  'project.restore': z.strictObject({ token, backupId: z.string() }),
  'project.close': nothing,
  'project.update': z.strictObject({ name: name.optional(), description: z.string().optional() }),

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

  /** `annotationId` is chosen by the window, so that a call sent twice tags once. */
  'annotation.tag': z.strictObject({
    annotationId: id,
    articleId: id,
    codeId: id,
    ranges: z.array(range).min(1),
  }),
  'annotation.addSpan': z.strictObject({ annotationId: id, range }),
  'annotation.moveSpan': z.strictObject({ spanId: id, range }),
  'annotation.removeSpan': z.strictObject({ spanId: id }),
  'annotation.recode': z.strictObject({ annotationId: id, codeId: id }),
  'annotation.setNote': z.strictObject({ annotationId: id, note: z.string() }),
  /** Replaces all values of one attribute, in order. */
  'annotation.setValues': z.strictObject({
    annotationId: id,
    attributeId: id,
    values: z.array(valueInput),
  }),
  'annotation.remove': z.strictObject({ annotationIds: z.array(id).min(1) }),

  'actor.create': z.strictObject({ name, kind: z.enum(actorKinds) }),
  'actor.update': z.strictObject({
    actorId: id,
    name: name.optional(),
    kind: z.enum(actorKinds).optional(),
    note: z.string().optional(),
    authority: z.string().optional(),
  }),
  'concept.create': z.strictObject({ name }),
  'concept.update': z.strictObject({
    conceptId: id,
    name: name.optional(),
    definition: z.string().optional(),
  }),

  'history.undo': nothing,
  'history.redo': nothing,
  'history.list': z.strictObject({
    beforeSeq: z.int().optional(),
    limit: z.int().min(1).max(500).default(100),
  }),

  'export.plan': exportRequest,
  'export.run': z.strictObject({ jobId: id, token, request: exportRequest }),
  'job.cancel': z.strictObject({ jobId: id }),
} satisfies Record<string, z.ZodType>;

/** Everything about a project but its texts and annotations. Articles come without `text`. */
export interface ProjectSnapshot {
  project: Project;
  /** The file's name, for titles; paths stay in main and in the host. */
  fileName: string;
  readOnly: boolean;
  /** Why it is read-only, as a sentence; null when it can be written. */
  readOnlyReason: string | null;
  /** Who annotates here; null when read-only. */
  coderId: string | null;
  coders: Coder[];
  articles: Article[];
  readings: Reading[];
  codes: Code[];
  attributes: Attribute[];
  choices: Choice[];
  actors: Actor[];
  actorAliases: ActorAlias[];
  actorAffiliations: ActorAffiliation[];
  concepts: Concept[];
  /** Annotations per article id; articles without any are left out. */
  annotationCounts: Record<string, number>;
  undo: UndoState;
}

/** What undo and redo would do, in the user's words; null when there is nothing. */
export interface UndoState {
  undo: string | null;
  redo: string | null;
}

/** An article with its text and everything annotated in it. */
export interface OpenArticle {
  article: Article & { text: string };
  annotations: Annotation[];
  spans: Span[];
  attributeValues: AttributeValue[];
  /** Ids of spans whose quote is no longer what the text says there: shown as unplaced, never moved. */
  unplacedSpanIds: string[];
}

/** What a write did. The change is durable in the file when this arrives. */
export interface Applied {
  seq: number;
  label: string;
  change: Change;
  undo: UndoState;
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

export interface ExportPlan {
  format: string;
  /** What will be written, file by file; `rows` counts data rows, without the heading. */
  files: { name: string; rows: number; what: string }[];
}

export interface ExportReport {
  files: { name: string; rows: number; bytes: number }[];
  /** Where it lies, for "show in folder". */
  token: string;
  /** What was changed to fit the format, in sentences; empty when nothing was. */
  losses: string[];
}

export interface Outputs {
  'project.create': ProjectSnapshot;
  'project.open': ProjectSnapshot;
  'project.restore': { keptAs: string };
  'project.close': null;
  'project.update': Applied;
  'article.draft': { drafts: ArticleDraft[]; problems: DraftProblem[] };
  'article.add': Applied;
  'article.discard': null;
  'article.open': OpenArticle;
  'article.update': Applied;
  'article.remove': Applied;
  'reading.set': Applied;
  'annotation.tag': Applied;
  'annotation.addSpan': Applied;
  'annotation.moveSpan': Applied;
  'annotation.removeSpan': Applied;
  'annotation.recode': Applied;
  'annotation.setNote': Applied;
  'annotation.setValues': Applied;
  'annotation.remove': Applied;
  'actor.create': Applied;
  'actor.update': Applied;
  'concept.create': Applied;
  'concept.update': Applied;
  /** `null` when there is nothing to undo or redo. */
  'history.undo': Applied | null;
  'history.redo': Applied | null;
  'history.list': HistoryEntry[];
  'export.plan': ExportPlan;
  'export.run': ExportReport;
  'job.cancel': null;
}

export type CallName = keyof typeof inputs;
export const callInputs: { [C in CallName]: (typeof inputs)[C] } = inputs;
/** What a caller passes: fields with a default may be left out. */
export type CallInput<C extends CallName> = z.input<(typeof inputs)[C]>;
/** What a handler receives, after parsing. */
export type ParsedInput<C extends CallName> = z.output<(typeof inputs)[C]>;

/** The host as the window calls it over the port. One generic call keeps names and types in one place. */
export interface HostApi {
  call<C extends CallName>(name: C, input: CallInput<C>): Promise<Result<Outputs[C]>>;
}

/** A call's handler for every name: a missing one does not compile. */
export type Handlers = {
  [C in CallName]: (input: ParsedInput<C>) => Result<Outputs[C]> | Promise<Result<Outputs[C]>>;
};

/** What the host tells the window unasked. */
export interface WindowEvents {
  /** `done` and `total` count what the message says; `total` is null while unknown. */
  progress(event: { jobId: string; done: number; total: number | null; message: string }): void;
}
