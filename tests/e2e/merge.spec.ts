/** The file of a colleague: a copy is saved for them, they code in it, and it is merged back by keyboard. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { answerOpen, answerSave } from '../e2e-support/dialogs';
import { dropOnWindow } from '../e2e-support/drop';
import { makeDoubleCoded } from '../e2e-support/double-coded';
import { expect, type Launched, test } from '../e2e-support/fixtures';
import { makeProject, runCli } from '../e2e-support/project-file';
import { changeFile, rowsOf } from '../e2e-support/sqlite';

const article = `Rents must be capped
The mayor said that rents must be capped. The union of owners said no to that.
A member of the council agreed with the mayor at once.`;

/** Who annotates in what is launched next. */
const comeAs = (profile: string, coderName: string): void =>
  fs.writeFileSync(path.join(profile, 'settings.json'), JSON.stringify({ coderName }));

async function setNote({ app, page }: Launched, words: string): Promise<void> {
  await app.form.getByRole('textbox', { name: 'Note' }).fill(words);
  await page.keyboard.press('Tab');
  await app.expectSaved();
}

async function tagged(running: Launched, words: string, code: string): Promise<void> {
  await running.app.selectText(words);
  await running.app.tag(code);
  await running.app.expectSaved();
}

/** Presses Tab until the focus is on a button of this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.textContent?.trim() === wanted, name);
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press('Tab');
  expect(await isThere(), `the focus came to ${name}`).toBe(true);
}

/** Two files from one: Ann's and Bo's, who changed the same note, and coded one passage each. */
async function twoFiles(
  launch: (options: { args: string[] }) => Promise<Launched>,
  folder: string,
  profile: string,
): Promise<{ mine: string; theirs: string }> {
  const mine = makeProject(folder, 'Rents', [article]);
  const theirs = path.join(folder, 'Rents of Bo.claimbook');
  comeAs(profile, 'Ann');
  const first = await launch({ args: [mine] });
  await tagged(first, 'rents must be capped', 'Claim');
  await answerSave(first.electron, theirs);
  await first.app.runCommand('Save a copy for a colleague');
  await first.app
    .dialog('Save a copy for a colleague')
    .getByRole('button', { name: 'Save the copy…' })
    .click();
  await expect(first.app.dialog('The copy is saved').getByRole('status')).toContainText('1 annotation');
  await first.page.keyboard.press('Enter');
  await first.app.annotation('Claim', 'rents must be capped').click();
  await setNote(first, 'As Ann sees it');
  await tagged(first, 'The union of owners', 'Actor');
  await first.electron.close();

  comeAs(profile, 'Bo');
  const second = await launch({ args: [theirs] });
  await second.app.annotation('Claim', 'rents must be capped').click();
  await setNote(second, 'As Bo sees it');
  await tagged(second, 'A member of the council', 'Actor');
  await second.electron.close();
  comeAs(profile, 'Ann');
  return { mine, theirs };
}

test('a colleague’s project is merged by keyboard; a conflict waits, is answered, and all is taken back', async ({
  launch,
  folder,
  profile,
}) => {
  test.slow();
  const { mine, theirs } = await twoFiles(launch, folder, profile);
  const before = fs.readFileSync(theirs);
  const running = await launch({ args: [mine] });
  const { app, page, electron } = running;
  await expect(app.text).toBeFocused();
  await answerOpen(electron, theirs);
  await app.runCommand('Merge a colleague’s project');

  const dialog = app.dialog('Merge Rents of Bo.claimbook');
  await expect(dialog.getByText('Both files were the same up to')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Done there since' })).toContainText('Bo');
  await expect(dialog.getByRole('tab', { name: 'Conflicts 1' })).toBeVisible();
  await expect(dialog.getByText('1 question would stay open.')).toBeVisible();
  await expectAccessible(page);

  await tabTo(page, 'Overview');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('tab', { name: 'Conflicts 1' })).toBeFocused();
  const conflicts = dialog.getByRole('listbox', { name: 'Conflicts' });
  await expect(conflicts.getByRole('option')).toHaveCount(1);
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await conflicts.evaluate((list) => list.contains(document.activeElement))) break;
  }
  const looked = dialog.getByRole('region', { name: 'The chosen one' });
  await expect(looked.getByRole('region', { name: 'Mine' })).toContainText('rents must be capped');
  const differing = looked.getByRole('row', { name: /^Note/ });
  await expect(differing).toContainText('As Ann sees it');
  await expect(differing).toContainText('As Bo sees it');
  await page.keyboard.press('2');
  await expect(looked.getByRole('button', { name: 'Take theirs, chosen' })).toBeVisible();
  await expect(dialog.getByText('1 question would stay open.')).toHaveCount(0);
  await page.keyboard.press('3');
  await expect(looked.getByRole('button', { name: 'Leave open, chosen' })).toBeVisible();
  await expectAccessible(page);

  await tabTo(page, 'Merge');
  await page.keyboard.press('Enter');
  const done = app.dialog('Merged');
  await expect(done.getByRole('status')).toContainText('Rents of Bo.claimbook');
  await expect(done).toContainText('1 question stayed open');
  await expectAccessible(page);
  await tabTo(page, 'Answer the questions…');
  await page.keyboard.press('Enter');

  const questions = app.dialog('Open questions');
  const list = questions.getByRole('listbox', { name: 'Questions' });
  await expect(list.getByRole('option')).toHaveCount(1);
  await expectAccessible(page);
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await list.evaluate((element) => element.contains(document.activeElement))) break;
  }
  await page.keyboard.press('2');
  await expect(questions.getByText('Nothing is open.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await app.annotation('Claim', 'rents must be capped').click();
  await expect(app.form.getByRole('textbox', { name: 'Note' })).toHaveValue('As Bo sees it');
  await expect(app.annotations.getByRole('option')).toHaveCount(3);

  // The answer, then the merge: two steps back, and nothing of the other file is left.
  await app.text.focus();
  await app.undo();
  await expect(app.form.getByRole('textbox', { name: 'Note' })).toHaveValue('As Ann sees it');
  await expect(page.getByRole('button', { name: '1 open question' })).toBeVisible();
  await app.undo();
  await expect(app.annotations.getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('button', { name: '1 open question' })).toHaveCount(0);
  await app.redo();
  await expect(app.annotations.getByRole('option')).toHaveCount(3);
  await app.expectSaved();
  await electron.close();
  expect(fs.readFileSync(theirs), 'the other file is as it was').toEqual(before);
  expect(rowsOf(mine, 'SELECT file_name FROM merge')).toEqual([{ file_name: 'Rents of Bo.claimbook' }]);
  expect(rowsOf(mine, `SELECT mine, theirs, answer FROM question`)).toEqual([
    { mine: expect.stringContaining('As Ann'), theirs: expect.stringContaining('As Bo'), answer: null },
  ]);
});

test('a conflicted copy beside the project is offered; words that were corrected there are placed by hand', async ({
  launch,
  folder,
  profile,
}) => {
  const mine = makeProject(folder, 'Rents', [article]);
  const theirs = path.join(folder, 'Rents (conflicted copy 2026-11-26 101112).claimbook');
  fs.copyFileSync(mine, theirs);
  const [stored] = rowsOf<{ text: string }>(theirs, 'SELECT text FROM article');
  const corrected = stored!.text.replace('said no to that', 'turned the whole plan down');
  const hash = createHash('sha256').update(corrected).digest('hex');
  changeFile(
    theirs,
    `UPDATE article SET text = '${corrected}', text_length = ${corrected.length}, text_sha256 = '${hash}'`,
  );
  comeAs(profile, 'Bo');
  const second = await launch({ args: [theirs] });
  await tagged(second, 'turned the whole plan down', 'Claim');
  await second.electron.close();

  comeAs(profile, 'Ann');
  const { app, page, electron } = await launch({ args: [mine] });
  const banner = page.getByRole('region', { name: 'Conflicted copies' });
  await expect(banner).toContainText(path.basename(theirs));
  await expectAccessible(page);
  await app.text.focus();
  await page.keyboard.press('F6');
  await expect(banner.getByRole('button', { name: 'Merge…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = app.dialog(`Merge ${path.basename(theirs)}`);
  await dialog.getByRole('tab', { name: 'Unplaced 1' }).click();
  await expect(dialog.getByRole('region', { name: 'Theirs' })).toContainText('turned the whole plan down');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await app.dialog('Merged').getByRole('button', { name: 'Answer the questions…' }).click();
  const questions = app.dialog('Open questions');
  await questions.getByRole('button', { name: 'Choose the words…' }).click();
  const placing = page.getByRole('region', { name: 'Place an annotation' });
  await expect(placing).toContainText('turned the whole plan down');
  await expect(placing.getByRole('button', { name: 'Place it on the selection' })).toBeDisabled();
  await app.selectText('said no to that');
  await expectAccessible(page);
  await app.text.focus();
  await page.keyboard.press('Enter');
  await expect(app.annotation('Claim', 'said no to that')).toBeVisible();
  await expect(placing).toHaveCount(0);
  await expect(page.getByRole('button', { name: '1 open question' })).toHaveCount(0);
  await app.expectSaved();
  await electron.close();
  expect(
    rowsOf(
      mine,
      'SELECT quote, name FROM span JOIN annotation ON annotation.id = annotation_id JOIN coder ON coder.id = coder_id',
    ),
  ).toEqual([{ quote: 'said no to that', name: 'Bo' }]);
});

test('a project that is dropped on another is merged or opened beside it; what is no project is named', async ({
  launch,
  folder,
}) => {
  const mine = makeProject(folder, 'Rents', [article]);
  const theirs = makeProject(folder, 'الإيجارات', ['مقال آخر\nقال الوزير إن الإيجارات سترتفع.']);
  const broken = path.join(folder, 'broken.claimbook');
  fs.writeFileSync(broken, 'This was a letter once.');
  const { app, page, electron } = await launch({ args: [mine] });
  await expect(app.text).toBeFocused();
  await dropOnWindow(page, theirs);
  const asked = app.dialog('Another project');
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Merge into this one…' }).click();
  const dialog = app.dialog('Merge الإيجارات.claimbook');
  await expect(dialog.getByText('The two projects were started apart')).toBeVisible();
  await dialog.getByRole('tab', { name: 'Who is who' }).click();
  await expect(dialog.getByRole('table', { name: 'Coders' })).toContainText('Ann');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await app.dialog('Merged').getByRole('button', { name: 'Close' }).click();
  await expect(app.articles.getByRole('option')).toHaveCount(2);

  await answerOpen(electron, broken);
  await app.runCommand('Merge a colleague’s project');
  await expect(app.dialog('It cannot be merged').getByRole('alert')).toContainText('broken.claimbook');
  await page.keyboard.press('Enter');

  await app.runCommand('About this file');
  const about = app.dialog('About this file');
  await expect(about.getByRole('table', { name: 'What was merged into it' })).toContainText(
    'الإيجارات.claimbook',
  );
  await expectAccessible(page);
});

test('a blind copy for a colleague has nobody’s work, and none of it in its bytes', async ({
  launch,
  folder,
  profile,
}) => {
  const mine = makeProject(folder, 'Rents', [article]);
  comeAs(profile, 'Ann');
  const running = await launch({ args: [mine] });
  const { app, page, electron } = running;
  await tagged(running, 'rents must be capped', 'Claim');
  await setNote(running, 'a secret of Ann');
  const copy = path.join(folder, 'Rents for Bo.claimbook');
  await answerSave(electron, copy);
  await app.runCommand('Save a copy for a colleague');
  const dialog = app.dialog('Save a copy for a colleague');
  await dialog.getByRole('checkbox', { name: 'The work of others' }).uncheck();
  await expect(dialog.getByRole('checkbox', { name: 'The history' })).toBeDisabled();
  await expect(dialog.getByRole('checkbox', { name: 'The history' })).not.toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save the copy…' }).click();
  const done = app.dialog('The copy is saved');
  await expect(done).toContainText('1 annotation of others stayed here.');
  await page.keyboard.press('Enter');
  await answerSave(electron, mine);
  await app.runCommand('Save a copy for a colleague');
  await dialog.getByRole('button', { name: 'Save the copy…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('is the project that is open');
  await page.keyboard.press('Escape');
  await electron.close();
  expect(fs.readFileSync(copy).includes('a secret of Ann')).toBe(false);
  expect(fs.readFileSync(mine).includes('a secret of Ann')).toBe(true);
  expect(rowsOf(copy, 'SELECT label FROM change')).toEqual([{ label: 'Copy of Rents for a colleague' }]);
  expect(rowsOf(copy, 'SELECT count(*) AS n FROM annotation')).toEqual([{ n: 0 }]);
});

test('while articles are coded twice a blind copy is proposed, and what is hidden is not counted by a merge', async ({
  launch,
  folder,
  profile,
}) => {
  comeAs(profile, 'Ann');
  const mine = makeDoubleCoded(folder, [
    { marked: 'Talks\nMerkel said: [a1:we can do it]a1. [b1:Orban refused]b1.', unfinished: 'a' },
    { marked: 'Prices\nPrices [a1:[b1:fell]b1]a1.' },
  ]);
  changeFile(
    mine,
    `INSERT INTO double_coding (id, name, kind, coder_id, created_at, seed, population)
       SELECT 'twice', 'Training', 'between', id, '2026-03-01T10:00:00.000Z', 1, 2 FROM coder WHERE name = 'Ann';
     INSERT INTO assignment (id, double_coding_id, article_id, coder_id)
       SELECT hex(randomblob(16)), 'twice', article.id, coder.id FROM article, coder`,
  );
  const copy = path.join(folder, 'For Bo.claimbook');
  const { app, page, electron } = await launch({ args: [mine] });
  await expect(app.text).toBeFocused();
  await answerSave(electron, copy);
  await app.runCommand('Save a copy for a colleague');
  const dialog = app.dialog('Save a copy for a colleague');
  const others = dialog.getByRole('checkbox', { name: 'The work of others' });
  await expect(others).not.toBeChecked();
  await expect(dialog.getByText(/^Double coding is under way: .*Training.* \(1 article\)/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Whose work goes along all the same/ })).toContainText(
    'Bo',
  );
  await expectAccessible(page);
  // It is a proposal: something else can be chosen, and taken back.
  await others.check();
  await expect(dialog.getByRole('checkbox', { name: 'The history' })).toBeChecked();
  await others.uncheck();
  await dialog.getByRole('button', { name: 'Save the copy…' }).click();
  await expect(app.dialog('The copy is saved').getByRole('status')).toBeVisible();
  await page.keyboard.press('Enter');
  expect(rowsOf(copy, 'SELECT name FROM annotation JOIN coder ON coder.id = coder_id GROUP BY name')).toEqual(
    [{ name: 'Bo' }],
  );

  await answerOpen(electron, copy);
  await app.runCommand('Merge a colleague’s project');
  const preview = app.dialog('Merge For Bo.claimbook');
  await expect(
    preview.getByText(
      '1 article is left out of these lists and counts: it is double coded and not yet finished by all. It is merged all the same.',
    ),
  ).toBeVisible();
  await expect(preview.getByText('What is not right in the other file')).toHaveCount(0);
  const counted = preview.getByRole('table', { name: 'What is where' });
  await expect(counted.getByRole('row', { name: /^Articles/ })).toHaveAccessibleName(/^Articles( 0)* 1$/);
  await expectAccessible(page);
});

test('two actors that look the same are looked at side by side, and one key makes them one', async ({
  launch,
  folder,
}) => {
  const mine = makeProject(folder, 'Rents', [article]);
  const theirs = makeProject(folder, 'Rents of Bo', [article]);
  const actor = (id: string, kind: string, note: string): string =>
    `INSERT INTO actor (id, name, kind, note, authority, created_at)
       VALUES ('${id}', 'The Union of Owners', '${kind}', '${note}', '', '2026-11-01T10:00:00.000Z')`;
  changeFile(mine, actor('here', 'organisation', 'Founded in 1919.'));
  changeFile(theirs, actor('there', 'group', 'Speaks for small owners.'));
  runCli('merge', mine, theirs, '--coder', 'Ann');

  const { app, page, electron } = await launch({ args: [mine] });
  await expect(app.text).toBeFocused();
  await app.runCommand('Open questions');
  const questions = app.dialog('Open questions');
  await expect(questions.getByRole('option')).toHaveAccessibleName(/^One or two, The Union of Owners/);
  await expect(questions.getByText(/^These two look the same/)).toBeVisible();
  await expect(questions.getByRole('region', { name: 'The one' })).toContainText('Founded in 1919.');
  await expect(questions.getByRole('region', { name: 'The other' })).toContainText(
    'Speaks for small owners.',
  );
  await expectAccessible(page);
  if (process.env['LOOK']) await page.screenshot({ path: process.env['LOOK'] });
  await page.keyboard.press('2');
  await expect(questions.getByRole('status')).toContainText('Nothing is open.');
  await questions.getByRole('button', { name: 'Close' }).last().click();
  await electron.close();
  expect(rowsOf(mine, 'SELECT name, kind, note FROM actor')).toEqual([
    {
      name: 'The Union of Owners',
      kind: 'organisation',
      note: 'Founded in 1919.\nSpeaks for small owners.',
    },
  ]);
});
