/** What the user would answer in the native dialogs: stubs in main, set before the dialog opens. */
import type { ElectronApplication } from '@playwright/test';

/** The next "open" dialogs give these files; none means that the user cancels. */
export const answerOpen = (electron: ElectronApplication, ...filePaths: string[]): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen.length === 0, filePaths: chosen });
  }, filePaths);

/** The next "save" dialogs give this file or folder; null means that the user cancels. */
export const answerSave = (electron: ElectronApplication, filePath: string | null): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
  }, filePath);

/**
 * The next message boxes are answered with the button of this label.
 * @throws Error in main when a box has no such button
 */
export const answerMessage = (electron: ElectronApplication, button: string): Promise<void> =>
  electron.evaluate(({ dialog }, label) => {
    dialog.showMessageBox = async (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      Object.assign(globalThis, { shownMessage: `${options.message} ${options.detail ?? ''}`.trim() });
      const response = options.buttons?.indexOf(label) ?? -1;
      if (response === -1) throw new Error(`the box "${options.message}" has no button "${label}"`);
      return { response, checkboxChecked: false };
    };
  }, button);

/** What the last message box said; null when none was shown since `answerMessage`. */
export const shownMessage = (electron: ElectronApplication): Promise<string | null> =>
  electron.evaluate(() => (globalThis as { shownMessage?: string }).shownMessage ?? null);

/** "Show in folder" is noted instead of done. */
export const watchShowInFolder = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ shell }) => {
    shell.showItemInFolder = (file) => void Object.assign(globalThis, { shownInFolder: file });
  });

export const shownInFolder = (electron: ElectronApplication): Promise<string | null> =>
  electron.evaluate(() => (globalThis as { shownInFolder?: string }).shownInFolder ?? null);
