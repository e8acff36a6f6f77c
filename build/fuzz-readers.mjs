/** `npm run fuzz-readers [-- --minutes N] [--seed N]`: has every reader read broken files for so long. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run, step } from './steps.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
  const minutes = values.minutes ?? '10';
  const seed = values.seed ?? String(1 + (Date.now() % 1_000_000_000));
  const electron = await setUp();
  const built = path.join(root, 'bench-results', 'built');
  return step(`Reading broken files for ${minutes} minutes`, async () => {
    const { build } = await import('vite');
    await build({
      configFile: false,
      root,
      logLevel: 'silent',
      build: { ssr: 'tests/bench/fuzz-readers.ts', outDir: built, emptyOutDir: false },
      ssr: { noExternal: true, external: ['better-sqlite3'] },
    });
    // As little as the reading thread has.
    return run(electron, ['--max-old-space-size=600', path.join(built, 'fuzz-readers.js'), minutes, seed], {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
  });
});
