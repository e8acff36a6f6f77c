import fs from 'node:fs';
import path from 'node:path';
import { answerSave } from '../e2e-support/dialogs';
import { expect, test, type Launched } from '../e2e-support/fixtures';
import { rowsOf } from '../e2e-support/sqlite';

const english = `Council argues over the night bus
“We want the night bus back,” said Mayor Joan Reed on Monday, 🚌 and the council listened.
The drivers’ union called the plan too expensive.`;
const arabic = `الوزير يدافع عن الخطة
قال وزير النقل سامي خليل إن الحافلات الليلية ستعود قريبا.
ورفضت النقابة هذه الخطة.`;

async function newProject({ electron, page }: Launched, file: string): Promise<void> {
  await answerSave(electron, file);
  await page.getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Project name' }).fill('Night bus');
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ada Núñez');
  await dialog.getByRole('button', { name: 'Create…' }).click();
  await expect(dialog).toBeHidden();
}

async function paste({ app, page }: Launched, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = page.getByRole('dialog', { name: 'Add articles' });
  await dialog.getByRole('textbox', { name: 'Paste a text' }).fill(text);
  const use = dialog.getByRole('button', { name: 'Use this text' });
  await use.press('Enter');
  await expect(use).toBeDisabled();
  await expect(use).toBeFocused();
  await dialog.getByRole('button', { name: 'Add 1 article' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.text).toContainText(text.split('\n')[1]!.slice(0, 12));
}

test('from a pasted article to a dataset: tag, say who and what, undo, export, open again', async ({
  launch,
  relaunch,
  folder,
}) => {
  const file = path.join(folder, 'night-bus.claimbook');
  const running = await launch();
  const { app, page, electron } = running;
  await newProject(running, file);
  // Wherever what had the keyboard goes away, it goes on with what is nearest.
  const addArticles = app.library.getByRole('button', { name: 'Add articles' }).filter({ hasText: 'Add' });
  await expect(addArticles).toBeFocused();
  await paste(running, english);
  await app.text.focus();
  await app.undo();
  await expect(addArticles).toBeFocused();
  await app.redo();
  await app.openArticle('Council argues');

  await app.selectText('We want the night bus back');
  await page.keyboard.press('1');
  await expect(app.annotation('Claim', 'We want the night bus back')).toBeVisible();
  await app.linkActor('Claimant', 'Joan Reed');
  await app.linkConcept('Concept', 'Night bus');
  const position = app.form.getByRole('radio', { name: /for$/ });
  await position.click({ force: true });
  await app.expectSaved();
  await app.form.getByRole('button', { name: 'Clear Position' }).press('Enter');
  await expect(app.form.getByRole('radiogroup', { name: 'Position' }).locator(':focus')).toHaveCount(1);
  await position.click({ force: true });
  await app.expectSaved();

  await app.selectText('Mayor Joan Reed');
  await app.tag('Actor');
  await expect(app.annotation('Actor', 'Mayor Joan Reed')).toBeVisible();
  await app.linkActor('Who', 'Joan Reed');

  await app.selectText('called the plan too expensive');
  await page.keyboard.press('3');
  await expect(app.annotation('Statement', 'called the plan too expensive')).toBeVisible();
  await app.text.focus();
  await app.undo();
  await expect(app.annotation('Statement', 'called the plan too expensive')).toBeHidden();
  await app.redo();
  await expect(app.annotation('Statement', 'called the plan too expensive')).toBeVisible();
  await app.expectSaved();

  const out = path.join(folder, 'dataset');
  await answerSave(electron, out);
  await page.keyboard.press('ControlOrMeta+e');
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('dialog', { name: 'Exported' }).getByRole('button', { name: 'Close' }).click();
  const annotations = fs.readFileSync(path.join(out, 'annotations.csv'), 'utf8');
  expect(annotations).toContain('We want the night bus back');
  expect(fs.readFileSync(path.join(out, 'attribute_values.csv'), 'utf8')).toContain('Joan Reed');

  const again = await relaunch(running);
  // What the tables could not hold lies beside them.
  expect(fs.readdirSync(folder).toSorted()).toEqual([
    'dataset',
    'dataset.loss.json',
    'dataset.loss.txt',
    'night-bus.claimbook',
  ]);
  await again.page
    .getByRole('button', { name: /night-bus/ })
    .first()
    .click();
  await expect(again.app.annotation('Claim', 'We want the night bus back')).toBeVisible();
  await again.electron.close();

  expect(
    rowsOf(
      file,
      `SELECT code.name AS code, span.quote, substr(article.text, span.start_offset + 1, 11) AS at
       FROM span JOIN annotation ON annotation.id = annotation_id JOIN code ON code.id = code_id
       JOIN article ON article.id = article_id ORDER BY start_offset LIMIT 1`,
    ),
  ).toEqual([{ code: 'Claim', quote: 'We want the night bus back', at: 'We want the' }]);
  expect(rowsOf(file, `SELECT name FROM actor`)).toEqual([{ name: 'Joan Reed' }]);
  expect(rowsOf(file, `SELECT name FROM coder`)).toEqual([{ name: 'Ada Núñez' }]);
  expect(
    rowsOf(file, `SELECT kind, label FROM change WHERE label = 'Tag as Statement' ORDER BY seq`),
  ).toEqual([
    { kind: 'do', label: 'Tag as Statement' },
    { kind: 'undo', label: 'Tag as Statement' },
    { kind: 'redo', label: 'Tag as Statement' },
  ]);
});

test('an Arabic article is read, selected by keyboard and tagged from right to left', async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, 'arabic.claimbook');
  const running = await launch();
  const { app, page } = running;
  await newProject(running, file);
  await paste(running, arabic);

  await app.selectTextByKeyboard('وزير النقل');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'وزير النقل')).toBeVisible();
  await app.linkActor('Who', 'سامي خليل');
  await app.selectText('ورفضت النقابة');
  await page.keyboard.press('3');
  await expect(app.annotation('Statement', 'ورفضت النقابة')).toBeVisible();
  await app.expectSaved();
  await running.electron.close();

  const spans = rowsOf<{ quote: string; start_offset: number; end_offset: number; text: string }>(
    file,
    `SELECT quote, start_offset, end_offset, article.text FROM span JOIN annotation ON annotation.id = annotation_id
     JOIN article ON article.id = article_id ORDER BY start_offset`,
  );
  expect(spans.map(({ quote }) => quote)).toEqual(['وزير النقل', 'ورفضت النقابة']);
  for (const { text, start_offset: start, end_offset: end, quote } of spans)
    expect(text.slice(start, end)).toBe(quote);
  expect(rowsOf(file, 'SELECT language FROM article')).toEqual([{ language: 'ar' }]);
});

test('typing, deleting and pasting never change the text of an article', async ({ launch }) => {
  const { app, page } = await launch();
  await page.getByRole('button', { name: 'Sample project' }).click();
  await expect(app.text).toBeVisible();
  const before = await app.text.innerText();
  await app.selectText('every year of waiting');
  for (const key of ['x', 'Enter', 'Backspace', 'ControlOrMeta+x', 'ControlOrMeta+v']) {
    await app.text.focus();
    await page.keyboard.press(key);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.insertText('日本語');
  expect(await app.text.innerText()).toBe(before);
});
