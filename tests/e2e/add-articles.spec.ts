import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { expectAccessible } from '../e2e-support/axe';
import { dropOnWindow } from '../e2e-support/drop';
import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

const polish = 'Łódź\nŁódź chce nocny autobus — już.';

interface ArticleRow {
  title: string;
  source: string;
  date: string | null;
  language: string | null;
  text: string;
  text_sha256: string;
}
const articlesIn = (file: string): ArticleRow[] =>
  rowsOf<ArticleRow>(
    file,
    'SELECT title, source, date, language, text, text_sha256 FROM article ORDER BY id',
  );

/** Writes files into a folder of their own, and gives their paths. */
function filesIn(folder: string, contents: Record<string, string | Uint8Array>): string[] {
  const place = path.join(folder, 'texts');
  fs.mkdirSync(place);
  return Object.entries(contents).map(([name, content]) => {
    fs.writeFileSync(path.join(place, name), content);
    return path.join(place, name);
  });
}

test('files of several formats are dropped, corrected in the table and added as they read', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const files = filesIn(folder, {
    'windows.txt': '\ufeffNight bus\r\nIt came back.\r\rCafe\u0301 owners \ud83d\ude8c cheered.\r\n',
    'notes.md': '# A *second* title\n\nThe **council** voted.\n',
    '2024-05-17 حافلة.html':
      '<html><body><article><h1>الحافلة الليلية</h1><p>قال الوزير إن الحافلات ستعود.</p><script>bad()</script></article></body></html>',
    'łódź.txt': iconv.encode(polish, 'windows-1250'),
  });
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await dropOnWindow(page, ...files);
  const dialog = app.dialog('Add articles');
  await expect(dialog.getByRole('textbox', { name: /^Title of article/ })).toHaveCount(3);
  await expect(dialog.getByRole('region', { name: 'łódź.txt' })).toContainText('cannot be told');
  await expectAccessible(page);

  await dialog.getByRole('textbox', { name: 'Title of article 2' }).fill('The vote');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('The Daily · اليومية');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Source of article 3' })).toHaveValue(
    'The Daily · اليومية',
  );
  await dialog.getByRole('textbox', { name: 'Date of article 1' }).fill('17 May');
  await expect(dialog.getByRole('button', { name: 'Add 3 articles' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Date of article 1' }).fill('2024-05');
  await dialog.getByRole('button', { name: 'Add 3 articles' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.articles.getByRole('option')).toHaveCount(3);
  await electron.close();

  const articles = articlesIn(project);
  expect(articles.map(({ title, source, date, language }) => [title, source, date, language])).toEqual([
    ['Night bus', 'The Daily · اليومية', '2024-05', null],
    ['The vote', 'The Daily · اليومية', null, null],
    ['الحافلة الليلية', 'The Daily · اليومية', '2024-05-17', 'ar'],
  ]);
  expect(articles[0]?.text).toBe('Night bus\nIt came back.\n\nCafe\u0301 owners \ud83d\ude8c cheered.\n');
  expect(articles[2]?.text).toContain('قال الوزير إن الحافلات ستعود.');
  expect(articles[2]?.text).not.toContain('bad');
  for (const { text, text_sha256 } of articles) {
    expect(text).not.toMatch(/\r|\ufeff/);
    expect(text_sha256).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  }
});

test('a file whose encoding cannot be told is added in the encoding that reads well', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const [file = ''] = filesIn(folder, { 'łódź.txt': iconv.encode(polish, 'windows-1250') });
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await dropOnWindow(page, file);
  const dialog = app.dialog('Add articles');
  const question = dialog.getByRole('region', { name: 'łódź.txt' });
  await expect(question).not.toContainText('już');
  await question.getByRole('button', { name: /Encoding/ }).click();
  await page.getByRole('option', { name: /windows-1250/ }).click();
  await expect(question).toContainText('Łódź chce nocny autobus — już.');
  await question.getByRole('button', { name: 'Read it this way' }).click();
  await expect(question).toBeHidden();
  await dialog.getByRole('button', { name: 'Add 1 article' }).click();
  await expect(app.text).toContainText('Łódź chce nocny autobus — już.');
  await electron.close();
  expect(articlesIn(project).map(({ text }) => text)).toEqual([polish]);
});

test('a wrong guess of the encoding is put right, and what was typed stays', async ({ launch, folder }) => {
  const project = makeProject(folder, 'Night bus');
  const german = 'Zürich\nDie Grüße aus Zürich kamen per Nachtbus.';
  const [file = ''] = filesIn(folder, { 'bus.txt': iconv.encode(german, 'macintosh') });
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await dropOnWindow(page, file);
  const dialog = app.dialog('Add articles');
  await expect(dialog.getByText('The encoding was guessed as')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Source of article 1' }).fill('الجريدة اليومية');
  await dialog.getByRole('button', { name: 'Read otherwise: article 1' }).click();
  const settings = app.dialog('How bus.txt is read');
  await settings.getByRole('button', { name: /Encoding/ }).click();
  await page.getByRole('option', { name: /macintosh/ }).click();
  await expect(settings.getByRole('region', { name: 'Preview' })).toContainText('Die Grüße aus Zürich');
  await expectAccessible(page);
  await settings.getByRole('button', { name: 'Read it this way' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Title of article 1' })).toHaveValue('Zürich');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add 1 article' }).click();
  await expect(app.text).toContainText('Die Grüße aus Zürich');
  await electron.close();
  expect(articlesIn(project)).toMatchObject([{ text: german, source: 'الجريدة اليومية' }]);
});

test('what is no article is refused in words, one by one, and the rest is added, the text in the box too', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const files = filesIn(folder, {
    'picture.txt': Buffer.from([0x00, 0x01, 0x02, 0xff, 0xfe, 0x00, 0x03]),
    'report.txt': '%PDF-1.7 and more',
    'empty.md': '\n \n',
    'حافلة.txt': 'حافلة\nتعود الحافلة.',
  });
  const folderOfTexts = path.join(folder, 'a folder');
  fs.mkdirSync(folderOfTexts);
  const archive = path.join(folder, 'archive.txt');
  fs.writeFileSync(archive, 'Night bus. '.repeat(5_000_000));
  const { app, page } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = app.dialog('Add articles');
  await dialog.getByRole('textbox', { name: 'Paste a text' }).fill(' \n\u00a0 ');
  await expect(dialog.getByRole('button', { name: 'Use this text' })).toBeDisabled();

  await dropOnWindow(page, ...files, folderOfTexts, archive);
  for (const [name, why] of [
    ['picture.txt', 'holds binary data'],
    ['report.txt', 'It is damaged, or no PDF'],
    ['empty.md', 'There are no words in it.'],
    ['a folder', 'There is no file in it that could hold an article.'],
    ['archive.txt', 'too long: an article may have up to 5,000,000 characters'],
  ] as const)
    // All are shown when all are read, and the largest takes its time.
    await expect(dialog.getByRole('region', { name })).toContainText(why, { timeout: 30_000 });
  await expectAccessible(page);

  // A text that is still in the box is one of them, and nothing of it goes unasked.
  await dialog.getByRole('textbox', { name: 'Paste a text' }).fill('Trams\nNobody asked.');
  const question = app.dialog('Discard 2 articles?');
  for (const leave of [
    () => page.keyboard.press('Escape'),
    () => dialog.getByRole('button', { name: 'Cancel' }).click(),
    () => page.mouse.click(4, 400),
  ]) {
    await leave();
    await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
  }
  await dialog.getByRole('button', { name: 'Add 2 articles' }).click();
  await expect(app.text).toContainText('تعود الحافلة.');
  await expect(app.article('Trams')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+i');
  await dialog.getByRole('textbox', { name: 'Paste a text' }).fill('Lorries\nNobody drives.');
  await page.keyboard.press('Escape');
  await expect(app.dialog('Discard 1 article?')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(app.articles.getByRole('option')).toHaveCount(2);

  await page.keyboard.press('ControlOrMeta+e');
  await expect(app.dialog('Export')).toBeVisible();
  await dropOnWindow(page, ...files);
  await expect(page.getByRole('alert')).toContainText('Close the dialog first');
  await expect(app.dialog('Export')).toBeVisible();
});
