/**
 * `npm run check-formats -- --samples DIR [--runs 50] [--seed N]`: holds what we write against other people's programs,
 * and what we read against the counts of their files.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run, step, StepFailure } from './steps.mjs';

/** Debian's packages of the programs that check; without one, its checks are left out and the page says so. */
const packages = [
  'libxml2-utils',
  'jing',
  'default-jdk-headless',
  'libuima-core-java',
  'python3',
  'python3-yaml',
  'python3-networkx',
  'python3-igraph',
];

/** What cannot be installed is left out, too. */
async function installPrograms() {
  const { ensureSystemPackages } = await import('./system-libraries.mjs');
  try {
    await ensureSystemPackages(packages);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    process.stderr.write(`  ${error.message}\n  Run: ${error.command}\n`);
  }
}

await main(async () => {
  const { values } = parseArgs({
    options: { samples: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string' } },
  });
  if (values.samples === undefined || !fs.existsSync(values.samples))
    throw new StepFailure(
      'The folder with the files of other programs is needed.',
      'npm run check-formats -- --samples DIR',
    );
  const seed = values.seed ?? String(1 + (Date.now() % 1_000_000_000));
  const electron = await setUp();
  await step('Looking for the programs that check', installPrograms);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-formats-'));
  const built = path.join(root, 'bench-results', 'built');
  try {
    return await step('Checking the formats', async () => {
      const { build } = await import('vite');
      await build({
        configFile: false,
        root,
        logLevel: 'silent',
        build: { ssr: 'tests/compare/check-formats.ts', outDir: built, emptyOutDir: false },
        ssr: { noExternal: true, external: ['better-sqlite3'] },
      });
      const given = [path.resolve(values.samples), values.runs ?? '50', seed, folder];
      const code = await run(electron, [path.join(built, 'check-formats.js'), ...given], {
        cwd: root,
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
      const page = path.join('tests', 'compare', 'FORMATS.md');
      const prettier = path.join('node_modules', 'prettier', 'bin', 'prettier.cjs');
      await run(process.execPath, [prettier, '--write', '--log-level', 'warn', page], {
        cwd: root,
        shell: false,
      });
      return code;
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
