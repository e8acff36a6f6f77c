import { expectAccessible } from '../e2e-support/axe';
import { expect, test } from '../e2e-support/desk';
import { chooseMenu } from '../e2e-support/menu';
import { rowsOf } from '../e2e-support/sqlite';

test('a project gets another name and a description, which undo takes back, and the window is called after it', async ({
  openDesk,
}) => {
  const { app, page, electron, file } = await openDesk(['Trams\nNobody speaks.']);
  const title = (): Promise<string | undefined> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  const dialog = app.dialog('Project details');
  const [name, about] = [dialog.getByLabel('Project name'), dialog.getByLabel('Description')];
  await expect.poll(title).toBe('Desk – Claimbook');

  await chooseMenu(electron, 'File', 'Project details…');
  await expect(name).toHaveValue('Desk');
  await expect(name).toBeFocused();
  await expectAccessible(page);
  await name.fill('  ');
  await expect(dialog.getByText('A project needs a name.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await name.fill(' نقاش الترام ');
  await about.fill('Trams, 2026.\nBy two coders.');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('نقاش الترام', { exact: true })).toBeVisible();
  await expect.poll(title).toBe('نقاش الترام – Claimbook');

  await app.text.focus();
  await app.undo();
  await expect(page.getByText('Desk', { exact: true })).toBeVisible();
  await expect.poll(title).toBe('Desk – Claimbook');
  await app.runCommand('Project details');
  await expect(about).toHaveValue('');
  await about.fill('Only trams.');
  await name.press('Enter');
  await expect(dialog).toBeHidden();
  await app.expectSaved();
  await electron.close();
  expect(rowsOf(file, 'SELECT name, description FROM project')).toEqual([
    { name: 'Desk', description: 'Only trams.' },
  ]);
  expect(rowsOf(file, `SELECT label FROM change WHERE kind = 'do' ORDER BY seq DESC LIMIT 2`)).toEqual([
    { label: 'Describe the project' },
    { label: 'Rename the project to نقاش الترام' },
  ]);
});
