/** The groups of likely duplicates in the staging area, made once until its rows change. */
import type Database from 'better-sqlite3';
import type { Duplicate } from '../../shared/api-imports';
import { duplicateGroups, type MemberGroup } from '../../shared/duplicate-groups';

export class StagedGroups {
  /** Null when the rows have changed. */
  private known: readonly MemberGroup[] | null = null;

  constructor(private readonly db: Database.Database) {}

  groups(): readonly MemberGroup[] {
    return (this.known ??= duplicateGroups(this.duplicates()));
  }

  forget(): void {
    this.known = null;
  }

  private duplicates(): { rowId: string; duplicate: Duplicate }[] {
    const rows = this.db
      .prepare('SELECT id, duplicate FROM row WHERE duplicate IS NOT NULL ORDER BY id')
      .all() as { id: number; duplicate: string }[];
    return rows.map(({ id, duplicate }) => ({
      rowId: String(id),
      duplicate: JSON.parse(duplicate) as Duplicate,
    }));
  }
}
