/** The export to Discourse Network Analyzer: a database, which no pieces of text make up. */
import fs from 'node:fs';
import path from 'node:path';
import { dnaFormat } from '../../shared/formats/dna';
import { dnaRows } from '../../shared/formats/dna-writing';
import { Losses } from '../../shared/formats/losses';
import { planOf, toolsFor, watched } from './dataset-exporter';
import { recogniseDna, writeDna } from './dna';
import { datasetOf } from './project-dataset';
import type { Exporter } from './registry';
import { batchSize, breathe, writeSafely } from './write-safely';

/** Certainly one: whoever exports again to the same name has been asked by the system. */
const isDna = (file: string): boolean => recogniseDna(file) === 3;

export const dnaExporter: Exporter = {
  info: dnaFormat,
  needsText: true,
  plan: () => planOf(dnaFormat),
  async dryRun(db, settings, { signal, progress }) {
    const losses = new Losses();
    const rows = dnaRows(watched(datasetOf(db), progress), toolsFor(dnaFormat, settings, 'study', losses));
    for (let count = 1; rows.next().done !== true; count++)
      if (count % batchSize === 0) await breathe(signal);
    return losses.report(dnaFormat.id, 'out').losses;
  },
  async run(db, settings, target, { signal, progress }) {
    const losses = new Losses();
    await writeSafely(
      target,
      'file',
      (part) =>
        writeDna(watched(datasetOf(db), progress), toolsFor(dnaFormat, settings, target, losses), part, () =>
          breathe(signal),
        ),
      isDna,
    );
    return {
      files: [{ name: path.basename(target), rows: null, bytes: fs.statSync(target).size }],
      losses: losses.report(dnaFormat.id, 'out').losses,
    };
  },
};
