/** What came of a file that is being read again: it comes back unless the reading ends well. */
import type Database from 'better-sqlite3';
import type { ArticleFields } from '../../shared/api-articles';
import type { Decision } from '../../shared/api-imports';
import type { StagedGroups } from './staged-groups';

/** What the user has typed and decided about a row. */
interface Choices {
  fields: Partial<ArticleFields>;
  /** Null where it is the one that was made for the user. */
  decision: Decision | null;
}

interface Rows {
  edit(rows: string[], fields: Partial<ArticleFields>): void;
  decide(rows: string[], decision: Decision): void;
}

/** What is decided without the user: a text that is there already is left out. */
const usual = `CASE WHEN duplicate ->> '$.how' = 'same text' THEN '"skip"' ELSE '"take"' END`;

/** One at a time: `restore` or `drop` must follow. */
export class Shelf {
  /** By the place in the file, which is what stays the same when it is read again. */
  private readonly choices: Map<string, Choices>;

  /** @param settings JSON of those with which the file is read now */
  constructor(
    private readonly db: Database.Database,
    private readonly rows: Rows,
    private readonly groups: StagedGroups,
    private readonly fileId: number,
    settings: string,
  ) {
    this.choices = choicesOf(db, fileId);
    db.prepare('INSERT INTO shelved_file SELECT * FROM file WHERE id = ?').run(fileId);
    db.prepare('INSERT INTO shelf SELECT * FROM row WHERE file_id = ?').run(fileId);
    db.prepare('DELETE FROM row WHERE file_id = ?').run(fileId);
    db.prepare(
      "UPDATE file SET settings = ?, problem = NULL, skipped = '[]', skipped_count = 0 WHERE id = ?",
    ).run(settings, fileId);
  }

  /** Puts everything back as it was, in the place of what was read since. */
  restore(): void {
    this.db.prepare('DELETE FROM row WHERE file_id = ?').run(this.fileId);
    this.db.prepare('INSERT INTO row SELECT * FROM shelf').run();
    this.db.prepare('INSERT OR REPLACE INTO file SELECT * FROM shelved_file').run();
    this.groups.forget();
    this.clear();
  }

  /** Forgets what was put aside; what the user typed and decided goes to what was read in its place. */
  drop(): void {
    forgetReferences(this.db, 'FROM shelf');
    this.groups.forget();
    this.clear();
    const find = this.db.prepare('SELECT id FROM row WHERE file_id = ? AND place = ?').pluck();
    for (const [place, { fields, decision }] of this.choices) {
      const id = find.get(this.fileId, place) as number | undefined;
      if (id === undefined) continue;
      this.rows.edit([String(id)], fields);
      if (decision !== null && !this.isOfGone(decision)) this.rows.decide([String(id)], decision);
    }
  }

  /** Whether it makes a copy of a row that is there no more, as when two rows of one file are copies. */
  private isOfGone(decision: Decision): boolean {
    if (typeof decision === 'string' || !('rowId' in decision.copyOf)) return false;
    const found = this.db.prepare('SELECT 1 FROM row WHERE id = ?').get(Number(decision.copyOf.rowId));
    return found === undefined;
  }

  private clear(): void {
    this.db.prepare('DELETE FROM shelf').run();
    this.db.prepare('DELETE FROM shelved_file').run();
  }
}

function choicesOf(db: Database.Database, fileId: number): Map<string, Choices> {
  const rows = db
    .prepare(
      `SELECT place, edits, nullif(decision, ${usual}) AS decision FROM row
       WHERE file_id = ? AND (edits <> '{}' OR decision <> ${usual})`,
    )
    .all(fileId) as { place: string; edits: string; decision: string | null }[];
  return new Map(
    rows.map(({ place, edits, decision }) => [
      place,
      {
        fields: JSON.parse(edits) as Choices['fields'],
        decision: decision === null ? null : (JSON.parse(decision) as Decision),
      },
    ]),
  );
}

/**
 * Other rows that were taken for duplicates of rows that are gone are duplicates of nothing now; what the user
 * decided about them stays.
 * @param from what follows SELECT in a query for the rows, with its values
 */
export function forgetReferences(db: Database.Database, from: string, ...values: number[]): void {
  // As texts, but not cast to them: what is cast is compared in a way for which no index serves.
  const gone = `SELECT id || '' ${from}`;
  db.prepare(
    `UPDATE row SET duplicate = NULL, doubtful = warnings <> '[]',
       decision = CASE WHEN decision = ${usual} THEN '"take"' ELSE decision END
     WHERE duplicate IS NOT NULL AND duplicate ->> '$.of.rowId' IN (${gone})`,
  ).run(...values);
  db.prepare(
    `UPDATE row SET decision = '"take"'
     WHERE decision LIKE '{%' AND decision ->> '$.copyOf.rowId' IN (${gone})`,
  ).run(...values);
}
