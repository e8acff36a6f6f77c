/** `npm run -s cli -- <command>`: the command line on Electron's own Node. */
import { buildApp } from './build-app.mjs';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';
import { main, run } from './steps.mjs';

await main(async () => {
  const electron = await setUp();
  await buildApp();
  // INIT_CWD is where the user stood when calling npm: relative paths mean that folder.
  return run(electron, [`${root}/out/main/cli.js`, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
});
