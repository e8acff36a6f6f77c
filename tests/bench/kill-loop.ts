/** The long kill loop: `kill-loop.js FOLDER ROUNDS SEED`, on Electron's Node. Exits with 1 on any loss. */
import { killLoop } from '../support/kill-loop';

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
process.exitCode = report.losses.length === 0 ? 0 : 1;
