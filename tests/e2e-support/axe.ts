/** The page as axe judges it: what a screen reader or a weak eye would stumble over. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

/** What can differ between the themes: colours, and nothing else. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** An option's name adds what its picture says; the palette's list is scrolled from its field. */
const rulesThatDoNotFit = ['label-content-name-mismatch', 'scrollable-region-focusable'];

/**
 * Expects nothing to complain of in either theme; afterwards the page is light.
 * @param without rules that do not fit what is looked at
 */
export async function expectAccessible(page: Page, without: readonly string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await faultsIn(page, { runOnly: rulesOfColour });
  expect(dark, 'in the dark theme').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const rules = Object.fromEntries([...rulesThatDoNotFit, ...without].map((id) => [id, { enabled: false }]));
  const light = await faultsIn(page, { rules });
  expect(light, 'in the light theme').toEqual([]);
}

/** Read once, and run in a page once: `@axe-core/playwright` does so for each question, which takes seconds. */
const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing is worked out for what has no fault, and no style sheets are fetched a second time. */
const onlyFaults: RunOptions = { resultTypes: ['violations'], preload: false, selectors: false };

/** What is wrong with the page: the rule, and the elements that break it. */
export async function faultsIn(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    // The dividers between two landmarks belong to neither.
    ([asked]) => (window as never as Axe).axe.run({ exclude: ['[role="separator"]'] }, asked),
    [{ ...onlyFaults, ...options }] as const,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
}

interface Axe {
  axe: { run(context: { exclude: string[] }, options: RunOptions): Promise<AxeResults> };
}
