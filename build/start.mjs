/** `npm start`: set up, build, open the app; with no display, do the main job on a virtual one. */
import { root } from './paths.mjs';
import { buildApp } from './build-app.mjs';
import { setUp } from './setup.mjs';
import { main, run } from './steps.mjs';
import { asRoot, hasDisplay, virtualDisplay } from './display.mjs';

await main(async () => {
  const electron = await setUp();
  await buildApp();
  if (!hasDisplay()) {
    process.stderr.write(
      'There is no display: doing the main job on a virtual one, through the real interface.\n',
    );
    return run(...virtualDisplay([process.execPath, 'build/demo.mjs']), {
      cwd: root,
      env: { ...process.env, CLAIMBOOK_ELECTRON: electron },
    });
  }
  process.stderr.write('• Opening Claimbook\n');
  return run(electron, [...asRoot(), '.', ...process.argv.slice(2)], { cwd: root });
});
