/** A made-up dataset as a real project file, for what is written straight from one. */
import path from 'node:path';
import type { ReadableDb } from '../../electron/db/open';
import { createFile } from '../../electron/db/open';
import { statement } from '../../electron/db/statement';
import { columnsOf, toRow } from '../../electron/db/tables';
import type { Dataset } from '../../shared/formats/dataset';
import type { AnyRecord } from '../../shared/records';

/** Close it with `closeFile`. */
export function projectOf(dataset: Dataset, folder: string): ReadableDb {
  const db = createFile(path.join(folder, 'study.claimbook'));
  const insert = (record: AnyRecord): void => {
    const columns = columnsOf(record.type).map(({ column }) => column);
    const values = columns.map(() => '?').join(', ');
    const sql = `INSERT INTO ${record.type} (${columns.join(', ')}) VALUES (${values})`;
    statement(db, sql).run(toRow(record));
  };
  const { project, foreignIds, ...registries } = dataset.registries;
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON');
    db.exec('DELETE FROM project; DELETE FROM coder;');
    for (const record of [project, ...Object.values(registries).flat(), ...foreignIds]) insert(record);
    for (const { article, readings, annotations, foreignIds: own } of dataset.articles()) {
      insert(article);
      for (const record of [...readings, ...own]) insert(record);
      for (const { annotation, spans, values } of annotations)
        for (const record of [annotation, ...spans, ...values]) insert(record);
    }
  })();
  return db;
}
