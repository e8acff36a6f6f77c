/** What was done, looked at and taken back; losses and backups; the same words tagged everywhere: all by keyboard. */
import { expectAccessible } from '../e2e-support/axe';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';

const news = [
  'Budget\nMerkel said that the budget stays. The opposition wants more, and Merkel answered.',
  'Talks\nقال الوزير إن MERKEL ستزور بغداد. Merkel’s visit is short 👩‍👩‍👧.',
];

test('the history, one undo out of the middle and the way to the place', async ({ launch, folder }) => {
  const { app, page } = await launch({ args: [makeProject(folder, 'news', news)] });
  await app.openArticle('Budget');
  await app.selectTextByKeyboard('the budget stays');
  await page.keyboard.press('1');
  await expect(app.annotation('Claim', 'the budget stays')).toBeVisible();
  await app.linkActor('Claimant', 'Merkel');
  await app.selectTextByKeyboard('The opposition');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'The opposition')).toBeVisible();
  await app.expectSaved();

  await page.keyboard.press('ControlOrMeta+5');
  const view = page.getByRole('main', { name: 'History' });
  const changes = view.getByRole('listbox', { name: 'Changes' });
  await expect(changes.getByRole('option').first()).toHaveAccessibleName(/^Tag as Actor, Budget, .+/);
  await changes.focus();
  await page.keyboard.press('Home');
  const details = view.getByRole('region', { name: 'Change' });
  await expect(details.getByRole('heading', { level: 3 })).toHaveText(/Actor “The opposition”/);
  await page.keyboard.press('ArrowDown');
  await expect(details.getByRole('listitem').filter({ hasText: /Claimant: \+ .?Merkel/u })).toBeVisible();
  await expectAccessible(page);

  // The claim carries the value that was set after it: it cannot go alone, and says why.
  await page.keyboard.press('ArrowDown');
  await expect(details.getByRole('button', { name: 'Undo this change' })).toBeDisabled();
  await expect(details.getByText('A later change builds on this one. Undo that one first.')).toBeVisible();
  await expect(details.getByRole('button', { name: /^Set claimant/ })).toBeVisible();
  await expectAccessible(page);

  // The value itself can: the tag made after it stays.
  await changes.focus();
  await page.keyboard.press('ArrowUp');
  const undoIt = details.getByRole('button', { name: 'Undo this change' });
  await expect(undoIt).toBeEnabled();
  await undoIt.focus();
  await page.keyboard.press('Enter');
  await expect(changes.getByRole('option').first()).toHaveAccessibleName(/^Undone: Set claimant/);
  await expect(changes.getByRole('option', { name: /^Set claimant, undone/ })).toBeVisible();
  await expect(undoIt).toBeDisabled();
  await expect(undoIt).toBeFocused();

  await changes.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(app.annotation('Actor', 'The opposition')).toHaveAttribute('aria-selected', 'true');
  await app.annotations.getByRole('option', { name: /^Claim/ }).click();
  await expect(app.form.getByRole('combobox', { name: 'Claimant' })).toBeVisible();
  await expect(app.form.getByRole('button', { name: 'Remove Merkel' })).toHaveCount(0);

  // Who changed this annotation, and back to everything.
  await app.text.focus();
  await page.keyboard.press('ControlOrMeta+Shift+h');
  await expect(changes.getByRole('option')).toHaveCount(3);
  await page.getByRole('button', { name: 'Show the history of everything' }).click();
  await expect(changes.getByRole('option').nth(4)).toBeVisible();
  await view.getByRole('searchbox', { name: 'Words of the change' }).fill('ARTICLE');
  await expect(changes.getByRole('option').first()).toHaveAccessibleName(/^Add/);
  await page.keyboard.press('Escape');
});

test('the same words are tagged in all articles in one step', async ({ launch, folder }) => {
  const { app, page } = await launch({ args: [makeProject(folder, 'news', news)] });
  await app.openArticle('Budget');
  await app.selectTextByKeyboard('Merkel');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'Merkel')).toBeVisible();
  await app.linkActor('Who', 'Angela Merkel');
  // The handles of a selected annotation would be dragged: it is let go first.
  await app.text.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await app.selectTextByKeyboard('Merkel');
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Tag all occurrences' });
  await expect(dialog.getByRole('status')).toHaveText('1 of 2 places ticked');
  await expect(dialog.getByRole('listbox', { name: 'Places' })).toBeFocused();
  await expect(dialog.getByText('With the values that it has here: Who: Angela Merkel')).toBeVisible();
  await dialog.getByRole('radio', { name: 'In this article' }).press('ArrowRight');
  await expect(dialog.getByRole('status')).toHaveText('3 of 4 places ticked');
  const places = dialog.getByRole('listbox', { name: 'Places' });
  await expect(places.getByRole('option', { name: /tagged already$/ })).toHaveAttribute(
    'aria-selected',
    'false',
  );
  await expectAccessible(page);

  // The last place is refused with Space.
  await places.focus();
  await page.keyboard.press('End');
  await page.keyboard.press(' ');
  await expect(dialog.getByRole('status')).toHaveText('2 of 4 places ticked');
  await expect(dialog.getByRole('button', { name: 'Tag 2 places' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('as Actor in 2 places. Undo takes them all back.')).toBeVisible();
  await expect(app.annotations.getByRole('option', { name: /^Actor Merkel/ })).toHaveCount(2);
  await expect(app.article('Talks')).toHaveAccessibleName(/1 annotation/);
  await expect(app.article('Talks')).toHaveAccessibleName(/Unread/i);
  await app.undo();
  await expect(app.annotations.getByRole('option', { name: /^Actor Merkel/ })).toHaveCount(1);
  await expect(app.article('Talks')).not.toHaveAccessibleName(/1 annotation/);
  await app.redo();
  await expect(app.article('Talks')).toHaveAccessibleName(/1 annotation/);
});

test('a great loss is told, and a checkpoint leads back', async ({ launch, folder }) => {
  const text = `Many\n${'Berlin hopes. '.repeat(30)}`;
  const { app, page } = await launch({ args: [makeProject(folder, 'many', [text])] });
  await app.openArticle('Many');
  await app.selectTextByKeyboard('Berlin');
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Tag all occurrences' });
  await dialog.getByRole('button', { name: 'Tag 30 places' }).click();
  await expect(app.annotations.getByRole('option').first()).toBeVisible();

  await app.runCommand('Remove article…');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  const alarm = page
    .getByRole('alert')
    .filter({ hasText: '30 annotations were removed by “Delete article Many”' });
  await expect(alarm).toBeVisible();
  await expectAccessible(page);
  await alarm.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(app.article('Many')).toHaveAccessibleName(/30 annotations/);

  await app.runCommand('Backups…');
  const backups = page.getByRole('dialog', { name: 'Backups' });
  const row = backups.getByRole('row').filter({ hasText: 'Checkpoint before “Delete article Many”' });
  await expect(row.getByRole('cell', { name: '30', exact: true })).toBeVisible();
  await expectAccessible(page);
  await row.getByRole('button', { name: /^Open the backup/ }).press('Enter');
  await expect(page.getByText(/^This is a backup, as the project was on/)).toBeVisible();
  await page.getByRole('button', { name: 'Back to the project' }).press('Enter');
  await expect(page.getByText(/^This is a backup/)).toBeHidden();
  await app.openArticle('Many');

  // Delete one, restore the checkpoint: it is there again.
  await app.annotations.getByRole('option').first().click();
  await page.keyboard.press('Delete');
  await expect(app.article('Many')).toHaveAccessibleName(/29 annotations/);
  await app.runCommand('Backups…');
  await row.getByRole('button', { name: /^Restore the backup/ }).press('Enter');
  await page
    .getByRole('alertdialog', { name: 'Restore this backup?' })
    .getByRole('button', { name: 'Restore' })
    .press('Enter');
  await expect(page.getByText(/The project as it was is kept as many\.before-restore-/)).toBeVisible();
  await expect(app.article('Many')).toHaveAccessibleName(/30 annotations/);
});
