/** Files and folders that the user drags from the desktop and drops on the window. */
import type { Page } from '@playwright/test';

/** Drags these paths over the middle of the window, as the system would, and lets them go. */
export async function dropOnWindow(page: Page, ...files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const at = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight / 2 }));
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  await devtools.detach();
}
