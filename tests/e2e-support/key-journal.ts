/**
 * What each action does by keyboard, as a test has seen it, held against what the app says of itself: its
 * sheet of shortcuts and its list of actions without a key. So an action that is new fails the test of its
 * group until the test has done it, and a key that does nothing is never taken for one that works.
 */
import { type Page, expect } from '@playwright/test';
import { describeShortcut } from '../../renderer/shortcuts';

const platform = process.platform === 'darwin' ? 'mac' : 'linux';

/** What a user looks at to see what an action has done. */
export type Look<T = unknown> = () => Promise<T>;

/** The keyboard is somewhere: what goes away does not leave it to the page as a whole. */
export const expectFocus = (page: Page, when: string): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.activeElement?.localName), `where the focus is ${when}`)
    .not.toBe('body');

export class KeyJournal {
  private readonly byKey = new Set<string>();
  private readonly byName = new Set<string>();

  constructor(private readonly page: Page) {}

  /**
   * Presses the key of an action. What is looked at must differ before, and soon be as wanted.
   * @param key as `shortcuts.ts` writes it: `Mod+Shift+z`
   * @param label of the action, as the sheet of shortcuts has it
   */
  async press<T>(key: string, label: string, look: Look<T>, wanted: NoInfer<T>): Promise<void> {
    const pressed = `${label}: ${describeShortcut(key, platform)}`;
    await this.see(pressed, look, wanted, () =>
      this.page.keyboard.press(key.replace('Mod+', 'ControlOrMeta+')),
    );
    this.byKey.add(pressed);
  }

  /** The same for an action without a key, which is found by its name in the palette: the label as it stands there. */
  async run<T>(label: string, look: Look<T>, wanted: NoInfer<T>): Promise<void> {
    await this.see(label, look, wanted, () => this.choose(label));
    this.byName.add(label.replace('…', ''));
  }

  private async see(what: string, look: Look, wanted: unknown, act: () => Promise<void>): Promise<void> {
    expect(await look(), `before “${what}”`).not.toEqual(wanted);
    await act();
    await expect.poll(look, `after “${what}”`).toEqual(wanted);
    await expectFocus(this.page, `after “${what}”`);
  }

  private async choose(label: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    const palette = this.page.getByRole('dialog', { name: 'Commands' });
    await expect(palette.getByRole('searchbox')).toBeFocused();
    await this.page.keyboard.type(label);
    const found = palette.getByRole('menuitem').first();
    await expect(found).toHaveText(label);
    await expect(found).toHaveAttribute('data-focused');
    await this.page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  }

  /**
   * Every key under these headings of the sheet of shortcuts was pressed, and nothing else.
   * @returns all headings of the sheet
   */
  async expectEveryKeyOf(groups: readonly string[]): Promise<string[]> {
    await this.page.keyboard.press('?');
    const sheet = this.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(sheet).toBeVisible();
    const shown = await sheet.getByRole('region').evaluateAll((regions) =>
      regions.map((region) => ({
        heading: region.getAttribute('aria-label') ?? '',
        lines: [...region.querySelectorAll('dl > div')].flatMap((line) =>
          [...line.querySelectorAll('kbd')].map(
            (key) => `${line.querySelector('dt')?.textContent}: ${key.textContent}`,
          ),
        ),
      })),
    );
    const wanted = shown.filter(({ heading }) => groups.includes(heading)).flatMap(({ lines }) => lines);
    expect([...this.byKey].toSorted(), 'every key of the sheet, and what it does').toEqual(wanted.toSorted());
    await this.page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    return shown.map(({ heading }) => heading);
  }

  /**
   * Every action that has no key was run by its name, and nothing else.
   * @param elsewhere what another test does, since it takes more than one coder
   */
  async expectEveryActionWithoutKey(elsewhere: RegExp): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Change keys' });
    await expect(dialog).toBeVisible();
    const labels = await dialog
      .getByRole('listitem')
      .filter({ hasNot: this.page.locator('kbd') })
      .locator('.key-label')
      .allTextContents();
    const wanted = labels.filter((label) => !elsewhere.test(label));
    expect(wanted.length).toBeGreaterThan(0);
    expect([...this.byName].toSorted(), 'every action without a key').toEqual(wanted.toSorted());
  }
}
