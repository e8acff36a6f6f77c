/** The project as a folder of CSV tables (RFC 4180, UTF-8) with a data dictionary. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { FailureError } from '../../shared/result';
import type { ReadableDb } from '../db/open';
import { type CsvTable, csvTables } from './csv-tables';
import type { Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

/** What a spreadsheet would run as a formula, also after spaces or in full-width form. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/;

const countOf = (db: ReadableDb, { sql }: CsvTable): number =>
  (db.prepare(`SELECT count(*) AS n FROM (${sql})`).get() as { n: number }).n;

/** Code points in the first `offset` code units of a text. */
function codePoints(text: string, offset: number): number {
  let count = 0;
  for (let at = 0; at < offset; at++) {
    const unit = text.charCodeAt(at);
    // The second half of a surrogate pair belongs to the code point before it.
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}

/** The cells of one row: span rows get their code points from the text that the query brings along. */
function cellsOf(table: CsvTable, row: unknown[]): unknown[] {
  if (table.file === 'spans') {
    const text = String(row.pop());
    row[5] = codePoints(text, Number(row[3]));
    row[6] = codePoints(text, Number(row[4]));
  }
  return row.map((cell, at) =>
    table.columns[at]?.type === 'boolean' ? (cell === 1 ? 'true' : 'false') : cell,
  );
}

const marker = 'datapackage.json';

/** Our own earlier export may be replaced; a folder with anything else may not. */
function refuseForeignFolder(folder: string): void {
  if (!fs.existsSync(folder)) return;
  const isFolder = fs.statSync(folder).isDirectory();
  const names = isFolder ? fs.readdirSync(folder) : [];
  const ours = new Set([marker, 'data_dictionary.csv', ...csvTables.map(({ file }) => `${file}.csv`)]);
  if (isFolder && names.every((name) => ours.has(name))) return;
  throw new FailureError({
    code: 'refused',
    message: `${folder} is already there and holds other files; choose another name. Nothing was written.`,
  });
}

export const csvExporter: Exporter = {
  id: 'csv',
  name: 'CSV tables (a folder)',
  kind: 'folder',
  plan: (db, { format }) => ({
    format,
    files: [
      ...csvTables.map((table) => ({
        name: `${table.file}.csv`,
        rows: countOf(db, table),
        what: table.what,
      })),
      { name: 'data_dictionary.csv', rows: dictionary().length, what: 'What each column means.' },
      { name: marker, rows: 1, what: 'The same for programs (Frictionless Data Package).' },
    ],
  }),
  async run(db, { profile }, folder, { signal, progress }) {
    refuseForeignFolder(folder);
    const safe = profile === 'spreadsheet';
    let guarded = 0;
    let done = 0;
    const total = csvTables.reduce((sum, table) => sum + countOf(db, table), 0);
    const files: { name: string; rows: number; bytes: number; hash: string }[] = [];

    const guard = (cell: unknown): unknown => {
      if (!safe || typeof cell !== 'string' || !formula.test(cell)) return cell;
      guarded += 1;
      return `'${cell}`;
    };
    const lines = (rows: unknown[][]): string =>
      stringify(rows, { record_delimiter: '\r\n', cast: { boolean: String }, quoted_match: /^\s|\s$/ });

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
          let count = 0;
          for (const row of rows) {
            batch.push(row.map(guard));
            count += 1;
            if (batch.length < batchSize) continue;
            write(lines(batch));
            batch = [];
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
        const rows = db.prepare(table.sql).raw().iterate() as Iterable<unknown[]>;
        await writeTable(
          table.file,
          table.columns.map(({ name }) => name),
          mapRows(table, rows),
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
      losses:
        guarded === 0
          ? []
          : [
              `${guarded} cells that a spreadsheet would run as formulas got a leading apostrophe; the profile “statistics” writes them as they are.`,
            ],
    };
  },
};

function* mapRows(table: CsvTable, rows: Iterable<unknown[]>): Iterable<unknown[]> {
  for (const row of rows) yield cellsOf(table, row);
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
