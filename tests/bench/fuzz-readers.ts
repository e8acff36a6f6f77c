/**
 * Reads broken articles and datasets until the time is over: `fuzz-readers.ts MINUTES SEED`. A file that breaks the law is
 * printed with its seed and written to bench-results.
 */
import fs from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { brokenFiles, faultOfDataset, fuzzProject } from '../support/fuzz-datasets';
import { faultOf } from '../support/fuzz-reading';
import { mutated } from '../support/mutations';
import { sampleDatasets } from '../support/sample-datasets';
import { sampleFiles } from '../support/sample-files';

const minutes = Number(process.argv[2] ?? 1);
let seed = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
const samples = await sampleFiles();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-fuzz-'));
const datasets = await sampleDatasets(folder, 3);
const project = fuzzProject(folder);
const end = Date.now() + minutes * 60_000;
/** Megabytes that reading small files may take. */
const mostMemory = 1000;
console.log(`first seed ${seed}`);
// What a reader is surprised by is told in its sentence; here only faults are.
console.error = () => undefined;
// The reading thread does the same: pdf.js leaves promises behind, whose failing it has told already.
process.on('unhandledRejection', () => undefined);

let files = 0;
let faults = 0;
while (Date.now() < end && faults < 20) {
  for (const sample of samples) {
    files += 1;
    const fault = await faultOf(sample, seed);
    if (fault === null) continue;
    faults += 1;
    const saved = path.join('bench-results', `fuzz-${seed}-${sample.name}`);
    fs.writeFileSync(saved, mutated(sample.bytes, seed));
    console.log(`${sample.reader}, seed ${seed}: ${fault} (${saved})`);
  }
  for (const sample of datasets) {
    files += 1;
    const fault = await faultOfDataset(project, sample, seed);
    if (fault === null) continue;
    faults += 1;
    const saved = path.join('bench-results', `fuzz-${seed}-${sample.name}`);
    for (const [name, bytes] of brokenFiles(sample, seed)) {
      const file = path.join(saved, name || sample.name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, bytes);
    }
    console.log(`${sample.format}, seed ${seed}: ${fault} (${saved})`);
  }
  seed += 1;
}
fs.rmSync(folder, { recursive: true, force: true });
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${files} broken files, ${faults} faults, at most ${memory} MB of memory`);
process.exitCode = faults > 0 || memory > mostMemory ? 1 : 0;
