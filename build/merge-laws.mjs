/** `npm run merge-laws [-- --runs N] [--seed N]`: asks the laws of merging of so many made-up histories. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run, step } from './steps.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
  const runs = values.runs ?? '5000';
  const seed = values.seed ?? String(1 + (Date.now() % 1_000_000_000));
  const electron = await setUp();
  const built = path.join(root, 'bench-results', 'built');
  return step(`Asking the laws of merging of ${runs} histories`, async () => {
    const { build } = await import('vite');
    await build({
      configFile: false,
      root,
      logLevel: 'silent',
      build: { ssr: 'tests/bench/merge-laws.ts', outDir: built, emptyOutDir: false },
      ssr: { noExternal: true },
    });
    return run(electron, [path.join(built, 'merge-laws.js'), runs, seed], {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
  });
});
