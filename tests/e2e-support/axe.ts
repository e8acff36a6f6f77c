/** The page as axe judges it: what a screen reader or a weak eye would stumble over. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export async function expectAccessible(page: Page): Promise<void> {
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

/** The same in both themes; afterwards the page is light. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
}
