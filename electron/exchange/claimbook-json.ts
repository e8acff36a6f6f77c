/** The whole project as one JSON file, complete enough to rebuild it; described by a JSON Schema. */
import fs from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { recordSchemas, type RecordType, recordTypes } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { failureOf, type ReadableDb, type WritableDb } from '../db/open';
import { columnsOf, fromRow, toRow } from '../db/tables';
import { latestVersion } from '../migrations/index';
import type { Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

/** The tables in the order in which they are written: each refers only to earlier ones and itself. */
const tables: readonly (RecordType | 'change')[] = [...recordTypes, 'change'];

const countOf = (db: ReadableDb, table: string): number =>
  (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

const flagsOf = (table: RecordType | 'change'): string[] =>
  table === 'change' ? [] : columnsOf(table).flatMap(({ column, flag }) => (flag ? [column] : []));

export const claimbookJsonExporter: Exporter = {
  id: 'claimbook-json',
  name: 'Claimbook JSON (the whole project in one file)',
  kind: 'file',
  plan: (db, { format }) => ({
    format,
    files: [
      {
        name: 'the JSON file',
        rows: tables.reduce((sum, table) => sum + countOf(db, table), 0),
        what: 'Everything: articles with their texts, annotations, registries, codebook and history.',
      },
    ],
  }),
  async run(db, _request, path, { signal, progress }) {
    let rows = 0;
    const total = tables.reduce((sum, table) => sum + countOf(db, table), 0);
    await writeSafely(path, 'file', async (part) => {
      const out = fs.createWriteStream(part, { encoding: 'utf8' });
      const write = async (text: string): Promise<void> => {
        if (!out.write(text)) await once(out, 'drain');
      };
      try {
        const head = {
          format: 'claimbook',
          version: 1,
          schemaVersion: latestVersion,
          offsets: 'utf-16',
          exportedAt: new Date().toISOString(),
        };
        await write(`${JSON.stringify(head, null, 1).slice(0, -2)},\n "tables": {`);
        for (const [index, table] of tables.entries()) {
          await write(`${index === 0 ? '' : ','}\n  ${JSON.stringify(table)}: [`);
          const flags = flagsOf(table);
          let first = true;
          for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).iterate() as Iterable<
            Record<string, unknown>
          >) {
            for (const flag of flags) row[flag] = row[flag] === 1;
            if (table === 'change') row.diff = JSON.parse(String(row.diff));
            await write(`${first ? '' : ','}\n   ${JSON.stringify(row)}`);
            first = false;
            rows += 1;
            if (rows % batchSize === 0) {
              progress(rows, total, `Writing ${table}`);
              await breathe(signal);
            }
          }
          await write(first ? ']' : '\n  ]');
        }
        await write('\n }\n}\n');
        await breathe(signal);
      } finally {
        out.end();
        await finished(out).catch(() => undefined);
      }
      if (out.errored) throw out.errored;
    });
    const { size } = fs.statSync(path);
    return { files: [{ name: path.split(/[/\\]/).at(-1) ?? path, rows, bytes: size }], losses: [] };
  },
};

const snakeRows = z.array(z.record(z.string(), z.unknown()));
const document = z.object({
  format: z.literal('claimbook'),
  version: z.literal(1),
  schemaVersion: z.int(),
  offsets: z.literal('utf-16'),
  tables: z.object(
    Object.fromEntries(tables.map((table) => [table, snakeRows])) as Record<string, typeof snakeRows>,
  ),
});

const refuse = (message: string): never => {
  throw new FailureError({ code: 'refused', message: `${message} Nothing was changed.` });
};

/**
 * Rebuilds a project from its JSON into an empty project file. All rows are checked first; they are
 * written in one transaction.
 * @returns how many rows came in.
 * @throws FailureError naming the first wrong row.
 */
export function rebuild(db: WritableDb, json: string): number {
  if (countOf(db, 'article') > 0) refuse('A project can only be rebuilt into a new, empty project file.');
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    refuse(`This is not JSON: ${(error as Error).message}.`);
  }
  const parsed = document.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`This is not a Claimbook project in JSON: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  if (parsed.data.schemaVersion > latestVersion) {
    refuse(
      `It was written by a newer Claimbook (${parsed.data.schemaVersion}; this one reads up to ${latestVersion}).`,
    );
  }
  const rowsOf = (table: string): Record<string, unknown>[] => parsed.data.tables[table] ?? [];
  const records = recordTypes.flatMap((type) => rowsOf(type).map((row, at) => recordOf(type, row, at)));
  const work = db.transaction(() => {
    for (const table of ['change', ...recordTypes.toReversed()]) db.exec(`DELETE FROM ${table}`);
    for (const record of records) {
      const columns = columnsOf(record.type);
      db.prepare(
        `INSERT INTO ${record.type} (${columns.map(({ column }) => column).join(', ')})
         VALUES (${columns.map(() => '?').join(', ')})`,
      ).run(toRow(record));
    }
    const insert = db.prepare(
      `INSERT INTO change (seq, id, at, coder_id, label, kind, origin_seq, article_id, diff)
       VALUES (@seq, @id, @at, @coder_id, @label, @kind, @origin_seq, @article_id, @diff)`,
    );
    for (const row of rowsOf('change')) insert.run({ ...row, diff: JSON.stringify(row.diff) });
  });
  try {
    work.immediate();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_CONSTRAINT'))
      refuse(`A row does not fit the others: ${(error as Error).message}.`);
    throw new FailureError(failureOf(error, 'rebuilding the project'));
  }
  return records.length;
}

function recordOf<T extends RecordType>(type: T, row: Record<string, unknown>, at: number) {
  const asStored = { ...row };
  for (const flag of flagsOf(type)) asStored[flag] = row[flag] === true ? 1 : 0;
  const checked = recordSchemas[type].safeParse(fromRow(type, asStored));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return refuse(`Row ${at + 1} of ${type} is wrong: ${issue?.path.join('.')}: ${issue?.message}.`);
}
