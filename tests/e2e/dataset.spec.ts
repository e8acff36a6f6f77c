/** A dataset of another project on its way in: looked at, matched, brought in, and taken out again as a whole. */
import fs from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../e2e-support/axe';
import { answerOpen, answerSave } from '../e2e-support/dialogs';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { changeFile } from '../e2e-support/sqlite';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { claimbookJsonOf } from '../support/claimbook-json-of';
import { sha256, timeOf } from '../support/any-dataset';
import { idMaker } from '../support/round-trip';

/** One article in two scripts, a claim by Zoë with a speaker. */
function colleagues(moreActors: readonly string[] = []): string {
  const builder = new DatasetBuilder({
    format: 'made-up',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(),
    sha256,
  });
  builder.project('Theirs');
  const text = 'قالت الوزيرة 😀 نعم. The minister said yes.';
  const articleId = builder.article({ title: 'الوزيرة', text })!;
  const coderId = builder.coder({ name: 'Zoë' });
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const start = text.indexOf('yes');
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start, end: start + 3 }] });
  for (const name of moreActors) builder.actor({ name });
  return claimbookJsonOf(builder.build());
}

test('a colleague’s project comes in by keyboard, is seen in the text, and goes again with one undo', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Mine', ['Nobody said anything.']);
  const other = path.join(folder, 'other.json');
  fs.writeFileSync(other, colleagues());
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await answerOpen(electron, other);

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('take in a dataset');
  await page.keyboard.press('Enter');
  const dialog = app.dialog('Take in a dataset');
  await expect(dialog.getByRole('button', { name: 'Choose a file…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const counts = dialog.getByRole('table', { name: 'What would come in' });
  // The thread that reads is started for it.
  await expect(counts.getByRole('row', { name: /^Articles/ })).toContainText('1', { timeout: 20_000 });
  // The reading begins where the answer stands, and the button is one step back.
  await expect(dialog.getByText('was read as Claimbook project.')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: 'Bring in' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Claim in the project' })).toContainText('Claim');
  await expect(dialog.getByRole('button', { name: 'Zoë in the project' })).toContainText('New');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Bring in' }).press('Enter');
  await expect(dialog).toBeHidden();

  await app.articles.getByRole('option', { name: /^الوزيرة/ }).click();
  await expect(app.annotation('Claim', 'yes')).toBeVisible();
  await app.text.focus();
  await app.undo();
  await expect(app.articles.getByRole('option', { name: /^الوزيرة/ })).toBeHidden();
  await app.redo();
  await expect(app.articles.getByRole('option', { name: /^الوزيرة/ })).toBeVisible();
  await app.expectSaved();

  // The same file again brings nothing.
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('take in a dataset');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(dialog).toContainText('All that is in it is in the project already.');
  await expect(dialog.getByRole('button', { name: 'Bring in' })).toBeDisabled();
});

test('a file that is no dataset is told with a way on', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Mine', ['Nobody said anything.']);
  const notes = path.join(folder, 'notes.txt');
  fs.writeFileSync(notes, 'Nothing of the kind.');
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await answerOpen(electron, notes);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('take in a dataset');
  await page.keyboard.press('Enter');
  const dialog = app.dialog('Take in a dataset');
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('in none of the dataset formats');
});

test('of 5,000 actors, one is found by typing and matched; then the choice is taken back', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Mine', ['Nobody said anything.']);
  changeFile(
    file,
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
     INSERT INTO actor SELECT 'actor-' || i, 'الوزيرة ' || i, 'person', '', '', '2026-01-01T00:00:00.000Z' FROM n`,
  );
  const other = path.join(folder, 'other.json');
  const names = Array.from({ length: 600 }, (_one, at) => `Ministry ${at}`);
  fs.writeFileSync(other, colleagues(names));
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await answerOpen(electron, other);
  await app.runCommand('Take in a dataset');
  const dialog = app.dialog('Take in a dataset');
  await dialog.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  const actors = dialog.locator('summary', { hasText: 'Actors: who is who' });
  await expect(actors).toContainText('600 new, 0 in the project', { timeout: 20_000 });
  await actors.press('Enter');
  const table = dialog.getByRole('table', { name: 'Actors' });
  await expect(table.getByRole('row')).toHaveCount(51);
  await expect(dialog.getByRole('option')).toHaveCount(0);

  // The last page, past the five hundred that one call gives.
  const pages = dialog.getByRole('group', { name: 'Pages of actors' });
  for (let at = 0; at < 11; at++) await pages.getByRole('button', { name: 'Later ones' }).press('Enter');
  await expect(pages).toContainText('551–600 of 600');
  await expect(table).toContainText('Ministry 599');
  await dialog.getByRole('textbox', { name: 'Find in the actors of the file' }).fill('ministry 57');
  await expect(table.getByRole('row')).toHaveCount(12);

  const match = table.getByRole('button', { name: 'Ministry 577 in the project' });
  await match.press('Enter');
  const field = table.getByRole('combobox', { name: 'Ministry 577 in the project' });
  await expect(field).toBeFocused();
  // Without the dots and signs that writers leave out.
  await page.keyboard.type('الوزيره 4999');
  await expect(page.getByRole('option', { name: 'الوزيرة 4999' })).toBeVisible();
  // What is found hangs at the field, outside of all landmarks.
  await expectAccessible(page, ['region']);
  await page.keyboard.press('Enter');
  await expect(match).toContainText('الوزيرة 4999');
  await expect(match).toBeFocused();
  await expect(actors).toContainText('599 new, 1 in the project');

  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(match, 'Escape leaves the field, not the dialog').toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await expect(match).toContainText('New');
  await expect(actors).toContainText('600 new, 0 in the project');
  await expect(table, 'the list stays open through it').toBeVisible();

  await dialog.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Choose a file…' })).toBeFocused();
  await expect(dialog.getByRole('option', { name: /^Find out by itself/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('what cannot be taken in is listed by kind, and saved as a report', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Mine', ['Nobody said anything.']);
  const other = path.join(folder, 'spans.jsonl');
  const spans = [
    { start: 5, end: 8, label: 'Claim' },
    { start: 5, end: 99, label: 'Claim' },
  ];
  fs.writeFileSync(other, `${JSON.stringify({ text: 'قالت نعم 😀', spans })}\n`);
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await answerOpen(electron, other);
  const report = path.join(folder, 'report.txt');
  await answerSave(electron, report);
  await app.runCommand('Take in a dataset');
  const dialog = app.dialog('Take in a dataset');
  await dialog.getByRole('textbox', { name: 'Find a format' }).fill('prodigy');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  const losses = dialog.getByRole('table', { name: 'What cannot be taken in as it is' });
  await expect(losses.getByRole('rowheader').first()).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save the report…' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    'The report is saved as \u2068report.txt\u2069.',
  );
  expect(fs.readFileSync(report, 'utf8')).toContain('could not take in');
  await expect(dialog, 'a message is not beside the dialog').toBeVisible();
});

test('a table whose headings nobody knows is taken in when its columns are named', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Mine', ['Nobody said anything.']);
  const table = path.join(folder, 'codings.csv');
  fs.writeFileSync(table, 'A,B,C,D\r\nالوزيرة,Merkel said yes.,said yes,Claim\r\n');
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  await answerOpen(electron, table);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('take in a dataset');
  await page.keyboard.press('Enter');
  const dialog = app.dialog('Take in a dataset');
  await dialog.getByRole('option', { name: /^Simple table/ }).click();
  await dialog.getByRole('button', { name: 'Choose a file…' }).press('Enter');
  await expect(dialog.getByRole('table', { name: 'Columns' })).toContainText('Merkel said yes.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Read the table' }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Say what each column holds');
  for (const [column, role] of [
    ['A', 'article title'],
    ['B', 'article text'],
    ['C', 'quote'],
    ['D', 'code'],
  ] as const) {
    await dialog.getByRole('button', { name: `${column} holds` }).press('Enter');
    await page.getByRole('option', { name: role, exact: true }).click();
  }
  await dialog.getByRole('button', { name: 'Read the table' }).press('Enter');
  const counts = dialog.getByRole('table', { name: 'What would come in' });
  await expect(counts.getByRole('row', { name: /^Annotations/ })).toContainText('1', { timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Bring in' }).press('Enter');
  await expect(dialog).toBeHidden();
  await app.articles.getByRole('option', { name: /^الوزيرة/ }).click();
  await expect(app.annotation('Claim', 'said yes')).toBeVisible();
});
