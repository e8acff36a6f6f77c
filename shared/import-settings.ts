/**
 * How files are to be read, where the reader cannot know: the user's choices, kept as named profiles. One
 * profile serves files of many kinds; each reader takes what concerns it.
 */
import { z } from 'zod';

/** The fields of an article that a column, a file name or a rule can fill. */
export const fillableFields = [
  'title',
  'source',
  'author',
  'date',
  'section',
  'url',
  'accession',
  'language',
  'note',
] as const;
export type FillableField = (typeof fillableFields)[number];

/** In which order a date of mere numbers is written; null: it is not read, and its words are kept. */
export const dateOrders = ['day first', 'month first'] as const;
export const dateOrder = z.enum(dateOrders).nullable();
export type DateOrder = z.infer<typeof dateOrder>;

const fieldOrText = z.enum(['text', ...fillableFields]);

/** Which column of a table fills what. Columns that are not named here are kept as particulars. */
export const tableMapping = z.strictObject({
  /** By the column's name; several columns of one field are joined in the table's order. */
  columns: z.record(z.string(), fieldOrText.or(z.literal('leave out'))),
  /** Null: found out from the first rows. */
  delimiter: z.enum([',', ';', '\t', '|']).nullable(),
  /** Whether the first row names the columns; without names they are `Column 1`, `Column 2` …. */
  hasHeader: z.boolean(),
  /** The sheet of a workbook; null: the first that names its text, or else the first that holds anything. */
  sheet: z.string().nullable(),
});
export type TableMapping = z.infer<typeof tableMapping>;

/** A regular expression in JavaScript's notation, with the flags `m` and `u`. */
const pattern = z.string().max(2000);

/** Rules that split a text which no reader knows into articles. Lines end with `\n`. */
export const splitRules = z.strictObject({
  /** Matches where an article begins; what is before the first match is left out and reported. */
  begins: pattern,
  /** Matches what ends an article before the next begins; empty: it ends where the next begins. */
  ends: pattern,
  /** Each field is the first group of the pattern's first match in the article, or all of the match. */
  fields: z.array(z.strictObject({ field: fieldOrText, pattern })),
  /** Whether what fields and boundaries matched is taken out of the text. */
  takesOut: z.boolean(),
});
export type SplitRules = z.infer<typeof splitRules>;

export const pdfSettings = z.strictObject({
  /** Leave out what stands on most pages in the same place: running heads, page numbers. */
  removesRunningHeads: z.boolean(),
  /** Join words that were parted at the end of a line. */
  joinsHyphens: z.boolean(),
});
export type PdfSettings = z.infer<typeof pdfSettings>;

export const readSettings = z.strictObject({
  /** A reader's id; null: found out from the file. */
  format: z.string().max(64).nullable().default(null),
  /** As iconv names it; null: found out from the file. */
  encoding: z.string().max(40).nullable().default(null),
  dateOrder: dateOrder.default(null),
  table: tableMapping.nullable().default(null),
  split: splitRules.nullable().default(null),
  /**
   * Fields from the file's name, written as `{date}_{source}_{title}`; `{*}` stands for anything, and
   * `{date:DDMMYYYY}` for a date of mere digits. Folders can be named, too: `{source}/{date} {title}`. What
   * the name says counts more than what stands in the file, which is kept beside it. Empty: none.
   */
  fileName: z.string().max(500).default(''),
  pdf: pdfSettings.default({ removesRunningHeads: true, joinsHyphens: true }),
});
export type ReadSettings = z.infer<typeof readSettings>;

/** What is done where the user says nothing. */
export const usualSettings: ReadSettings = readSettings.parse({});

/** Settings under a name, for the next import. */
export const importProfile = z.strictObject({
  name: z.string().trim().min(1).max(100),
  settings: readSettings,
});
export type ImportProfile = z.infer<typeof importProfile>;
