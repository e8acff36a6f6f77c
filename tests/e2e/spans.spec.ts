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
