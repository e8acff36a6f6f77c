/**
 * The long kill loops: `kill-loop.js FOLDER ROUNDS SEED`, on Electron's Node. Writers of single changes are killed so
 * often, merges a fifth as often, which take longer. Exits with 1 on any loss.
 */
import fs from 'node:fs';
import path from 'node:path';
import { killLoop } from '../support/kill-loop';
import { killMerges } from '../support/kill-merge';

const [folder = '', rounds = '', seed = ''] = process.argv.slice(2);
const report = await killLoop({
  folder,
  rounds: Number(rounds),
  seed: Number(seed),
  progress: ({ rounds: done, losses }) => {
    if (done % 50 === 0) process.stderr.write(`  ${done} of ${rounds}, losses ${losses.length}\n`);
  },
});
process.stdout.write(
  `seed ${seed}: ${report.rounds} kills, ${report.acknowledged} acknowledged commits, ` +
    `${report.rolledBack} hot journals rolled back, losses ${report.losses.length}\n`,
);
for (const loss of report.losses) process.stdout.write(`  ${loss}\n`);
const mergeFolder = path.join(folder, 'merge');
fs.mkdirSync(mergeFolder);
const merges = await killMerges({
  folder: mergeFolder,
  rounds: Math.max(1, Math.ceil(Number(rounds) / 5)),
  seed: Number(seed),
  annotations: 4000,
  progress: ({ rounds: done, losses }) => {
    if (done % 10 === 0) process.stderr.write(`  ${done} merges, losses ${losses.length}\n`);
  },
});
process.stdout.write(
  `seed ${seed}: ${merges.rounds} merges killed, ${merges.before} files as before, ${merges.after} as after, ` +
    `${merges.rolledBack} hot journals rolled back, losses ${merges.losses.length}\n`,
);
for (const loss of merges.losses) process.stdout.write(`  ${loss}\n`);
process.exitCode = report.losses.length + merges.losses.length === 0 ? 0 : 1;
