/**
 * `npm run package`: the app as a folder in dist/. A release is packaged from the official Electron only, and
 * nobody can attach Node's inspector to it. `--for-tests` packages whatever Electron set-up found and leaves
 * the inspector on, because Playwright drives the app through it.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build-app.mjs';
import { electronInUse } from './electron-binary.mjs';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run, step, StepFailure } from './steps.mjs';

export async function packageApp({ forTests = false, targets = ['dir'] } = {}) {
  await setUp();
  await buildApp();
  const electron = electronInUse();
  if (!electron.official && !forTests) {
    throw new StepFailure(
      'The Electron here is not the official one, and a release must not hold it.',
      'npm run setup (where the official download can be reached)',
    );
  }
  await step('Packaging the app', async () => {
    const tool = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
    const args = [
      tool,
      '--config',
      'build/electron-builder.yml',
      '--publish',
      'never',
      ...targets.map((to) => `--${to}`),
    ];
    args.push(`-c.electronDist=${path.dirname(electron.file)}`);
    if (forTests) args.push('-c.electronFuses.enableNodeCliInspectArguments=true');
    if ((await run(process.execPath, args, { cwd: root })) !== 0) {
      throw new StepFailure('The app could not be packaged; the lines above say why.', 'npm run package');
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(() => packageApp({ forTests: process.argv.includes('--for-tests') }));
}
