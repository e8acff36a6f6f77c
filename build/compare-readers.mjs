/** `npm run compare-readers [-- --samples DIR]`: compares the readers with LibreOffice, and with sample files. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { ask, main, run, step } from './steps.mjs';

await main(async () => {
  const { values } = parseArgs({ options: { samples: { type: 'string' } } });
  const electron = await setUp();
  await step('Looking for LibreOffice', async () => {
    if (ask('soffice', ['--version']).code === 0) return;
    const install = ['install', '-y', '--no-install-recommends', 'libreoffice-writer'];
    if (process.getuid?.() === 0 && ask('apt-get', ['--version']).code === 0) await run('apt-get', install);
    else console.log(`  It is not there; install it with: sudo apt-get ${install.join(' ')}`);
  });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-compare-'));
  const built = path.join(root, 'bench-results', 'built');
  try {
    return await step('Comparing the readers', async () => {
      const { build } = await import('vite');
      await build({
        configFile: false,
        root,
        logLevel: 'silent',
        build: { ssr: 'tests/compare/run.ts', outDir: built, emptyOutDir: false },
        ssr: { noExternal: true, external: ['better-sqlite3'] },
      });
      const given = values.samples === undefined ? [] : [path.resolve(values.samples)];
      return run(electron, [path.join(built, 'run.js'), folder, ...given], {
        cwd: root,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
