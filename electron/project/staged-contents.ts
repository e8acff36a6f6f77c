/** What of the staging area goes into the project, and what an import's report says of it. */
import type Database from 'better-sqlite3';
import type { ArticleFields } from '../../shared/api-articles';
import type { Decision, Duplicate } from '../../shared/api-imports';
import { keysOfNames } from '../../shared/article-keys';
import type { ReportContents } from '../../shared/import-report';
import type { Body } from '../db/apply-change';
import { fileOf, shown, type StagedFile } from './staged';

/** A row on its way into the project. */
export interface TakenRow {
  rowId: string;
  fields: ArticleFields;
  fileName: string;
  place: string;
  textSha256: string;
  textLength: number;
  warnings: string[];
  decision: Decision;
}

export interface LeftOutRow {
  title: string;
  fileName: string;
  place: string;
  duplicateOf: string | null;
}

export class StagedContents {
  constructor(private readonly db: Database.Database) {}

  /** All files as a report names them. */
  allFiles(): ReportContents['files'] {
    const files = this.db.prepare('SELECT *, 0 AS rows FROM file ORDER BY id').all() as StagedFile[];
    return files.map((file) => {
      const { fileName, format, encoding, size, problem, skipped, skippedCount } = fileOf(file);
      return { name: fileName, format, encoding, size, problem, skipped, skippedCount };
    });
  }

  /** What is to come in, in order. */
  taken(): TakenRow[] {
    const rows = this.db
      .prepare(
        `SELECT row.id, fields, name, place, text_sha256, text_length, warnings, decision FROM row
         JOIN file ON file.id = file_id WHERE ${shown.taken} ORDER BY row.id`,
      )
      .raw()
      .all() as [number, string, string, string, string, number, string, string][];
    return rows.map(([id, fields, fileName, place, textSha256, textLength, warnings, decision]) => ({
      rowId: String(id),
      fields: JSON.parse(fields) as ArticleFields,
      fileName,
      place,
      textSha256,
      textLength,
      warnings: warnings === '[]' ? [] : (JSON.parse(warnings) as string[]),
      decision: JSON.parse(decision) as Decision,
    }));
  }

  leftOut(): LeftOutRow[] {
    const rows = this.db
      .prepare(
        `SELECT fields, name, place, duplicate FROM row JOIN file ON file.id = file_id
         WHERE ${shown.skipped} ORDER BY row.id`,
      )
      .all() as { fields: string; name: string; place: string; duplicate: string | null }[];
    return rows.map(({ fields, name, place, duplicate }) => ({
      title: (JSON.parse(fields) as ArticleFields).title,
      fileName: name,
      place,
      duplicateOf: duplicate === null ? null : (JSON.parse(duplicate) as Duplicate).of.title,
    }));
  }

  /** The body of a row as it goes into the project. */
  bodyReader(): (rowId: string) => Body {
    const select = this.db
      .prepare('SELECT text, layout, particulars, text_keys, fields FROM row WHERE id = ?')
      .raw();
    return (rowId) => {
      const row = select.get(Number(rowId)) as [string, string, string, string, string];
      const [text, layout, particulars, textKeys, fields] = row;
      const names = keysOfNames(JSON.parse(fields) as ArticleFields);
      return { text, layout, particulars, keys: [...(JSON.parse(textKeys) as number[]), ...names] };
    };
  }
}
