/** A sound dataset in each format that is read, as our own writers make them of a made-up project where we have one. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { closeFile } from '../../electron/db/open';
import { exporters } from '../../electron/exchange/exporters';
import { importers } from '../../electron/exchange/importers';
import { anyDataset } from './any-dataset';
import { projectOf } from './dataset-file';
import type { SampleDataset } from './fuzz-datasets';
import { webannoSample } from './webanno-sample';

/** The exporter that writes what a reader reads, where it is called otherwise. */
const writerOf: Readonly<Record<string, string>> = { 'data-package': 'csv', claimbook: 'claimbook-json' };

const filesIn = (place: string): Map<string, Uint8Array> =>
  new Map(
    (fs.readdirSync(place, { recursive: true }) as string[])
      .filter((name) => fs.statSync(path.join(place, name)).isFile())
      .map((name) => [name, fs.readFileSync(path.join(place, name))]),
  );

/** @param count of made-up projects, each in every format */
export async function sampleDatasets(folder: string, count: number): Promise<SampleDataset[]> {
  const samples: SampleDataset[] = [];
  const datasets = fc
    .sample(anyDataset(), { numRuns: count * 8, seed: 5 })
    .filter(({ annotationCount }) => annotationCount > 4)
    .slice(0, count);
  for (const [at, dataset] of datasets.entries()) {
    const own = path.join(folder, `project-${at}`);
    fs.mkdirSync(own, { recursive: true });
    const db = projectOf(dataset, own);
    for (const { info } of importers) {
      const exporter = exporters.find((one) => one.info.id === (writerOf[info.id] ?? info.id));
      if (!exporter) continue;
      const ending = exporter.info.extensions[0];
      const { container } = exporter.info;
      const target = path.join(own, `out-${info.id}${container === 'folder' ? '' : `.${ending}`}`);
      const job = { signal: new AbortController().signal, progress: () => undefined };
      await exporter.run(db, { options: {} }, target, job);
      const files =
        container === 'folder'
          ? filesIn(target)
          : container === 'zip'
            ? new Map(Object.entries(unzipSync(fs.readFileSync(target))))
            : new Map([['', fs.readFileSync(target)]]);
      const name = container === 'file' ? path.basename(target) : `study-${info.id}`;
      samples.push({ format: info.id, name, files });
    }
    closeFile(db);
  }
  samples.push({ format: 'webanno-tsv', name: 'study-webanno-tsv', files: webannoSample });
  return samples;
}
