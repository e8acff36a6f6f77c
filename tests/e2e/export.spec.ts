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
