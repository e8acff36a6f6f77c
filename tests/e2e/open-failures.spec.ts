import fs from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../e2e-support/axe';
import { App } from '../e2e-support/app';
import { answerOpen } from '../e2e-support/dialogs';
import { dropOnWindow } from '../e2e-support/drop';
import { expect, test, type Launched } from '../e2e-support/fixtures';
import { chooseMenu } from '../e2e-support/menu';
import { asNobody } from '../e2e-support/other-user';
import { makeProject } from '../e2e-support/project-file';
import { changeFile, rowsOf } from '../e2e-support/sqlite';

const article = 'Rents in the capital\nRents must be capped at once.\nقال الوزير إن الأسعار سترتفع.';

/** Tags a word, so that closing takes a backup; closes the app. */
async function workAndClose({ app, electron }: Launched): Promise<void> {
  await app.openArticle('Rents in the capital');
  await app.selectText('must be capped');
  await app.tag('Claim');
  await app.expectSaved();
  await electron.close();
}

test('a damaged project is given back from its newest good backup, and the damaged file is kept', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'نقاش الإيجارات', [article]);
  await workAndClose(await launch({ args: [file] }));
  const damaged = fs.readFileSync(file).fill(0xff, 4096, 24_576);
  fs.writeFileSync(file, damaged);

  const { app, page, electron } = await launch({ args: [file] });
  const dialog = app.dialog('This project file is damaged');
  await expect(dialog).toContainText('نقاش الإيجارات.claimbook');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /^Restore the backup of/ }).click();
  await app.openArticle('Rents in the capital');
  await expect(app.annotation('Claim', 'must be capped')).toBeVisible();
  const [kept = ''] = fs.readdirSync(folder).filter((name) => name.includes('.damaged-'));
  expect(fs.readFileSync(path.join(folder, kept))).toEqual(damaged);
  await expect(page.getByText(`The damaged file is kept as ${kept}.`)).toBeVisible();
  await electron.close();
  expect(rowsOf(file, 'SELECT quote FROM span')).toEqual([{ quote: 'must be capped' }]);
});

test('a project that another window has open says by whom, and opens as a copy to read', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', [article]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');
  const opening = electron.waitForEvent('window');
  await chooseMenu(electron, 'File', 'New window');
  const second = await opening;
  const other = new App(second);
  await answerOpen(electron, file);
  await second.getByRole('button', { name: 'Open project' }).click();

  const dialog = other.dialog('This project is open elsewhere');
  await expect(dialog).toContainText(/has this project open on .+, since \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  await expectAccessible(second);
  await dialog.getByRole('button', { name: 'Open a read-only copy' }).click();
  await expect(other.text).toContainText('Rents must be capped');
  await expect(other.status.filter({ hasText: 'Read-only' })).toBeVisible();
  await expect(second.getByText('This is a copy as it was when you opened it')).toBeVisible();

  await app.selectText('must be capped');
  await app.tag('Claim');
  await app.expectSaved();
  await expect(other.annotations.getByRole('option')).toHaveCount(0);
  await page.close();
  await second.close();
});

test('a project file dropped on a window is opened, beside its own one if asked, and one that a window has open leads there', async ({
  launch,
  folder,
}) => {
  const rents = makeProject(folder, 'Rents', [article]);
  const buses = makeProject(folder, 'الحافلات', [article]);
  const { app, page, electron } = await launch();
  await dropOnWindow(page, rents);
  await expect(app.text).toContainText('Rents must be capped');

  const opening = electron.waitForEvent('window');
  await dropOnWindow(page, buses);
  await app.dialog('Another project').getByRole('button', { name: 'Open in its own window' }).click();
  const second = await opening;
  const other = new App(second);
  await expect(other.text).toContainText('Rents must be capped');
  await expect(second.getByText('الحافلات')).toBeVisible();
  await expect(app.dialog('Add articles')).toHaveCount(0);

  await answerOpen(electron, rents);
  await second.keyboard.press('ControlOrMeta+o');
  const dialog = other.dialog('This project is open elsewhere');
  await expectAccessible(second);
  await dialog.getByRole('button', { name: 'Go to its window' }).click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle()))
    .toContain('Rents');
  await second.close();
});

test('a project of a newer Claimbook is refused with both versions, and not touched', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', [article]);
  const [{ user_version: version } = {}] = rowsOf(file, 'PRAGMA user_version');
  changeFile(file, 'PRAGMA user_version = 9990');
  const before = fs.readFileSync(file);
  const { app, page, electron } = await launch({ args: [file] });
  const dialog = app.dialog('This project needs a newer Claimbook');
  await expect(dialog).toContainText('9990');
  await expect(dialog).toContainText(String(version));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible();
  await electron.close();
  expect(fs.readFileSync(file)).toEqual(before);
});

test('in a folder that may only be read the project opens to be read, and says why', async ({
  launch,
  folder,
  profile,
}) => {
  const nobody = asNobody(profile);
  test.skip(nobody === null, 'a user without rights needs Linux, root and setpriv');
  if (!nobody) return;
  const place = path.join(folder, 'read-only');
  fs.mkdirSync(place);
  const file = makeProject(place, 'Rents', [article]);
  fs.chmodSync(folder, 0o755);
  const before = fs.readdirSync(place);
  const bytes = fs.readFileSync(file);

  const { app, page, electron } = await launch({ ...nobody, args: [file] });
  await expect(app.text).toContainText('Rents must be capped');
  await expect(page.getByText('The file is write-protected.')).toBeVisible();
  await expect(app.status.filter({ hasText: 'Read-only' })).toBeVisible();
  await expectAccessible(page);
  await app.runCommand('Project details');
  const details = app.dialog('Project details');
  await expect(details.getByLabel('Project name')).toHaveValue('Rents');
  await expect(details.getByLabel('Project name')).toBeDisabled();
  await expect(details.getByRole('button', { name: 'Save' })).toBeHidden();
  await details.getByRole('button', { name: 'Close' }).click();
  expect(fs.readdirSync(place)).toEqual(before);

  await electron.close();
  expect(fs.readdirSync(place)).toEqual(before);
  expect(fs.readFileSync(file)).toEqual(bytes);
});
