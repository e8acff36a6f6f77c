/** What screen readers and other aids would stumble over. */
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
