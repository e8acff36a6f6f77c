import { _electron } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import os from 'node:os';
const root = '/work/main';
const exe = process.env.ELECTRON_EXE;
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'shot-'));
const app = await _electron.launch({
  executablePath: exe,
  args: ['--no-sandbox', root, ...(process.env.PROJECT ? [process.env.PROJECT] : [])],
  env: { ...process.env, CLAIMBOOK_PROFILE: profile },
});
const page = await app.firstWindow();
page.on('console', (m) => {
  if (m.type() === 'error') console.log('CONSOLE', m.text());
});
page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
const [w, h] = (process.env.SIZE ?? '1440x900').split('x').map(Number);
await app.evaluate(
  ({ BrowserWindow }, [w, h]) => {
    BrowserWindow.getAllWindows()[0].setContentSize(w, h);
  },
  [w, h],
);
if (!process.env.PROJECT) {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
}
await page
  .getByRole('listbox', { name: 'Articles' })
  .or(page.getByRole('navigation', { name: 'Library' }))
  .first()
  .waitFor();
const shot = async (n) => {
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/${n}.png` });
  console.log('shot', n);
};
const mod = await import(process.argv[2]);
try {
  await mod.default(page, shot, app);
} catch (e) {
  console.log('FAILED', e.message.slice(0, 1500));
  await shot('failed');
}
await app.evaluate(({ app }) => app.exit(0)).catch(() => {});
process.exit(0);
