/**
 * Calls that bring articles in. Files are read into a staging area outside the project, where the user sees
 * and corrects what was found; then all of it comes in as one step of the history, or nothing does.
 * There is one staging area per window. Its rows are fetched in pages: it may hold 100,000.
 */
import { z } from 'zod';
import { type ArticleFields, articleFields, type EncodingChoice, type Particular } from './api-articles';
import { id, name, nothing, token } from './api-common';
import type { Applied } from './api-history';
import { type ImportProfile, importProfile, type ReadSettings, readSettings } from './import-settings';

/**
 * Where texts come from: a chosen file, folder or zip; bytes that the page has; or the clipboard.
 * The window may not read files by itself: what is dropped on it comes as tokens, too.
 */
export const importSource = z.union([
  z.strictObject({ token }),
  z.strictObject({ fileName: z.string().min(1), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ pasted: z.string() }),
]);
export type ImportSource = z.infer<typeof importSource>;

/**
 * What is to be done with a row. A copy (of agency news, say) comes in and says whose copy it is, so that it
 * is coded once and can be counted as one or as many.
 */
export const decision = z.union([
  z.literal('take'),
  z.literal('skip'),
  /** The original: another row, or an article of the project. */
  z.strictObject({ copyOf: z.union([z.strictObject({ rowId: id }), z.strictObject({ articleId: id })]) }),
]);
export type Decision = z.infer<typeof decision>;

/** Rows by their ids, or all that a filter shows. */
export const rowFilter = z.enum(['all', 'doubtful', 'duplicates', 'taken', 'skipped']);
export type RowFilter = z.infer<typeof rowFilter>;
const rows = z.union([z.array(id).min(1), z.strictObject({ shown: rowFilter })]);

const page = { from: z.int().min(0), count: z.int().min(1).max(500) };
const jobId = id;

export const importInputs = {
  /** Reads sources and adds what they hold to the staging area. A job. */
  'import.read': z.strictObject({
    jobId,
    sources: z.array(importSource).min(1),
    settings: readSettings.default(readSettings.parse({})),
  }),
  /**
   * Reads these files again, with other settings; what came of them before is replaced. What the user has
   * typed about a row stays with the row that stands in the same place. A job.
   */
  'import.readAgain': z.strictObject({ jobId, fileIds: z.array(id).min(1), settings: readSettings }),
  /** What there is now, in numbers. */
  'import.state': nothing,
  'import.rows': z.strictObject({ ...page, show: rowFilter.default('all') }),
  'import.files': z.strictObject({ ...page, onlyProblems: z.boolean().default(false) }),
  'import.file': z.strictObject({ fileId: id }),
  /** The whole text of one row, as it would come in. */
  'import.text': z.strictObject({ rowId: id }),
  'import.edit': z.strictObject({ rows, fields: articleFields.partial() }),
  'import.decide': z.strictObject({ rows, decision }),
  /** Makes each of these rows that is like another, or like an article of the project, a copy of that. */
  'import.link': z.strictObject({ rows }),
  /** Groups of rows, and articles of the project, that are or may be the same. */
  'import.groups': z.strictObject(page),
  /** What these settings would make of the beginning of a file; nothing is kept. */
  'import.try': z.strictObject({ fileId: id, settings: readSettings, count: z.int().min(1).max(50) }),
  /** Brings in what is taken, as one step of the history. A job. */
  'import.run': z.strictObject({ jobId }),
  'import.discard': nothing,
  /** Every format that can be read. */
  'import.formats': nothing,
  'profile.list': nothing,
  /** @throws `refused` when there is one of this name that is not to be replaced. */
  'profile.save': z.strictObject({ profile: importProfile, replace: z.boolean() }),
  'profile.remove': z.strictObject({ name }),
  'import.report': z.strictObject({ importId: id }),
  /** Writes a report as text or, where the file's name ends in `.json`, as JSON. */
  'import.saveReport': z.strictObject({ importId: id, token }),
};

export interface ImportState {
  files: number;
  /** Files of which something could not be read. */
  problems: number;
  rows: number;
  taken: number;
  /** Rows to look at: with a warning, or like another article. */
  doubtful: number;
  /** Groups of likely duplicates. */
  groups: number;
}

/** One article that was found. */
export interface ImportRow {
  rowId: string;
  fileId: string;
  fileName: string;
  /** Where in the file: `document 3`, `row 12`; empty for the whole file. */
  place: string;
  /** The name of the reader. */
  format: string;
  encoding: string;
  fields: ArticleFields;
  /** What the source says in its own words, such as a date that could be read in two ways. */
  particulars: Particular[];
  /** In UTF-16 code units. */
  textLength: number;
  /** The first 200 code units or so, whole characters only. */
  excerpt: string;
  warnings: string[];
  decision: Decision;
  /** The most likely duplicate; null where there is none. */
  duplicate: Duplicate | null;
}

export interface Duplicate {
  /** What is alike; `similarity` is the share of common word sequences, 0 to 1 (Jaccard). */
  how: 'same text' | 'same address' | 'same number' | 'similar text';
  similarity: number;
  of: { rowId: string; title: string } | { articleId: string; title: string };
}

/** A file that was read, or could not be. */
export interface ImportFile {
  fileId: string;
  fileName: string;
  /** In bytes. */
  size: number;
  /** The name of the reader; null where none could be found. */
  format: string | null;
  readerId: string | null;
  encoding: string;
  encodings: EncodingChoice[];
  settings: ReadSettings;
  rows: number;
  /** Why nothing or not all came of it; null when all is well. */
  problem: string | null;
  /** Parts that gave no article, and why; at most 100. */
  skipped: { place: string; why: string }[];
  skippedCount: number;
}

export interface DuplicateGroup {
  groupId: string;
  /** Articles of the project first, then rows; at least two, at least one of them a row. */
  members: DuplicateMember[];
}

export interface DuplicateMember {
  in: 'project' | 'import';
  /** Of the article or the row. */
  id: string;
  title: string;
  source: string;
  date: string | null;
  textLength: number;
  excerpt: string;
  /** What it has in common with the first member, or the one it is most like; null for the first itself. */
  likeness: { how: Duplicate['how']; similarity: number } | null;
  /** Null for articles of the project. */
  decision: Decision | null;
}

/** What settings make of the beginning of a file. */
export interface Trial {
  rows: Pick<ImportRow, 'place' | 'fields' | 'particulars' | 'textLength' | 'excerpt' | 'warnings'>[];
  /** For tables: the columns with some of their values, whatever the mapping says. */
  table: { columns: { name: string; examples: string[] }[]; settings: ReadSettings['table'] } | null;
  /** Sheets of a workbook. */
  sheets: string[];
  /** For splitting rules: the beginning of the text, and where the boundaries are in it. */
  split: { text: string; begins: number[]; ends: number[] } | null;
  problem: string | null;
  skipped: { place: string; why: string }[];
}

/** What an import did; kept in the project. */
export interface ImportReport {
  importId: string;
  at: string;
  coder: string;
  files: {
    name: string;
    format: string | null;
    encoding: string;
    size: number;
    problem: string | null;
    skipped: { place: string; why: string }[];
    skippedCount: number;
  }[];
  articles: {
    articleId: string;
    title: string;
    file: string;
    place: string;
    length: number;
    warnings: string[];
    copyOf: string | null;
  }[];
  /** Rows that the user left out. */
  leftOut: { title: string; file: string; place: string; duplicateOf: string | null }[];
}

export interface ImportOutputs {
  'import.read': ImportState;
  'import.readAgain': ImportState;
  'import.state': ImportState;
  'import.rows': { rows: ImportRow[]; total: number };
  'import.files': { files: ImportFile[]; total: number };
  'import.file': ImportFile;
  'import.text': { text: string; layout: string };
  'import.edit': ImportState;
  'import.decide': ImportState;
  'import.link': ImportState;
  'import.groups': { groups: DuplicateGroup[]; total: number };
  'import.try': Trial;
  /** Its change adds an `import` record and the articles, all without their bodies. */
  'import.run': Applied;
  'import.discard': null;
  'import.formats': { id: string; name: string }[];
  'profile.list': ImportProfile[];
  'profile.save': ImportProfile[];
  'profile.remove': ImportProfile[];
  'import.report': ImportReport;
  'import.saveReport': null;
}
