/**
 * Where an import waits until the user brings it in: the files that were read and what was found in them,
 * outside the project. It is a database that SQLite keeps in memory while it is small and in a temporary file
 * of its own when it is not; it is gone when it is closed.
 */
import Database from 'better-sqlite3';
import type { ArticleFields } from '../../shared/api-articles';
import type {
  Decision,
  Duplicate,
  ImportFile,
  ImportRow,
  ImportSource,
  ImportState,
  RowFilter,
} from '../../shared/api-imports';
import { keysOfNames } from '../../shared/article-keys';
import type { MemberGroup } from '../../shared/duplicate-groups';
import type { KeyedArticle } from '../exchange/prepare-article';
import { RowKeys } from './row-keys';
import { forgetReferences, Shelf } from './shelf';
import { StagedContents } from './staged-contents';
import { StagedGroups } from './staged-groups';
import {
  condition,
  fileOf,
  rowOf,
  type Rows,
  schema,
  shown,
  type StagedFile,
  type StagedRow,
} from './staged';

/** What a row says of its text, for the search for duplicates. */
export interface StagedText {
  rowId: string;
  title: string;
  url: string;
  accession: string;
  text: string;
}

const insertRow = `INSERT INTO row (file_id, place, fields, warnings, decision, duplicate, doubtful, text_sha256,
         text_length, text_keys, particulars, layout, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Skipped parts of a file that are kept by name; of more, only their number. */
const mostSkipped = 100;

export class Staging {
  private readonly db: Database.Database;
  /** Sources by their number in `file.source`: kept for reading again. */
  readonly sources: ImportSource[] = [];
  /** Jobs that are reading into it. */
  readers = 0;
  private readonly keys = new RowKeys();
  /** What of it goes into the project. */
  readonly contents: StagedContents;
  private readonly likes: StagedGroups;
  private readonly statements = new Map<string, Database.Statement>();

  constructor() {
    // An empty name stands for a private database on disk that SQLite removes by itself.
    this.db = new Database('');
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    this.db.pragma('cache_size = -65536');
    this.db.exec(schema);
    // Never committed: nobody else reads it, and it is gone when it is closed.
    this.db.exec('BEGIN');
    this.contents = new StagedContents(this.db);
    this.likes = new StagedGroups(this.db);
  }

  close(): void {
    this.db.close();
  }

  addSource(source: ImportSource): number {
    return this.sources.push(source) - 1;
  }

  /** Notes that a file is being read. @returns its id */
  beginFile(source: number, name: string, size: number, settings: string): number {
    return Number(
      this.prepared('INSERT INTO file (source, name, size, settings) VALUES (?, ?, ?, ?)').run(
        source,
        name,
        size,
        settings,
      ).lastInsertRowid,
    );
  }

  endFile(
    id: number,
    file: Pick<ImportFile, 'format' | 'readerId' | 'encoding' | 'encodings' | 'problem'>,
  ): void {
    this.prepared(
      'UPDATE file SET format = ?, reader_id = ?, encoding = ?, encodings = ?, problem = ? WHERE id = ?',
    ).run(file.format, file.readerId, file.encoding, JSON.stringify(file.encodings), file.problem, id);
  }

  addSkipped(fileId: number, place: string, why: string): void {
    this.prepared(
      `UPDATE file SET skipped_count = skipped_count + 1, skipped = CASE WHEN skipped_count < ${mostSkipped}
         THEN json_insert(skipped, '$[#]', json_object('place', ?, 'why', ?)) ELSE skipped END WHERE id = ?`,
    ).run(place, why, fileId);
  }

  /** @returns the row's id */
  addRow(fileId: number, article: KeyedArticle, decision: Decision, duplicate: Duplicate | null): string {
    const { lastInsertRowid } = this.prepared(insertRow).run(
      fileId,
      article.place,
      JSON.stringify(article.fields),
      JSON.stringify(article.warnings),
      JSON.stringify(decision),
      duplicate && JSON.stringify(duplicate),
      article.warnings.length > 0 || duplicate ? 1 : 0,
      article.textSha256,
      article.text.length,
      JSON.stringify(article.textKeys),
      article.particulars.length === 0 ? '' : JSON.stringify(article.particulars),
      article.layout,
      article.text,
    );
    const id = Number(lastInsertRowid);
    if (duplicate) this.likes.forget();
    this.keys.note(id, [...article.textKeys, ...keysOfNames(article.fields)]);
    return String(id);
  }

  /** The first row of this text, or null. */
  rowOfText(textSha256: string): StagedText | null {
    const first = this.one<{ id: number }>(
      'SELECT id FROM row WHERE text_sha256 = ? ORDER BY id LIMIT 1',
      textSha256,
    );
    return first ? this.staged(first.id) : null;
  }

  /** Whether any row has one of these keys, or had it before it was read again. */
  hasAnyKey(keys: readonly number[]): boolean {
    return this.keys.hasAny(keys);
  }

  /** Rows that share a key with what has these names and this text: so many at most, the likeliest. */
  rowsSharing(names: readonly number[], texts: readonly number[], most: number): StagedText[] {
    const found: StagedText[] = [];
    for (const id of this.keys.likeliest(names, texts)) {
      if (found.length === most) break;
      const row = this.staged(id);
      // One whose file is read again is not there any more.
      if (row) found.push(row);
    }
    return found;
  }

  private staged(id: number): StagedText | null {
    const row = this.one<StagedRow>('SELECT fields, text FROM row WHERE id = ?', id);
    if (!row) return null;
    const { title, url, accession } = JSON.parse(row.fields) as ArticleFields;
    return { rowId: String(id), title, url, accession, text: row.text };
  }

  /** Preparing costs more than running, and a few statements are run for each of 100,000 files. */
  private prepared(sql: string): Database.Statement {
    let found = this.statements.get(sql);
    if (!found) this.statements.set(sql, (found = this.db.prepare(sql)));
    return found;
  }

  private one<T>(sql: string, ...values: unknown[]): T | undefined {
    return this.prepared(sql).get(...values) as T | undefined;
  }

  private count(sql: string): number {
    return Number(this.prepared(`SELECT count(*) FROM ${sql}`).pluck().get());
  }

  /**
   * UTF-16 code units that the undoing of the import has to hold: of texts once, and of layouts and particulars
   * twice, since they are JSON, whose quotation marks a line of the history escapes.
   * @param fileId of what came of this file alone
   */
  units(fileId?: string): number {
    const sum = 'SELECT coalesce(sum(text_length + 2 * (length(layout) + length(particulars))), 0) FROM row';
    if (fileId === undefined) return Number(this.prepared(sum).pluck().get());
    return Number(this.prepared(`${sum} WHERE file_id = ?`).pluck().get(Number(fileId)));
  }

  state(): ImportState {
    const rows = this.count('row');
    return {
      files: this.count('file'),
      problems: this.count('file WHERE problem IS NOT NULL OR skipped_count > 0'),
      rows,
      // For those that are left out there is an index.
      taken: rows - this.count(`row WHERE ${shown.skipped}`),
      doubtful: this.count(`row WHERE ${shown.doubtful}`),
      groups: this.groups().length,
    };
  }

  rows(show: RowFilter, from: number, count: number): { rows: ImportRow[]; total: number } {
    const found = this.db
      .prepare(
        `SELECT row.*, file.name AS file_name, coalesce(file.format, '') AS format, file.encoding FROM row
         JOIN file ON file.id = file_id WHERE ${shown[show]} ORDER BY row.id LIMIT ? OFFSET ?`,
      )
      .all(count, from) as StagedRow[];
    return { rows: found.map(rowOf), total: this.count(`row WHERE ${shown[show]}`) };
  }

  files(onlyProblems: boolean, from: number, count: number): { files: ImportFile[]; total: number } {
    const where = onlyProblems ? 'WHERE problem IS NOT NULL OR skipped_count > 0' : '';
    const found = this.db
      .prepare(
        `SELECT file.*, (SELECT count(*) FROM row WHERE file_id = file.id) AS rows FROM file ${where}
         ORDER BY id LIMIT ? OFFSET ?`,
      )
      .all(count, from) as StagedFile[];
    return { files: found.map(fileOf), total: this.count(`file ${where}`) };
  }

  /** A file with its source, and the number of that. */
  file(id: string): { file: ImportFile; source: ImportSource; number: number } | null {
    const file = this.one<StagedFile>('SELECT *, 0 AS rows FROM file WHERE id = ?', Number(id));
    const source = file && this.sources[file.source];
    return file && source ? { file: fileOf(file), source, number: file.source } : null;
  }

  /** Puts aside what came of a file, which is read again; its place in the list of files stays. */
  shelve(fileId: string, settings: string): Shelf {
    this.likes.forget();
    return new Shelf(this.db, this, this.likes, Number(fileId), settings);
  }

  /** Forgets a source with all its files, whose reading was cancelled. */
  forgetSource(source: number): void {
    const rows = 'FROM row WHERE file_id IN (SELECT id FROM file WHERE source = ?)';
    forgetReferences(this.db, rows, source);
    this.prepared(`DELETE ${rows}`).run(source);
    this.likes.forget();
    this.prepared('DELETE FROM file WHERE source = ?').run(source);
  }

  text(rowId: string): { text: string; layout: string } | null {
    return (
      this.one<{ text: string; layout: string }>(
        'SELECT text, layout FROM row WHERE id = ?',
        Number(rowId),
      ) ?? null
    );
  }

  edit(rows: Rows, fields: Partial<ArticleFields>): void {
    const [where, values] = condition(rows);
    const pieces = Object.entries(fields).flatMap(([name, value]) => [`$.${name}`, value]);
    if (pieces.length === 0) return;
    const places = ', ?, ?'.repeat(pieces.length / 2);
    this.db
      .prepare(
        `UPDATE row SET fields = json_set(fields${places}), edits = json_set(edits${places}) WHERE ${where}`,
      )
      .run(...pieces, ...pieces, ...values);
  }

  decide(rows: Rows, decision: Decision): void {
    const [where, values] = condition(rows);
    this.prepared(`UPDATE row SET decision = ? WHERE ${where}`).run(JSON.stringify(decision), ...values);
  }

  /** Makes each of these rows that is like another, or like an article of the project, a copy of that. */
  link(rows: Rows): void {
    const [where, values] = condition(rows);
    this.prepared(
      `UPDATE row SET decision = json_object('copyOf', json_remove(duplicate -> '$.of', '$.title'))
       WHERE duplicate IS NOT NULL AND ${where}`,
    ).run(...values);
  }

  /** Groups of rows, and articles of the project, that are alike. They are kept until the rows change. */
  groups(): readonly MemberGroup[] {
    return this.likes.groups();
  }

  row(rowId: string): ImportRow | null {
    const found = this.one<StagedRow>(
      `SELECT row.*, file.name AS file_name, coalesce(file.format, '') AS format, file.encoding FROM row
       JOIN file ON file.id = file_id WHERE row.id = ?`,
      Number(rowId),
    );
    return found ? rowOf(found) : null;
  }
}
