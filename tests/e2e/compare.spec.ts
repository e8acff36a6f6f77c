/** Two coders side by side: what they agree on in figures, where they do not, and those places in the text. */
import os from 'node:os';
import { expectAccessible } from '../e2e-support/axe';
import { type CodedArticle, makeDoubleCoded } from '../e2e-support/double-coded';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { changeFile } from '../e2e-support/sqlite';

const articles: readonly CodedArticle[] = [
  {
    marked:
      'Harbour\n[a1:The union [b1:demands higher wages]b1]a1. [a2:[b2:The port must pay,]b2]a2 said [a3:Reed]a3.',
    says: {
      a1: 'Claim by Union +1',
      b1: 'Claim by Union +1',
      a2: 'Claim by Reed +1',
      b2: 'Claim by Bath -1',
    },
  },
  {
    marked: 'ميناء\n[a1:[b1:طالبت النقابة برفع الأجور]b1]a1 في المدينة، [b2:وردّ المجلس]b2 بعد يومين.',
    says: { a1: 'Claim by Union +1', b1: 'Claim by Union +1', b2: 'Claim' },
  },
];

test('a disagreement is found in the table and opened by key, in lanes in the text', async ({
  launch,
  folder,
}) => {
  const { app, page, electron } = await launch({ args: [makeDoubleCoded(folder, articles)] });
  await expect(app.text).toBeFocused();
  await page.keyboard.press('ControlOrMeta+6');
  const view = page.getByRole('main', { name: 'Compare' });
  await expect(view.getByText('2 articles with 8 annotations compared.')).toBeVisible();
  const table = view.getByRole('region', { name: 'Agreement in stages' }).getByRole('table');
  await expect(table.getByRole('rowheader', { name: 'Marked', exact: true })).toBeVisible();
  await expect(table).not.toHaveAttribute('aria-busy', 'true');
  await expectAccessible(page);

  // All that both marked is a claim: nothing varies, so the figure says nothing, and why.
  const code = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Code', exact: true }) });
  await expect(code).toContainText(/not defined .+/);
  await expect(code).not.toContainText('1.00');

  // From the figure of the claimants to the passage, without the mouse.
  await table.getByRole('button', { name: '1 passage that differs: Claim: Claimant' }).press('Enter');
  const passages = view.getByRole('listbox', { name: 'Disagreeing passages' });
  await expect(passages).toBeFocused();
  await expect(passages.getByRole('option')).toHaveCount(1);
  await expect(passages.getByRole('option', { selected: true })).toHaveAccessibleName(
    'Other actor: Claimant, Harbour: The port must pay,. Ann: Reed; Bo: Bath',
  );
  await page.keyboard.press('Enter');
  const lanes = page.getByRole('group', { name: 'Comparison' });
  await expect(lanes.getByRole('list', { name: 'Lanes' })).toHaveText(/A\s*Ann\s*B\s*Bo/);
  const places = app.inspector.getByRole('listbox', { name: 'Compared places' });
  await expect(places.getByRole('option', { selected: true })).toHaveAccessibleName(
    'Other actor: Claimant, Other value: Position, Ann and Bo: The port must pay,',
  );
  const ofBo = app.inspector.getByRole('group', { name: 'Bo' });
  await expect(ofBo).toContainText(/Claimant \(differs\) ?Bath/);
  await expectAccessible(page);

  // Who marked what is painted in lanes of their own.
  const painted = (): Promise<string[]> =>
    page.evaluate(() => [...CSS.highlights.keys()].map((name) => name.replace(/-\d+-\d+$/, '')).toSorted());
  expect([...new Set(await painted())]).toEqual(['lane-0', 'lane-1']);
  await expect(page.locator('.lane-chip.differs')).toHaveCount(5);

  // The filter leaves what one coder alone marked.
  await page.getByRole('button', { name: /^All places/ }).press('Enter');
  await page.getByRole('option', { name: 'Only Ann (1)' }).click();
  await expect(places.getByRole('option')).toHaveCount(1);
  await expect(places.getByRole('option')).toHaveAccessibleName('Only Ann, Ann: Reed');
  await expect(page.locator('.lane-chip')).toHaveCount(1);
  await page.getByRole('button', { name: 'Stop comparing' }).press('Enter');
  await expect(lanes).toBeHidden();
  await expect(app.annotations.getByRole('option')).toHaveCount(5);

  // An Arabic article has the same lanes.
  await app.openArticle('ميناء');
  await page.keyboard.press('v');
  await expect(page.locator('.lane-chip')).toHaveCount(3);
  await expect(places.getByRole('option', { name: /^Marked alike, Ann and Bo: طالبت/ })).toBeVisible();

  // The paragraph for the paper.
  await page.keyboard.press('ControlOrMeta+6');
  await view.locator('summary', { hasText: 'Methods paragraph' }).press('Enter');
  const copy = view.getByRole('button', { name: 'Copy' });
  await expect(copy).toBeEnabled();
  await copy.press('Enter');
  await expect(page.getByText('The methods paragraph is on the clipboard.')).toBeVisible();
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(
    /^Intercoder agreement was computed with Claimbook .+ for 2 coders over the 2 articles/,
  );
  await view.locator('summary', { hasText: 'How this is computed' }).press('Enter');
  await expect(
    view.getByText('1 − Do / De over the lengths of all intersections', { exact: false }),
  ).toBeVisible();
  await view.getByRole('tab', { name: 'By code' }).press('ArrowRight');
  await view.getByRole('tab', { name: 'By pair' }).press('ArrowRight');
  await expect(view.getByRole('rowheader', { name: 'Harbour' })).toBeVisible();
  await view.getByRole('button', { name: 'Compute gamma' }).press('Enter');
  await expect(view.getByText(/^Gamma is/)).toBeVisible();
  await expectAccessible(page);
  await view.getByRole('button', { name: 'Coders, codes, dates' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'What is compared' })).toBeVisible();
  await expectAccessible(page, ['region']);
});

test('what has not been finished by two is not compared, and says so', async ({ launch, folder }) => {
  const file = makeDoubleCoded(folder, [{ ...articles[0]!, unfinished: 'b' }]);
  const { app, page } = await launch({ args: [file] });
  await expect(app.text).toBeFocused();
  await page.keyboard.press('v');
  await expect(app.inspector).toContainText('Not compared yet: this coder has not finished the article: Bo.');
  await expect(page.locator('.lane-chip')).toHaveCount(5);
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+6');
  await expect(page.getByText('No article has been finished by two of these coders yet.')).toBeVisible();
  await expectAccessible(page);
});

test('one coder alone is told what to do', async ({ launch, folder }) => {
  const file = makeProject(folder, 'alone', ['Trams\nNobody speaks.']);
  changeFile(file, `UPDATE coder SET name = '${os.userInfo().username}'`);
  const { app, page } = await launch({ args: [file] });
  await expect(app.text).toBeFocused();
  await page.keyboard.press('ControlOrMeta+6');
  await expect(page.getByText(/^Only one coder works in this project/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+1');
  await page.keyboard.press('v');
  await expect(page.getByRole('group', { name: 'Comparison' })).toBeHidden();
  await expectAccessible(page);
});

test('the key for the next difference goes on to the next article, and back, and says so', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch({ args: [makeDoubleCoded(folder, articles)] });
  await app.openArticle('Harbour');
  await page.keyboard.press('v');
  const places = app.inspector.getByRole('listbox', { name: 'Compared places' });
  const looked = places.getByRole('option', { selected: true });
  await expect(places.getByRole('option', { name: /^Other actor/ })).toBeVisible();
  await app.text.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('b');
  await expect(looked).toHaveAccessibleName(/^Other extent|^Other words|The union demands higher wages/);
  await page.keyboard.press('b');
  await expect(looked).toHaveAccessibleName(/^Other actor/);
  await page.keyboard.press('b');
  await expect(looked).toHaveAccessibleName('Only Ann, Ann: Reed');
  await page.keyboard.press('b');
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await expect(heading('ميناء')).toBeVisible();
  await expect(looked).toHaveAccessibleName(/^Only Bo, Bo: وردّ المجلس/);
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText(
    /Another article: .ميناء.\. This is its first difference between the coders\./,
  );
  await page.keyboard.press('b');
  await expect(messages).toContainText('In no article after it do the coders differ.');
  await page.keyboard.press('Shift+b');
  await expect(heading('Harbour')).toBeVisible();
  await expect(looked).toHaveAccessibleName('Only Ann, Ann: Reed');
  await expect(messages).toContainText(
    /Another article: .Harbour.\. This is its last difference between the coders\./,
  );
});

test('what differs is settled from the text; gold, and a first with a second round, are compared', async ({
  launch,
  folder,
}) => {
  const file = makeDoubleCoded(
    folder,
    [
      {
        marked:
          'Harbour\n[a1:[b1:[c1:The union]c1 demands]b1 higher wages]a1. [a2:[c2:The port must pay.]c2]a2',
        says: { a1: 'Claim by Union +1', b1: 'Claim by Union +1', c1: 'Claim by Union -1' },
      },
    ],
    ['Ann', 'Bo', 'Ann, second round'],
  );
  changeFile(
    file,
    `UPDATE coder SET role = 'again', of_coder_id = (SELECT id FROM coder WHERE name = 'Ann')
     WHERE name = 'Ann, second round'`,
  );
  const { app, page } = await launch({ args: [file] });
  await expect(app.text).toBeFocused();
  await page.keyboard.press('v');
  const places = app.inspector.getByRole('listbox', { name: 'Compared places' });
  await places.getByRole('option', { name: /^Only Ann, Ann: The port must pay/ }).click();
  await app.inspector.getByRole('button', { name: 'Settle…' }).press('Enter');

  const adjudicate = page.getByRole('main', { name: 'Adjudicate' });
  const disagreements = adjudicate.getByRole('listbox', { name: 'Disagreements' });
  await expect(disagreements.getByRole('option', { selected: true })).toHaveAccessibleName(
    'The port must pay., Harbour, Not marked by all, Unsettled',
  );
  await expect(adjudicate.getByRole('button', { name: 'Coders: Ann, Bo' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(adjudicate.getByRole('status')).toHaveText(/^1 of 2 settled\./);
  await app.expectSaved();

  // Gold is offered beside the text, as a lane of its own, and on the page.
  await page.keyboard.press('ControlOrMeta+1');
  await page.getByRole('button', { name: 'Choose coders to compare' }).press('Enter');
  await page
    .getByRole('dialog', { name: 'Coders to compare' })
    .getByRole('checkbox', { name: 'Gold' })
    .press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Lanes' })).toContainText(/Ann.*Bo.*Gold/);
  await expect(app.inspector).toContainText('The port must pay.');
  await page.keyboard.press('ControlOrMeta+6');
  const view = page.getByRole('main', { name: 'Compare' });
  const choose = view.getByRole('button', { name: 'Coders, codes, dates' });
  await choose.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What is compared' });
  const gold = dialog.getByRole('checkbox', { name: /Gold what was settled/ });
  await expect(gold).toBeChecked();
  await gold.press('Space');
  await expect(gold).not.toBeChecked();

  // One person's two rounds, by one button.
  await dialog.getByRole('button', { name: 'Ann: first against second round' }).press('Enter');
  await expect(dialog.getByRole('checkbox', { name: /Bo 1 article read/ })).not.toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /Ann, second round 1 article read/ })).toBeChecked();
  await expect(dialog).toContainText('1 article read by both.');
  await page.keyboard.press('Escape');
  await expect(view.getByText('1 article with 4 annotations compared.')).toBeVisible();
  const passages = view.getByRole('listbox', { name: 'Disagreeing passages' });
  await expect(passages.getByRole('option').first()).toHaveAccessibleName(/Ann: .*; Ann, second round: /);
  await expectAccessible(page);
});
