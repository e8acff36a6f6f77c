/** Databases that we write for Discourse Network Analyzer, against the schema of its sample and its invariants. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { dnaFormat } from '../../shared/formats/dna';
import { brokenInvariants } from '../support/dna-invariants';
import { type Exports, exportsOf, placeOf } from './check-projects';
import type { Programs } from './check-programs';
import { columnsOf } from './dna-samples';
import type { Outcome } from './outcome';

/** @param folder of the exports @param samples the folder with the schema of DNA's own sample */
export function checkDna(exports: Exports, { sqlite }: Programs, folder: string, samples: string): Outcome[] {
  const theirs = new Database(':memory:');
  theirs.exec(fs.readFileSync(path.join(samples, 'dna', 'dna3_schema_from_sample.sql'), 'utf8'));
  const expected = columnsOf(theirs);
  theirs.close();
  const files = exportsOf(exports, dnaFormat.id).map(({ target }) => target);
  const [broken, different]: [string[], string[]] = [[], []];
  for (const file of files) {
    broken.push(...brokenInvariants(file).map((rule) => `${placeOf(folder, file)} breaks: ${rule}`));
    const ours = new Database(file, { readonly: true });
    if (columnsOf(ours) !== expected) different.push(`${placeOf(folder, file)} has other columns`);
    ours.close();
  }
  const common = { format: dnaFormat.id, checker: sqlite, files: files.length };
  return [
    {
      ...common,
      what: 'integrity_check, foreign_key_check, and what DNA relies on, by our list of invariants',
      problems: broken,
    },
    { ...common, what: "tables and columns of DNA's own sample", problems: different },
  ];
}
