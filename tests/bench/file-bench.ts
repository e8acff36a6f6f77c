/**
 * Makes the large projects that the window is measured with, and measures bulk writing through
 * `applyChange` against raw prepared inserts into the same tables, and type-ahead among 50,000 actors. Runs on Electron's Node; prints JSON.
 */
import fs from 'node:fs';
import path from 'node:path';
import { applyChange } from '../../electron/db/apply-change';
import { closeFile, openForWriting, type WritableDb } from '../../electron/db/open';
import { columnsOf, fromRow, toRow } from '../../electron/db/tables';
import { emptyChange } from '../../shared/changes';
import type { AnyRecord } from '../../shared/records';
import { createBigProject, manyArticles } from '../support/big-project';
import { measureTypeAhead } from './type-ahead';

const [folder = ''] = process.argv.slice(2);
const rounds = 5;
const written = ['annotation', 'span', 'attribute_value'] as const;

const long = path.join(folder, 'long.claimbook');
const many = path.join(folder, 'many.claimbook');
createBigProject(long, folder, { articles: 2, paragraphs: 2000, annotations: 20_000 });
createBigProject(many, folder, manyArticles);

/** The annotations of the long articles with their spans and values, under new ids. */
function freshRecords(db: WritableDb, round: string): AnyRecord[] {
  const renamed = (id: string | null): string | null => (id === null ? null : `${round}${id}`);
  return written.flatMap((type) =>
    (db.prepare(`SELECT * FROM ${type} WHERE id LIKE 'id-%'`).all() as Record<string, unknown>[]).map(
      (row) => {
        const record = fromRow(type, row);
        const id = `${round}${record.id}`;
        return record.type === 'annotation'
          ? { ...record, id }
          : { ...record, id, annotationId: renamed(record.annotationId) ?? '' };
      },
    ),
  );
}

function rawInsert(db: WritableDb, records: AnyRecord[]): void {
  const statements = Object.fromEntries(
    written.map((type) => {
      const columns = columnsOf(type).map(({ column }) => column);
      const values = columns.map(() => '?').join(', ');
      return [type, db.prepare(`INSERT INTO ${type} (${columns.join(', ')}) VALUES (${values})`)];
    }),
  );
  db.transaction(() => {
    for (const record of records) statements[record.type]?.run(toRow(record));
  }).immediate();
}

const rowsPerSecond = (rows: number, work: () => void): number => {
  const started = performance.now();
  work();
  return (rows / (performance.now() - started)) * 1000;
};
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const scratch = path.join(folder, 'scratch.claimbook');
fs.copyFileSync(long, scratch);
const db = openForWriting(scratch);
const applied: number[] = [];
const raw: number[] = [];
for (let round = 0; round < rounds; round++) {
  const records = freshRecords(db, `a${round}-`);
  applied.push(
    rowsPerSecond(records.length, () => {
      applyChange(
        db,
        { ...emptyChange(), added: records },
        { at: '', id: `bench-${round}`, coderId: null, label: 'Bench' },
      );
    }),
  );
  const others = freshRecords(db, `r${round}-`);
  raw.push(rowsPerSecond(others.length, () => rawInsert(db, others)));
}
closeFile(db);
process.stdout.write(
  JSON.stringify({
    long,
    many,
    applied: median(applied),
    raw: median(raw),
    typeAhead: measureTypeAhead(),
  }),
);
