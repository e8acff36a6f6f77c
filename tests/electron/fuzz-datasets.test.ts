/** Every reader of datasets on broken files: a sound dataset or a sentence comes out, in time, and nothing else. */
import { expect, test } from 'vitest';
import { importers } from '../../electron/exchange/importers';
import { faultOfDataset, fuzzProject } from '../support/fuzz-datasets';
import { tempFolder } from '../support/make-project';
import { sampleDatasets } from '../support/sample-datasets';

/** Broken datasets of each format; `npm run fuzz-readers` reads them as long as it is told. */
const rounds = 5;

test('broken datasets are read as far as they go, or refused in a sentence; what comes in is sound', async () => {
  const folder = tempFolder();
  const samples = await sampleDatasets(folder, 1);
  expect(samples.map(({ format }) => format).toSorted()).toEqual(
    importers.map(({ info }) => info.id).toSorted(),
  );
  const project = fuzzProject(folder);
  /** Changes with every run; printed with each failure. */
  const seed = 1 + (Date.now() % 1_000_000);
  for (const sample of samples)
    for (let round = 0; round < rounds; round++)
      for (const each of [round, seed + round])
        expect(await faultOfDataset(project, sample, each), `${sample.format}, seed ${each}`).toBeNull();
});
