import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { type Launched, expect, test } from '../e2e-support/fixtures';
import { rowsOf } from '../e2e-support/sqlite';
import { makeProject } from '../e2e-support/project-file';

/** Goes to a control by Tab alone. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`60 times ${key} did not lead to ${String(target)}`);
}

/** Types into the field that has the focus and takes the option that is marked. */
async function take(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.keyboard.type(typed);
  await expect(page.locator('[role="option"][data-focused]')).toHaveAccessibleName(option);
  await page.keyboard.press('Enter');
}

async function openSample({ app, page }: Launched): Promise<void> {
  await page.getByRole('button', { name: 'Sample project' }).click();
  await expect(app.text).toBeVisible();
}

/** Adds an actor with the field above the table, by keyboard. */
async function addActor(page: Page, name: string): Promise<void> {
  const view = page.getByRole('main', { name: 'Actors' });
  const search = view.getByRole('searchbox', { name: 'Find actors' });
  await tabTo(page, search, 'Shift+Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(name);
  await tabTo(page, view.getByRole('button', { name: `Add ${name}` }));
  await page.keyboard.press('Enter');
  await expect(view.getByRole('heading', { level: 2, name })).toBeVisible();
  await expect(search).toBeFocused();
}

test('actors are found, described, merged, split and removed by keyboard, each with one undo', async ({
  launch,
}) => {
  const running = await launch();
  const { app, page } = running;
  await openSample(running);
  await page.keyboard.press('ControlOrMeta+3');
  const view = page.getByRole('main', { name: 'Actors' });
  const search = view.getByRole('searchbox', { name: 'Find actors' });
  const list = view.getByRole('listbox', { name: 'Actors' });
  await expect(search).toBeFocused();

  await page.keyboard.type('MARSH');
  await page.keyboard.press('Enter');
  await expect(list).toBeFocused();
  await expect(view.getByRole('heading', { level: 2, name: 'Helen Marsh' })).toBeVisible();
  await search.fill('nobody has this name');
  await expect(view.getByRole('status').filter({ hasText: 'Helen Marsh is still shown' })).toBeVisible();
  await search.fill('');
  await page.keyboard.press('ArrowDown');
  await expect(list).toBeFocused();
  await expect(view.getByText('is still shown')).toBeHidden();
  await expect(view.getByRole('heading', { level: 2, name: 'Helen Marsh' })).toBeVisible();
  const uses = view.getByRole('region', { name: 'Mentions and statements' });
  await expect(uses.getByRole('listitem')).toHaveCount(4);

  // Another name, an identifier, an office.
  await tabTo(page, view.getByRole('textbox', { name: 'Add another name' }));
  await page.keyboard.type('Bürgermeisterin Marsh\n');
  await expect(view.getByRole('textbox', { name: 'Other name 3' })).toHaveValue('Bürgermeisterin Marsh');
  await page.keyboard.type('helen MARSH\n');
  await expect(page.getByRole('alert')).toContainText('Helen Marsh has the name Helen Marsh already');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await view.getByRole('textbox', { name: 'Add another name' }).fill('');
  await tabTo(page, view.getByRole('button', { name: 'Add affiliation or office' }));
  await page.keyboard.press('Enter');
  const form = view.getByRole('group', { name: 'Affiliation or office' });
  await expect(form.getByRole('textbox', { name: 'Office or function' })).toBeFocused();
  await page.keyboard.type('mayor');
  await page.keyboard.press('Tab');
  await take(page, 'Ellmouth council', /^Create/);
  await tabTo(page, form.getByRole('textbox', { name: 'From' }));
  await page.keyboard.type('2024-02');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2023');
  await expect(form.getByText('This is before it begins.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(view.getByText('mayor, Ellmouth council')).toBeVisible();
  await expect(view.getByText('since 2024-02')).toBeVisible();
  await tabTo(page, view.getByRole('textbox', { name: 'Identifier elsewhere' }));
  await page.keyboard.type('Q567\n');
  await expect(view.getByText('A Wikidata item.')).toBeVisible();
  await app.expectSaved();

  // A passage leads to its place in the text.
  await tabTo(page, uses.getByRole('button').nth(1));
  await page.keyboard.press('Enter');
  await expect(app.form).toBeVisible();
  await expect(page.getByRole('main', { name: 'Actors' })).toBeHidden();
  await expect(app.annotations.getByRole('option', { selected: true })).toContainText(
    'We must build this line',
  );
  await page.keyboard.press('ControlOrMeta+3');

  // Merge: the name that stays is chosen.
  await addActor(page, 'Mayor H. Marsh');
  await tabTo(page, view.getByRole('button', { name: 'Merge with…' }));
  await page.keyboard.press('Enter');
  const merging = page.getByRole('dialog', { name: 'Merge actors' });
  await tabTo(page, merging.getByRole('combobox', { name: 'is the same as' }));
  await take(page, 'helen', /Helen Marsh/);
  await tabTo(page, merging.getByRole('radio', { name: /Mayor H\. Marsh/ }));
  await page.keyboard.press('ArrowDown');
  await expect(merging.getByRole('radio', { name: /Helen Marsh/ })).toBeChecked();
  await tabTo(page, merging.getByRole('button', { name: 'Merge' }));
  await page.keyboard.press('Enter');
  await expect(view.getByRole('heading', { level: 2, name: 'Helen Marsh' })).toBeVisible();
  await expect(view.getByRole('textbox', { name: 'Other name 4' })).toHaveValue('Mayor H. Marsh');
  await expect(view.getByRole('heading', { level: 2, name: 'Helen Marsh' })).toBeFocused();
  await app.expectSaved();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(view.getByRole('textbox', { name: 'Other name 4' })).toBeHidden();

  // Split: one passage and one name go to someone new.
  await tabTo(page, view.getByRole('button', { name: 'Split…' }));
  await page.keyboard.press('Enter');
  const splitting = page.getByRole('dialog', { name: 'Split this actor' });
  await tabTo(page, splitting.getByRole('combobox', { name: 'They go to' }));
  await take(page, 'Another mayor', /^Create/);
  await tabTo(page, splitting.getByRole('checkbox', { name: 'the mayor', exact: true }));
  await page.keyboard.press('Space');
  await tabTo(page, splitting.getByRole('searchbox', { name: 'Filter passages' }));
  await page.keyboard.type('delivery hours');
  await expect(splitting.getByRole('list', { name: 'Passages' }).getByRole('listitem')).toHaveCount(1);
  await tabTo(page, splitting.getByRole('checkbox', { name: /All 1 shown/ }));
  await page.keyboard.press('Space');
  await expect(splitting.getByText('1 passage chosen')).toBeVisible();
  await tabTo(page, splitting.getByRole('button', { name: 'Split' }));
  await page.keyboard.press('Enter');
  await expect(uses.getByRole('listitem')).toHaveCount(3);
  await app.expectSaved();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(uses.getByRole('listitem')).toHaveCount(4);

  // Remove: says what would go.
  await tabTo(page, view.getByRole('button', { name: 'Remove…' }));
  await page.keyboard.press('Enter');
  const removing = page.getByRole('alertdialog', { name: 'Remove this actor?' });
  await expect(removing).toContainText('4 values of annotations name it');
  await tabTo(page, removing.getByRole('button', { name: 'Remove with 4 uses' }));
  await page.keyboard.press('Enter');
  await expect(view.getByText('Choose an actor to see more.')).toBeVisible();
  await expect(list).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(uses.getByRole('listitem')).toHaveCount(4);

  // A name that is there but for case and marks is not taken.
  const name = view.getByRole('textbox', { name: 'Name', exact: true });
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('tom OKAFÓR\n');
  await expect(page.getByRole('alert')).toContainText('There is already an actor named Tom Okafor');
  await expect(name).toHaveValue('tom OKAFÓR');
});

test('the table is sorted, filtered and searched by letters', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(running);
  await page.keyboard.press('ControlOrMeta+3');
  const view = page.getByRole('main', { name: 'Actors' });
  const rows = view.getByRole('listbox', { name: 'Actors' }).getByRole('option');
  await addActor(page, 'Nobody yet');
  await tabTo(page, view.getByRole('searchbox', { name: 'Find actors' }), 'Shift+Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await expect(rows).toHaveCount(11);
  await tabTo(page, view.getByRole('button', { name: 'Sort by uses' }));
  await page.keyboard.press('Enter');
  await expect(rows.first()).toHaveAccessibleName(/4 uses$/);
  await page.keyboard.press('Enter');
  await expect(view.getByRole('button', { name: 'Sort by uses, ascending' })).toBeFocused();
  await expect(rows.first()).toHaveAccessibleName(/^Nobody yet, person, 0 uses$/);
  await tabTo(page, view.getByRole('checkbox', { name: 'Unused' }), 'Shift+Tab');
  await page.keyboard.press('Space');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Space');
  await tabTo(page, view.getByRole('button', { name: /Kind shown/ }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('org');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(5);
  await tabTo(page, view.getByRole('listbox', { name: 'Actors' }));
  await page.keyboard.type('cyc');
  await expect(view.getByRole('heading', { level: 2, name: 'Cycle Ellmouth' })).toBeVisible();
});

test('likely duplicates are decided one by one by keyboard, and remembered', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Night bus', ['Night bus\nMerkel said no.']);
  const running = await launch({ args: [file] });
  const { app, page } = running;
  await expect(app.text).toBeVisible();
  await page.keyboard.press('ControlOrMeta+3');
  for (const name of ['Angela Merkel', 'Merkel, Angela', 'Mustafa Al-Kazemi', 'مصطفى الكاظمي', 'Al-Kazemi']) {
    await addActor(page, name);
  }
  await page.keyboard.press('ControlOrMeta+Shift+d');
  const pair = page.getByRole('group', { name: /^Are they the same\?/ });
  await expect(pair).toBeFocused();
  await expect(pair).toHaveAccessibleName('Are they the same? Angela Merkel and Merkel, Angela');
  await expect(pair).toContainText('are the same words in another order');
  await page.keyboard.press('1');
  await expect(pair).toContainText('are written in two scripts and sound alike');
  await page.keyboard.press('n');
  await expect(pair).toContainText('share a family name');
  await page.keyboard.press('l');
  await expect(page.getByText('1 pair left for later.')).toBeVisible();
  await app.expectSaved();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(pair).toContainText('are written in two scripts and sound alike');
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Look again' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pair).toContainText('share a family name');
  await expect(page.getByText('1 pair to decide')).toBeVisible();
  await app.expectSaved();
  await running.electron.close();
  expect(rowsOf(file, 'SELECT name FROM actor ORDER BY name')).toEqual([
    { name: 'Al-Kazemi' },
    { name: 'Angela Merkel' },
    { name: 'Mustafa Al-Kazemi' },
    { name: 'مصطفى الكاظمي' },
  ]);
  expect(rowsOf(file, 'SELECT count(*) AS count FROM distinction')).toEqual([{ count: 1 }]);
});

test('an office that is typed offers the one who held it on the day of the article', async ({ launch }) => {
  const running = await launch();
  const { app, page } = running;
  await openSample(running);
  await page.keyboard.press('ControlOrMeta+3');
  const view = page.getByRole('main', { name: 'Actors' });
  for (const [name, from, to] of [
    ['Old Minister', '2010', '2026-03-13'],
    ['New Minister', '2026-03-14', ''],
  ] as const) {
    await addActor(page, name);
    await tabTo(page, view.getByRole('button', { name: 'Add affiliation or office' }));
    await page.keyboard.press('Enter');
    const form = view.getByRole('group', { name: 'Affiliation or office' });
    await form.getByRole('textbox', { name: 'Office or function' }).fill('Minister of Transport');
    await form.getByRole('textbox', { name: 'From' }).fill(from);
    await form.getByRole('textbox', { name: 'To' }).fill(to);
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();
  }
  await app.expectSaved();
  await page.keyboard.press('ControlOrMeta+1');
  await app.annotations
    .getByRole('option', { name: /^Statement/ })
    .first()
    .click();
  const speaker = app.form.getByRole('combobox', { name: 'Speaker' });
  await speaker.focus();
  await page.keyboard.type('the minister of transport');
  const options = page.getByRole('option');
  await expect(options.first()).toContainText('Minister of Transport in 2026');
  await expect(options.filter({ hasText: 'Old Minister' })).toHaveCount(0);
  await expect(options.first()).toHaveAttribute('data-focused');
  await page.keyboard.press('Enter');
  await expect(app.form.getByText('New Minister')).toBeVisible();
});

test('concepts are put into a tree by keyboard', async ({ launch }) => {
  const running = await launch();
  const { app, page } = running;
  await openSample(running);
  await page.keyboard.press('ControlOrMeta+4');
  const view = page.getByRole('main', { name: 'Concepts' });
  const tree = view.getByRole('tree', { name: 'Concepts' });
  const search = view.getByRole('searchbox', { name: 'Find concepts' });
  await expect(search).toBeFocused();
  await page.keyboard.type('Transport\n');
  await expect(view.getByRole('heading', { level: 2, name: 'Transport' })).toBeVisible();
  await expect(search).toBeFocused();
  await page.keyboard.type('Trams');
  await tabTo(page, view.getByRole('button', { name: 'Add under Transport' }));
  await page.keyboard.press('Enter');
  await expect(tree.getByRole('treeitem', { name: /^Trams/ })).toHaveAttribute('aria-level', '2');

  await tabTo(page, tree, 'Shift+Tab');
  await page.keyboard.press('ArrowLeft');
  await expect(view.getByRole('heading', { level: 2, name: 'Transport' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: /^Trams/ })).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(view.getByRole('heading', { level: 2, name: 'Trams' })).toBeVisible();

  await tabTo(page, view.getByRole('combobox', { name: 'Under' }));
  await take(page, 'new tram', /New tram line/);
  await expect(tree.getByRole('treeitem', { name: /^New tram line/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await app.expectSaved();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(tree.getByRole('treeitem', { name: /^Transport/ })).toHaveAttribute('aria-expanded', 'true');
  // A letter leads to the next branch or leaf of that name.
  await tabTo(page, tree, 'Shift+Tab');
  await page.keyboard.press('n');
  await expect(view.getByRole('heading', { level: 2, name: 'New tram line' })).toBeVisible();
});

test('the registry passes axe, with names that are hard to show', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(running);
  await page.keyboard.press('ControlOrMeta+3');
  const view = page.getByRole('main', { name: 'Actors' });
  await expect(view).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Find actors' }).fill(`Helen ${'Marsh'.repeat(1990)}`);
  await view.getByRole('button', { name: /^Add Helen/ }).press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Find actors' })).toBeFocused();
  await page.getByRole('searchbox', { name: 'Find actors' }).fill('Marsh\u202E, Helen');
  await view.getByRole('button', { name: /^Add Marsh/ }).click();
  await page.getByRole('searchbox', { name: 'Find actors' }).fill('');
  // What was added last is chosen in a list of its own; the click is for the whole list.
  await expect(view.getByRole('option')).toHaveCount(12);
  await view.getByRole('option', { name: /^Helen Marsh, / }).click();
  await expect(
    view.getByRole('region', { name: 'Mentions and statements' }).getByRole('listitem'),
  ).toHaveCount(4);
  await view.getByRole('button', { name: 'Add affiliation or office' }).click();
  await expectAccessible(page);
  for (const [button, role] of [
    ['Merge with…', 'dialog'],
    ['Split…', 'dialog'],
    ['Remove…', 'alertdialog'],
  ] as const) {
    await view.getByRole('button', { name: button }).click();
    await expect(page.getByRole(role)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole(role)).toBeHidden();
  }
  await view.getByRole('button', { name: 'Find duplicates' }).click();
  await expect(page.getByRole('group', { name: /^Are they the same/ })).toBeVisible();
  await expectAccessible(page);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0]).toBe(widths[1]);
  await page.keyboard.press('ControlOrMeta+4');
  const concepts = page.getByRole('main', { name: 'Concepts' });
  await concepts.getByRole('treeitem').first().click();
  await expect(concepts.getByRole('textbox', { name: 'Definition' })).toBeVisible();
  await expectAccessible(page);
});
