/** Builds the app into out/, unless out/ was built from the sources as they are. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';
import { main, run, step, StepFailure } from './steps.mjs';

const stamp = path.join(root, 'out', '.built-from');

/** A hash over the names and contents of everything that the build reads. */
function sourcesHash() {
  const hash = createHash('sha256');
  const add = (file) => hash.update(file).update(fs.readFileSync(path.join(root, file)));
  for (const folder of ['electron', 'renderer', 'shared']) {
    for (const name of fs.readdirSync(path.join(root, folder), { recursive: true }).toSorted()) {
      const file = path.join(folder, name);
      if (fs.statSync(path.join(root, file)).isFile()) add(file);
    }
  }
  for (const file of ['package-lock.json', 'tsconfig.json', 'build/electron.vite.config.ts']) add(file);
  return hash.digest('hex');
}

export async function buildApp({ force = false } = {}) {
  const sources = sourcesHash();
  if (!force && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sources) return;
  await step('Building the app', async () => {
    const tool = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const args = [tool, 'build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn'];
    if ((await run(process.execPath, args, { cwd: root })) !== 0) {
      throw new StepFailure('The app could not be built; the lines above say why.', 'npm run build');
    }
    fs.writeFileSync(stamp, sources);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(() => buildApp({ force: true }));
}
