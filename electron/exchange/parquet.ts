/** The project as a folder of Parquet tables, with a description for programs (Croissant). */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { croissantName, croissantOf, type CroissantTable } from '../../shared/formats/croissant';
import { type Loss, Losses } from '../../shared/formats/losses';
import {
  type ParquetCell,
  parquetCell,
  parquetFormat,
  parquetSchema,
  type SqliteCell,
} from '../../shared/formats/parquet';
import type { ReadableDb } from '../db/open';
import { readAll } from '../db/read';
import type { CsvTable } from './csv-table';
import { csvTables } from './csv-tables';
import { refuseForeignFolder } from './own-folder';
import { countOf, noteHistory, packageNames, rowsOf } from './project-tables';
import type { Exporter, ExportProgress } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

/** Rows of a row group, and UTF-16 code units of their texts: a group is in memory as a whole. */
const groupRows = 20_000;
const groupUnits = 16_000_000;

const nameOf = ({ file }: CsvTable): string => `${file}.parquet`;

interface Written {
  rows: number;
  /** Times that are none. */
  untimely: number;
}

/** Writes a table row group by row group. */
async function writeTable(
  db: ReadableDb,
  table: CsvTable,
  names: ReadonlyMap<string, string>,
  target: string,
  { signal, progress }: ExportProgress,
): Promise<Written> {
  const writer = new ParquetWriter({
    writer: fileWriter(target),
    schema: parquetSchema(table.columns),
    createdBy: 'Claimbook',
  });
  const total = countOf(db, table);
  let columns = table.columns.map((): ParquetCell[] => []);
  let units = 0;
  let rows = 0;
  let untimely = 0;
  const flush = async (): Promise<void> => {
    const [first] = columns;
    if (!first || first.length === 0) return;
    const columnData = table.columns.map(({ name }, at) => ({ name, data: columns[at] ?? [] }));
    await writer.write({ columnData, rowGroupSize: first.length });
    columns = table.columns.map(() => []);
    units = 0;
  };
  for (const row of rowsOf(db, table, names)) {
    for (const [at, column] of table.columns.entries()) {
      const cell = parquetCell(row[at] as SqliteCell, column);
      if (cell === undefined) untimely += 1;
      if (typeof cell === 'string') units += cell.length;
      columns[at]?.push(cell ?? null);
    }
    rows += 1;
    if ((columns[0]?.length ?? 0) >= groupRows || units >= groupUnits) await flush();
    if (rows % batchSize === 0) {
      progress(rows, total, `Writing ${nameOf(table)}`);
      await breathe(signal);
    }
  }
  await flush();
  await writer.finish();
  await breathe(signal);
  return { rows, untimely };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of fs.createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Times are counted while the tables are written; a dry run looks at their columns alone. */
function lossesOf(db: ReadableDb, untimely: number): Loss[] {
  const losses = new Losses();
  noteHistory(db, losses);
  losses.add('cells', 'dropped', 'A time that is none is left out; CSV has it as it is.', '', untimely);
  return losses.report(parquetFormat.id, 'out').losses;
}

export const parquetExporter: Exporter = {
  info: parquetFormat,
  needsText: false,
  plan: (db) => [
    ...csvTables.map((table) => ({ name: nameOf(table), rows: countOf(db, table), what: table.what })),
    { name: croissantName, rows: 1, what: 'What the tables and columns are, for programs (Croissant).' },
  ],
  async dryRun(db, _settings, { signal, progress }) {
    let untimely = 0;
    for (const [done, table] of csvTables.entries()) {
      for (const column of table.columns) {
        if (column.type !== 'datetime') continue;
        const times = db.prepare(`SELECT ${column.name} FROM (${table.sql})`).pluck().iterate();
        for (const time of times) if (parquetCell(time as SqliteCell, column) === undefined) untimely += 1;
      }
      progress(done + 1, csvTables.length, `Looking through ${table.file}`);
      await breathe(signal);
    }
    return lossesOf(db, untimely);
  },
  async run(db, _settings, folder, job) {
    refuseForeignFolder(folder, [croissantName, ...csvTables.map(nameOf)]);
    const names = packageNames(db);
    const files: { name: string; rows: number; bytes: number }[] = [];
    let untimely = 0;
    await writeSafely(folder, 'folder', async (part) => {
      fs.mkdirSync(part);
      const tables: CroissantTable[] = [];
      for (const table of csvTables) {
        const name = nameOf(table);
        const file = path.join(part, name);
        const written = await writeTable(db, table, names, file, job);
        untimely += written.untimely;
        const { size: bytes } = fs.statSync(file);
        files.push({ name, rows: written.rows, bytes });
        const { file: tableName, what, columns, refers = {} } = table;
        tables.push({
          name: tableName,
          what,
          columns,
          refers,
          file: { name, bytes, sha256: await hashOf(file) },
        });
      }
      const [project] = readAll(db, 'project');
      const about = {
        name: project?.name ?? '',
        description: project?.description ?? '',
        encodingFormat: 'application/x-parquet',
        now: new Date().toISOString(),
      };
      const text = JSON.stringify(croissantOf(about, tables), null, 2);
      fs.writeFileSync(path.join(part, croissantName), text);
      files.push({ name: croissantName, rows: 1, bytes: Buffer.byteLength(text) });
    });
    return { files, losses: lossesOf(db, untimely) };
  },
};
