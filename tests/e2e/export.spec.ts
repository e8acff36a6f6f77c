import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expectAccessible } from '../e2e-support/axe';
import { answerSave, shownInFolder, watchShowInFolder } from '../e2e-support/dialogs';
import { expect, test } from '../e2e-support/fixtures';
import { chooseMenu } from '../e2e-support/menu';
import { makeProject } from '../e2e-support/project-file';
import { changeFile } from '../e2e-support/sqlite';

const articles = ['Night bus\nIt came back.', 'Rents, الإيجارات\n=Rents must be capped, at once.'];

/** Fills the second article, which is not the one on screen, with claims on its first word. */
const addClaims = (file: string, count: number): void =>
  changeFile(
    file,
    `BEGIN;
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO annotation (id, article_id, code_id, coder_id, note, created_at)
       SELECT printf('claim-%08d', i), article.id, code.id, coder.id, '', '2026-01-01T00:00:00.000Z'
     FROM n, article, coder, code WHERE article.title LIKE 'Rents%' AND code.kind = 'claim';
     INSERT INTO span SELECT 'span-' || annotation.id, annotation.id, 0, 0, 5, 'Rents', '', ', الإيجارات'
     FROM annotation; COMMIT;`,
  );

const recordsOf = (file: string): Record<string, string>[] =>
  parse(fs.readFileSync(file), { bom: true, columns: true });

test('an export that is cancelled leaves nothing behind; then it is done from the menu', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', articles);
  addClaims(file, 30_000);
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  const before = fs.readdirSync(folder);
  await answerSave(electron, path.join(folder, 'dataset'));
  await watchShowInFolder(electron);

  await page.keyboard.press('ControlOrMeta+e');
  const dialog = app.dialog('Export');
  const plan = dialog.getByRole('table', { name: 'What will be written' });
  await expect(plan.getByRole('row', { name: /^annotations\.csv/ })).toContainText('30,000');
  await dialog.getByRole('button', { name: 'Export…' }).click();
  const running = app.dialog('Exporting');
  await expect(running.getByRole('progressbar', { name: 'Export' })).toHaveAttribute('aria-valuenow', /\d/);
  await expect(running.getByText(/^\d+ %$/)).toBeVisible();
  await running.getByRole('button', { name: 'Cancel' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('The export was cancelled; nothing was written.');
  await messages.getByRole('button', { name: 'Dismiss' }).click();
  await expect(messages).not.toContainText('cancelled');
  await expect(dialog, 'a message is not beside the dialog').toBeVisible();
  expect(fs.readdirSync(folder)).toEqual(before);
  await page.keyboard.press('Escape');

  await chooseMenu(electron, 'File', 'Export…');
  await dialog.getByRole('radio', { name: 'For statistics' }).click({ force: true });
  await dialog.getByRole('button', { name: 'Export…' }).click();
  const done = app.dialog('Exported');
  const written = done.getByRole('table', { name: 'What was written' });
  const rows = written.getByRole('row', { name: /^annotations\.csv/ });
  await expect(rows).toContainText('30,000', { timeout: 20_000 });
  await expectAccessible(page);
  // The list is longer than the window, and read from the keyboard.
  await expect(done.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Tab');
  const list = done.getByRole('group', { name: 'Exported' });
  await expect(list).toBeFocused();
  await page.keyboard.press('End');
  await expect(written.getByRole('row').last()).toBeInViewport();
  await done.getByRole('button', { name: 'Show in folder' }).click();
  expect(await shownInFolder(electron)).toBe(path.join(folder, 'dataset'));
  await done.getByRole('button', { name: 'Close' }).click();
  await electron.close();

  const annotations = recordsOf(path.join(folder, 'dataset', 'annotations.csv'));
  expect(annotations).toHaveLength(30_000);
  expect(annotations.at(-1)).toMatchObject({ code: 'Claim' });
  const texts = recordsOf(path.join(folder, 'dataset', 'articles.csv'));
  expect(texts.map(({ text }) => text)).toEqual(articles);
});

test('the keyboard goes to what a check found; another format makes it old', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Rents', articles);
  addClaims(file, 20);
  const { app, page } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = app.dialog('Export');
  await expect(dialog.getByRole('option', { name: /^CSV tables/ })).toBeFocused();
  // Letters lead to a format, as in every list.
  await page.keyboard.type('brat');
  await expect(dialog.getByRole('option', { name: /^brat/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('option', { name: /^brat/ })).toHaveAttribute('aria-selected', 'true');
  await dialog.getByRole('button', { name: 'Check what is lost' }).press('Enter');
  const lost = dialog.getByRole('region', { name: 'What is lost' });
  await expect(lost).toBeFocused({ timeout: 20_000 });
  await expect(lost).toContainText(/\d kinds? of things: /);
  await expect(lost.getByRole('heading')).toBeInViewport();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Find a format' }).fill('json lines');
  await expect(dialog.getByRole('status').first()).toHaveText(/1 format/);
  await page.keyboard.press('Enter');
  await expect(lost).toBeHidden();
  await dialog.getByRole('button', { name: 'Check what is lost' }).press('Enter');
  await expect(lost).toContainText('Nothing is lost in Claimbook JSON Lines.', { timeout: 20_000 });
});

test('of 100 coders one is named, by typing; what a format cannot do without is said before', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', articles);
  addClaims(file, 3);
  changeFile(
    file,
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
     INSERT INTO coder (id, name, created_at) SELECT 'coder-' || i, 'ليلى ' || i, '2026-01-01T00:00:00.000Z' FROM n`,
  );
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = app.dialog('Export');
  const what = dialog.locator('summary', { hasText: 'What goes out' });
  await expect(what).toContainText('everything');
  await what.press('Enter');
  const coders = dialog.getByRole('combobox', { name: 'Coders' });
  await coders.fill('ann');
  await expect(page.getByRole('option', { name: 'Ann', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(what).toContainText('a part of the project');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Remove Ann' }).click();
  await expect(what).toContainText('everything');
  await expect(coders, 'it stays open').toBeVisible();

  await dialog.getByRole('textbox', { name: 'Articles from' }).fill('soon');
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await expect(dialog).toContainText('A date is not right yet.');
  await dialog.getByRole('textbox', { name: 'Articles from' }).fill('');
  await dialog.getByRole('button', { name: /^In full/ }).press('Enter');
  await page.getByRole('option', { name: 'Left out altogether' }).click();
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeEnabled();
  await dialog.getByRole('option', { name: /^TEI/ }).click();
  await expect(dialog).toContainText('TEI P5 standoff places annotations within texts');
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await dialog.getByRole('option', { name: /^CSV tables/ }).click();

  // What fails is told in the dialog, which keeps what was chosen.
  fs.mkdirSync(path.join(folder, 'full'));
  fs.writeFileSync(path.join(folder, 'full', 'thesis.txt'), 'years of work');
  await answerSave(electron, path.join(folder, 'full'));
  await dialog.getByRole('button', { name: 'Export…' }).press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible({ timeout: 20_000 });
  await expect(dialog.getByRole('alert')).toBeInViewport();
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeFocused();
  await expect(dialog.locator('summary', { hasText: 'What goes out' })).toContainText(
    'a part of the project',
  );
});
