import fs from 'node:fs';
import path from 'node:path';
import { pagesOfPdf } from '../e2e-support/pdf';
import { answerSave } from '../e2e-support/dialogs';
import { expect, test } from '../e2e-support/fixtures';
import { chooseMenu, menuItems } from '../e2e-support/menu';
import { makeProject } from '../e2e-support/project-file';
import { changeFile } from '../e2e-support/sqlite';

const text = `The tram and the sea
Mayor Marsh said that the line must be built. Others asked for <b>time</b> 🚋.
قالت الوزيرة إن الحدود ستبقى مفتوحة.
${'Nobody said anything else about it. '.repeat(200)}`;

const quotes = ['the line must be built', '<b>time</b>', 'ستبقى مفتوحة'];

/** Claims on the quotes. */
const addClaims = (file: string): void =>
  changeFile(
    file,
    quotes
      .map(
        (quote, at) => `
     INSERT INTO annotation (id, article_id, code_id, coder_id, note, created_at)
       SELECT 'claim-${at}', article.id, code.id, coder.id, 'Note number ${at}', '2026-01-01T00:00:00.000Z'
       FROM article, coder, code WHERE code.kind = 'claim';
     INSERT INTO span VALUES ('span-${at}', 'claim-${at}', 0, ${text.indexOf(quote)}, ${text.indexOf(quote) + quote.length}, '${quote}', '', '');`,
      )
      .join(''),
  );

test('an article is saved as PDF with its annotations, from the menu and by the keyboard alone', async ({
  launch,
  folder,
}) => {
  const file = makeProject(folder, 'Tram', [text]);
  addClaims(file);
  const { app, page, electron } = await launch({ args: [file] });
  await expect(app.text).toBeVisible();
  const messages = page.getByRole('region', { name: 'Messages' });

  const first = path.join(folder, 'الترام.pdf');
  await answerSave(electron, first);
  await chooseMenu(electron, 'File', 'Save article as PDF…');
  await expect(messages).toContainText('The article was saved as \u2068الترام.pdf\u2069.', {
    timeout: 30_000,
  });
  const pages = pagesOfPdf(first);
  expect(pages.length).toBeGreaterThan(2);
  const words = pages.join(' ');
  expect(words).toContain(quotes[0]);
  expect(words).toContain(quotes[1]);
  // Arabic stands in a PDF as it is drawn: in shapes of letters, from left to right.
  expect([...words.normalize('NFKC')].toReversed().join('')).toContain(quotes[2]);
  expect(words).toContain('Note number 1');
  expect(words).toContain(`1 / ${pages.length}`);

  // Another name without its ending, chosen by the keyboard alone.
  await answerSave(electron, path.join(folder, 'again'));
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('save article pdf');
  await page.keyboard.press('Enter');
  await expect(messages).toContainText('again.pdf', { timeout: 30_000 });
  expect(pagesOfPdf(path.join(folder, 'again.pdf')).length).toBe(pages.length);

  // A place that cannot be written is said, and nothing is left there.
  fs.mkdirSync(path.join(folder, 'taken.pdf'));
  await answerSave(electron, path.join(folder, 'taken.pdf'));
  await chooseMenu(electron, 'File', 'Save article as PDF…');
  await expect(messages).toContainText('is a folder');
  expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);

  await answerSave(electron, null);
  await chooseMenu(electron, 'File', 'Save article as PDF…');
  await chooseMenu(electron, 'File', 'Close project');
  await expect.poll(() => menuItems(electron, 'File')).not.toContain('Save article as PDF…');
});
