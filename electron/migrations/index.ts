/** The migrations, append-only and numbered by tens so that branches do not take the same number. */
import * as firstTables from './0010-first-tables';
import * as codingDesk from './0020-coding-desk';
import * as changeSubjects from './0030-change-subjects';
import * as imports from './0040-imports';
import * as foreignIds from './0050-foreign-ids';
import * as sharedProjects from './0060-shared-projects';
import * as mergedLines from './0061-merged-lines';
import type { WritableDb } from '../db/open';

export interface Migration {
  version: number;
  sql: string;
  /** Fills what the SQL made, where that takes more than SQL. */
  fill?(db: WritableDb): void;
}

export const migrations: readonly Migration[] = [
  firstTables,
  codingDesk,
  changeSubjects,
  imports,
  foreignIds,
  sharedProjects,
  mergedLines,
];

for (const [index, { version }] of migrations.entries()) {
  const before = migrations[index - 1]?.version ?? 0;
  if (version <= before) throw new Error(`migration ${version} does not come after ${before}`);
}

export const latestVersion = migrations.at(-1)?.version ?? 0;
