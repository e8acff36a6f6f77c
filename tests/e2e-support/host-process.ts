import type { ElectronApplication } from '@playwright/test';

/** The process that works on the file, so that a test can stop or end it. */
export const hostProcess = async (electron: ElectronApplication): Promise<number> => {
  const found = await electron.evaluate(
    ({ app }) => app.getAppMetrics().find((each) => each.name === 'Claimbook project')?.pid,
  );
  if (found === undefined) throw new Error('the project host is not running');
  return found;
};
