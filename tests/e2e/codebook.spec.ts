import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { answerOpen, answerSave } from '../e2e-support/dialogs';
import { expect, test } from '../e2e-support/fixtures';

/** The codebook of the sample project, as its user sees it. */
class Codebook {
  readonly view: Locator;
  readonly tree: Locator;
  constructor(readonly page: Page) {
    this.view = page.getByRole('main', { name: 'Codebook' });
    this.tree = this.view.getByRole('tree', { name: 'Codes' });
  }
  code(name: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${name},`) });
  }
  field(name: string): Locator {
    return this.view.getByRole('textbox', { name, exact: true });
  }
  /** The names of the codes in the order of the tree, each with its level. */
  async names(): Promise<string[]> {
    const rows = await this.tree.getByRole('treeitem').all();
    return Promise.all(
      rows.map(async (row) => {
        const name = (await row.getAttribute('aria-label')) ?? '';
        return `${await row.getAttribute('aria-level')} ${name.split(',')[0]}`;
      }),
    );
  }
  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }
}

async function openSample(page: Page): Promise<Codebook> {
  await page.getByRole('button', { name: 'Sample project' }).click();
  await expect(page.getByRole('textbox', { name: 'Article text' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+2');
  const book = new Codebook(page);
  await expect(book.tree).toBeVisible();
  return book;
}

test('a code is made, named, keyed, moved and undone without the mouse, or dragged', async ({ launch }) => {
  const { page, app } = await launch();
  const book = await openSample(page);
  await app.runCommand('New code');
  await expect(book.field('Name')).toBeFocused();
  await page.keyboard.type('إطار 框架');
  await page.keyboard.press('Enter');
  await app.expectSaved();
  await expect(book.code('إطار 框架')).toHaveAttribute('aria-selected', 'true');

  await book.field('Key').focus();
  await page.keyboard.type('n');
  await page.keyboard.press('Enter');
  await expect(book.view.getByText('The key n is taken: “Next annotation”. Choose another.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(book.view.getByText('is taken: “Tag selection as Claim”')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await app.expectSaved();

  // Letters lead to a code by its name.
  await book.tree.focus();
  await page.keyboard.type('stat');
  await expect(book.code('Statement')).toHaveAttribute('aria-selected', 'true');
  await expect(book.tree).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => book.names()).toEqual(['1 Claim', '1 Actor', '1 إطار 框架', '1 Statement']);
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => book.names()).toEqual(['1 Claim', '1 Actor', '2 إطار 框架', '1 Statement']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => book.names()).toEqual(['1 Claim', '1 Actor', '1 Statement']);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => book.names()).toEqual(['1 Claim', '1 Actor', '1 إطار 框架', '1 Statement']);
  await app.undo();
  await expect.poll(() => book.names()).toEqual(['1 Claim', '1 Actor', '2 إطار 框架', '1 Statement']);
  await book.code('إطار 框架').dragTo(book.code('Claim'), { targetPosition: { x: 90, y: 2 } });
  await expect.poll(() => book.names()).toEqual(['1 إطار 框架', '1 Claim', '1 Actor', '1 Statement']);

  // The key tags in the text at once.
  await page.keyboard.press('Escape');
  await app.selectText('Helen Marsh');
  await page.keyboard.press('4');
  await expect(app.annotation('إطار 框架', 'Helen Marsh')).toBeVisible();
});

test('a name that looks like another, or is none, is refused where it was typed', async ({ launch }) => {
  const { page } = await launch();
  const book = await openSample(page);
  await book.code('Actor').click();
  await book.field('Name').fill('CLÁIM');
  await book.field('Name').press('Enter');
  await expect(book.view.getByText(/already a code named Claim/)).toBeVisible();
  await book.field('Name').fill('');
  await book.field('Name').press('Enter');
  await expect(book.view.getByText('A code needs a name.')).toBeVisible();
  await book.field('Name').fill('\u202eActor');
  await book.field('Name').press('Enter');
  await expect(book.view.getByText('A code needs a name.')).toBeHidden();
});

test('a colour that is too near another, or cannot be seen, is warned of but taken', async ({ launch }) => {
  const { page, app } = await launch();
  const book = await openSample(page);
  await book.code('Statement').click();
  await book.view.getByLabel('Other colour').fill('#e6a000');
  await expect(book.view.getByText(/Hard to tell from the colour of Claim/)).toBeVisible();
  await book.view.getByLabel('Other colour').fill('#fffff0');
  await expect(book.view.getByText('Its lines are hard to see on light paper.')).toBeVisible();
  await book.view.getByRole('button', { name: 'Suggest' }).click();
  await expect(book.view.getByText('Its lines are hard to see on light paper.')).toBeHidden();
  await app.expectSaved();
});

test('attributes and choices are made and changed; what cannot follow another kind is shown first', async ({
  launch,
}) => {
  const { page, app } = await launch();
  const book = await openSample(page);
  await book.code('Claim').click();
  const attributes = book.view.getByRole('region', { name: 'Attributes' });
  await attributes.getByRole('textbox', { name: 'New attribute' }).fill('Scope');
  await attributes.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(attributes.getByRole('button', { name: /^Scope/ })).toHaveAttribute('aria-expanded', 'true');
  await attributes.getByRole('button', { name: /Takes/ }).click();
  await page.getByRole('option', { name: 'Choice' }).click();
  await attributes.getByRole('textbox', { name: 'New choice' }).fill('local');
  await attributes.getByRole('textbox', { name: 'New choice' }).press('Enter');
  await expect(attributes.getByRole('listitem', { name: 'local' })).toBeVisible();
  await attributes
    .getByRole('listitem', { name: 'local' })
    .getByRole('textbox', { name: 'Figure' })
    .fill('zwei');
  await page.keyboard.press('Enter');
  await expect(attributes.getByText(/is not a number\. Write it in digits/)).toBeVisible();
  await attributes
    .getByRole('listitem', { name: 'local' })
    .getByRole('textbox', { name: 'Figure' })
    .fill('2');
  await page.keyboard.press('Enter');
  await app.expectSaved();

  await attributes.getByRole('button', { name: /^Claimant/ }).click();
  await attributes.getByRole('button', { name: /Takes/ }).click();
  await page.getByRole('option', { name: 'Date' }).click();
  const dialog = book.dialog('Change what the attribute takes');
  await expect(dialog.getByText(/values cannot follow/).first()).toBeVisible();
  await expect(dialog.getByRole('row').nth(1)).toContainText('Claimant');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await attributes.getByRole('button', { name: /Takes/ }).click();
  await page.getByRole('option', { name: 'Text' }).click();
  await expect(attributes.getByRole('button', { name: /^Claimant text/ })).toBeVisible();
  await app.undo();
  await expect(attributes.getByRole('button', { name: /^Claimant actor/ })).toBeVisible();

  // What is deleted takes its button along; the keyboard stays where another is made.
  await attributes.getByRole('button', { name: /^Scope/ }).press('Enter');
  await attributes.getByRole('button', { name: 'Delete local' }).press('Enter');
  await expect(attributes.getByRole('textbox', { name: 'New choice' })).toBeFocused();
  await attributes.getByRole('button', { name: 'Delete attribute…' }).press('Enter');
  const remove = book.dialog('Delete attribute').getByRole('button', { name: 'Delete attribute' });
  await remove.press('Enter');
  await expect(attributes.getByRole('textbox', { name: 'New attribute' })).toBeFocused();
  await expect(attributes.getByRole('button', { name: /^Scope/ })).toBeHidden();
});

test('split, look again, merge, retire and delete, each taken back', async ({ launch }) => {
  const { page, app } = await launch();
  const book = await openSample(page);
  await book.code('Statement').click();
  await book.view.getByRole('button', { name: 'Split…' }).click();
  await book.dialog('Split code').getByRole('textbox').fill('Deed');
  await book.dialog('Split code').getByRole('textbox').press('Enter');
  await expect(book.code('Deed')).toBeVisible();
  const again = book.view.getByRole('region', { name: 'To look at again' });
  await expect(again.getByRole('listitem').first()).toContainText('is this still Statement, or Deed?');
  await expect(book.code('Statement')).toHaveAttribute('aria-label', /9 to look at again/);
  const before = await again.getByRole('listitem').count();
  await again.getByRole('button', { name: 'Done' }).first().click();
  await expect(again.getByRole('listitem')).toHaveCount(before - 1);

  // From the list to the words, and decided there.
  const passage = again.getByRole('listitem').first().getByRole('button').first();
  await passage.click();
  await expect(app.form.getByRole('note', { name: 'Look again' })).toBeVisible();
  await app.form.getByRole('button', { name: 'Best example' }).click();
  await app.form.getByRole('button', { name: 'Done' }).click();
  await expect(app.form.getByRole('note', { name: 'Look again' })).toBeHidden();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(book.view.getByRole('region', { name: 'Best examples' }).getByRole('listitem')).toHaveCount(1);

  await book.view.getByRole('button', { name: 'Merge…' }).click();
  const merge = book.dialog('Merge codes');
  await merge.getByRole('searchbox').fill('clai');
  await page.keyboard.press('ArrowDown');
  await expect(merge.getByText(/annotations will belong to Claim/)).toBeVisible();
  await expect(merge.getByRole('region', { name: 'Values that cannot follow' })).toBeVisible();
  await expectAccessible(page);
  await merge.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(merge).toBeHidden();
  await expect(book.code('Statement')).toBeHidden();
  await expect(book.tree).toBeFocused();
  await app.undo();
  await expect(book.code('Statement')).toBeVisible();

  await book.code('Statement').click();
  await book.view.getByRole('button', { name: 'Retire' }).first().click();
  await expect(book.code('Statement, retired')).toBeVisible();
  await app.undo();

  await book.tree.focus();
  await page.keyboard.press('Delete');
  const remove = book.dialog('Delete code');
  await expect(remove.getByText(/goes, and with it \d+ annotations in \d+ articles/)).toBeVisible();
  await remove.getByRole('button', { name: 'Delete code' }).click();
  await expect(book.code('Statement')).toBeHidden();
  await expect(book.tree).toBeFocused();
  await app.undo();
  await expect(book.code('Statement')).toBeVisible();
});

test('a codebook goes out as a file, comes in with a look at it first, and begins new projects', async ({
  launch,
  folder,
}) => {
  const { page, app, electron } = await launch();
  const book = await openSample(page);
  const file = path.join(folder, 'ours.json');
  await answerSave(electron, file);
  const open = book.view.getByRole('button', { name: 'Templates and files…' });
  await open.click();
  const dialog = book.dialog('Templates and files');
  await expect(dialog.getByRole('radio', { name: 'Political claims analysis' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Export to a file…' }).click();
  await expect(page.getByText('3 codes were written to ours.json.')).toBeVisible();

  const changed = JSON.parse(fs.readFileSync(file, 'utf8')) as { codes: { name: string; shortcut: null }[] };
  changed.codes.push({ ...changed.codes[1]!, name: 'إطار', shortcut: null });
  fs.writeFileSync(file, JSON.stringify(changed));
  await answerOpen(electron, file);
  await dialog.getByRole('button', { name: 'From a file…' }).click();
  await expect(dialog.getByRole('group', { name: 'What comes in' })).toContainText('إطار');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(book.code('إطار')).toBeVisible();
  await open.click();
  await dialog.getByRole('button', { name: 'From a file…' }).click();
  await expect(dialog.getByRole('button', { name: 'Nothing new' })).toBeDisabled();

  fs.writeFileSync(
    path.join(folder, 'bad.json'),
    '{"format": "claimbook-codebook", "version": 1, "codes": 3}',
  );
  await answerOpen(electron, path.join(folder, 'bad.json'));
  await dialog.getByRole('button', { name: 'From a file…' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'bad.json is not a codebook that can be read. At name',
  );

  await dialog.getByRole('textbox', { name: 'Save this codebook for new projects' }).fill('Ours');
  await dialog.getByRole('button', { name: 'Save template' }).click();
  await expect(dialog.getByRole('radio', { name: 'Ours', exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(book.code('إطار')).toBeVisible();

  await answerSave(electron, path.join(folder, 'new.claimbook'));
  await page.keyboard.press('ControlOrMeta+n');
  const fresh = page.getByRole('dialog', { name: 'New project' });
  await fresh.getByRole('textbox', { name: 'Project name' }).fill('Second');
  await fresh.getByRole('button', { name: /Codebook to begin with/ }).click();
  await page.getByRole('option', { name: 'Ours', exact: true }).click();
  await fresh.getByRole('button', { name: 'Create…' }).click();
  await expect(fresh).toBeHidden();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(book.code('إطار')).toBeVisible();
  await app.expectSaved();
});

/** A codebook file of 5,000 codes: 50 topics with 99 codes each. */
function hugeCodebook(file: string): void {
  const code = (name: string) => ({ name, kind: 'other', color: '#776666', lineStyle: 'dashed' });
  const codes = Array.from({ length: 50 }, (_, topic) => ({
    ...code(`Topic ${topic}`),
    codes: Array.from({ length: 99 }, (__, below) => code(`Thema ${topic}.${below} موضوع`)),
  }));
  codes.push({ ...code('م'.repeat(10_000)), codes: [] });
  fs.writeFileSync(file, JSON.stringify({ format: 'claimbook-codebook', version: 1, name: 'Huge', codes }));
}

test('with 5,000 codes the bars stay short, and any code is found by typing', async ({ launch, folder }) => {
  test.slow();
  const { page, app, electron } = await launch();
  const book = await openSample(page);
  hugeCodebook(path.join(folder, 'huge.json'));
  await answerOpen(electron, path.join(folder, 'huge.json'));
  await book.view.getByRole('button', { name: 'Templates and files…' }).click();
  const dialog = book.dialog('Templates and files');
  await dialog.getByRole('button', { name: 'From a file…' }).click();
  await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(book.view.getByText('5,004')).toBeVisible();
  expect(await book.tree.getByRole('treeitem').count()).toBeLessThan(60);

  await book.tree.focus();
  await page.keyboard.press('End');
  await expect(book.tree.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-posinset', '54');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await book.view.getByRole('searchbox', { name: 'Filter codes' }).fill('49.98');
  await expect.poll(() => book.names()).toEqual(['1 Topic 49', '2 Thema 49.98 موضوع']);

  await page.keyboard.press('ControlOrMeta+1');
  await app.selectText('Helen Marsh');
  expect(await app.tagToolbar.getByRole('button').count()).toBeLessThan(12);
  await expect(app.tagToolbar.getByRole('button', { name: 'More codes…' })).toBeVisible();
  await page.keyboard.press('t');
  const picker = page.getByRole('dialog', { name: 'Tag selection' });
  await picker.getByRole('searchbox').fill('49.98');
  await page.keyboard.press('Enter');
  await expect(app.annotation('Thema 49.98 موضوع', 'Helen Marsh')).toBeVisible();

  await app.form.getByRole('button', { name: 'Change code…' }).click();
  await page.getByRole('dialog', { name: 'Change the code' }).getByRole('searchbox').fill('17.5 ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(app.annotation('Thema 17.5 موضوع', 'Helen Marsh')).toBeVisible();
  await app.expectSaved();

  // From a key press until the next frame: nothing is built per code.
  await app.text.focus();
  const slowest = await page.evaluate(async () => {
    let most = 0;
    for (const key of ['n', 'p', 'n', 'p', 'n']) {
      const start = performance.now();
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      most = Math.max(most, performance.now() - start);
    }
    return most;
  });
  expect(slowest).toBeLessThan(400);
});

test('the codebook passes axe', async ({ launch }, testInfo) => {
  const { page } = await launch();
  const book = await openSample(page);
  await book.code('Claim').click();
  await book.view.getByRole('button', { name: /^Position/ }).click();
  await expect(book.view.getByRole('region', { name: 'Use' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('codebook.png') });
  for (const [button, name] of [
    ['Merge…', 'Merge codes'],
    ['Split…', 'Split code'],
    ['Delete…', 'Delete code'],
  ] as const) {
    await book.view.getByRole('button', { name: button }).click();
    await expect(book.dialog(name)).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: testInfo.outputPath(`${name.replace(' ', '-')}.png`) });
    await page.keyboard.press('Escape');
    await expect(book.dialog(name)).toBeHidden();
  }
});
