/** Prints the path of the Electron executable in use, and nothing else. */
import { electronInUse } from './electron-binary.mjs';
import { main, StepFailure } from './steps.mjs';

await main(() => {
  const found = electronInUse();
  if (!found) throw new StepFailure('Electron is not installed yet.', 'npm run setup');
  process.stdout.write(`${found.file}\n`);
});
