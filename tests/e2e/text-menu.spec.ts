import { expectAccessible } from '../e2e-support/axe';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

const article = [
  'Rents in the capital',
  'The tenants’ union said on Monday that rents must be capped at once.',
  'قال الوزير إن الأسعار سترتفع في العام المقبل.',
].join('\n');

const tagged = (file: string): unknown[] =>
  rowsOf(
    file,
    `SELECT code.name AS code, quote FROM span JOIN annotation ON annotation.id = annotation_id
     JOIN code ON code.id = code_id ORDER BY start_offset`,
  );

test('with the right mouse button words are tagged, edited and deleted', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Rents', [article]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');

  const nothing = await app.rightClick('on Monday');
  await expect(nothing.getByRole('menuitem', { name: 'Select words to tag them' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await app.selectText('rents must be capped');
  const onSelection = await app.rightClick('must be');
  await expectAccessible(page);
  await onSelection.getByRole('menuitem', { name: 'Tag selection as Claim' }).click();
  await expect(app.annotation('Claim', 'rents must be capped')).toBeVisible();

  await app.selectText('قال الوزير');
  await (await app.rightClick('الوزير')).getByRole('menuitem', { name: 'Tag selection as Actor' }).click();
  await expect(app.annotation('Actor', 'قال الوزير')).toBeVisible();

  await (await app.rightClick('must be')).getByRole('menuitem', { name: 'Edit annotation' }).click();
  await expect(app.annotation('Claim', 'rents must be capped')).toHaveAttribute('aria-selected', 'true');
  await expect(app.form.getByRole('combobox', { name: 'Claimant' })).toBeFocused();

  await (await app.rightClick('الوزير')).getByRole('menuitem', { name: 'Delete annotation' }).click();
  await expect(app.annotation('Actor', 'قال الوزير')).toBeHidden();
  await app.expectSaved();
  await electron.close();
  expect(tagged(file)).toEqual([{ code: 'Claim', quote: 'rents must be capped' }]);
});

test('the same menu opens by its keys, at the selection and at the annotation around the caret', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Rents', [article]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');

  await app.selectTextByKeyboard('rents must');
  await app.menuByKey('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Tag selection as Claim' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.annotation('Claim', 'rents must')).toBeVisible();
  await app.selectTextByKeyboard('الأسعار');
  await app.menuByKey('ContextMenu');
  await page.keyboard.type('Tag selection as Sta');
  await page.keyboard.press('Enter');
  await expect(app.annotation('Statement', 'الأسعار')).toBeVisible();

  await app.placeCaret('must be');
  await app.menuByKey('ContextMenu');
  await page.keyboard.press('Escape');
  await expect(app.text).toBeFocused();
  await expect(app.annotation('Claim', 'rents must')).toHaveAttribute('aria-selected', 'true');
  await app.menuByKey('Shift+F10');
  await page.keyboard.press('Enter');
  await expect(app.form.getByRole('combobox', { name: 'Claimant' })).toBeFocused();

  await page.keyboard.press('Escape');
  await app.menuByKey('ContextMenu');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(app.annotation('Claim', 'rents must')).toBeHidden();
  await app.expectSaved();
  await electron.close();
  expect(tagged(file)).toEqual([{ code: 'Statement', quote: 'الأسعار' }]);
});
