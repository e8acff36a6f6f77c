import { expect, test } from '../e2e-support/fixtures';
import { makeProject } from '../e2e-support/project-file';
import { rowsOf } from '../e2e-support/sqlite';

const article = [
  'Rents in the capital',
  'The tenants’ union said on Monday 🏠 that rents must be capped, and at once.',
  'قال الوزير إن الأسعار سترتفع في العام المقبل.',
].join('\n');

interface SpanRow {
  quote: string;
  position: number;
  start_offset: number;
  end_offset: number;
  text: string;
}

/** The spans of the file in text order; each one's offsets are checked against the stored text. */
function spansIn(file: string): SpanRow[] {
  const spans = rowsOf<SpanRow>(
    file,
    `SELECT quote, position, start_offset, end_offset, article.text AS text FROM span
     JOIN annotation ON annotation.id = annotation_id JOIN article ON article.id = article_id
     ORDER BY start_offset`,
  );
  for (const { text, start_offset: start, end_offset: end, quote } of spans)
    expect(text.slice(start, end)).toBe(quote);
  return spans;
}

test('an annotation takes several pieces of text, and gives one back', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Rents', [article]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');
  await app.selectText('rents must be capped');
  await app.tag('Claim');
  await expect(app.annotation('Claim', 'rents must be capped')).toBeVisible();
  await app.selectText('at once');
  await page.keyboard.press('a');
  await expect(app.quotes).toHaveText(['rents must be capped', 'at once']);
  await page.keyboard.press('Escape');
  await app.selectText('said on Monday');
  await app.tag('Add to annotation');
  await expect(app.quotes).toHaveText(['said on Monday', 'rents must be capped', 'at once']);
  await app.expectSaved();

  await app.form.getByRole('button', { name: 'Remove the span “at once”' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.quotes).toHaveText(['said on Monday', 'rents must be capped']);
  await expect(app.quotes.last().getByRole('button').first(), 'the keyboard stays here').toBeFocused();
  await app.text.focus();
  await app.undo();
  await expect(app.quotes).toHaveText(['said on Monday', 'rents must be capped', 'at once']);
  await app.undo();
  await expect(app.quotes).toHaveText(['rents must be capped', 'at once']);
  await app.expectSaved();
  await electron.close();
  expect(spansIn(file).map(({ quote }) => quote)).toEqual(['rents must be capped', 'at once']);
});

test('edges are moved by keys the way they point, in English and in Arabic', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Rents', [article]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');
  await app.selectText('must be');
  await app.tag('Claim');
  const press = async (key: string, quote: string): Promise<void> => {
    await page.keyboard.press(key);
    await expect(app.quotes, key).toHaveText([quote]);
  };
  await expect(app.quotes).toHaveText(['must be']);
  await press('Alt+Shift+ArrowRight', 'must be capped');
  await press('Alt+ArrowLeft', 'rents must be capped');
  await press('Alt+ArrowLeft', 'that rents must be capped');
  await press('Alt+ArrowRight', 'rents must be capped');
  await press('Alt+Shift+ArrowLeft', 'rents must be');
  await press('Alt+.', 'ents must be');
  await press('Alt+,', 'rents must be');
  await press('Alt+Shift+,', 'rents must b');
  await press('Alt+Shift+.', 'rents must be');

  await app.selectText('إن الأسعار');
  await app.tag('Statement');
  await expect(app.quotes).toHaveText(['إن الأسعار']);
  await press('Alt+Shift+ArrowLeft', 'إن الأسعار سترتفع');
  await press('Alt+ArrowRight', 'الوزير إن الأسعار سترتفع');
  await press('Alt+ArrowLeft', 'إن الأسعار سترتفع');
  await press('Alt+Shift+,', 'إن الأسعار سترتف');
  await press('Alt+.', 'ن الأسعار سترتف');
  await app.expectSaved();
  await electron.close();
  expect(spansIn(file).map(({ quote }) => quote)).toEqual(['rents must be', 'ن الأسعار سترتف']);
});

test('white space alone is not tagged, and the reason is said', async ({ launch, folder }) => {
  const file = makeProject(folder, 'Rents', [article]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');
  await app.placeCaret(' must be');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(app.tagToolbar).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('alert')).toContainText('only white space. Select some words.');
  await app.expectSaved();
  await electron.close();
  expect(spansIn(file)).toEqual([]);
});

test('handles stand outside of the words, where reading begins and ends, and a press on the words selects', async ({
  launch,
  folder,
}) => {
  const quoted = '«إن الأسعار»';
  const file = makeProject(folder, 'Rents', [`${article}\nقال الوزير ${quoted} سترتفع.`]);
  const { app, page, electron } = await launch({ args: [file] });
  await app.openArticle('Rents in the capital');
  const handle = (edge: string) => page.locator(`.article-handle[data-edge=${edge}]`);
  const boxOf = async (edge: string) => (await handle(edge).boundingBox())!;

  await app.selectText('union said');
  await app.tag('Claim');
  await expect(handle('start')).toBeVisible();
  const words = await app.boxOf('union said');
  expect((await boxOf('start')).x + (await boxOf('start')).width).toBeLessThanOrEqual(words.left + 0.5);
  expect((await boxOf('end')).x).toBeGreaterThanOrEqual(words.right - 0.5);
  for (const edge of ['start', 'end']) expect((await boxOf(edge)).height).toBeGreaterThanOrEqual(24);
  const middle = (words.top + words.bottom) / 2;
  await page.mouse.click(words.left + 2, middle);
  await page.keyboard.down('Shift');
  await page.mouse.click(words.right - 1, middle);
  await page.keyboard.up('Shift');
  expect(await app.selectedText()).toBe('union said');
  await page.keyboard.press('Escape');

  await app.selectText(quoted);
  await app.tag('Statement');
  await expect(app.quotes).toHaveText([quoted]);
  const arabic = await app.boxOf(quoted);
  await expect.poll(async () => (await boxOf('start')).x).toBeGreaterThanOrEqual(arabic.right - 0.5);
  expect((await boxOf('end')).x + (await boxOf('end')).width).toBeLessThanOrEqual(arabic.left + 0.5);
  // The handle is still one: drawn to the right, the span begins with the word there.
  const start = await boxOf('start');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  const target = await app.boxOf('الوزير');
  await page.mouse.move(target.left + 10, start.y + start.height / 2, { steps: 4 });
  await page.mouse.move(target.right - 2, start.y + start.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(app.quotes).toHaveText([`الوزير ${quoted}`]);
  await electron.close();
});
