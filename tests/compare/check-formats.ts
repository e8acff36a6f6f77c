/**
 * Holds our formats against other people's programs and files: `check-formats.ts SAMPLES RUNS SEED FOLDER`, where the
 * last is an empty folder for what is written. Writes the page of results; ends with 1 where something is wrong.
 */
import fs from 'node:fs';
import path from 'node:path';
import { checkBrat } from './check-brat';
import { checkDna } from './check-dna';
import { checkFiles } from './check-files';
import { checkNetworks } from './check-networks';
import { checkParquet } from './check-parquet';
import { findPrograms } from './check-programs';
import { writeProjects } from './check-projects';
import { checkSamples, isAsExpected } from './check-samples';
import { checkSchemas } from './check-schemas';
import { checkTables } from './check-tables';
import { checkUima } from './check-uima';
import { checkW3c } from './check-w3c';
import { hasFailed, pageOf, type Results, summaryOf } from './formats-page';
import { checked, isSkipped, mostProblems, type Outcome } from './outcome';

const [samples = '', runsGiven = '', seedGiven = '', folder = ''] = process.argv.slice(2);
const [runs, seed] = [Number(runsGiven), Number(seedGiven)];

console.log(`${runs} projects, seed ${seed}`);
const programs = findPrograms();
const { exports, outcome: written } = await writeProjects(folder, runs, seed);
console.log(`  written in ${exports.size} formats`);

const checks: readonly (() => Outcome[] | Promise<Outcome[]>)[] = [
  () => checkSchemas(exports, programs, folder, samples),
  () => checkUima(exports, programs, folder),
  () => checkW3c(exports, programs, folder, samples),
  () => checkDna(exports, programs, folder, samples),
  () => checkBrat(exports, programs, folder),
  () => checkTables(exports, programs, folder, samples),
  () => checkFiles(exports, programs, folder),
  () => checkNetworks(exports, programs, folder, runs, seed),
  () => checkParquet(exports, folder),
];
const outcomes = [written];
for (const check of checks)
  for (const one of await check()) outcomes.push(isSkipped(one) ? one : checked(one));
const seen = new Set(outcomes.map(({ format }) => format));
for (const format of exports.keys())
  if (!seen.has(format))
    outcomes.push({
      format,
      checker: 'others',
      why: 'this script has no check of it, but that it can be written',
    });
for (const one of outcomes)
  if (isSkipped(one)) console.log(`  left out: ${one.format} by ${one.checker}: ${one.why}`);
  else if (one.problems.length > 0) {
    console.log(`✗ ${one.format} by ${one.checker}, ${one.what}: ${one.problems.length}`);
    for (const problem of one.problems.slice(0, mostProblems)) console.log(`    ${problem}`);
  }

const groups = await checkSamples(samples);
for (const { name, checks: found } of groups)
  for (const one of found)
    if (!isAsExpected(one))
      console.log(
        `✗ ${name}, ${one.file}\n    expected ${one.expected.slice(0, 300)}\n    found    ${one.found.slice(0, 300)}`,
      );

const date = new Date().toISOString().slice(0, 10);
const results: Results = { date, runs, seed, programs, outcomes, samples: groups };
fs.writeFileSync(path.join('tests', 'compare', 'FORMATS.md'), pageOf(results));
console.log(`${summaryOf(results)}; see tests/compare/FORMATS.md`);
process.exitCode = hasFailed(results) ? 1 : 0;
