/** The page as axe judges it: what a screen reader or a weak eye would stumble over. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What can differ between the themes: colours, and nothing else. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/**
 * Expects nothing to complain of in either theme; afterwards the page is light.
 * @param without rules that do not fit what is looked at
 */
export async function expectAccessible(page: Page, without: readonly string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await faultsFoundBy(axe(page).withRules(rulesOfColour)), 'in the dark theme').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  // An option's name adds what its picture says; the palette's list is scrolled from its field.
  const all = axe(page).disableRules([
    'label-content-name-mismatch',
    'scrollable-region-focusable',
    ...without,
  ]);
  expect(await faultsFoundBy(all), 'in the light theme').toEqual([]);
}

/** Electron has one page: axe may not open a second one for its results. */
const axe = (page: Page): AxeBuilder =>
  // The dividers between two landmarks belong to neither.
  new AxeBuilder({ page })
    .options({ ...onlyFaults })
    .setLegacyMode()
    .exclude('[role="separator"]');

/** Nothing is worked out for what has no fault, and no style sheets are fetched a second time. */
const onlyFaults = { resultTypes: ['violations' as const], preload: false, selectors: false };

async function faultsFoundBy(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
}
