import { expect, test } from '../e2e-support/desk';
import { hostProcess } from '../e2e-support/host-process';
import { rowsOf } from '../e2e-support/sqlite';

const article = `Council argues over the night bus
“We want it back; now or never,” said Mayor Joan Reed on Monday. The council listened.`;

/** Statements take several forms, a date and several words. */
const moreToAsk = `
  UPDATE attribute SET many = 1 WHERE name = 'Form';
  INSERT INTO attribute (id, code_id, name, kind, many, required, help, target_code_id, position, retired)
    SELECT 'said-on', id, 'Said on', 'date', 0, 0, '', NULL, 91, 0 FROM code WHERE name = 'Statement';
  INSERT INTO attribute (id, code_id, name, kind, many, required, help, target_code_id, position, retired)
    SELECT 'slogan', id, 'Slogan', 'text', 1, 0, '', NULL, 92, 0 FROM code WHERE name = 'Statement';
`;

test('what was typed as a date is saved when the field goes away, and when the window closes', async ({
  openDesk,
}) => {
  const { app, page, file, electron } = await openDesk([article], moreToAsk);
  await app.selectText('The council listened.');
  await page.keyboard.press('3');
  const date = app.form.getByRole('textbox', { name: 'Said on' });
  await date.fill('2026-05');
  await page.keyboard.press('ControlOrMeta+Shift+h');
  await expect(date).toBeHidden();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(date).toHaveValue('2026-05');

  await date.fill('May');
  await page.keyboard.press('Enter');
  await expect(app.form.getByText('“May” is not a date')).toBeVisible();
  // What is refused goes with its field, and is told.
  await app.selectText('Mayor Joan Reed');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'Mayor Joan Reed')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/Said on: “.May.” was not saved\. “May” is not a date/)).toBeVisible();
  await app.annotation('Statement', 'The council listened.').click();
  await expect(date).toHaveValue('2026-05');
  await date.fill('2026-05-04');
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await electron.close().catch(() => undefined);
  expect(rowsOf(file, 'SELECT date FROM attribute_value')).toEqual([{ date: '2026-05-04' }]);
});

test('words with semicolons that were assigned stay one value, with their place, when others are typed beside them', async ({
  openDesk,
}) => {
  const { app, page, file, electron } = await openDesk([article], moreToAsk);
  await app.selectText('The council listened.');
  await page.keyboard.press('3');
  await expect(app.form).toBeVisible();
  await app.selectText('it back; now');
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'Slogan' }).click();
  const slogan = app.form.getByRole('textbox', { name: 'Slogan' });
  await expect(slogan).toHaveValue('it back; now');
  await slogan.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('; soon');
  await page.keyboard.press('Enter');
  await app.expectSaved();
  await electron.close();
  expect(rowsOf(file, 'SELECT text, evidence_quote AS words FROM attribute_value ORDER BY position')).toEqual(
    [
      { text: 'it back; now', words: 'it back; now' },
      { text: 'soon', words: null },
    ],
  );
});

test('two choices by two quick keys are both chosen', async ({ openDesk }) => {
  const { app, page, electron } = await openDesk([article], moreToAsk);
  await app.selectText('The council listened.');
  await page.keyboard.press('3');
  const form = app.form.getByRole('group', { name: 'Form' });
  await form.getByRole('checkbox').first().focus();
  await app.expectSaved();
  const host = await hostProcess(electron);
  process.kill(host, 'SIGSTOP');
  try {
    await page.evaluate(() => {
      for (const key of ['1', '3', '4', '3'])
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  } finally {
    process.kill(host, 'SIGCONT');
  }
  const chosen = form.getByRole('checkbox', { checked: true });
  await expect(chosen).toHaveCount(2);
  await expect(form.getByRole('checkbox', { name: 'direct quote' })).toBeChecked();
  await expect(form.getByRole('checkbox', { name: 'action' })).toBeChecked();
  await app.expectSaved();
});
