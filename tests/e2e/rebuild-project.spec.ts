/** A whole project that was exported becomes a project again, with its history. */
import fs from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../e2e-support/axe';
import { answerOpen, answerSave } from '../e2e-support/dialogs';
import { expect, test } from '../e2e-support/fixtures';
import { chooseMenu } from '../e2e-support/menu';
import { makeProject, runCli } from '../e2e-support/project-file';

test('an archive becomes a project by keyboard, which has its history; nothing is replaced', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', ['Night bus\nIt came back.', 'الإيجارات\nRents must fall.']);
  const archive = path.join(folder, 'الإيجارات.zip');
  runCli('export', file, '--format', 'claimbook-zip', '--out', archive);
  const { app, page, electron } = await launch();
  await answerOpen(electron, archive);
  await answerSave(electron, file);

  await page.getByRole('button', { name: 'From an archive…' }).press('Enter');
  const dialog = app.dialog('New project from an archive');
  const choose = dialog.getByRole('button', { name: 'Choose a file…' });
  await expect(choose).toBeFocused();
  await expectAccessible(page);
  const before = fs.readFileSync(file);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('There is a file Rents.claimbook already');
  expect(fs.readFileSync(file)).toEqual(before);

  await answerSave(electron, path.join(folder, 'Again.claimbook'));
  await choose.press('Enter');
  await expect(app.text).toBeVisible({ timeout: 20_000 });
  await expect(dialog).toBeHidden();
  await expect(app.articles.getByRole('option')).toHaveCount(2);
  const title = (): Promise<string | undefined> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toContain('Rents');
  await app.text.focus();
  await app.undo();
  await expect(app.articles.getByRole('option')).toHaveCount(0);
  await app.redo();
  await expect(app.articles.getByRole('option')).toHaveCount(2);
  await app.expectSaved();

  // What is no archive is told; the project that is open stays.
  const notes = path.join(folder, 'notes.json');
  fs.writeFileSync(notes, '{"notes": []}');
  await answerOpen(electron, notes);
  await answerSave(electron, path.join(folder, 'Never.claimbook'));
  await chooseMenu(electron, 'File', 'New project from an archive…');
  await choose.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('This is not a Claimbook project', {
    timeout: 20_000,
  });
  await page.keyboard.press('Escape');
  await expect(app.articles.getByRole('option')).toHaveCount(2);
  expect(fs.readdirSync(folder).filter((name) => name.includes('Never') || name.endsWith('.new'))).toEqual(
    [],
  );
});

test('annotations that do not read as quoted are listed when the project is there', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', ['Night bus\nIt came back.', 'الإيجارات\nRents must fall.']);
  const exported = path.join(folder, 'whole.json');
  runCli('export', file, '--format', 'claimbook-json', '--out', exported);
  const { tables, ...rest } = JSON.parse(fs.readFileSync(exported, 'utf8')) as {
    tables: Record<string, Record<string, unknown>[]>;
  };
  const idOf = (table: string): unknown => tables[table]?.at(-1)?.id;
  const annotation = {
    id: 'one',
    article_id: idOf('article'),
    code_id: idOf('code'),
    coder_id: idOf('coder'),
  };
  const more = { note: '', created_at: '2026-01-01T00:00:00.000Z', example: null, review: '' };
  const quoted = { quote: 'Rents', prefix: '', suffix: '' };
  const span = { id: 'words', annotation_id: 'one', position: 0, start_offset: 1, end_offset: 5, ...quoted };
  fs.writeFileSync(
    exported,
    JSON.stringify({
      ...rest,
      tables: { ...tables, annotation: [{ ...annotation, ...more }], span: [span] },
    }),
  );

  const { app, page, electron } = await launch();
  await answerOpen(electron, exported);
  await answerSave(electron, path.join(folder, 'Again.claimbook'));
  await page.getByRole('button', { name: 'From an archive…' }).press('Enter');
  await page.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  const dialog = app.dialog('Not all words are as quoted');
  await expect(dialog.getByRole('row').nth(1)).toHaveText('الإيجاراتRentsلإيج', { timeout: 20_000 });
  await expect(dialog).toContainText('In 1 place of it');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(app.text).toBeVisible();
});
