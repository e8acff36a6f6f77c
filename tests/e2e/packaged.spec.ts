import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { _electron } from '@playwright/test';
import { expect, root, test } from '../e2e-support/fixtures';
import { pdfOf } from '../support/pdf-files';

const executable = path.join(root, 'dist', 'linux-unpacked', 'claimbook');
const configuration = fs.readFileSync(path.join(root, 'build', 'electron-builder.yml'), 'utf8');
const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test('the packaged app opens the sample project, and is the command line too', async ({
  profile,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'the smoke test knows the folder of the Linux package only');
  test.setTimeout(240_000);
  execFileSync(process.execPath, [path.join(root, 'build/package-app.mjs'), '--for-tests'], { cwd: root });

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

  // The build for tests leaves on what Playwright needs; everything else is as in a release.
  const fuses = await getCurrentFuseWire(executable);
  const stateOf = (fuse: FuseV1Options): boolean => fuses[fuse] === FuseState.ENABLE;
  expect(stateOf(FuseV1Options.EnableNodeCliInspectArguments)).toBe(true);
  expect(configuration).toMatch(/^ {2}enableNodeCliInspectArguments: false$/m);
  for (const off of [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.EnableCookieEncryption,
  ])
    expect(stateOf(off), FuseV1Options[off]).toBe(false);
  for (const on of [FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation])
    expect(stateOf(on), FuseV1Options[on]).toBe(true);

  const unpacked = path.join(
    root,
    'dist/linux-unpacked/resources/app.asar.unpacked/node_modules/better-sqlite3',
  );
  expect(fs.readdirSync(path.join(unpacked, 'prebuilds'))).toEqual([`linux-${process.arch}.node`]);

  const help = execFileSync(executable, [...noSandbox, '--help'], { encoding: 'utf8' });
  expect(help).toContain('claimbook export PROJECT.claimbook');
  const project = path.join(folder, 'new.claimbook');
  execFileSync(executable, [...noSandbox, 'new', project, '--name', 'Packaged'], {
    env: { ...process.env, CLAIMBOOK_PROFILE: profile },
  });
  expect(fs.existsSync(project)).toBe(true);

  // The reading thread, and what it needs for PDF, lie in the package.
  const corpus = path.join(folder, 'corpus');
  fs.mkdirSync(corpus);
  fs.writeFileSync(
    path.join(corpus, 'a.pdf'),
    pdfOf([[{ text: 'Words on a page.', x: 60, y: 700, size: 10 }]]),
  );
  for (let at = 0; at < 1000; at++)
    fs.writeFileSync(path.join(corpus, `${at}.txt`), `Title ${at}\nWords ${at * 7}.`);
  const told = execFileSync(executable, [...noSandbox, 'import', project, corpus, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, CLAIMBOOK_PROFILE: profile },
  });
  const { imported } = JSON.parse(told) as { imported: { title: string; format: string }[] };
  expect(imported).toHaveLength(1001);
  expect(imported.find(({ format }) => format === 'PDF')).toMatchObject({ title: 'a' });
});
