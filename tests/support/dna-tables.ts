/** DNA databases in memory: what was written, and what a test makes up, as the reader gets it. */
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { dnaFormat } from '../../shared/formats/dna';
import { readDnaRows } from '../../shared/formats/dna-reading';
import type { DnaSource } from '../../shared/formats/dna-source';
import type { DnaRow } from '../../shared/formats/dna-tables';
import { dnaRows } from '../../shared/formats/dna-writing';
import type { Options } from '../../shared/formats/format';
import { type LossReport, Losses } from '../../shared/formats/losses';
import { sha256, timeOf } from './any-dataset';
import { idMaker, usualOptions } from './round-trip';

export type DnaTables = Record<string, DnaRow[]>;

export const sourceOf = (tables: Readonly<DnaTables>, version: 2 | 3 = 3): DnaSource => ({
  version,
  rows: (table) => tables[table] ?? [],
});

export function writtenTables(
  dataset: Dataset,
  options: Options = {},
): { tables: DnaTables; report: LossReport } {
  const losses = new Losses();
  const tools = {
    losses,
    options: usualOptions(dnaFormat, options),
    now: timeOf(0),
    newId: idMaker(0xe00000),
    name: 'study',
  };
  const tables: DnaTables = {};
  for (const record of dnaRows(dataset, tools)) if (record) (tables[record.table] ??= []).push(record.row);
  return { tables, report: losses.report('dna', 'out') };
}

export const dnaBuilder = (): DatasetBuilder =>
  new DatasetBuilder({ format: 'dna', losses: new Losses(), now: timeOf(0), newId: idMaker(), sha256 });

export function readTables(
  source: DnaSource,
  options: Options = {},
): { builder: DatasetBuilder; dataset: Dataset; report: LossReport } {
  const builder = dnaBuilder();
  Array.from(readDnaRows(source, builder, usualOptions(dnaFormat, options), 'study'));
  return { builder, dataset: builder.build(), report: builder.losses.report('dna', 'in') };
}
