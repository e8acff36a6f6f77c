import { makeProject } from '../e2e-support/project-file';
import { expect, test } from '../e2e-support/fixtures';

const article = `Night bus
“We want it back,” said Joan Reed 👩‍👩‍👧‍👦 on Monday.

قال وزير النقل إن الحافلات ستعود.
Mixed: he wrote السلام twice.
他说物价上涨。`;

test('the text has a caret and keyboard selection, and nothing that is typed changes it', async ({
  launch,
  folder,
}) => {
  const { app, page, electron } = await launch({ args: [makeProject(folder, 'Night bus', [article])] });
  await app.openArticle('Night bus');
  const paragraphs = (): Promise<string[]> => app.text.locator('p').allInnerTexts();
  await expect(app.text.locator('p')).toHaveCount(article.split('\n').length);
  const before = await app.text.innerHTML();
  const words = await paragraphs();

  await app.selectTextByKeyboard('Joan Reed');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  expect(await app.selectedText(), 'a family is one character').toBe('Joan Reed 👩‍👩‍👧‍👦');
  await app.selectTextByKeyboard('وزير النقل');

  await page.keyboard.press('ControlOrMeta+a');
  for (const key of ['Enter', 'Backspace', 'Delete', 'ControlOrMeta+v', 'ControlOrMeta+x'])
    await page.keyboard.press(key);
  await page.keyboard.insertText('words from outside 物');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await devtools.send('Input.insertText', { text: '日本' });
  expect(await paragraphs()).toEqual(words);
  expect(await app.text.innerHTML()).toBe(before);

  await app.text.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect
    .poll(() => electron.evaluate(({ clipboard }) => clipboard.readText()), { message: 'the stored text' })
    .toBe(words.map((paragraph) => paragraph.replace(/^[\uFEFF\n]+$/, '')).join('\n'));
});

test('text selected by mouse while a write comes back stays as the user dragged it', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch({ args: [makeProject(folder, 'Night bus', [article])] });
  await app.openArticle('Night bus');
  // Slate learns of a selection late; were it to put back what it knows, the drag would be cut short.
  const setByScript = await page.evaluateHandle(() => {
    const calls: string[] = [];
    for (const name of ['setBaseAndExtent', 'removeAllRanges', 'collapseToEnd'] as const) {
      const original = Selection.prototype[name] as (...values: unknown[]) => void;
      Selection.prototype[name] = function (this: Selection, ...values: unknown[]) {
        calls.push(name);
        original.apply(this, values);
      };
    }
    return calls;
  });
  await app.selectText('want');
  await page.keyboard.press('1');

  const { from, to } = await app.startDrag('said Joan Reed');
  const steps = 30;
  for (let step = 1; step <= steps; step++) {
    await page.mouse.move(
      from.x + ((to.x - from.x) * step) / steps,
      from.y + ((to.y - from.y) * step) / steps,
    );
    if (step === steps / 2) await expect(app.annotation('Claim', 'want')).toBeVisible();
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
  expect(await app.selectedText()).toBe('said Joan Reed');
  expect(await setByScript.jsonValue()).toEqual([]);
});

test('an edge is moved by its handle, to whole words', async ({ launch, folder }) => {
  const { app, page } = await launch({ args: [makeProject(folder, 'Night bus', [article])] });
  await app.openArticle('Night bus');
  await app.selectText('said');
  await app.tag('Claim');
  await expect(app.annotation('Claim', 'said')).toBeVisible();

  const handle = await page.locator('.article-handle[data-edge=end]').boundingBox();
  const target = await app.text.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf('Reed') ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 2);
      const { right, top, height } = range.getBoundingClientRect();
      return { x: right, y: top + height / 2 };
    }
    throw new Error('the text does not hold "Reed"');
  });
  if (!handle) throw new Error('the selected annotation has no handle');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 6 });
  await page.mouse.up();
  await expect(app.annotation('Claim', 'said Joan Reed')).toBeVisible();
  await app.expectSaved();
});
