/** Parquet tables that we write, read by DuckDB, which is installed for it into a folder of its own. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { differencesFrom, isProjectTable, type ReadTable } from './check-cells';
import { type Exports, placeOf } from './check-projects';
import { ask } from './check-programs';
import { notBuilt, type Outcome } from './outcome';

const format = 'parquet';
const duckdbPackage = '@duckdb/node-api@1.5.6-r.1';

/** What is used of DuckDB. */
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ columnNames(): string[]; getRowsJson(): (string | null)[][] }>;
}
interface DuckDb {
  DuckDBInstance: { create(place: string): Promise<{ connect(): Promise<Connection> }> };
}

/** @param folder of the exports; DuckDB is installed into it, too */
export async function checkParquet(exports: Exports, folder: string): Promise<Outcome[]> {
  const written = exports.get(format);
  if (!written) return [notBuilt(format, 'DuckDB')];
  const connection = await connectedIn(path.join(folder, 'duckdb'));
  if (typeof connection === 'string') return [{ format, checker: 'DuckDB', why: connection }];
  await connection.run("SET TimeZone = 'UTC'");
  const version = await connection.runAndReadAll('SELECT version()');
  const problems: string[] = [];
  let count = 0;
  for (const one of written) {
    const tables: ReadTable[] = [];
    for (const file of one.files.filter((each) => each.endsWith('.parquet'))) {
      count += 1;
      const name = path.parse(file).name;
      try {
        const place = file.replaceAll("'", "''");
        const read = await connection.runAndReadAll(
          `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet('${place}')`,
        );
        if (isProjectTable(name))
          tables.push({ name, columns: read.columnNames(), rows: read.getRowsJson() });
      } catch (error) {
        problems.push(`${placeOf(folder, file)}: ${String(error)}`);
      }
    }
    const differences = differencesFrom(one.project, tables, (cell) => cell);
    problems.push(...differences.map((words) => `${placeOf(folder, one.target)}: ${words}`));
  }
  return [
    {
      format,
      checker: `DuckDB ${version.getRowsJson()[0]?.[0]}`,
      what: 'can be read; rows and cells are those of the database',
      files: count,
      problems,
    },
  ];
}

/** A connection to a database in memory, or why there is none. */
async function connectedIn(folder: string): Promise<Connection | string> {
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true, "type": "module"}');
  const { status, stderr } = ask('npm', [
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    duckdbPackage,
  ]);
  if (status !== 0) return `${duckdbPackage} cannot be installed: ${stderr.trim().split('\n')[0]}`;
  const entry = path.join(folder, 'entry.mjs');
  fs.writeFileSync(entry, "export * from '@duckdb/node-api';\n");
  const { DuckDBInstance } = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as DuckDb;
  return (await DuckDBInstance.create(':memory:')).connect();
}
