import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e-support/fixtures';

async function expectAccessible(page: Page): Promise<void> {
  // Electron has one page: axe may not open a second one for its results.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    // The dividers between two landmarks belong to neither.
    .exclude('[role="separator"]')
    // An option's name adds what its picture says; the palette's list is scrolled from its field.
    .disableRules(['label-content-name-mismatch', 'scrollable-region-focusable'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
  expect(found).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every view passes axe in the ${colorScheme} theme`, async ({ launch }) => {
    const { app, page } = await launch();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
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
  });
}
