/** How keys behave: in every script, beside fields and dialogs, and changed. What each key does is in `every-key.spec.ts`. */
import { expectAccessible } from '../e2e-support/axe';
import { type Desk, expect, test } from '../e2e-support/desk';
import { rowsOf } from '../e2e-support/sqlite';

const english = `Night bus
“We want it back,” said Dr. Joan Reed 👩‍👩‍👧‍👦 of Bath on Monday. The union called it too expensive.

Nobody asked the drivers.`;
const arabic = `الوزير يدافع
قال وزير النقل إن الحافلات ستعود. ورفضت النقابة ذلك.`;
const chinese = `物价
他说物价上涨。“真的吗？”她问。`;
const mixed = `Mixed
He wrote السلام عليكم twice. Then he left.`;

async function expectSelected(
  { app, page }: Pick<Desk, 'app' | 'page'>,
  key: string,
  words: string,
): Promise<void> {
  await page.keyboard.press(key);
  expect(await app.selectedText(), `after ${key}`).toBe(words);
}

test('the selection grows and shrinks the same way, and Shift with arrows goes on from its end', async ({
  openDesk,
}) => {
  const desk = await openDesk([english]);
  const { app, page } = desk;
  await app.selectTextByKeyboard('Reed');
  await page.keyboard.press('Escape');
  const steps = [
    'Reed',
    'Dr. Joan Reed',
    'said Dr. Joan Reed 👩‍👩‍👧‍👦 of Bath on Monday.',
    '“We want it back,” said Dr. Joan Reed 👩‍👩‍👧‍👦 of Bath on Monday.',
  ];
  for (const words of steps) await expectSelected(desk, 'w', words);
  for (const words of steps.slice(0, -1).toReversed()) await expectSelected(desk, 'Shift+w', words);
  await expectSelected(desk, 'Shift+ArrowRight', 'Reed ');
  await page.keyboard.press('Shift+ArrowLeft');
  await expectSelected(desk, 'Shift+w', '');
});

test('keys move in the order of reading in Arabic, Chinese and mixed text', async ({ openDesk }) => {
  const desk = await openDesk([arabic, chinese, mixed]);
  const { app, page } = desk;
  await app.openArticle('الوزير يدافع');
  await app.text.focus();
  await expectSelected(desk, 'j', 'الوزير يدافع');
  await expectSelected(desk, 'j', 'قال وزير النقل إن الحافلات ستعود.');
  await expectSelected(desk, 'l', 'قال');
  await expectSelected(desk, 'l', 'وزير');
  await expectSelected(desk, 'Shift+l', 'وزير النقل');
  // Left is onward here: the selection goes on at its end.
  await expectSelected(desk, 'Shift+ArrowLeft', 'وزير النقل ');
  await page.keyboard.press('2');
  await expect(app.annotation('Actor', 'وزير النقل')).toBeVisible();
  await expectSelected(desk, 'j', 'ورفضت النقابة ذلك.');

  await page.keyboard.press('Shift+n');
  await expect(app.text).toContainText('物价');
  await app.text.focus();
  await page.keyboard.press('j');
  await expectSelected(desk, 'j', '他说物价上涨。');
  await expectSelected(desk, 'j', '“真的吗？”');
  await expectSelected(desk, 'k', '他说物价上涨。');
  await expectSelected(desk, 'h', '上涨');
  await expectSelected(desk, 'h', '物价');

  await page.keyboard.press('Shift+n');
  await expect(app.text).toContainText('Mixed');
  await app.text.focus();
  await page.keyboard.press('j');
  await expectSelected(desk, 'j', 'He wrote السلام عليكم twice.');
  await expectSelected(desk, 'l', 'He');
  await page.keyboard.press('l');
  await expectSelected(desk, 'l', 'السلام');
  await expectSelected(desk, 'Shift+l', 'السلام عليكم');
  await expectSelected(desk, 'Shift+l', 'السلام عليكم twice');
});

test('the browser’s own caret keys go the right way in both directions', async ({ openDesk }) => {
  const desk = await openDesk([arabic, mixed]);
  const { app, page } = desk;
  await app.openArticle('الوزير يدافع');
  await app.text.focus();
  await page.keyboard.press('Alt+PageDown');
  expect(await app.caret()).toMatch(/^\|قال/);
  await page.keyboard.press('ArrowLeft');
  expect(await app.caret(), 'left is onward in Arabic').toMatch(/^ق\|ال/);
  await page.keyboard.press('ArrowRight');
  expect(await app.caret()).toMatch(/^\|قال/);
  await page.keyboard.press('Control+ArrowLeft');
  expect(await app.caret(), 'by word').toMatch(/^قال ?\|/);

  await app.openArticle('Mixed');
  await app.text.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+ArrowDown');
  expect(await app.caret(), 'Ctrl with down goes by paragraph').toMatch(/^\|He wrote/);
  for (let at = 0; at < 'He wrote '.length; at++) await page.keyboard.press('Shift+ArrowRight');
  await expectSelected(desk, 'Shift+ArrowRight', 'He wrote ا');
});

test('the selected annotation is changed by key: code and note, and each is undone at once', async ({
  openDesk,
}) => {
  const { app, page, electron, file } = await openDesk([english]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(app.annotation('Claim', '“We want')).toBeVisible();

  await page.keyboard.press('Shift+t');
  const retag = page.getByRole('dialog', { name: 'Change the code' });
  await expect(retag.getByRole('option')).toHaveCount(3);
  await expect(retag.getByRole('option', { name: 'Claim' })).toContainText('now');
  await page.keyboard.press('3');
  await expect(retag).toBeHidden();
  await expect(app.annotation('Statement', '“We want')).toBeVisible();
  await page.keyboard.press('Shift+t');
  await retag.getByRole('searchbox').fill('act');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(app.annotation('Actor', '“We want')).toBeVisible();
  await expect(app.text).toBeFocused();
  expect(await app.selectedText(), 'a dialog leaves the selection as it was').toMatch(/^“We want.*Monday\.$/);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(app.annotation('Claim', '“We want')).toBeVisible();

  await page.keyboard.press('m');
  const note = app.form.getByRole('textbox', { name: 'Note' });
  await expect(note).toBeFocused();
  await page.keyboard.type('j1dx: keys in a field are letters');
  await expect(note).toHaveValue('j1dx: keys in a field are letters');
  await page.keyboard.press('Escape');
  await expect(app.text).toBeFocused();
  expect(await app.selectedText(), 'the same words are selected').toMatch(/^“We want.*Monday\.$/);
  for (const pane of [app.annotations, app.articles, app.text]) {
    await page.keyboard.press('F6');
    await expect(pane).toBeFocused();
  }
  expect(await app.selectedText(), 'after a round through the panes').toMatch(/^“We want.*Monday\.$/);
  await expect(app.annotations.getByRole('option')).toHaveCount(1);
  await app.expectSaved();
  await electron.close();
  expect(rowsOf(file, 'SELECT note FROM annotation')).toEqual([
    { note: 'j1dx: keys in a field are letters' },
  ]);
});

test('a coder goes through a filtered list by key, and a claim keeps an article from having none', async ({
  openDesk,
}) => {
  const texts = ['One\nA bus.', 'Two\nA tram.', 'Three\nA bus.', 'Four\nA bus.'];
  const { app, page, electron, file } = await openDesk(texts);
  const shows = (title: string) => expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await shows('One');
  const filter = app.library.getByRole('searchbox', { name: 'Filter articles' });
  await filter.fill('o');
  await app.text.focus();
  await page.keyboard.press('Shift+n');
  await shows('Two');
  await page.keyboard.press('Shift+n');
  await shows('Four');
  await page.keyboard.press('Shift+n');
  await expect(page.getByText('This is the last article of the list.')).toBeVisible();
  await filter.fill('');
  await app.openArticle('Two');
  await app.text.focus();
  await page.keyboard.press('Shift+p');
  await shows('One');
  await page.keyboard.press('d');
  await shows('Two');
  await expect(app.text).toBeFocused();
  await page.keyboard.press('Shift+d');
  await shows('Three');
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(app.annotation('Claim', 'Three')).toBeVisible();
  await page.keyboard.press('Shift+d');
  await expect(page.getByText('You tagged 1 claim in this article')).toBeVisible();
  await shows('Three');
  await page.keyboard.press('d');
  await shows('Four');
  await page.keyboard.press('d');
  await expect(page.getByText('Every article of the list is read.')).toBeVisible();
  await expect(app.article('Four')).toHaveAccessibleName(/Done$/);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(app.article('Four')).toHaveAccessibleName(/Unread$/);
  await app.expectSaved();
  await electron.close();
  expect(
    rowsOf(
      file,
      `SELECT title, state FROM reading JOIN article ON article.id = article_id ORDER BY article.id`,
    ),
  ).toEqual([
    { title: 'One', state: 'done' },
    { title: 'Two', state: 'no claim found' },
    { title: 'Three', state: 'done' },
  ]);
});

test('keys are changed by pressing them: conflicts are named, taken keys refused, all reset', async ({
  openDesk,
  relaunch,
}) => {
  const desk = await openDesk([english]);
  const { app, page, file } = desk;
  await page.keyboard.press('?');
  await page
    .getByRole('dialog', { name: 'Keyboard shortcuts' })
    .getByRole('button', { name: 'Change keys…' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Change keys' });
  const change = (label: string) => dialog.getByRole('button', { name: `Change the key of “${label}”` });

  await change('Select the next sentence').click();
  await page.keyboard.press('Tab');
  await expect(dialog.getByText('Tab moves between the parts of the window.')).toBeVisible();
  await page.keyboard.press('1');
  await expect(
    dialog.getByText('1 is a key of this project’s codebook: “Tag selection as Claim”.'),
  ).toBeVisible();
  await page.keyboard.press('n');
  await expect(dialog.getByText('N is the key of “Next annotation”.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(change('Select the next sentence')).toHaveAccessibleName(/now N$/);
  await expect(change('Next annotation')).toHaveAccessibleName(/now none$/);
  await change('Delete annotation').click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await expect(change('Delete annotation')).toHaveAccessibleName(/now Delete or Backspace$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await app.text.focus();
  await expectSelected(desk, 'n', 'Night bus');
  await page.keyboard.press('?');
  await page.getByRole('searchbox', { name: 'Find a shortcut' }).fill('changed');
  await expect(page.getByRole('region', { name: 'Caret and selection' }).getByRole('definition')).toHaveText([
    'changedN',
  ]);
  await page.keyboard.press('Escape');

  const again = await relaunch(desk, { args: [file] });
  await expect(again.app.text).toBeFocused();
  await expectSelected(again, 'n', 'Night bus');
  await again.app.runCommand('Change keys');
  await again.page.getByRole('button', { name: 'Reset all' }).click();
  await again.page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await again.app.text.focus();
  await expectSelected(again, 'j', '“We want it back,” said Dr. Joan Reed 👩‍👩‍👧‍👦 of Bath on Monday.');
});

test('composing and dead keys are no shortcuts, and what composes stays out of the text', async ({
  openDesk,
}) => {
  const { app, page } = await openDesk([english]);
  await page.keyboard.press('j');
  const before = await app.selectedText();
  await app.text.evaluate((root) => {
    const composing = [
      { key: 'j', code: 'KeyJ', isComposing: true },
      { key: 'Process', code: 'KeyJ', keyCode: 229 },
      { key: 'Dead', code: 'KeyJ' },
    ];
    for (const event of composing)
      root.dispatchEvent(new KeyboardEvent('keydown', { ...event, bubbles: true }));
  });
  expect(await app.selectedText()).toBe(before);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await devtools.send('Input.insertText', { text: '你' });
  await expect(app.text).not.toContainText('你');
  await expect(app.annotations).toBeHidden();
});

test('the palette lists what was used last first, and the caret is kept for what it runs', async ({
  openDesk,
}) => {
  const { app, page } = await openDesk([english]);
  await page.keyboard.press('j');
  await app.runCommand('Tag selection as Actor');
  await expect(app.annotation('Actor', 'Night bus')).toBeVisible();
  await app.runCommand('Select the next sentence');
  await expect.poll(() => app.selectedText()).toMatch(/^“We want/);
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const used = palette.getByRole('group', { name: 'Used last' });
  await expect(used.getByRole('menuitem')).toHaveText([
    'Select the next sentenceJ',
    'Tag selection as Actor2',
  ]);
  await page.keyboard.type('annotation zzz');
  await expect(palette.getByText('No command has these words.')).toBeVisible();
});

test('the dialogs about keys pass axe', async ({ openDesk }, testInfo) => {
  const { app, page } = await openDesk([english]);
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(app.annotation('Claim', 'Night bus')).toBeVisible();
  const check = async (name: string): Promise<void> => {
    await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
    await expectAccessible(page);
  };
  await page.keyboard.press('Shift+t');
  await expect(page.getByRole('dialog', { name: 'Change the code' })).toBeVisible();
  await check('retag');
  await page.keyboard.press('Escape');
  await app.runCommand('Change keys');
  await page.getByRole('button', { name: 'Change the key of “Select the next sentence”' }).click();
  await page.keyboard.press('n');
  await expect(page.getByText('N is the key of “Next annotation”.')).toBeVisible();
  await check('keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await check('sheet');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await check('palette');
});
