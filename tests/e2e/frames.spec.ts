import { expectAccessible } from '../e2e-support/axe';
import { expect, test } from '../e2e-support/desk';
import type { Launched } from '../e2e-support/fixtures';
import { changeFile, rowsOf } from '../e2e-support/sqlite';

const article = `Council argues over the night bus
“We want the night bus back,” said Mayor Joan Reed on Monday. “It must run every hour.” The council listened.
She blamed the drivers’ union, which called the plan too expensive 🚌.
قال وزير النقل سامي خليل إن الحافلات الليلية ستعود قريبا.`;

/** Speaker is required and statements can be reported in statements, whatever the default codebook says. */
const required = `
  UPDATE attribute SET required = 0;
  UPDATE attribute SET required = 1 WHERE name = 'Speaker';
  INSERT INTO attribute (id, code_id, name, kind, many, required, help, target_code_id, position, retired)
    SELECT 'reported-in', id, 'Reported in', 'annotation', 0, 0, '', id, 90, 0 FROM code WHERE name = 'Statement'
      AND NOT EXISTS (SELECT 1 FROM attribute WHERE name = 'Reported in');
`;

/** The hidden buttons that close a menu or a list stand beside it, in no landmark. */
const besidePopovers = ['region'];

const field = ({ app }: Launched, name: string) => app.form.getByRole('combobox', { name });
/** A value in its field. */
const token = ({ app }: Launched, label: string | RegExp) =>
  app.form.locator('.token-open').filter({ hasText: label });
/** The words that say a value, under its field. */
const words = ({ app }: Launched, quote: string) => app.form.locator('.evidence-words').getByText(quote);

test('words go into a slot by two keys; a pronoun asks whom it means; words, inferred and order are kept', async ({
  openDesk,
}) => {
  const running = await openDesk([article]);
  const { app, page, file, electron } = running;
  await app.selectText('“We want the night bus back,” said Mayor Joan Reed on Monday.');
  await page.keyboard.press('3');
  await expect(app.form).toBeVisible();

  await app.selectText('Joan Reed');
  await page.keyboard.press('s');
  const slots = page.getByRole('menu', { name: 'Assign the selected words to' });
  await expect(slots.getByRole('menuitem', { name: 'Speaker' })).toBeFocused();
  await page.keyboard.press('1');
  await expect(slots).toBeHidden();
  await expect(token(running, 'Joan Reed')).toBeVisible();
  await expect(words(running, 'Joan Reed')).toBeVisible();
  await expect(page.locator('.article-evidence-label')).toHaveText('Speaker');

  await app.selectText('She');
  await page.keyboard.press('s');
  await page.keyboard.press('1');
  await expect(app.form.getByText('What do the words She stand for?')).toBeVisible();
  await expect(field(running, 'Speaker')).toBeFocused();
  await page.keyboard.type('City');
  await page.keyboard.press('Enter');
  await expect(token(running, 'City')).toBeVisible();
  await expect(words(running, 'She')).toBeVisible();

  await token(running, 'City').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(app.form.locator('.token-open').first()).toHaveText('City');
  await token(running, 'City').focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'City' });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole('menuitem', { name: 'Move up' })).toBeDisabled();
  await menu.getByRole('menuitem', { name: /^Inferred/ }).click();
  await expect(app.form.locator('.token.inferred')).toHaveText(/City/);
  await expect(words(running, 'She')).toBeHidden();
  await app.expectSaved();

  await app.text.focus();
  await app.undo();
  await expect(words(running, 'She')).toBeVisible();
  await app.expectSaved();
  await electron.close();
  expect(
    rowsOf(
      file,
      `SELECT actor.name, evidence_quote AS words, attribute_value.position, inferred FROM attribute_value
       JOIN actor ON actor.id = actor_id ORDER BY attribute_value.position`,
    ),
  ).toEqual([
    { name: 'City', words: 'She', position: 0, inferred: 0 },
    { name: 'Joan Reed', words: 'Joan Reed', position: 1, inferred: 0 },
  ]);
});

test('a name that looks like a known one is taken for nobody: the field asks who is meant', async ({
  openDesk,
}) => {
  const running = await openDesk(['It costs too much, said Muller. Later Müller agreed.']);
  const { app, page } = running;
  await app.selectText('It costs too much');
  await page.keyboard.press('3');
  await expect(app.form).toBeVisible();
  const assign = async (quote: string): Promise<void> => {
    await app.selectText(quote);
    await page.keyboard.press('s');
    await page.keyboard.press('1');
  };
  await assign('Muller');
  await expect(token(running, 'Muller')).toBeVisible();
  await assign('Müller');
  await expect(app.form.getByText('What do the words Müller stand for?')).toBeVisible();
  await expect(field(running, 'Speaker')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toHaveText(/^Muller/);
  await page.keyboard.press('Escape');
  await page.keyboard.type('Müller (council)');
  await page.keyboard.press('Enter');
  await expect(token(running, 'Müller (council)')).toBeVisible();
  await expect(words(running, 'Müller')).toBeVisible();
});

test('words for a slot invent nobody who is there already, and replace nobody unasked', async ({
  openDesk,
}) => {
  const running = await openDesk([article]);
  const { app, page } = running;
  const assign = async (quote: string): Promise<void> => {
    await app.selectText(quote);
    await page.keyboard.press('s');
    await expect(page.getByRole('menu', { name: 'Assign the selected words to' })).toBeVisible();
    await page.keyboard.press('1');
  };
  await app.selectText('“It must run every hour.”');
  await page.keyboard.press('3');
  await expect(app.form).toBeVisible();
  await assign('Joan Reed');
  await expect(words(running, 'Joan Reed')).toBeVisible();
  await assign('Mayor Joan Reed');
  await expect(words(running, 'Mayor Joan Reed')).toBeVisible();
  await expect(app.form.locator('.token-open')).toHaveText(['Joan Reed']);

  await app.selectText('Joan Reed');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'Joan Reed')).toBeVisible();
  await expect(token(running, 'Joan Reed')).toBeVisible();
  await assign('Monday');
  await expect(app.form.getByText('What do the words Monday stand for?')).toBeVisible();
  await expect(app.form.locator('.token-open')).toHaveText(['Joan Reed']);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toHaveText(/^New person “Monday”/);
  await page.keyboard.press('Escape');
});

test('a mention of a known name is linked at once; the last speaker goes on, and is offered, also the next day', async ({
  openDesk,
  relaunch,
}) => {
  const running = await openDesk([article]);
  const { app, page, file } = running;
  await app.selectText('Joan Reed');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'Joan Reed')).toBeVisible();
  await expect(app.form.getByRole('button', { name: /^Take New person “Joan Reed”/ })).toBeVisible();
  await page.keyboard.press('y');
  await expect(token(running, 'Joan Reed')).toBeVisible();

  await app.selectText('She');
  await page.keyboard.press('2');
  await expect(app.form.getByRole('button', { name: 'Take Joan Reed, named before' })).toBeVisible();
  await page.keyboard.press('y');
  await expect(token(running, 'Joan Reed')).toBeVisible();

  await app.selectText('“We want the night bus back,” said Mayor Joan Reed on Monday.');
  await page.keyboard.press('3');
  await expect(app.annotation('Statement', '“We want')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(running, 'Speaker')).toBeFocused();
  await page.keyboard.type('J');
  await page.keyboard.press('Enter');
  await expect(token(running, 'Joan Reed')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('1');
  await expect(app.form.getByRole('radio', { name: 'direct quote' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(app.text).toBeFocused();

  await page.keyboard.press('x');
  await expect(app.annotation('Statement', '“It must run every hour.”')).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(token(running, 'Joan Reed')).toBeVisible();
  await expect(app.form.getByRole('radio', { name: 'direct quote' })).toBeChecked();

  await app.selectText('which called the plan too expensive');
  await page.keyboard.press('3');
  await expect(app.annotation('Statement', 'which called')).toBeVisible();
  await expect(app.form.getByRole('button', { name: 'Take Joan Reed, the last speaker' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(token(running, 'Joan Reed')).toBeVisible();

  await app.selectText('The council listened.');
  await page.keyboard.press('3');
  await expect(app.annotation('Statement', 'The council')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(running, 'Speaker')).toBeFocused();
  await page.keyboard.type('Council');
  await page.keyboard.press('Enter');
  await expect(token(running, 'Council')).toBeVisible();
  await app.expectSaved();

  // The app is closed and opened again: whoever spoke last still comes first.
  const again = await relaunch(running, { args: [file] });
  await again.app.selectText('She blamed');
  await again.page.keyboard.press('3');
  await expect(again.app.annotation('Statement', 'She blamed')).toBeVisible();
  await expect(again.app.form.getByRole('button', { name: 'Take Council, the last speaker' })).toBeVisible();
  await again.page.keyboard.press('y');
  await expect(token(again, 'Council')).toBeVisible();
  await again.app.expectSaved();
  await again.electron.close();
  expect(rowsOf(file, 'SELECT name FROM actor ORDER BY name')).toEqual([
    { name: 'Council' },
    { name: 'Joan Reed' },
  ]);
  expect(rowsOf(file, `SELECT label FROM change`)).toContainEqual({ label: 'Same again: Statement' });
});

test('one passage makes several claims, each with its own position, and only when it is meant', async ({
  openDesk,
}) => {
  const running = await openDesk([article]);
  const { app, page } = running;
  const claims = app.annotations.getByRole('option', { name: /^Claim It must run/ });
  await app.selectText('It must run every hour');
  await page.keyboard.press('1');
  await expect(claims).toHaveCount(1);
  await page.keyboard.press('-');
  await expect(app.form.getByRole('radio', { name: 'against' })).toBeChecked();
  await page.keyboard.press('1');
  const notice = page.getByText(/already tagged exactly these words as Claim. Press 1 once more/);
  await expect(notice).toBeVisible();
  await expect(claims).toHaveCount(1);
  await page.keyboard.press('1');
  await expect(claims).toHaveCount(2);
  await expect(notice).toBeHidden();
  await expect(app.form.getByRole('radio', { name: 'against' })).not.toBeChecked();
  await page.keyboard.press('+');
  await expect(app.form.getByRole('radio', { name: 'for', exact: true })).toBeChecked();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Tag again' }).click();
  await expect(claims).toHaveCount(3);
});

test('what is missing is a list to work through, by keyboard', async ({ openDesk }, info) => {
  const running = await openDesk([article], required);
  const { app, page } = running;
  for (const [index, quote] of [
    '“We want the night bus back,” said Mayor Joan Reed on Monday.',
    'We want the night bus back',
  ].entries()) {
    await app.selectText(quote);
    await page.keyboard.press('3');
    await expect(app.annotations.getByRole('option')).toHaveCount(index + 1);
  }
  const count = app.inspector.getByRole('button', { name: '2 incomplete' });
  await expect(count).toBeVisible();
  await count.focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: 'Incomplete annotations' });
  await expect(
    list.getByRole('button', { name: /We want the night bus back Speaker missing$/ }),
  ).toBeVisible();
  await expect(list.getByText('Nothing is missing there.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('worklist.png') });
  await expectAccessible(page, besidePopovers);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  await app.selectText('Joan Reed');
  await app.text.focus();
  await page.keyboard.press('i');
  await expect(app.annotation('Statement', '“We want')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('s');
  await page.screenshot({ path: info.outputPath('assign.png') });
  await expectAccessible(page, besidePopovers);
  await page.keyboard.press('1');
  await expect(words(running, 'Joan Reed')).toBeVisible();
  await expect(app.inspector.getByRole('button', { name: '1 incomplete' })).toBeVisible();

  // The inner statement is reported by the outer one.
  await app.annotations.getByRole('option').nth(1).click();
  await page.keyboard.press('Enter');
  await page.keyboard.type('A very long name of a committee for the preservation of night buses');
  await page.keyboard.press('Enter');
  await expect(app.inspector.getByRole('button', { name: 'Complete', exact: true })).toBeVisible();
  await field(running, 'Reported in').focus();
  await page.keyboard.press('Enter');
  await expect(app.annotations.getByText(/Joan Reed → A very long name/)).toBeVisible();
  const card = page.locator('.margin-card.selected');
  const reported = card.getByText(/Joan Reed → A very long name/);
  await expect(reported).toBeVisible();
  // However long the other name is, both are on the card, which holds all of its lines.
  for (const name of await reported.locator('bdi').all()) {
    expect((await name.boundingBox())?.width).toBeGreaterThan(20);
  }
  const [inner, outer] = [await reported.boundingBox(), await card.boundingBox()];
  expect(inner!.x + inner!.width).toBeLessThanOrEqual(outer!.x + outer!.width);
  expect(await card.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  await token(running, /^A very long/)
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.screenshot({ path: info.outputPath('menu.png') });
  await expectAccessible(page, besidePopovers);
  await page.keyboard.press('Escape');
  await app.annotations.getByRole('option').first().click();
  await page.screenshot({ path: info.outputPath('form.png') });
  await expectAccessible(page);
  await app.text.focus();
  await page.keyboard.press('i');
  await expect(page.getByText(/^Nothing .*is incomplete\.$/)).toBeVisible();
});

test('the worklist is of one’s own annotations, until everybody’s are asked for', async ({
  openDesk,
  relaunch,
}, info) => {
  const running = await openDesk([article], required);
  const { app, page, file, electron } = running;
  await app.selectText('Joan Reed on Monday.');
  await page.keyboard.press('3');
  await expect(app.annotations.getByRole('option')).toHaveCount(1);
  await app.expectSaved();
  await electron.close();
  // Ann, who made the project, has the same words tagged, and left them as incomplete.
  changeFile(
    file,
    `INSERT INTO annotation (id, article_id, code_id, coder_id, note, created_at, example, review)
       SELECT 'of-ann', article_id, code_id, (SELECT id FROM coder WHERE name = 'Ann'), '', created_at, NULL, ''
       FROM annotation;
     INSERT INTO span (id, annotation_id, position, start_offset, end_offset, quote, prefix, suffix)
       SELECT 'span-of-ann', 'of-ann', position, start_offset, end_offset, quote, prefix, suffix FROM span;`,
  );
  const again = await relaunch(running, { args: [file] });
  await again.app.openArticle('Council argues');
  await expect(again.app.annotations.getByRole('option')).toHaveCount(2);
  const count = (words: string) => again.app.inspector.getByRole('button', { name: words, exact: true });
  await count('1 incomplete').press('Enter');
  const list = again.page.getByRole('dialog', { name: 'Incomplete annotations' });
  const mine = list.getByRole('region', { name: 'Mine in this article' });
  await expect(mine.getByRole('button')).toHaveCount(1);
  await expect(list.getByRole('heading', { name: 'Mine in other articles' })).toBeVisible();
  await expect(list.getByText('Nothing is missing there.')).toBeVisible();
  await again.page.screenshot({ path: info.outputPath('worklist.png') });
  await expectAccessible(again.page, besidePopovers);
  await list.getByRole('radio', { name: 'Mine' }).press('ArrowRight');
  const all = list.getByRole('region', { name: 'Everybody’s in this article' });
  await expect(all.getByRole('button')).toHaveCount(2);
  await expect(list.getByRole('heading', { name: 'Everybody’s in other articles' })).toBeVisible();
  await again.page.keyboard.press('Escape');
  await expect(count('2 incomplete')).toBeVisible();

  const later = await relaunch(again, { args: [file] });
  await later.app.openArticle('Council argues');
  await expect(later.app.inspector.getByRole('button', { name: '2 incomplete' })).toBeVisible();
});
