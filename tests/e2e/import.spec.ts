/** The import assistant: folders, duplicates, tables, profiles, reports, and stopping. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../e2e-support/axe';
import { electronPath, expect, root, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

const words = (seed: string): string =>
  Array.from({ length: 120 }, (_, at) => `${seed}${(at * 7919) % 1009}`).join(' ');

/** Makes the next native dialogs answer with these paths. */
const answer = (open: string[], save = '') => ({ open, save });

function corpusIn(folder: string, files: Record<string, string>): string {
  const corpus = path.join(folder, 'corpus');
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(corpus, name)), { recursive: true });
    fs.writeFileSync(path.join(corpus, name), content);
  }
  return corpus;
}

test('a folder comes in as one deed, copies among it marked, with a report; undo takes all of it back', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const agency = words('agency');
  const corpus = corpusIn(folder, {
    'courier/1.txt': `Agency report\n${agency}`,
    'herald/2.md': `# Herald\n\nOur own words. ${agency}`,
    'herald/10.txt': `Agency report\n${agency}`,
    'مقال.txt': 'الحافلة الليلية\nتعود الحافلة إلى المدينة.',
    'empty.txt': '',
  });
  const report = path.join(folder, 'report.txt');
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await electron.evaluate(
    ({ dialog }, { open, save }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: open });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save });
    },
    answer([corpus], report),
  );
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = app.dialog('Add articles');
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(dialog.getByRole('textbox', { name: /^Title of article/ })).toHaveCount(4);
  await expect(dialog.getByRole('region', { name: 'corpus/empty.txt' })).toContainText('It is empty.');
  await expectAccessible(page);

  await dialog.getByRole('button', { name: /^Duplicates/ }).click();
  const group = dialog.getByRole('region', { name: 'Group 1' });
  await expect(group.getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  await group.getByRole('button', { name: 'What to do with Herald' }).click();
  await page.getByRole('option', { name: 'Bring in as a copy' }).click();
  await expect(group.getByRole('button', { name: /What to do with Agency report/ }).last()).toContainText(
    'Leave out',
  );
  await dialog.getByRole('button', { name: /^All/ }).click();
  await dialog.getByRole('checkbox', { name: 'Select article 1' }).check();
  await dialog.getByRole('checkbox', { name: 'Select article 2' }).check();
  await dialog.getByRole('textbox', { name: 'Value' }).fill('Agency');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Source of article 2' })).toHaveValue('Agency');
  await expect(dialog.getByRole('textbox', { name: 'Source of article 4' })).toHaveValue('');
  await dialog.getByRole('button', { name: 'Add 3 articles' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.articles.getByRole('option')).toHaveCount(3);

  await page.getByRole('button', { name: /^Edit details/ }).click();
  await app.dialog('Edit details').getByRole('button', { name: 'Save the report of its import…' }).click();
  await expect(page.getByText('The report was saved as report.txt.')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(fs.readFileSync(report, 'utf8')).toContain('3 articles from 5 files; 1 article left out');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('No articles yet.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(app.articles.getByRole('option')).toHaveCount(3);
  await electron.close();
  const articles = rowsOf<{ title: string; source: string; original: string | null }>(
    project,
    `SELECT article.title, article.source, original.title AS original FROM article
     LEFT JOIN article AS original ON original.id = article.copy_of_id ORDER BY article.id`,
  );
  expect(articles).toEqual([
    { title: 'Agency report', source: 'Agency', original: null },
    { title: 'Herald', source: 'Agency', original: 'Agency report' },
    { title: 'الحافلة الليلية', source: '', original: null },
  ]);
});

test('notes are typed in the table by keyboard, for one article and for many, and lines under an Arabic title stand right', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const corpus = corpusIn(folder, {
    '1.csv': `title,text,note\nHerald,Words of the first.,"Box 3\nshelf 2"\n`,
    'مقال.txt': 'الحافلة الليلية\nتعود الحافلة إلى المدينة.',
  });
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await electron.evaluate(
    ({ dialog }, open) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: open });
    },
    [corpus],
  );
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = app.dialog('Add articles');
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  const number = dialog.getByRole('textbox', { name: 'Number of article 2' });
  await number.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('From the archive');
  await page.keyboard.press('Enter');
  await page.keyboard.type('رف ٢');
  await page.keyboard.press('Tab');
  const noteOf = (at: number) => dialog.getByRole('textbox', { name: `Note of article ${at}` });
  await expect(noteOf(1)).toHaveValue('Box 3\nshelf 2');
  await expect(noteOf(2)).toHaveValue('From the archive\nرف ٢');
  // What is said of a row stands on the side of its title.
  const about = dialog.getByText('Plain text', { exact: false }).first();
  expect(await rightOf(about)).toBeGreaterThan((await rightOf(number)) - 40);
  await expectAccessible(page);

  await dialog.getByRole('checkbox', { name: 'Select article 1' }).check();
  await dialog.getByRole('button', { name: 'Field' }).press('Enter');
  await page.getByRole('option', { name: 'Note' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('One\ntwo');
  await dialog.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(noteOf(1)).toHaveValue('One\ntwo');
  await dialog.getByRole('button', { name: 'Add 2 articles' }).click();
  await expect(dialog).toBeHidden();

  const arabic = app.article('الحافلة الليلية');
  const [title, origin] = [arabic.getByText('الحافلة الليلية'), arabic.getByText('No source')];
  expect(Math.abs((await rightOf(title)) - (await rightOf(origin)))).toBeLessThan(2);
  await electron.close();
  expect(rowsOf(project, 'SELECT title, note FROM article ORDER BY id')).toEqual([
    { title: 'Herald', note: 'One\ntwo' },
    { title: 'الحافلة الليلية', note: 'From the archive\nرف ٢' },
  ]);
});

/** Where the words of an element end at the right, in pixels of the window. */
const rightOf = (words: Locator): Promise<number> =>
  words.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().right;
  });

test('the columns of a table are mapped with their effect in sight, and kept as a profile for later', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const rows = [
    'Überschrift;Inhalt;Blatt;erschienen',
    'Eins;"Erste Zeile\nZweite Zeile";Bote;03/04/2020',
    'Zwei;Mehr Wörter;Kurier;24/04/2020',
  ];
  const corpus = corpusIn(folder, { 'korpus.csv': rows.join('\n') });
  const { app, page, electron } = await launch({ args: [project] });
  const profile = await electron.evaluate(() => process.env.CLAIMBOOK_PROFILE ?? '');
  await expect(app.library).toBeVisible();
  await electron.evaluate(
    ({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    },
    path.join(corpus, 'korpus.csv'),
  );
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = app.dialog('Add articles');
  await dialog.getByRole('button', { name: 'Choose files…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Title of article 2' })).toHaveValue('Zwei');
  await dialog.getByRole('button', { name: 'Read otherwise: article 1' }).click();
  const settings = app.dialog('How korpus.csv is read');
  const preview = settings.getByRole('region', { name: 'Preview' });
  await settings.getByRole('button', { name: 'What Blatt fills' }).click();
  await page.getByRole('option', { name: 'Source', exact: true }).click();
  await settings.getByRole('button', { name: 'What erschienen fills' }).click();
  await page.getByRole('option', { name: 'Date', exact: true }).click();
  await expect(preview).toContainText('could be two days');
  await settings.getByRole('button', { name: /Dates such as/ }).click();
  await page.getByRole('option', { name: /The day comes first/ }).click();
  await expect(preview).toContainText('2020-04-03');
  await expect(preview).toContainText('Kurier');
  await expectAccessible(page);
  await settings.getByRole('textbox', { name: 'Save as' }).fill('Boten');
  await settings.getByRole('button', { name: 'Save profile' }).click();
  await expect(settings.getByRole('button', { name: /^Boten Profile/ })).toBeVisible();
  await settings.getByRole('button', { name: 'Read it this way' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Date of article 1' })).toHaveValue('2020-04-03');
  await dialog.getByRole('button', { name: 'Add 2 articles' }).click();
  await expect(app.articles.getByRole('option')).toHaveCount(2);
  await electron.close();
  const told = execFileSync(
    electronPath(),
    [
      path.join(root, 'out/main/cli.js'),
      'import',
      project,
      path.join(corpus, 'korpus.csv'),
      '--profile',
      'boten',
      '--dry-run',
      '--json',
    ],
    {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', CLAIMBOOK_PROFILE: profile },
    },
  );
  const { leftOut, imported } = JSON.parse(told) as { leftOut: object[]; imported: object[] };
  expect(imported).toEqual([]);
  expect(leftOut).toMatchObject([{ title: 'Eins', duplicate: { how: 'same text' } }, { title: 'Zwei' }]);
});

test('a text is split by rules, whose effect is in sight', async ({ launch, folder }) => {
  const project = makeProject(folder, 'Night bus');
  const articles = ['One', 'Two', 'Three'].map(
    (title, at) => `== Article ${at + 1} ==\nTitle: ${title}\nPaper: The Courier\n\nWords of ${title}.\n`,
  );
  const corpus = corpusIn(folder, { 'dump.txt': articles.join('\n') });
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await electron.evaluate(
    ({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    },
    path.join(corpus, 'dump.txt'),
  );
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = app.dialog('Add articles');
  await dialog.getByRole('button', { name: 'Choose files…' }).click();
  await dialog.getByRole('button', { name: 'Read otherwise: article 1' }).click();
  const settings = app.dialog('How dump.txt is read');
  await settings.getByText('Split the text by rules').click();
  await settings.getByRole('textbox', { name: 'An article begins at' }).fill('^== Article (');
  await expect(settings.getByRole('region', { name: 'Preview' })).toContainText('no regular expression');
  await settings.getByRole('textbox', { name: 'An article begins at' }).fill(String.raw`^== Article \d+ ==$`);
  await settings.getByRole('textbox', { name: 'Pattern of rule 1' }).fill('^Title: (.*)$');
  await settings.getByRole('button', { name: 'Add a rule for a field' }).click();
  await settings.getByRole('textbox', { name: 'Pattern of rule 2' }).fill('^Paper: (.*)$');
  await expect(settings.getByText('3 beginnings')).toBeVisible();
  await expect(settings.getByRole('region', { name: 'Preview' })).toContainText('The Courier');
  await expectAccessible(page);
  await settings.getByRole('button', { name: 'Read it this way' }).click();
  await dialog.getByRole('button', { name: 'Add 3 articles' }).click();
  await expect(app.articles.getByRole('option')).toHaveCount(3);
  await electron.close();
  expect(rowsOf(project, 'SELECT title, source, text FROM article ORDER BY id')).toEqual(
    ['One', 'Two', 'Three'].map((title) => ({ title, source: 'The Courier', text: `Words of ${title}.` })),
  );
});

test('reading is stopped without a trace, and the window answers all the while', async ({
  launch,
  folder,
}) => {
  const project = makeProject(folder, 'Night bus');
  const corpus = corpusIn(
    folder,
    Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [`${at}.txt`, `Title ${at}\n${words(`n${at}x`)}`]),
    ),
  );
  const { app, page, electron } = await launch({ args: [project] });
  await expect(app.library).toBeVisible();
  await electron.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, corpus);
  await page.keyboard.press('ControlOrMeta+i');
  const dialog = app.dialog('Add articles');
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByRole('progressbar')).toBeHidden();
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(dialog.getByRole('button', { name: 'Add 3,000 articles' })).toBeVisible({ timeout: 20_000 });
  await expect(dialog.getByText('1–50 of 3,000')).toBeVisible();
  await dialog.getByRole('button', { name: 'Later ones' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Title of article 51' })).toHaveValue('Title 50');
});
