/** The project as a folder of CSV tables (RFC 4180, UTF-8) with a data dictionary. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { codePointOffsets } from '../../shared/formats/code-points';
import { holdsAll } from '../../shared/formats/format';
import { guard, needsGuard } from '../../shared/formats/formula-guard';
import { type Loss, Losses } from '../../shared/formats/losses';
import { noLayout, pagesOf, readLayout } from '../../shared/layout';
import { FailureError } from '../../shared/result';
import type { ReadableDb } from '../db/open';
import { type CsvTable, csvTables } from './csv-tables';
import { chosenOptions, type Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

const countOf = (db: ReadableDb, { sql }: CsvTable): number =>
  (db.prepare(`SELECT count(*) AS n FROM (${sql})`).get() as { n: number }).n;

/** The rows as cells. Spans come by article, so that each text is read once for its code points. */
function* cellsOf(db: ReadableDb, table: CsvTable): Iterable<unknown[]> {
  const bodyOf = db.prepare('SELECT text, layout FROM article WHERE id = ?');
  let articleId: unknown;
  let codePoint = codePointOffsets('');
  let hasText = true;
  let layout = noLayout;
  for (const row of db.prepare(table.sql).raw().iterate() as Iterable<unknown[]>) {
    if (table.file === 'spans') {
      const id = row.pop();
      if (id !== articleId) {
        const { text, layout: stored } = bodyOf.get(id) as { text: string; layout: string };
        codePoint = codePointOffsets(text);
        hasText = text !== '';
        layout = readLayout(stored, text.length);
      }
      articleId = id;
      const [start, end] = [Number(row[3]), Number(row[4])];
      // Of a text that is left out nobody can tell.
      row[5] = hasText ? codePoint(start) : null;
      row[6] = hasText ? codePoint(end) : null;
      row[8] = pagesOf(layout, { start, end });
    }
    yield row.map((cell, at) =>
      table.columns[at]?.type === 'boolean' ? (cell === 1 ? 'true' : 'false') : cell,
    );
  }
}

/** UTF-16 code units of texts per batch, which becomes one string: JavaScript's have an end. */
const longestBatch = 8_000_000;

const lengthOf = (row: readonly unknown[]): number =>
  row.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 0), 0);

const marker = 'datapackage.json';

/** Our own earlier export may be replaced; a folder with anything else may not. */
function refuseForeignFolder(folder: string): void {
  if (!fs.existsSync(folder)) return;
  const isFolder = fs.statSync(folder).isDirectory();
  const names = isFolder ? fs.readdirSync(folder) : [];
  // The last three are what Finder and Explorer leave in every folder that somebody looks into.
  const ours = new Set([
    marker,
    'data_dictionary.csv',
    ...csvTables.map(({ file }) => `${file}.csv`),
    '.DS_Store',
    'desktop.ini',
    'Thumbs.db',
  ]);
  if (isFolder && names.every((name) => ours.has(name))) return;
  throw new FailureError({
    code: 'refused',
    message: `${folder} is already there and holds other files; choose another name. Nothing was written.`,
  });
}

export const csvExporter: Exporter = {
  info: {
    id: 'csv',
    name: 'CSV tables (Data Package)',
    what: 'A folder of tables with a data dictionary, for R, Python, SPSS or a spreadsheet.',
    extensions: [],
    container: 'folder',
    holds: holdsAll,
    options: [
      {
        id: 'profile',
        name: 'Cells',
        usual: 'spreadsheet',
        choices: [
          {
            id: 'spreadsheet',
            name: 'For spreadsheets',
            what: 'Cells that a spreadsheet would run as formulas are guarded.',
          },
          { id: 'statistics', name: 'For statistics', what: 'Every cell exactly as it is in the project.' },
        ],
      },
    ],
  },
  needsText: false,
  plan: (db) => [
    ...csvTables.map((table) => ({ name: `${table.file}.csv`, rows: countOf(db, table), what: table.what })),
    { name: 'data_dictionary.csv', rows: dictionary().length, what: 'What each column means.' },
    { name: marker, rows: 1, what: 'The same for programs (Frictionless Data Package).' },
  ],
  async dryRun(db, { options }, { signal, progress }) {
    let guarded = 0;
    if (chosenOptions(csvExporter.info, options).profile === 'spreadsheet') {
      const total = csvTables.reduce((sum, table) => sum + countOf(db, table), 0);
      let done = 0;
      for (const table of csvTables) {
        for (const row of cellsOf(db, table)) {
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
    refuseForeignFolder(folder);
    const safe = chosenOptions(csvExporter.info, options).profile === 'spreadsheet';
    let guarded = 0;
    let done = 0;
    const total = csvTables.reduce((sum, table) => sum + countOf(db, table), 0);
    const files: { name: string; rows: number; bytes: number; hash: string }[] = [];

    const guarding = (cell: unknown): unknown => {
      if (!safe || typeof cell !== 'string' || !needsGuard(cell)) return cell;
      guarded += 1;
      return guard(cell);
    };
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
        heading: string[],
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
          write((safe ? '\ufeff' : '') + lines([heading]));
          let batch: unknown[][] = [];
          let units = 0;
          let count = 0;
          for (const row of rows) {
            batch.push(row.map(guarding));
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
      for (const table of csvTables) {
        await writeTable(
          table.file,
          table.columns.map(({ name }) => name),
          cellsOf(db, table),
        );
      }
      await writeTable('data_dictionary', ['file', 'column', 'type', 'meaning'], dictionary());
      fs.writeFileSync(path.join(part, marker), JSON.stringify(dataPackage(files, safe), null, 2));
    });
    const packageBytes = fs.statSync(path.join(folder, marker)).size;
    return {
      files: [
        ...files.map(({ name, rows, bytes }) => ({ name, rows, bytes })),
        { name: marker, rows: 1, bytes: packageBytes },
      ],
      losses: lossesOf(db, guarded),
    };
  },
};

/** Guarded cells are no loss: who reads the package takes the guard off. */
function lossesOf(db: ReadableDb, guarded: number): Loss[] {
  const losses = new Losses();
  const changes = db.prepare('SELECT count(*) FROM change').pluck().get() as number;
  losses.add('history', 'dropped', 'The history is not in the tables; Claimbook JSON has it.', '', changes);
  losses.add(
    'cells',
    'kept as extension',
    'A cell that a spreadsheet would run as a formula gets a leading apostrophe; in the profile “statistics” it stays as it is.',
    '',
    guarded,
  );
  return losses.report('csv', 'out').losses;
}

const dictionary = (): string[][] =>
  csvTables.flatMap(({ file, columns }) =>
    columns.map(({ name, type, what }) => [`${file}.csv`, name, type, what]),
  );

/** Frictionless Data Package 2.0; `x-formulaEscape` tells readers to take one leading apostrophe away. */
const dataPackage = (
  files: { name: string; bytes: number; hash: string }[],
  formulaEscape: boolean,
): object => ({
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  name: 'claimbook-export',
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
        foreignKeys: Object.entries(refers).map(([field, resource]) => ({
          fields: [field],
          reference: { resource, fields: ['id'] },
        })),
        missingValues: [''],
      },
    };
  }),
});
