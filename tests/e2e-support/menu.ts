/** The native menu bar, as a user reads and clicks it. */
import { expect, type ElectronApplication } from '@playwright/test';

/**
 * Chooses a menu item as soon as it can be chosen: `chooseMenu(electron, 'File', 'Open project…')`.
 * @throws Error when it is not there, or stays greyed out
 */
export async function chooseMenu(electron: ElectronApplication, menu: string, label: string): Promise<void> {
  // The menu bar hears of a dialog that closed a moment after the window shows it.
  await expect.poll(() => menuItems(electron, menu), `the menu "${menu}"`).toContain(label);
  await electron.evaluate(
    ({ Menu, BrowserWindow }, names) => {
      const item = Menu.getApplicationMenu()
        ?.items.find((candidate) => candidate.label === names.menu)
        ?.submenu?.items.find((candidate) => candidate.label === names.label);
      if (!item) throw new Error(`the menu "${names.menu}" has no item "${names.label}"`);
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      item.click(undefined, window, window?.webContents);
    },
    { menu, label },
  );
}

/** The labels of the items of one menu that can be chosen now. */
export const menuItems = (electron: ElectronApplication, menu: string): Promise<string[]> =>
  electron.evaluate(
    ({ Menu }, name) =>
      Menu.getApplicationMenu()
        ?.items.find((candidate) => candidate.label === name)
        ?.submenu?.items.filter((item) => item.enabled && item.type !== 'separator')
        .map((item) => item.label) ?? [],
    menu,
  );
