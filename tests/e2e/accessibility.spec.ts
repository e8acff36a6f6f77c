import { expectAccessible, faultsIn } from '../e2e-support/axe';
import { expect, test } from '../e2e-support/fixtures';

test('every view passes axe', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('button', { name: 'Sample project' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Sample project' }).click();
  await expect(app.text).toBeVisible();
  await expectAccessible(page);

  await app.annotations.getByRole('option').first().click();
  await expect(app.form).toBeVisible();
  await expectAccessible(page);

  for (const [key, name] of [
    ['ControlOrMeta+k', 'Commands'],
    ['ControlOrMeta+i', 'Add articles'],
    ['ControlOrMeta+e', 'Export'],
    ['?', 'Keyboard shortcuts'],
  ] as const) {
    await app.text.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name })).toBeHidden();
  }
  for (const name of ['Take in a dataset', 'New project from an archive']) {
    await app.runCommand(name);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name })).toBeHidden();
  }

  // What nobody can read or name is found, else all of this would mean nothing.
  await page.evaluate(() => {
    const [button, words] = [document.createElement('button'), document.createElement('p')];
    words.textContent = 'Hardly to be seen';
    words.style.cssText =
      'position: fixed; top: 40%; left: 40%; z-index: 9999; color: #bbb; background: #ccc';
    document.body.append(button, words);
  });
  const faults = (await faultsIn(page)).join('\n');
  expect(faults).toContain('button-name');
  expect(faults).toContain('color-contrast');
});
