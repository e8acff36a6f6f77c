/** What we write as a Data Package, judged by the profile that the standard publishes. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { closeFile } from '../../electron/db/open';
import { csvExporter } from '../../electron/exchange/csv';
import { anyDataset } from '../support/any-dataset';
import { projectOf } from '../support/dataset-file';

const profileName = 'frictionless/profile2.0_datapackage.json';

export async function check(
  samplesFolder: string,
): Promise<{ file: string; expected: string; found: string }[]> {
  const profile = JSON.parse(fs.readFileSync(path.join(samplesFolder, profileName), 'utf8')) as object;
  const isValid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(profile);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-compare-'));
  try {
    const [dataset] = fc.sample(anyDataset(), { numRuns: 1, seed: 1 });
    if (!dataset) throw new Error('no dataset was made up');
    const db = projectOf(dataset, folder);
    const target = path.join(folder, 'tables');
    const job = { signal: new AbortController().signal, progress: () => undefined };
    await csvExporter.run(db, { options: { profile: 'spreadsheet' } }, target, job);
    closeFile(db);
    const about: unknown = JSON.parse(fs.readFileSync(path.join(target, 'datapackage.json'), 'utf8'));
    const found = isValid(about) ? 'valid' : JSON.stringify(isValid.errors?.slice(0, 3));
    return [{ file: profileName, expected: 'valid', found }];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
