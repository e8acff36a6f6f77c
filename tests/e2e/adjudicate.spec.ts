/** Articles are drawn to be coded twice, work is hidden meanwhile, and disagreements are settled: all by keyboard. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { makeDoubleCoded } from '../e2e-support/double-coded';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

/** Who sits at the window from its next start on. */
const sitDown = (profile: string, coderName: string): void =>
  fs.writeFileSync(path.join(profile, 'settings.json'), JSON.stringify({ coderName }));

async function run(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test('disagreements are settled into gold by key, one after another', async ({ launch, folder, profile }) => {
  sitDown(profile, 'Cleo');
  const file = makeDoubleCoded(folder, [
    {
      marked:
        'Talks\nMerkel said: [a1:[b1:we can do it]a1 together]b1. [b2:Orban refused]b2 to [a3:[b3:take anybody]b3]a3.',
      says: { a1: 'Claim by Merkel +1', b1: 'Claim by Merkel -1', b3: 'Statement by Orban' },
    },
    { marked: 'حدود\nقال الوزير إن [a1:[b1:الحدود ستبقى]a1 مفتوحة]b1 للجميع.' },
    { marked: 'Prices\nPrices [a1:[b1:fell]b1]a1.' },
  ]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Talks');
  await page.keyboard.press('ControlOrMeta+7');
  const view = page.getByRole('main', { name: 'Adjudicate' });
  const list = view.getByRole('listbox', { name: 'Disagreements' });
  const status = view.getByRole('status');
  await expect(list.getByRole('option')).toHaveCount(4);
  await expect(list).toBeFocused();
  await expect(view.getByRole('listitem', { name: 'Version 2: Bo' })).toContainText('we can do it together');
  await expect(view.getByRole('listitem', { name: 'Version 1: Ann' }).getByText('(differs)')).toHaveCount(2);
  await expectAccessible(page);

  // Others are chosen by keyboard, and it stays there while the list is made anew.
  await view.getByRole('button', { name: /^Coders/ }).focus();
  await page.keyboard.press('Enter');
  const choosing = page.getByRole('dialog', { name: 'Coders to compare' });
  await expect(choosing.getByRole('checkbox', { name: 'Bo' })).toBeVisible();
  await choosing.getByRole('checkbox', { name: 'Bo' }).focus();
  await page.keyboard.press('Space');
  await expect(view.getByText(/^Choose two coders or more/)).toBeVisible();
  await expectAccessible(page, ['region']);
  await page.keyboard.press('Space');
  await expect(list.getByRole('option')).toHaveCount(4);
  await expect(choosing.getByRole('checkbox', { name: 'Bo' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(choosing).toBeHidden();
  await list.focus();

  // The second version, with a reason; then both, nothing, and one that is left open.
  await page.keyboard.press('w');
  await page.keyboard.type('The whole phrase, 2 words more.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect(status).toHaveText(/^1 of 4 settled\./);
  await page.keyboard.press('n');
  await expect(status).toHaveText(/^2 of 4 settled\./);
  await page.keyboard.press('b');
  await expect(status).toHaveText(/^3 of 4 settled\./);
  await page.keyboard.press('o');
  await expect(status).toHaveText(/^3 of 4 settled, 1 left open\./);
  await expect(view.getByText('Everything is settled or left open.')).toBeVisible();
  await expectAccessible(page);

  // Undone, it is back; done again, it is gone.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(list).toBeHidden();

  // What is settled is listed on demand, with what was decided and why, and can be taken back.
  await view.getByRole('button', { name: /State$/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('option')).toHaveCount(3);
  const decision = view.getByRole('region', { name: 'Decision' });
  await expect(decision).toContainText('As Bo has it, decided by Cleo');
  await expect(decision).toContainText('The whole phrase, 2 words more.');
  await list.focus();
  await page.keyboard.press('Enter');
  await expect(decision).toContainText('Nothing is marked here');
  await expectAccessible(page);

  // Another way: the version of gold is edited like any annotation.
  await page.keyboard.press('e');
  await expect(
    page.getByRole('listbox', { name: 'Annotations' }).getByRole('option', { selected: true }),
  ).toContainText('Orban refused');
  await expect(page.getByRole('form', { name: 'Annotation' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+7');
  await expect(decision).toContainText('Said another way');
  await app.expectSaved();

  // Where all is settled, what the coders agree on comes along.
  await view.getByRole('button', { name: /^Complete gold in 2 more/ }).focus();
  await page.keyboard.press('Enter');
  await expect(status).toContainText('Gold is complete in 2 of 3 articles.');
  await app.expectSaved();
  await electron.close();
  const gold = rowsOf<{ quote: string }>(
    file,
    `SELECT quote FROM span JOIN annotation ON annotation.id = annotation_id
     JOIN coder ON coder.id = coder_id WHERE role = 'gold' ORDER BY quote`,
  );
  expect(gold.map(({ quote }) => quote)).toEqual([
    'Orban refused',
    'fell',
    'take anybody',
    'take anybody',
    'we can do it together',
  ]);
  const decided = rowsOf<{ choice: string }>(file, 'SELECT choice FROM adjudication ORDER BY choice');
  expect(decided.map(({ choice }) => choice)).toEqual(['both', 'both', 'one', 'open', 'third']);
});

test('articles are drawn for two coders, who see each other only when both are done', async ({
  launch,
  folder,
  profile,
}) => {
  sitDown(profile, 'Bo');
  const file = makeProject(folder, 'news', [
    'Budget\nThe budget stays.',
    'Talks\nThe talks are over.',
    'Rain\nIt will rain.',
  ]);
  const bo = await launch({ args: [file] });
  await bo.app.openArticle('Budget');
  await run(bo.page, 'Draw articles');
  const dialog = bo.page.getByRole('dialog', { name: 'Draw articles for double coding' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await bo.page.keyboard.press('ControlOrMeta+a');
  await bo.page.keyboard.type('Training');
  await expect(dialog.getByRole('status')).toHaveText('1 article of 3');
  const share = dialog.getByRole('textbox', { name: 'Per cent' });
  await share.focus();
  await bo.page.keyboard.press('ControlOrMeta+a');
  await bo.page.keyboard.type('100');
  await expect(dialog.getByRole('status')).toHaveText('3 articles of 3');
  await expectAccessible(bo.page);
  await dialog.getByRole('button', { name: 'Draw' }).focus();
  await bo.page.keyboard.press('Enter');
  const articles = bo.page.getByRole('listbox', { name: 'Articles' });
  await expect(articles.getByRole('option', { name: /^Budget.*to be coded twice/ })).toBeVisible();
  const banner = bo.page.getByRole('region', { name: 'Hidden work' });
  await expect(banner).toHaveText('Others’ work is hidden here until all have finished. Training');
  await expectAccessible(bo.page);

  // Bo codes and finishes; the library lists what is left.
  await bo.app.selectTextByKeyboard('The budget stays');
  await bo.page.keyboard.press('1');
  await expect(bo.app.annotation('Claim', 'The budget stays')).toBeVisible();
  await bo.page.keyboard.press('d');
  await expect(articles.getByRole('option', { name: /^Budget.*waiting for others/ })).toBeVisible();
  await bo.page.getByRole('button', { name: /Articles to list$/ }).focus();
  await bo.page.keyboard.press('Enter');
  await bo.page.keyboard.press('ArrowDown');
  await bo.page.keyboard.press('Enter');
  await expect(articles.getByRole('option')).toHaveCount(2);
  await run(bo.page, 'Progress of double coding');
  const progress = bo.page.getByRole('table', { name: 'Progress of Training' });
  await expect(progress.getByRole('row', { name: /^Bo 1 0 2/ })).toBeVisible();
  await expectAccessible(bo.page);
  await bo.page.keyboard.press('Escape');
  await bo.app.expectSaved();
  await bo.electron.close();

  // Ann sees nothing of it until she has finished, too.
  sitDown(profile, 'Ann');
  const ann = await launch({ args: [file] });
  await ann.app.openArticle('Budget');
  const annotations = ann.page.getByRole('listbox', { name: 'Annotations' });
  await expect(ann.page.getByRole('region', { name: 'Hidden work' })).toBeVisible();
  await expect(annotations.getByRole('option')).toHaveCount(0);
  await expect(ann.page.getByRole('option', { name: /^Budget, 0 annotations, Unread/ })).toBeVisible();
  await ann.page.getByRole('textbox', { name: 'Article text' }).focus();
  await ann.page.keyboard.press('Shift+d');
  // The next unread article comes by itself.
  await expect(ann.page.getByRole('heading', { level: 1, name: 'Talks' })).toBeVisible();
  await ann.app.openArticle('Budget');
  await expect(annotations.getByRole('option')).toHaveCount(1);
  await expect(ann.page.getByRole('region', { name: 'Hidden work' })).toBeHidden();
  // Taking it back hides the work again, at once.
  await ann.page.keyboard.press('ControlOrMeta+z');
  await expect(annotations.getByRole('option')).toHaveCount(0);
  await expect(ann.page.getByRole('region', { name: 'Hidden work' })).toBeVisible();
});

test('more disagreements than a page holds come page by page', async ({ launch, folder, profile }) => {
  sitDown(profile, 'Cleo');
  const words = Array.from({ length: 503 }, (_, at) => `[a${at + 1}:word${at + 1}]a${at + 1}`);
  const file = makeDoubleCoded(folder, [{ marked: `Words\n${words.join(' ')}` }]);
  const { app, page } = await launch({ args: [file] });
  await app.openArticle('Words');
  await page.keyboard.press('ControlOrMeta+7');
  const view = page.getByRole('main', { name: 'Adjudicate' });
  const list = view.getByRole('listbox', { name: 'Disagreements' });
  const chosen = list.getByRole('option', { selected: true });
  const pages = view.getByRole('group', { name: 'Pages of disagreements' });
  await expect(pages).toContainText('1–500 of 503');
  await expect(chosen).toHaveAccessibleName(/^word1,/);
  await pages.getByRole('button', { name: 'Later ones' }).press('Enter');
  await expect(pages).toContainText('501–503 of 503');
  await expect(list.getByRole('option')).toHaveCount(3);
  await expect(chosen).toHaveAccessibleName(/^word501,/);
  await expectAccessible(page);
  // By key from one page to the other.
  await list.focus();
  await page.keyboard.press('p');
  await expect(pages).toContainText('1–500 of 503');
  await expect(chosen).toHaveAccessibleName(/^word500,/);
  await page.keyboard.press('Enter');
  await expect(chosen).toHaveAccessibleName(/^word501,/);
  // What is settled on the last page leaves the list; when nothing is left there, the page before comes.
  for (const left of [502, 501, 500]) {
    await page.keyboard.press('n');
    await expect(view.getByRole('status')).toHaveText(new RegExp(`^${503 - left} of 503 settled\\.`));
  }
  await expect(pages).toBeHidden();
  await expect(list).toBeVisible();
  await expect(chosen).toHaveCount(1);
});
