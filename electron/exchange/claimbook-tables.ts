/**
 * The whole project as JSON Lines, one file for each table and one row on each line, in a folder or in one zip
 * archive: complete enough to rebuild it, and read and written row by row, however large it is.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type FormatInfo, holdsAll, type Piece } from '../../shared/formats/format';
import { ReadProblem } from '../../shared/read-problem';
import { FailureError } from '../../shared/result';
import type { ReadableDb, WritableDb } from '../db/open';
import { refuseForeignFolder } from './own-folder';
import { writePieces } from './pieces';
import {
  beginRebuilding,
  checkHead,
  countOf,
  flagsOf,
  headNow,
  type RebuildingWatch,
  refuse,
  refuseFilled,
  rethrow,
  rowsInTurn,
  tables,
} from './rebuild';
import type { Exporter, ExportProgress } from './registry';
import { writeSafely } from './write-safely';
import { corpusLimits, isZip, openZip } from './zip';

const headFile = 'claimbook.json';
const fileOf = (table: string): string => `${table}.jsonl`;

/** UTF-16 code units of rows that are written together. */
const fullPiece = 256_000;

function* rowsOf(db: ReadableDb, table: (typeof tables)[number], onRow: () => void): Generator<Piece> {
  const flags = flagsOf(table);
  let lines = '';
  for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).iterate() as Iterable<
    Record<string, unknown>
  >) {
    for (const flag of flags) row[flag] = row[flag] === 1;
    if (table === 'change') row.diff = JSON.parse(String(row.diff));
    lines += `${JSON.stringify(row)}\n`;
    onRow();
    if (lines.length < fullPiece) continue;
    yield { file: fileOf(table), content: lines };
    lines = '';
  }
  // Tables without rows have their file, too: who reads them sees that nothing is missing.
  yield { file: fileOf(table), content: lines };
}

function* piecesOf(db: ReadableDb, { progress }: ExportProgress): Generator<Piece> {
  yield { file: headFile, content: `${JSON.stringify(headNow(), null, 1)}\n` };
  const total = tables.reduce((sum, table) => sum + countOf(db, table), 0);
  let done = 0;
  for (const table of tables) {
    yield* rowsOf(db, table, () => {
      done += 1;
      if (done % 1000 === 0 || done === total) progress(done, total, `Writing the table ${table}`);
    });
  }
}

const exporterOf = (info: FormatInfo): Exporter => ({
  info,
  needsText: true,
  plan: (db) =>
    tables.map((table) => ({ name: fileOf(table), rows: countOf(db, table), what: `The table ${table}.` })),
  dryRun: () => Promise.resolve([]),
  async run(db, _settings, target, job) {
    const kind = info.container === 'folder' ? 'folder' : 'file';
    if (kind === 'folder') refuseForeignFolder(target, [headFile, ...tables.map(fileOf)]);
    const files = await writeSafely(target, kind, (part) =>
      writePieces(piecesOf(db, job), info.container, part, job.signal),
    );
    const rows = new Map(tables.map((table) => [fileOf(table), countOf(db, table)]));
    return { files: files.map((file) => ({ ...file, rows: rows.get(file.name) ?? null })), losses: [] };
  },
});

const common = { holds: holdsAll, options: [] };

export const claimbookZipExporter = exporterOf({
  ...common,
  id: 'claimbook-zip',
  name: 'Claimbook archive',
  what: 'One zip archive with everything, history included, complete enough to rebuild the project.',
  extensions: ['zip'],
  container: 'zip',
});

export const claimbookJsonLinesExporter = exporterOf({
  ...common,
  id: 'claimbook-jsonl',
  name: 'Claimbook JSON Lines',
  what: 'A folder with everything, one row on each line, for programs that read line by line.',
  extensions: [],
  container: 'folder',
});

/** Where the files of tables are: in a folder, or in an archive. */
interface Place {
  names: ReadonlySet<string>;
  pieces(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

async function placeAt(chosen: string): Promise<Place> {
  if (fs.statSync(chosen).isDirectory())
    return {
      names: new Set(fs.readdirSync(chosen)),
      pieces: (name) => fs.createReadStream(path.join(chosen, name), { highWaterMark: 1 << 20 }),
      close: () => undefined,
    };
  const zip = await openZip(chosen, { ...corpusLimits, total: 64e9 });
  return {
    names: new Set(zip.entries.map(({ name }) => name)),
    pieces: (name) => zip.pieces(name),
    close: () => zip.close(),
  };
}

/** Whether a path leads to what the exporters above write. */
export async function isClaimbookTables(chosen: string): Promise<boolean> {
  if (fs.statSync(chosen).isDirectory()) return fs.existsSync(path.join(chosen, headFile));
  const handle = fs.openSync(chosen, 'r');
  const head = Buffer.alloc(4);
  fs.readSync(handle, head, 0, 4, 0);
  fs.closeSync(handle);
  if (!isZip(head)) return false;
  try {
    const place = await placeAt(chosen);
    place.close();
    return place.names.has(headFile);
  } catch (error) {
    if (error instanceof ReadProblem) return false;
    throw error;
  }
}

const lineBreak = 0x0a;
/** No row is longer: an article's text in escapes, several times over in its history. */
const longestLine = 256 << 20;

/** The lines of a file, split by bytes: U+2028 within a text is no line break. */
async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const bytes of pieces) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const last = piece.lastIndexOf(lineBreak);
    if (last === -1) {
      begun.push(piece);
      length += piece.length;
      if (length > longestLine) refuse('A row in it is longer than any that Claimbook writes.');
      continue;
    }
    const whole = Buffer.concat([...begun, piece.subarray(0, last)]);
    begun = [piece.subarray(last + 1)];
    length = piece.length - last - 1;
    yield whole.toString('utf8').split('\n');
  }
  const rest = Buffer.concat(begun).toString('utf8');
  if (rest !== '') yield [rest];
}

function parsed(line: string, table: string, at: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return refuse(`Line ${at} of ${fileOf(table)} is not JSON: ${(error as Error).message}.`);
  }
}

async function headIn(place: Place): Promise<unknown> {
  if (!place.names.has(headFile)) return refuse(`This is not a Claimbook project: it lacks ${headFile}.`);
  let words = '';
  for await (const lines of linesOf(place.pieces(headFile))) words += `${lines.join('\n')}\n`;
  try {
    return JSON.parse(words);
  } catch (error) {
    return refuse(`${headFile} is not JSON: ${(error as Error).message}.`);
  }
}

/**
 * Rebuilds a project from a folder or an archive into an empty project file.
 * @returns how many rows came in, the history included
 * @throws FailureError naming what is wrong, and what `watch` throws; then nothing was changed
 */
export async function rebuildTables(
  db: WritableDb,
  chosen: string,
  watch: RebuildingWatch = () => Promise.resolve(),
): Promise<number> {
  refuseFilled(db);
  let place: Place;
  try {
    place = await placeAt(chosen);
  } catch (error) {
    if (error instanceof ReadProblem) return refuse(error.message);
    throw error;
  }
  try {
    const schemaVersion = checkHead(await headIn(place));
    db.exec('BEGIN IMMEDIATE');
    const rebuilding = beginRebuilding(db, schemaVersion);
    const found = new Set<string>();
    let rows = 0;
    for (const table of tables) {
      if (!place.names.has(fileOf(table))) continue;
      found.add(table);
      let at = 0;
      for await (const lines of linesOf(place.pieces(fileOf(table)))) {
        for (const line of lines) {
          at += 1;
          if (line === '') continue;
          rebuilding.add(table, parsed(line, table, at));
          rows += 1;
          if (rows % rowsInTurn === 0) await watch(rows);
        }
      }
    }
    const all = rebuilding.finish(found);
    db.exec('COMMIT');
    return all;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    if (error instanceof FailureError) throw error;
    if (error instanceof ReadProblem) return refuse(error.message);
    return rethrow(error);
  } finally {
    place.close();
  }
}
