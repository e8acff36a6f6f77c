/** The whole project as one JSON file, complete enough to rebuild it; described by a JSON Schema. */
import { constants } from 'node:buffer';
import { once } from 'node:events';
import fs from 'node:fs';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { changeSchema } from '../../shared/changes';
import { holdsAll } from '../../shared/formats/format';
import { type Article, recordSchemas, type RecordType, recordTypes } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { isCanonical } from '../../shared/text';
import { fillArticleKeys } from '../db/article-keys';
import { fillSubjects } from '../db/change-subjects';
import { sha256 } from '../db/check';
import { failureOf, type ReadableDb, type WritableDb } from '../db/open';
import { columnsOf, toRow } from '../db/tables';
import { latestVersion } from '../migrations/index';
import { type JsonProject, OtherLayout, readLines } from './claimbook-json-lines';
import type { Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

/** The tables in the order in which they are written: each refers only to earlier ones and itself. */
const tables: readonly (RecordType | 'change')[] = [...recordTypes, 'change'];

const countOf = (db: ReadableDb, table: string): number =>
  (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

const flagsOf = (table: RecordType | 'change'): string[] =>
  table === 'change' ? [] : columnsOf(table).flatMap(({ column, flag }) => (flag ? [column] : []));

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

/** Tables that came after version 10, by the version that brought them: older files lack them. */
const laterTables: Partial<Record<RecordType | 'change', number>> = {
  concept_alias: 20,
  distinction: 20,
  import: 40,
  foreign_id: 50,
};

const head = z.object({
  format: z.literal('claimbook'),
  version: z.literal(1),
  schemaVersion: z.int(),
  offsets: z.literal('utf-16'),
});
const document = z.object({
  tables: z.record(z.string(), z.array(z.unknown())),
});

const historyRow = z.strictObject({
  seq: z.int().min(1),
  id: z.string().min(1),
  at: z.string(),
  coder_id: z.string().nullable(),
  label: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  origin_seq: z.int().nullable(),
  article_id: z.string().nullable(),
  diff: changeSchema,
});

const refuse = (message: string): never => {
  throw new FailureError({ code: 'refused', message: `${message} Nothing was changed.` });
};

/**
 * Rebuilds a project from its JSON into an empty project file: one without articles, actors and concepts
 * of its own. Every row is checked; all are written in one transaction. Words that do not fit their text are let
 * in, as a project may hold such spans: `checkWords` tells them. This is the one writer beside `applyChange`: the
 * history comes with the file and must not get a line about itself.
 * @returns how many rows came in, the history included.
 * @throws FailureError naming the first wrong row; then nothing was changed.
 */
export const rebuild = (db: WritableDb, json: string): number => rebuildFrom(db, wholeText(json));

/**
 * `rebuild` from a file of any size if it is laid out as the exporter lays it out, one row a line. JSON of
 * another layout is read as one text, which has a limit.
 * @param longestText bytes of the longest such text: JavaScript cannot hold a longer one
 * @throws FailureError as `rebuild`, and `refused` for a file of another layout that is too large
 */
export function rebuildFile(
  db: WritableDb,
  path: string,
  longestText: number = constants.MAX_STRING_LENGTH,
): number {
  try {
    return rebuildFrom(db, readLines(path));
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
  return rebuild(db, fs.readFileSync(path, 'utf8'));
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;

function rebuildFrom(db: WritableDb, project: JsonProject): number {
  const taken = ['article', 'annotation', 'actor', 'concept'].some((table) => countOf(db, table) > 0);
  if (taken) refuse('A project can only be rebuilt into a new, empty project file.');
  const schemaVersion = checkHead(project.head);
  const work = db.transaction(() => {
    for (const table of ['change_subject', 'change', ...recordTypes.toReversed()])
      db.exec(`DELETE FROM ${table}`);
    const counts = insertRows(db, project.rows);
    const missing = tables.find(
      (table) => !project.tables.has(table) && (laterTables[table] ?? 0) <= schemaVersion,
    );
    if (missing !== undefined)
      refuse(`This is not a Claimbook project in JSON: it lacks the table ${missing}.`);
    const projects = counts.get('project') ?? 0;
    if (projects !== 1) refuse(`A file holds exactly one project, and this one holds ${projects}.`);
    refuseDanglingReferences(db);
    fillSubjects(db);
    fillArticleKeys(db);
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  });
  try {
    return work.immediate();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_CONSTRAINT'))
      refuse(`A row does not fit the others: ${(error as Error).message}.`);
    if (error instanceof OtherLayout) throw error;
    throw new FailureError(failureOf(error, 'rebuilding the project'));
  }
}

/** Inserts all rows; rows of tables that this version does not know are left out. @returns counts by table */
function insertRows(db: WritableDb, rows: JsonProject['rows']): Map<string, number> {
  const counts = new Map<string, number>();
  const inserts = new Map<string, (row: Record<string, unknown>, at: number) => void>(
    tables.map((table) => [table, table === 'change' ? historyInsert(db) : recordInsert(db, table)]),
  );
  for (const { table, row } of rows) {
    const insert = inserts.get(table);
    if (!insert) continue;
    const at = counts.get(table) ?? 0;
    if (!isObject(row)) wrongRow(table, at, 'it is not an object');
    else insert(row, at);
    counts.set(table, at + 1);
  }
  return counts;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordInsert(db: WritableDb, type: RecordType) {
  const columns = columnsOf(type).map(({ column }) => column);
  const insert = db.prepare(
    `INSERT INTO ${type} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row: Record<string, unknown>, at: number) => void insert.run(toRow(recordOf(type, row, at)));
}

function historyInsert(db: WritableDb) {
  const insert = db.prepare(
    `INSERT INTO change (seq, id, at, coder_id, label, kind, origin_seq, article_id, diff)
     VALUES (@seq, @id, @at, @coder_id, @label, @kind, @origin_seq, @article_id, @diff)`,
  );
  return (row: Record<string, unknown>, at: number) => {
    const checked = checkedHistory(row, at);
    insert.run({ ...checked, diff: JSON.stringify(checked.diff) });
  };
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

const refuseDocument = ({ issues: [issue] }: z.ZodError): never =>
  refuse(`This is not a Claimbook project in JSON: ${issue?.path.join('.')}: ${issue?.message}.`);

/** @returns the version of the tables that the rows follow */
function checkHead(raw: unknown): number {
  const parsed = head.safeParse(raw);
  if (!parsed.success) return refuseDocument(parsed.error);
  const { schemaVersion } = parsed.data;
  if (schemaVersion > latestVersion) {
    refuse(`It was written by a newer Claimbook (${schemaVersion}; this one reads up to ${latestVersion}).`);
  }
  return schemaVersion;
}

const wrongRow = (table: string, at: number, what: string): never =>
  refuse(`Row ${at + 1} of ${table} is wrong: ${what}.`);

/** The record that a row stands for, checked; `at` counts from 0. */
function recordOf<T extends RecordType>(type: T, row: Record<string, unknown>, at: number) {
  const columns = columnsOf(type);
  for (const key of Object.keys(row)) {
    if (!columns.some(({ column }) => column === key)) wrongRow(type, at, `there is no column ${key}`);
  }
  const fields = columns.map(({ key, column }) => [key, row[column]]);
  const checked = recordSchemas[type].safeParse({ type, ...Object.fromEntries(fields) });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return wrongRow(type, at, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const record = checked.data;
  if (record.type === 'article') checkText(record, at);
  return record;
}

/** Offsets and quotes are about the text as it is stored: it can be neither mended nor cut here. */
function checkText({ text, textLength, textSha256 }: Article, at: number): void {
  if (text === null) return wrongRow('article', at, 'its text is missing');
  if (textSha256 !== sha256(text)) {
    wrongRow('article', at, 'its text is not the one that its checksum was made of');
  }
  if (!isCanonical(text)) {
    wrongRow(
      'article',
      at,
      'its text has line breaks other than \\n, or characters that no text can hold. ' +
        'Put them right, and make text_sha256, text_length and the offsets anew',
    );
  }
  if (textLength !== text.length) {
    wrongRow(
      'article',
      at,
      `text_length is ${textLength}, but its text has ${text.length} UTF-16 code units. Count again, also the offsets`,
    );
  }
}

/** A checked line of the history; its diff stays as given, so that the next export writes the same bytes. */
function checkedHistory(row: Record<string, unknown>, at: number): Record<string, unknown> {
  const checked = historyRow.safeParse(row);
  if (checked.success) return row;
  const [issue] = checked.error.issues;
  return wrongRow('change', at, `${issue?.path.join('.')}: ${issue?.message}`);
}

/** SQLite only says that a reference fails; this says whose. */
function refuseDanglingReferences(db: WritableDb): void {
  const [found] = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  if (!found) return;
  const row = db.prepare(`SELECT id FROM ${found.table} WHERE rowid = ?`).get(found.rowid) as { id: string };
  refuse(`The row ${row.id} of ${found.table} refers to a row of ${found.parent} that is not there.`);
}
