/** The whole project as one JSON file, complete enough to rebuild it; described by a JSON Schema. */
import { constants } from 'node:buffer';
import { once } from 'node:events';
import fs from 'node:fs';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { holdsAll } from '../../shared/formats/format';
import { FailureError } from '../../shared/result';
import { type WritableDb } from '../db/open';
import { type JsonProject, OtherLayout, readLines } from './claimbook-json-lines';
import {
  beginRebuilding,
  checkHead,
  countOf,
  flagsOf,
  headNow,
  refuse,
  refuseDocument,
  type RebuildingWatch,
  refuseFilled,
  rethrow,
  rowsInTurn,
  tables,
} from './rebuild';
import type { Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

export const claimbookJsonExporter: Exporter = {
  info: {
    id: 'claimbook-json',
    name: 'Claimbook JSON',
    what: 'One file with everything, complete enough to rebuild the project.',
    extensions: ['json'],
    container: 'file',
    holds: holdsAll,
    options: [],
  },
  needsText: true,
  plan: (db) => [
    {
      name: 'one .json file',
      rows: tables.reduce((sum, table) => sum + countOf(db, table), 0),
      what: 'Everything: articles with their texts, annotations, registries, codebook and history.',
    },
  ],
  dryRun: () => Promise.resolve([]),
  async run(db, _settings, path, { signal, progress }) {
    let rows = 0;
    const total = tables.reduce((sum, table) => sum + countOf(db, table), 0);
    await writeSafely(path, 'file', async (part) => {
      const out = fs.createWriteStream(part, { encoding: 'utf8' });
      const write = async (text: string): Promise<void> => {
        if (!out.write(text)) await once(out, 'drain');
      };
      try {
        await write(`${JSON.stringify(headNow(), null, 1).slice(0, -2)},\n "tables": {`);
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
              progress(rows, total, `Writing the table ${table}`);
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

const document = z.object({
  tables: z.record(z.string(), z.array(z.unknown())),
});

/**
 * Rebuilds a project from its JSON into an empty project file: one without articles, actors and concepts
 * of its own. Every row is checked; all are written in one transaction. Words that do not fit their text are let
 * in, as a project may hold such spans: `checkWords` tells them. This is the one writer beside `applyChange`: the
 * history comes with the file and must not get a line about itself.
 * @returns how many rows came in, the history included.
 * @throws FailureError naming the first wrong row; then nothing was changed.
 */
export const rebuild = async (db: WritableDb, json: string): Promise<number> =>
  rebuildFrom(db, wholeText(json));

/**
 * `rebuild` from a file of any size if it is laid out as the exporter lays it out, one row a line. JSON of
 * another layout is read as one text, which has a limit.
 * @param longestText bytes of the longest such text: JavaScript cannot hold a longer one
 * @throws FailureError as `rebuild`, and `refused` for a file of another layout that is too large; what `watch`
 *   throws
 */
export async function rebuildFile(
  db: WritableDb,
  path: string,
  longestText: number = constants.MAX_STRING_LENGTH,
  watch?: RebuildingWatch,
): Promise<number> {
  try {
    return await rebuildFrom(db, readLines(path), watch);
  } catch (error) {
    if (!(error instanceof OtherLayout)) throw error;
  }
  const { size } = fs.statSync(path);
  if (size > longestText) {
    refuse(
      `This file has ${megabytes(size)} and is not laid out one row a line, as Claimbook writes it; ` +
        `other JSON can be read up to ${megabytes(longestText)}. Export the project as JSON once more.`,
    );
  }
  return rebuildFrom(db, wholeText(fs.readFileSync(path, 'utf8')), watch);
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;

async function rebuildFrom(
  db: WritableDb,
  project: JsonProject,
  watch: RebuildingWatch = () => Promise.resolve(),
): Promise<number> {
  refuseFilled(db);
  const schemaVersion = checkHead(project.head);
  try {
    db.exec('BEGIN IMMEDIATE');
    const rebuilding = beginRebuilding(db, schemaVersion);
    let rows = 0;
    for (const { table, row } of project.rows) {
      rebuilding.add(table, row);
      rows += 1;
      if (rows % rowsInTurn === 0) await watch(rows);
    }
    const all = rebuilding.finish(project.tables);
    db.exec('COMMIT');
    return all;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    if (error instanceof OtherLayout || error instanceof FailureError) throw error;
    return rethrow(error);
  }
}

/** A document that is in memory as a whole, in any layout and with its tables in any order. */
function wholeText(json: string): JsonProject {
  let raw: unknown;
  try {
    raw = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    return refuse(`This is not JSON: ${(error as Error).message}.`);
  }
  checkHead(raw);
  const parsed = document.safeParse(raw);
  if (!parsed.success) return refuseDocument(parsed.error);
  const found = new Map(Object.entries(parsed.data.tables));
  return {
    head: raw,
    tables: new Set(found.keys()),
    rows: tables.flatMap((table) => (found.get(table) ?? []).map((row) => ({ table, row }))),
  };
}
