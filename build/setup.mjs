/** Installs what is missing: packages, system libraries, Electron. Takes a moment when nothing is. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';
import { main, run, step, StepFailure } from './steps.mjs';

/** Holds the hash of the lockfile that node_modules was installed from. */
const stamp = path.join(root, 'node_modules', '.claimbook-lock');

export async function setUp() {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 20) {
    throw new StepFailure(
      `Node.js 20 or newer is needed; this is ${process.versions.node}.`,
      'node --version',
    );
  }
  const lock = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== lock) {
    await step('Installing packages as the lockfile says (npm install)', async () => {
      // Not `npm ci`: it refuses a lockfile that lacks the optional binaries of other platforms, and a
      // registry may not have all of those. --no-save leaves package.json and the lockfile as they are.
      const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
      if ((await run('npm', args, { cwd: root })) !== 0) {
        throw new StepFailure(
          'The packages could not be installed; check the network and the disk.',
          'npm install --no-save',
        );
      }
      fs.writeFileSync(stamp, lock);
    });
  }
  return step('Checking system libraries and Electron', async () => {
    const { ensureSystemLibraries } = await import('./system-libraries.mjs');
    await ensureSystemLibraries();
    const { ensureElectron } = await import('./electron-binary.mjs');
    return ensureElectron();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setUp();
  });
}
