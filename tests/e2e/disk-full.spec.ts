import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../e2e-support/axe';
import { asRoot, expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

const article = 'Rents in the capital\nRents must be capped at once.\nقال الوزير إن الأسعار سترتفع.';

/** A disk of its own, so small that a test can fill it; null where this machine allows no such thing. */
function tinyDisk(folder: string): { path: string; remove(): void } | null {
  const disk = path.join(folder, 'disk');
  fs.mkdirSync(disk);
  if (asRoot.length === 0) return null;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status !== 0) return null;
  return { path: disk, remove: () => void execFileSync('umount', ['--lazy', disk]) };
}

/** Writes a file until the disk takes no byte more. */
function fill(file: string): void {
  const handle = fs.openSync(file, 'w');
  try {
    for (;;) fs.writeSync(handle, Buffer.alloc(4096));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    fs.closeSync(handle);
  }
}

const quotesIn = (file: string): string[] =>
  rowsOf<{ quote: string }>(file, 'SELECT quote FROM span ORDER BY start_offset').map(({ quote }) => quote);

test('on a full disk the work stays on screen and says why; with space again it is saved', async ({
  launch,
  folder,
}) => {
  const disk = tinyDisk(folder);
  test.skip(disk === null, 'a disk to fill needs Linux, root and the right to mount');
  if (!disk) return;
  try {
    const file = makeProject(folder, 'Rents', [article]);
    const onDisk = path.join(disk.path, 'Rents.claimbook');
    fs.copyFileSync(file, onDisk);
    const { app, page, electron } = await launch({ args: [onDisk] });
    await app.openArticle('Rents in the capital');
    await app.selectText('must be capped');
    await app.tag('Claim');
    await expect(app.annotation('Claim', 'must be capped')).toBeVisible();

    const filler = path.join(disk.path, 'filler');
    fill(filler);
    // A note that finds no room in the pages that the file has already.
    await app.form.getByRole('textbox', { name: 'Note' }).fill('ملاحظة '.repeat(4000));
    await app.text.focus();
    const banner = page.getByRole('alert').filter({ hasText: 'not saved yet' });
    await expect(banner).toContainText('1 change not saved yet. The disk is full');
    await app.selectText('الأسعار');
    await app.tag('Statement');
    await expect(banner).toContainText('2 changes not saved yet. The disk is full');
    await expect(page.locator('.article-pending')).toHaveCount(1);
    await expect(app.status.filter({ hasText: 'Not saved: The disk is full' })).toBeVisible();
    await expectAccessible(page);
    fs.copyFileSync(onDisk, file);
    expect(quotesIn(file)).toEqual(['must be capped']);

    fs.rmSync(filler);
    const tryAgain = banner.getByRole('button', { name: 'Try again' });
    // The app tries again by itself, too, and may just have done so: then the button is gone.
    await tryAgain.click({ timeout: 5000 }).catch(() => expect(tryAgain).toBeHidden());
    await app.expectSaved();
    await expect(banner).toBeHidden();
    await expect(app.annotation('Statement', 'الأسعار')).toBeVisible();
    await electron.close();
    expect(quotesIn(onDisk)).toEqual(['must be capped', 'الأسعار']);
    expect(fs.readdirSync(disk.path)).toEqual(['Rents.claimbook']);
  } finally {
    disk.remove();
  }
});
