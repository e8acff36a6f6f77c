/** Every native dialog of the app, so that there is one place to translate and to stub. */
import { dialog, type BrowserWindow } from 'electron';

const projects = [{ name: 'Claimbook project', extensions: ['claimbook'] }];

async function open(window: BrowserWindow, options: Electron.OpenDialogOptions): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}

async function save(window: BrowserWindow, options: Electron.SaveDialogOptions): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, options);
  return canceled || filePath === '' ? null : filePath;
}

export const askForProject = async (window: BrowserWindow): Promise<string | null> =>
  (await open(window, { title: 'Open project', properties: ['openFile'], filters: projects }))[0] ?? null;

export const askForNewProject = async (window: BrowserWindow, name: string): Promise<string | null> => {
  const file = await save(window, {
    title: 'New project',
    defaultPath: `${name}.claimbook`,
    filters: projects,
  });
  return file === null || file.endsWith('.claimbook') ? file : `${file}.claimbook`;
};

export const askForArticles = (window: BrowserWindow): Promise<string[]> =>
  open(window, {
    title: 'Add articles',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Articles', extensions: ['txt', 'md', 'markdown', 'html', 'htm'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });

export const askForExport = (
  window: BrowserWindow,
  kind: 'file' | 'folder',
  name: string,
): Promise<string | null> =>
  save(window, { title: kind === 'file' ? 'Export to a file' : 'Export to a folder', defaultPath: name });

/** True when the user would rather lose what is not saved than keep the window open. */
export async function askToCloseUnsaved(window: BrowserWindow, message: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Some work is not saved.',
    detail: message,
    buttons: ['Keep open', 'Close anyway'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
