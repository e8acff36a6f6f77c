import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { expect, root, test } from '../e2e-support/fixtures';

const executable = path.join(root, 'dist', 'linux-unpacked', 'claimbook');
const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test('the packaged app opens the sample project, and is the command line too', async ({
  profile,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'the smoke test knows the folder of the Linux package only');
  test.setTimeout(240_000);
  execFileSync(process.execPath, [path.join(root, 'build/package-app.mjs'), '--substitute'], { cwd: root });

  const app = await _electron.launch({
    executablePath: executable,
    args: noSandbox,
    env: { ...process.env, CLAIMBOOK_PROFILE: profile },
  });
  const errors: string[] = [];
  const page = await app.firstWindow();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.getByRole('button', { name: 'Sample project' }).click();
  await expect(page.getByRole('textbox', { name: 'Article text' })).toContainText('Ellmouth');
  await app.close();
  expect(errors).toEqual([]);

  const unpacked = path.join(
    root,
    'dist/linux-unpacked/resources/app.asar.unpacked/node_modules/better-sqlite3',
  );
  expect(fs.readdirSync(path.join(unpacked, 'prebuilds'))).toEqual([`linux-${process.arch}.node`]);

  const project = path.join(folder, 'new.claimbook');
  execFileSync(executable, [...noSandbox, 'new', project, '--name', 'Packaged'], { env: process.env });
  expect(fs.existsSync(project)).toBe(true);
});
