/** The project as Parquet tables, read back by another library, and the description of tables for programs. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import jsonld from 'jsonld';
import { describe, expect, it, test } from 'vitest';
import { closeFile, openForReading } from '../../electron/db/open';
import { csvExporter } from '../../electron/exchange/csv';
import { csvTables } from '../../electron/exchange/csv-tables';
import { parquetExporter } from '../../electron/exchange/parquet';
import { rowsOf } from '../../electron/exchange/project-tables';
import type { Exporter } from '../../electron/exchange/registry';
import { parquetCell, type SqliteCell } from '../../shared/formats/parquet';
import { anyDataset } from '../support/any-dataset';
import { createBigProject } from '../support/big-project';
import { projectOf } from '../support/dataset-file';
import { makeProject, tempFolder } from '../support/make-project';
import { runs } from '../support/extent';

const job = { signal: new AbortController().signal, progress: () => undefined };
const settings = { options: {} };

const bytesOf = (file: string): ArrayBuffer => new Uint8Array(fs.readFileSync(file)).buffer;

test('any project is read back row by row, each cell in its type, nothing as null', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const folder = tempFolder();
      const db = projectOf(dataset, folder);
      const target = path.join(folder, 'tables');
      const report = await parquetExporter.run(db, settings, target, job);
      for (const table of csvTables) {
        const rows = await parquetReadObjects({ file: bytesOf(path.join(target, `${table.file}.parquet`)) });
        const expected = [...rowsOf(db, table, new Map())].map((row) =>
          Object.fromEntries(
            table.columns.map((column, at) => [column.name, parquetCell(row[at] as SqliteCell, column)]),
          ),
        );
        expect(rows, table.file).toEqual(expected);
        for (const row of rows)
          for (const { name, type } of table.columns)
            seen.add(
              `${type}: ${row[name] === null ? 'null' : row[name] instanceof Date ? 'Date' : typeof row[name]}`,
            );
        expect(report.files.find(({ name }) => name === `${table.file}.parquet`)?.rows).toBe(rows.length);
      }
      expect(report.losses).toEqual(await parquetExporter.dryRun(db, settings, job));
      expect(report.losses).toEqual([]);
      closeFile(db);
    }),
    { numRuns: runs(12) },
  );
  for (const one of [
    'string: string',
    'string: null',
    'integer: number',
    'boolean: boolean',
    'datetime: Date',
  ])
    expect(seen).toContain(one);
});

test('large tables are written in row groups, and a cancelled export leaves nothing', async () => {
  const folder = tempFolder();
  const file = path.join(folder, 'big.claimbook');
  createBigProject(file, path.join(folder, 'profile'), { articles: 3, paragraphs: 2, annotations: 25_000 });
  const db = openForReading(file);
  const target = path.join(folder, 'tables');
  await parquetExporter.run(db, settings, target, job);
  const { row_groups: groups, num_rows: rows } = parquetMetadata(
    bytesOf(path.join(target, 'annotations.parquet')),
  );
  expect(rows).toBe(25_000n);
  expect(groups.map((group) => Number(group.num_rows))).toEqual([20_000, 5_000]);
  const before = fs.readdirSync(folder);
  const cancelled = { ...job, signal: AbortSignal.abort() };
  await expect(
    parquetExporter.run(db, settings, path.join(folder, 'other'), cancelled),
  ).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(fs.readdirSync(folder)).toEqual(before);
  closeFile(db);
});

test('the number from which articles were drawn is written whole, up to the largest that there is', async () => {
  const project = await makeProject({ sample: true });
  await project.done('project.close');
  const writable = new Database(project.file);
  const seeds = [0, 2 ** 31, 0xffff_ffff];
  for (const seed of seeds)
    writable
      .prepare(
        `INSERT INTO double_coding (id, name, kind, coder_id, created_at, seed, population)
         SELECT ?, 'Pilot', 'between', id, created_at, ?, 3 FROM coder LIMIT 1`,
      )
      .run(`drawn ${seed}`, seed);
  writable.close();
  const db = openForReading(project.file);
  const target = path.join(tempFolder(), 'tables');
  await parquetExporter.run(db, settings, target, job);
  const rows = await parquetReadObjects({ file: bytesOf(path.join(target, 'double_codings.parquet')) });
  expect(rows.map(({ seed }) => seed)).toEqual([0n, 2147483648n, 4294967295n]);
  closeFile(db);
});

test('what no column of its type can hold is told or refused, never written as another value', () => {
  const what = '';
  expect(parquetCell('yesterday', { name: 'created_at', type: 'datetime', what })).toBeUndefined();
  expect(parquetCell('2020-08', { name: 'date', type: 'date', what })).toBe('2020-08');
  expect(() => parquetCell(2 ** 31, { name: 'position', type: 'integer', what })).toThrow('2147483648');
  expect(() => parquetCell(0.5, { name: 'position', type: 'integer', what })).toThrow('whole number');
});

interface Described {
  '@context': object;
  conformsTo: string;
  name: string;
  distribution: { '@id': string; contentUrl: string; sha256: string; encodingFormat: string }[];
  recordSet: {
    '@id': string;
    key: { '@id': string };
    field: {
      '@id': string;
      dataType: string;
      source: { fileObject: { '@id': string }; extract: { column: string } };
      references?: { field: { '@id': string } };
    }[];
  }[];
}

/** The export of the sample project, and what its description says. */
async function described(exporter: Exporter) {
  const project = await makeProject({ sample: true });
  await project.done('project.close');
  const db = openForReading(project.file);
  const folder = path.join(path.dirname(project.file), exporter.info.id);
  await exporter.run(db, settings, folder, job);
  closeFile(db);
  const about = JSON.parse(fs.readFileSync(path.join(folder, 'croissant.json'), 'utf8')) as Described;
  return { folder, about };
}

describe.each([csvExporter, parquetExporter])('the Croissant description beside $info.name', (exporter) => {
  it('has unique ids, and each field comes from a column of a file that is there with this checksum', async () => {
    const { folder, about } = await described(exporter);
    expect(about.conformsTo).toBe('http://mlcommons.org/croissant/1.1');
    const fields = about.recordSet.flatMap(({ field }) => field);
    const ids = [...about.distribution, ...about.recordSet, ...fields].map((one) => one['@id']);
    expect(new Set(ids).size).toBe(ids.length);
    const columns = new Map<string, string[]>();
    for (const { '@id': id, contentUrl, sha256 } of about.distribution) {
      const bytes = fs.readFileSync(path.join(folder, contentUrl));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      columns.set(
        id,
        contentUrl.endsWith('.csv')
          ? new TextDecoder().decode(bytes).split('\r\n')[0]!.split(',')
          : parquetMetadata(bytesOf(path.join(folder, contentUrl)))
              .schema.slice(1)
              .map(({ name }) => name),
      );
    }
    for (const { source, references, dataType } of fields) {
      expect(columns.get(source.fileObject['@id'])).toContain(source.extract.column);
      expect(['sc:Text', 'sc:Integer', 'sc:Float', 'sc:Boolean', 'sc:DateTime']).toContain(dataType);
      if (references) expect(ids).toContain(references.field['@id']);
    }
    expect(fields.some(({ references }) => references !== undefined)).toBe(true);
    for (const { key } of about.recordSet) expect(ids).toContain(key['@id']);
  });

  it('is JSON-LD that needs nothing from elsewhere, and no term of it is dropped', async () => {
    const { about } = await described(exporter);
    const options = {
      base: 'https://example.org/study/',
      safe: true,
      documentLoader: (url: string) => Promise.reject(new Error(`it wants ${url}`)),
    };
    const [dataset] = (await jsonld.expand(about, options)) as Record<string, unknown>[];
    expect(dataset?.['@type']).toEqual(['https://schema.org/Dataset']);
    expect(dataset?.['http://mlcommons.org/croissant/recordSet']).toHaveLength(csvTables.length);
    expect(dataset?.['http://purl.org/dc/terms/conformsTo']).toHaveLength(1);
    await expect(
      jsonld.expand({ ...about, '@context': 'https://example.org/context' }, options),
    ).rejects.toThrow();
  });
});
