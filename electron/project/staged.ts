/** The tables of the staging area, and their rows as calls answer with them. */
import type { ArticleFields } from '../../shared/api-articles';
import type { Decision, Duplicate, ImportFile, ImportRow, RowFilter } from '../../shared/api-imports';
import { excerpt } from '../../shared/text';

/** What a filter shows, as the condition of a query. */
export const shown: Record<RowFilter, string> = {
  all: '1',
  doubtful: 'doubtful = 1',
  duplicates: 'duplicate IS NOT NULL',
  taken: `decision <> '"skip"'`,
  skipped: `decision = '"skip"'`,
};

/** Rows by their ids, or all that a filter shows. */
export type Rows = string[] | { shown: RowFilter };

/** These rows as the condition of a query, with its values. */
export function condition(rows: Rows): [where: string, values: unknown[]] {
  if ('shown' in rows) return [shown[rows.shown], []];
  return ['id IN (SELECT value FROM json_each(?))', [JSON.stringify(rows.map(Number))]];
}

export const schema = `
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  -- Which source it came from, and under which name it is found there.
  source INTEGER NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  format TEXT,
  reader_id TEXT,
  encoding TEXT NOT NULL DEFAULT '',
  encodings TEXT NOT NULL DEFAULT '[]',
  settings TEXT NOT NULL,
  problem TEXT,
  skipped TEXT NOT NULL DEFAULT '[]',
  skipped_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX file_problem ON file (id) WHERE problem IS NOT NULL OR skipped_count > 0;

CREATE TABLE row (
  -- Never given twice: what was noted of a row that is gone must not be taken for another's.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_id INTEGER NOT NULL,
  place TEXT NOT NULL,
  fields TEXT NOT NULL,
  -- What the user has typed, by field.
  edits TEXT NOT NULL DEFAULT '{}',
  warnings TEXT NOT NULL,
  -- JSON of a Decision; 'skip' for what is left out.
  decision TEXT NOT NULL,
  -- JSON of a Duplicate, or nothing.
  duplicate TEXT,
  -- 1 for what the user should look at.
  doubtful INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  text_length INTEGER NOT NULL,
  text_keys TEXT NOT NULL,
  particulars TEXT NOT NULL,
  layout TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX row_file ON row (file_id);
CREATE INDEX row_text ON row (text_sha256);
CREATE INDEX row_doubtful ON row (id) WHERE doubtful = 1;
CREATE INDEX row_duplicate ON row (id) WHERE duplicate IS NOT NULL;
CREATE INDEX row_skipped ON row (id) WHERE decision = '"skip"';
-- Which rows are like a row, or copies of it: asked for each file that is read again.
CREATE INDEX row_like ON row (duplicate ->> '$.of.rowId') WHERE duplicate IS NOT NULL;
CREATE INDEX row_copy ON row (decision ->> '$.copyOf.rowId') WHERE decision LIKE '{%';

-- A file that is being read again, and its rows as they were: they come back when that is not finished.
CREATE TABLE shelved_file AS SELECT * FROM file WHERE 0;
CREATE TABLE shelf AS SELECT * FROM row WHERE 0;
`;

/** A row of `row`, with the name of its file, its format and encoding. */
export interface StagedRow {
  id: number;
  file_id: number;
  file_name: string;
  format: string;
  encoding: string;
  place: string;
  fields: string;
  particulars: string;
  warnings: string;
  decision: string;
  duplicate: string | null;
  text_length: number;
  text: string;
}

/** A row of `file`, with how many rows came of it. */
export interface StagedFile {
  id: number;
  source: number;
  name: string;
  size: number;
  format: string | null;
  reader_id: string | null;
  encoding: string;
  encodings: string;
  settings: string;
  problem: string | null;
  skipped: string;
  skipped_count: number;
  rows: number;
}

const excerptLength = 200;

export const rowOf = (row: StagedRow): ImportRow => ({
  rowId: String(row.id),
  fileId: String(row.file_id),
  fileName: row.file_name,
  place: row.place,
  format: row.format,
  encoding: row.encoding,
  fields: JSON.parse(row.fields) as ArticleFields,
  particulars: row.particulars === '' ? [] : (JSON.parse(row.particulars) as ImportRow['particulars']),
  textLength: row.text_length,
  excerpt: excerpt(row.text, excerptLength),
  warnings: JSON.parse(row.warnings) as string[],
  decision: JSON.parse(row.decision) as Decision,
  duplicate: row.duplicate === null ? null : (JSON.parse(row.duplicate) as Duplicate),
});

export const fileOf = (file: StagedFile): ImportFile => ({
  fileId: String(file.id),
  fileName: file.name,
  size: file.size,
  format: file.format,
  readerId: file.reader_id,
  encoding: file.encoding,
  encodings: JSON.parse(file.encodings) as ImportFile['encodings'],
  settings: JSON.parse(file.settings) as ImportFile['settings'],
  rows: file.rows,
  problem: file.problem,
  skipped: JSON.parse(file.skipped) as ImportFile['skipped'],
  skippedCount: file.skipped_count,
});
