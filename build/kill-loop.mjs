/** `npm run kill-loop [-- --rounds N] [--seed N]`: kills a writing process 1,000 times, and merges 200 times, and looks for losses. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run, step, StepFailure } from './steps.mjs';

const wholeNumber = (name, given) => {
  if (/^[1-9]\d*$/.test(given)) return given;
  throw new StepFailure(
    `--${name} is a whole number from 1, not “${given}”.`,
    `npm run kill-loop -- --${name} 200`,
  );
};

await main(async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
  const rounds = wholeNumber('rounds', values.rounds ?? '1000');
  const seed = wholeNumber('seed', values.seed ?? String(1 + (Date.now() % 1_000_000_000)));
  const electron = await setUp();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-kill-'));
  const built = path.join(root, 'bench-results', 'built');
  try {
    return await step(`Killing a writing process ${rounds} times, seed ${seed}`, async () => {
      const { build } = await import('vite');
      await build({
        configFile: false,
        root,
        logLevel: 'silent',
        build: { ssr: 'tests/bench/kill-loop.ts', outDir: built, emptyOutDir: false },
        ssr: { noExternal: true, external: ['better-sqlite3', 'vite'] },
      });
      return run(electron, [path.join(built, 'kill-loop.js'), folder, rounds, seed], {
        cwd: root,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
