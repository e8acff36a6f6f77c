/** The page around the text: cards, filter, overlaps, and how the text is set. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { changeFile } from '../e2e-support/sqlite';

const cards = (page: Page) => page.locator('.margin-card');

/** Whether any two of the boxes share some of the screen. */
const overlapping = (page: Page): Promise<boolean> =>
  cards(page).evaluateAll((elements) => {
    const boxes = elements.map((element) => element.getBoundingClientRect());
    return boxes.some((one, at) =>
      boxes.slice(at + 1).some((other) => one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5),
    );
  });

test('cards say who, what and for or against, at their lines, and never cover each other', async ({
  launch,
}) => {
  const { app, page } = await launch();
  await page.getByRole('button', { name: 'Sample project' }).click();
  await expect(cards(page).first()).toBeVisible();
  expect(await overlapping(page)).toBe(false);

  const claim = app.annotation('Claim', 'We must build this line now');
  await claim.click();
  const card = page.locator('.margin-card.selected');
  await expect(card).toContainText('Helen Marsh');
  await expect(card).toContainText('New tram line');
  await expect(card).toContainText('+1');
  expect(await overlapping(page)).toBe(false);

  await cards(page).filter({ hasText: 'Tom Okafor' }).last().click();
  await expect(app.annotation('Claim', 'do not take away the cars')).toHaveAttribute('aria-selected', 'true');
  await claim.hover();
  await expect(page.locator('.margin-card.hovered')).toContainText('Helen Marsh');
});

test('in a small window the keyboard goes through a long form, and the window stays where it is', async ({
  launch,
}) => {
  const { app, page, electron } = await launch();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 620));
  await page.getByRole('button', { name: 'Sample project' }).click();
  await app.annotation('Claim', 'We must build this line now').click();
  await app.form.getByRole('combobox', { name: 'Claimant' }).focus();
  const focused = page.locator(':focus');
  for (
    let tabs = 0;
    !(await focused.evaluate((element) => element.textContent === 'Delete annotation'));
    tabs++
  ) {
    expect(tabs, 'fields of the form').toBeLessThan(40);
    await page.keyboard.press('Tab');
    // What is seen of a choice is its label.
    const seen = focused.locator('xpath=ancestor-or-self::label | .').first();
    await expect(seen).toBeInViewport();
    expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
    await expect(app.library).toBeInViewport();
  }
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
});

test('one of several annotations at a place is picked by clicking or pressing again', async ({ launch }) => {
  const { app, page } = await launch();
  await page.getByRole('button', { name: 'Sample project' }).click();
  await app.selectTextByKeyboard('build');
  await page.keyboard.press('ArrowRight');
  const picked = (): Promise<string | null> =>
    app.annotations.locator('[aria-selected=true]').getAttribute('aria-label');
  // The click picked the innermost already.
  await expect.poll(picked).toContain('Claim We must build this line now');
  await page.keyboard.press('c');
  await expect.poll(picked).toContain('Statement “We must build this line now,”');
  await page.keyboard.press('c');
  await expect.poll(picked).toContain('Claim We must build this line now');
});

test('the filter holds in the list, in the text and beside it, and says so', async ({ launch }) => {
  const { app, page } = await launch();
  await page.getByRole('button', { name: 'Sample project' }).click();
  await app.inspector.getByRole('button', { name: 'Filter annotations' }).click();
  const menu = page.getByRole('dialog', { name: 'Filter annotations' });
  await menu.getByRole('checkbox', { name: 'Claim' }).press('Space');
  await menu.getByRole('checkbox', { name: '−1' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(app.annotations.getByRole('option')).toHaveCount(2);
  await expect(app.inspector.getByText('2 of 11')).toBeVisible();
  await expect(cards(page)).toHaveCount(2);
  const painted = await page.evaluate(() =>
    [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0),
  );
  expect(painted).toBe(2);

  await app.inspector.getByRole('button', { name: 'Filter annotations, 2 in use' }).press('Enter');
  await menu.getByRole('searchbox', { name: 'Actors' }).fill('tom');
  await menu.getByRole('checkbox', { name: 'Tom Okafor' }).press('Space');
  await expect(app.annotations.getByRole('option')).toHaveCount(1);
  const showAll = menu.getByRole('button', { name: 'Show all' });
  await showAll.press('Enter');
  await expect(showAll).toBeDisabled();
  await expect(showAll).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(app.inspector.getByText('11', { exact: true })).toBeVisible();
});

test('the text is set as the reader likes it, and stays so', async ({ launch, relaunch }) => {
  const running = await launch();
  const { app, page } = running;
  await page.getByRole('button', { name: 'Sample project' }).click();
  const sizeOf = (from: Page): Promise<string> =>
    from.getByRole('textbox', { name: 'Article text' }).evaluate((text) => getComputedStyle(text).fontSize);
  expect(await sizeOf(page)).toBe('19px');
  await page.getByRole('button', { name: 'Text settings' }).press('Enter');
  const menu = page.getByRole('dialog', { name: 'Text settings' });
  // The paragraph that is read stays where it is.
  const read = app.text.locator('p').nth(4);
  const topOf = (): Promise<number> => read.evaluate((paragraph) => paragraph.getBoundingClientRect().top);
  await read.evaluate((paragraph) => paragraph.scrollIntoView({ block: 'start' }));
  const before = await topOf();
  const size = menu.getByRole('textbox', { name: /Size/ });
  for (let step = 0; step < 6; step++) await size.press('ArrowUp');
  expect(await sizeOf(page)).toBe('30.4px');
  await expect.poll(async () => Math.abs((await topOf()) - before)).toBeLessThan(3);
  for (let step = 0; step < 5; step++) await size.press('ArrowDown');
  expect(await sizeOf(page)).toBe('20.9px');
  await expectAccessible(page, ['region']);
  await menu.getByRole('button', { name: /Window/ }).press('Enter');
  await page.getByRole('option', { name: 'Right to left' }).press('Enter');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.keyboard.press('Escape');
  await expect(app.text).toBeVisible();

  const again = await relaunch(running);
  await expect(again.page.locator('html')).toHaveAttribute('dir', 'rtl');
  await again.page.getByRole('button', { name: 'Sample project' }).click();
  expect(await sizeOf(again.page)).toBe('20.9px');
});

test('an empty project says the keys that its own codes have', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Empty', []);
  changeFile(
    file,
    `UPDATE code SET name = 'Quote', shortcut = 'q' WHERE name = 'Claim';
     UPDATE code SET retired = 1 WHERE name = 'Statement'`,
  );
  const { app } = await launch({ args: [file] });
  await expect(app.page.getByText('Select words, then press')).toHaveText(
    'Select words, then press Q for Quote, 2 for Actor.',
  );
});
