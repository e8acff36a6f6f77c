/** What a team does with each other's work, from the first to the last key: no mouse, and the focus is never lost. */
import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { answerOpen, answerSave } from '../e2e-support/dialogs';
import { makeDoubleCoded } from '../e2e-support/double-coded';
import { expect, test } from '../e2e-support/fixtures';
import { expectFocus } from '../e2e-support/key-journal';
import { changeFile, rowsOf } from '../e2e-support/sqlite';

const parties = Array.from({ length: 10 }, (_, at) => at + 1);

/** Ann and Bo marked the same ten passages, for and against. */
const article = {
  marked: `Talks\n${parties.map((at) => `[a${at}:[b${at}:Party ${at} wants peace]b${at}]a${at}.`).join(' ')}`,
  says: Object.fromEntries(
    parties.flatMap((at) => [
      [`a${at}`, 'Claim +1'],
      [`b${at}`, 'Claim -1'],
    ]),
  ),
};

async function run(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

/** Presses Tab until the keyboard is in here. */
async function tabInto(page: Page, place: Locator, most: number): Promise<void> {
  const isThere = (): Promise<boolean> =>
    place.evaluate((element) => element.contains(document.activeElement));
  for (let presses = 0; presses < most && !(await isThere()); presses++) await page.keyboard.press('Tab');
  expect(await isThere(), `after ${most} times Tab`).toBe(true);
}

test('a colleague’s file is merged, compared, settled, drawn from and sent on by keyboard', async ({
  launch,
  folder,
  profile,
}) => {
  test.slow();
  fs.writeFileSync(path.join(profile, 'settings.json'), JSON.stringify({ coderName: 'Cleo' }));
  const mine = makeDoubleCoded(folder, [article, { marked: 'Rain\nIt will rain.' }]);
  const theirs = path.join(folder, 'of Bo.claimbook');
  fs.copyFileSync(mine, theirs);
  changeFile(mine, `UPDATE annotation SET note = 'As Ann sees it' WHERE id = '0-a1'`);
  // Histories that have nothing in common: what differs is a conflict.
  changeFile(
    theirs,
    `UPDATE annotation SET note = 'As Bo sees it' WHERE id = '0-a1';
     UPDATE change SET id = substr(id, 1, length(id) - 1) || CASE substr(id, -1) WHEN '0' THEN '1' ELSE '0' END`,
  );
  const { app, page, electron } = await launch({ args: [mine] });
  await expect(app.text).toBeFocused();

  await answerOpen(electron, theirs);
  await run(page, 'Merge a colleague');
  const preview = app.dialog('Merge of Bo.claimbook');
  await expect(preview.getByRole('tab', { name: 'Overview' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(preview.getByRole('tab', { name: 'Conflicts 1' })).toBeFocused();
  await tabInto(page, preview.getByRole('listbox', { name: 'Conflicts' }), 4);
  await page.keyboard.press('3');
  await tabInto(page, preview.getByRole('button', { name: 'Merge', exact: true }), 8);
  await page.keyboard.press('Enter');
  await expect(app.dialog('Merged').getByRole('button', { name: 'Answer the questions…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const questions = app.dialog('Open questions');
  await expect(questions.getByRole('option')).toBeFocused();
  await page.keyboard.press('2');
  await expect(questions.getByText('Nothing is open.').first()).toBeVisible();
  await expectFocus(page, 'when every question is answered');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(questions).toBeHidden();
  await expect(app.text).toBeFocused();

  // From the list to the text and back, one passage after another.
  await page.keyboard.press('ControlOrMeta+6');
  await expect(page.getByRole('rowheader', { name: 'Claim: Position' })).toBeVisible();
  await page.keyboard.press('Alt+5');
  const passages = page.getByRole('listbox', { name: 'Disagreeing passages' });
  await expect(passages).toBeFocused();
  const party = (at: number): Locator =>
    passages.getByRole('option', { name: new RegExp(`Party ${at} wants`), selected: true });
  for (const at of [1, 2, 3]) {
    await expect(party(at)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(app.inspector.getByRole('option', { selected: true })).toContainText(`Party ${at} wants`);
    await page.keyboard.press('ControlOrMeta+6');
    await expect(passages).toBeFocused();
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: 'All measures' })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(passages).toBeFocused();

  await page.keyboard.press('ControlOrMeta+7');
  const view = page.getByRole('main', { name: 'Adjudicate' });
  await expect(view.getByRole('listbox', { name: 'Disagreements' })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(view.getByRole('button', { name: 'Take Ann’s version' })).toBeFocused();
  await page.keyboard.press('F6');
  for (const [at, key] of ['1', '2', 'b', 'n', 'o', '1', '2', '1', '2', '1'].entries()) {
    await page.keyboard.press(key);
    await expect(view.getByRole('option')).toHaveCount(9 - at);
  }
  await expect(view.getByRole('status')).toHaveText(/^9 of 10 settled, 1 left open\./);
  await expectFocus(page, 'when everything is settled');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(app.text).toBeFocused();
  await run(page, 'Draw articles');
  const draw = app.dialog('Draw articles for double coding');
  await expect(draw.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await expect(draw.getByRole('status')).toHaveText('1 article of 2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 article drawn for Double coding 1.')).toBeVisible();

  const copy = path.join(folder, 'for Bo.claimbook');
  await answerSave(electron, copy);
  await run(page, 'Save a copy');
  await expect(
    app.dialog('Save a copy for a colleague').getByRole('button', { name: 'Save the copy…' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.dialog('The copy is saved')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(app.text).toBeFocused();
  await app.expectSaved();
  await electron.close();
  expect(rowsOf(mine, `SELECT note FROM annotation WHERE id = '0-a1'`)).toEqual([{ note: 'As Bo sees it' }]);
  expect(rowsOf(mine, 'SELECT count(*) AS n FROM adjudication')).toEqual([{ n: 10 }]);
  expect(rowsOf(copy, 'SELECT count(*) AS n FROM article')).toEqual([{ n: 2 }]);
});
