/** A dataset of another project on its way in: looked at, matched, brought in, and taken out again as a whole. */
import fs from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../e2e-support/axe';
import { answerOpen } from '../e2e-support/dialogs';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { claimbookJsonOf } from '../support/claimbook-json-of';
import { sha256, timeOf } from '../support/any-dataset';
import { idMaker } from '../support/round-trip';

/** One article in two scripts, a claim by Zoë with a speaker. */
function colleagues(): string {
  const builder = new DatasetBuilder({
    format: 'made-up',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(),
    sha256,
  });
  const text = 'قالت الوزيرة 😀 نعم. The minister said yes.';
  const articleId = builder.article({ title: 'الوزيرة', text })!;
  const coderId = builder.coder({ name: 'Zoë' });
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const start = text.indexOf('yes');
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start, end: start + 3 }] });
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
