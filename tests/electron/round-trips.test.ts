/** Whatever a project holds, its exports say exactly that: fast-check makes the projects up and names its seed. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import type Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeFile, createFile, openForReading } from '../../electron/db/open';
import { rebuildFile } from '../../electron/exchange/claimbook-json';
import { isClaimbookTables, rebuildTables } from '../../electron/exchange/claimbook-tables';
import { csvTables } from '../../electron/exchange/csv-tables';
import { codePointOffsets } from '../../shared/formats/code-points';
import { unguard } from '../../shared/formats/formula-guard';
import schema from '../../shared/formats/claimbook.schema.json';
import { recordTypes } from '../../shared/records';
import { anyStep, type Step, take, text } from '../support/any-steps';
import { look } from '../support/look-into';
import { type OpenWorld, openWorld } from '../support/host-world';
import { subjectRows } from '../support/subjects';
import { runs } from '../support/extent';

const isValid = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

const steps = fc.array(anyStep, { minLength: 10, maxLength: 40, size: 'max' });

/** A project after these steps, one of which at least has tagged something. */
async function projectAfter(taken: readonly Step[]): Promise<OpenWorld> {
  const world = await openWorld(text);
  await world.tag('first', 'Claim', { start: 0, end: 6 });
  for (const [count, step] of taken.entries()) await take(world, step, count);
  return world;
}

async function exported(
  world: OpenWorld,
  name: string,
  request: { format: string; options?: { profile: 'statistics' | 'spreadsheet' } },
) {
  const target = path.join(world.folder, name);
  await world.does('export.run', { jobId: name, token: world.token(target), request });
  return target;
}

/** Every row of every table, the history included, in the order in which they were written. */
const everyRow = (db: Database.Database): Record<string, unknown[]> =>
  Object.fromEntries(
    [...recordTypes, 'change'].map((table) => [
      table,
      db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all(),
    ]),
  );

const withoutTime = (json: string): string => json.replace(/"exportedAt": "[^"]*"/, '"exportedAt": ""');

test('any project is rebuilt row by row from its archive and from its JSON Lines', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom('claimbook-zip', 'claimbook-jsonl'), async (taken, format) => {
      const world = await projectAfter(taken);
      const whole = await exported(world, 'whole', { format });
      const copy = path.join(world.folder, 'rebuilt.claimbook');
      const db = createFile(copy);
      expect(await isClaimbookTables(whole)).toBe(true);
      await rebuildTables(db, whole);
      expect(subjectRows(db)).toEqual(look(world, subjectRows));
      const after = everyRow(db);
      closeFile(db);
      for (const [table, rows] of Object.entries(look(world, everyRow)))
        expect(after[table], table).toEqual(rows);
      await world.host.close();
    }),
    { numRuns: runs(10) },
  );
}, 120_000);

test('any project is rebuilt from its JSON row by row, and exports the same bytes again', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = await projectAfter(taken);
      const whole = await exported(world, 'whole.json', { format: 'claimbook-json' });
      const json = fs.readFileSync(whole, 'utf8');
      expect(isValid(JSON.parse(json)), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);

      const copy = path.join(world.folder, 'rebuilt.claimbook');
      const db = createFile(copy);
      await rebuildFile(db, whole);
      closeFile(db);
      const rebuilt = openForReading(copy);
      const [before, after] = [look(world, everyRow), everyRow(rebuilt)];
      expect(subjectRows(rebuilt)).toEqual(look(world, subjectRows));
      closeFile(rebuilt);
      for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows);

      await world.does('project.open', { token: world.token(copy), mode: 'read', coderName: 'Ada' });
      const again = fs.readFileSync(
        await exported(world, 'again.json', { format: 'claimbook-json' }),
        'utf8',
      );
      expect(withoutTime(again)).toBe(withoutTime(json));
      await world.host.close();
    }),
    { numRuns: runs(15) },
  );
});

/** The cells of a table as text, worked out from the file anew: null is empty, truth is a word. */
function cellsOf(db: Database.Database, { file, sql, columns }: (typeof csvTables)[number]): string[][] {
  const textOf = db.prepare('SELECT text FROM article WHERE id = ?').pluck();
  return (db.prepare(sql).raw().all() as (string | number | null)[][]).map((row) => {
    if (file === 'spans') {
      const points = codePointOffsets(String(textOf.get(row.pop())));
      row[5] = points(Number(row[3]));
      row[6] = points(Number(row[4]));
    }
    return row.map((cell, at) => {
      if (cell === null) return '';
      return columns[at]?.type === 'boolean' ? String(cell === 1) : String(cell);
    });
  });
}

const runsInSpreadsheets = /^\s*[=+@＝＋－＠-]|^[\t\r]/;

test('any project is read back from its CSV tables cell by cell, guarded for spreadsheets or raw', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = await projectAfter(taken);
      const raw = await exported(world, 'raw', { format: 'csv', options: { profile: 'statistics' } });
      const safe = await exported(world, 'safe', { format: 'csv', options: { profile: 'spreadsheet' } });
      for (const table of csvTables) {
        const expected = [table.columns.map(({ name }) => name), ...look(world, (db) => cellsOf(db, table))];
        const read = (folder: string): string[][] => {
          const written = fs.readFileSync(path.join(folder, `${table.file}.csv`), 'utf8');
          expect(written.endsWith('\r\n')).toBe(true);
          const found = parse(written, { bom: true });
          expect(parse(written, { bom: true, record_delimiter: '\r\n' })).toEqual(found);
          return found;
        };
        expect(read(raw), table.file).toEqual(expected);
        const guarded = read(safe);
        expect(
          guarded.map((row) => row.map(unguard)),
          table.file,
        ).toEqual(expected);
        const running = guarded.flatMap((row) =>
          row.filter((cell, at) => table.columns[at]?.type === 'string' && runsInSpreadsheets.test(cell)),
        );
        expect(running).toEqual([]);
      }
      await world.host.close();
    }),
    { numRuns: runs(15) },
  );
});
