/** The project as a folder of CSV tables (RFC 4180, UTF-8) with a data dictionary. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { croissantName, croissantOf } from '../../shared/formats/croissant';
import { dataPackageFormat } from '../../shared/formats/data-package';
import { guard, needsGuard } from '../../shared/formats/formula-guard';
import { type Loss, Losses } from '../../shared/formats/losses';
import { descriptorName } from '../../shared/formats/package-descriptor';
import type { TableColumn } from '../../shared/formats/table-column';
import type { Project } from '../../shared/records';
import type { ReadableDb } from '../db/open';
import { readAll } from '../db/read';
import { csvTables } from './csv-tables';
import { refuseForeignFolder } from './own-folder';
import { countOf, noteHistory, packageNames, rowsOf } from './project-tables';
import { chosenOptions, type Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

/** UTF-16 code units of texts per batch, which becomes one string: JavaScript's have an end. */
const longestBatch = 8_000_000;

const lengthOf = (row: readonly unknown[]): number =>
  row.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 0), 0);

interface WrittenFile {
  name: string;
  rows: number;
  bytes: number;
  /** SHA-256, in hex. */
  hash: string;
}

const dictionaryName = 'data_dictionary.csv';

export const csvExporter: Exporter = {
  info: dataPackageFormat,
  needsText: false,
  plan: (db) => [
    ...csvTables.map((table) => ({ name: `${table.file}.csv`, rows: countOf(db, table), what: table.what })),
    { name: dictionaryName, rows: dictionary().length, what: 'What each column means.' },
    { name: descriptorName, rows: 1, what: 'The same for programs (Frictionless Data Package).' },
    { name: croissantName, rows: 1, what: 'The same in another form for programs (Croissant).' },
  ],
  async dryRun(db, { options }, { signal, progress }) {
    let guarded = 0;
    if (chosenOptions(dataPackageFormat, options).profile === 'spreadsheet') {
      const total = csvTables.reduce((sum, table) => sum + countOf(db, table), 0);
      const names = packageNames(db);
      let done = 0;
      for (const table of csvTables) {
        for (const row of rowsOf(db, table, names)) {
          for (const cell of row) if (typeof cell === 'string' && needsGuard(cell)) guarded += 1;
          done += 1;
          if (done % batchSize !== 0) continue;
          progress(done, total, `Looking through ${table.file}`);
          await breathe(signal);
        }
      }
    }
    return lossesOf(db, guarded);
  },
  async run(db, { options }, folder, { signal, progress }) {
    refuseForeignFolder(folder, [
      descriptorName,
      croissantName,
      dictionaryName,
      ...csvTables.map(({ file }) => `${file}.csv`),
    ]);
    const safe = chosenOptions(dataPackageFormat, options).profile === 'spreadsheet';
    let guarded = 0;
    let done = 0;
    const total = csvTables.reduce((sum, table) => sum + countOf(db, table), 0);
    const files: WrittenFile[] = [];
    const about: { name: string; rows: number; bytes: number }[] = [];

    const guarding = (cell: unknown): unknown => {
      if (!safe || typeof cell !== 'string' || !needsGuard(cell)) return cell;
      guarded += 1;
      return guard(cell);
    };
    const cellsOf = (row: readonly unknown[], columns: readonly TableColumn[]): unknown[] =>
      row.map((cell, at) =>
        columns[at]?.type === 'boolean' && cell !== null ? String(cell === 1) : guarding(cell),
      );
    const names = packageNames(db);
    const lines = (rows: unknown[][]): string =>
      stringify(rows, {
        record_delimiter: '\r\n',
        cast: { boolean: String },
        quoted_match: /^\s|[\r\n]|\s$/,
      });

    await writeSafely(folder, 'folder', async (part) => {
      fs.mkdirSync(part);
      const writeTable = async (
        name: string,
        columns: readonly TableColumn[],
        rows: Iterable<unknown[]>,
      ): Promise<void> => {
        const file = fs.openSync(path.join(part, `${name}.csv`), 'w');
        const hash = createHash('sha256');
        let bytes = 0;
        const write = (text: string): void => {
          hash.update(text);
          bytes += fs.writeSync(file, text);
        };
        try {
          write((safe ? '\ufeff' : '') + lines([columns.map(({ name: heading }) => heading)]));
          let batch: unknown[][] = [];
          let units = 0;
          let count = 0;
          for (const row of rows) {
            batch.push(cellsOf(row, columns));
            units += lengthOf(row);
            count += 1;
            if (batch.length < batchSize && units < longestBatch) continue;
            write(lines(batch));
            batch = [];
            units = 0;
            progress(done + count, total, `Writing ${name}.csv`);
            await breathe(signal);
          }
          write(lines(batch));
          done += count;
          files.push({ name: `${name}.csv`, rows: count, bytes, hash: hash.digest('hex') });
        } finally {
          fs.closeSync(file);
        }
        await breathe(signal);
      };
      for (const table of csvTables) await writeTable(table.file, table.columns, rowsOf(db, table, names));
      await writeTable('data_dictionary', dictionaryColumns, dictionary());
      const [project] = readAll(db, 'project');
      const described = [
        [descriptorName, dataPackage(project, files, safe)],
        [croissantName, croissant(project, files)],
      ] as const;
      for (const [name, content] of described) {
        const text = JSON.stringify(content, null, 2);
        fs.writeFileSync(path.join(part, name), text);
        about.push({ name, rows: 1, bytes: Buffer.byteLength(text) });
      }
    });
    return {
      files: [...files.map(({ name, rows, bytes }) => ({ name, rows, bytes })), ...about],
      losses: lossesOf(db, guarded),
    };
  },
};

/** Guarded cells are no loss: who reads the package takes the guard off. */
function lossesOf(db: ReadableDb, guarded: number): Loss[] {
  const losses = new Losses();
  noteHistory(db, losses);
  losses.add(
    'cells',
    'kept as extension',
    'A cell that a spreadsheet would run as a formula gets a leading apostrophe; in the profile “statistics” it stays as it is.',
    '',
    guarded,
  );
  return losses.report(dataPackageFormat.id, 'out').losses;
}

const dictionaryColumns: readonly TableColumn[] = ['file', 'column', 'type', 'meaning'].map((name) => ({
  name,
  type: 'string',
  what: '',
}));

const dictionary = (): string[][] =>
  csvTables.flatMap(({ file, columns }) =>
    columns.map(({ name, type, what }) => [`${file}.csv`, name, type, what]),
  );

/** Frictionless Data Package 2.0; `x-formulaEscape` tells readers to take one leading apostrophe away. */
const dataPackage = (
  project: Project | undefined,
  files: readonly WrittenFile[],
  formulaEscape: boolean,
): object => ({
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  name: 'claimbook-export',
  ...(project?.name ? { title: project.name } : {}),
  ...(project?.description ? { description: project.description } : {}),
  created: new Date().toISOString(),
  'x-formulaEscape': formulaEscape,
  'x-offsets': 'utf-16',
  resources: csvTables.map(({ file, what, columns, refers = {} }) => {
    const written = files.find(({ name }) => name === `${file}.csv`);
    return {
      name: file,
      path: `${file}.csv`,
      type: 'table',
      description: what,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes: written?.bytes,
      hash: `sha256:${written?.hash}`,
      dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
      schema: {
        fields: columns.map(({ name, type, what: description }) => ({ name, type, description })),
        primaryKey: ['id'],
        // The standard wants no list where there is nothing to list.
        ...(Object.keys(refers).length === 0 ? {} : { foreignKeys: foreignKeysOf(refers) }),
        missingValues: [''],
      },
    };
  }),
});

const foreignKeysOf = (refers: Record<string, string>): object[] =>
  Object.entries(refers).map(([field, resource]) => ({
    fields: [field],
    reference: { resource, fields: ['id'] },
  }));

const croissant = (project: Project | undefined, files: readonly WrittenFile[]): object =>
  croissantOf(
    {
      name: project?.name ?? '',
      description: project?.description ?? '',
      encodingFormat: 'text/csv',
      now: new Date().toISOString(),
    },
    csvTables.map(({ file, what, columns, refers = {} }) => {
      const name = `${file}.csv`;
      const written = files.find((one) => one.name === name);
      if (!written) throw new Error(`${name} was not written`);
      return {
        name: file,
        what,
        columns,
        refers,
        file: { name, bytes: written.bytes, sha256: written.hash },
      };
    }),
  );
