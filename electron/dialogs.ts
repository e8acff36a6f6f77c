/** Every native dialog of the app, so that there is one place to translate and to stub. */
import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { importEndings } from '../shared/import-endings';
import { fileNameFor } from '../shared/file-names';

/** Where the system's dialog begins: the user's documents. */
const inDocuments = (fileName: string): string => path.join(app.getPath('documents'), fileName);

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

export const askForMerge = (window: BrowserWindow): Promise<string[]> =>
  open(window, {
    title: 'Merge projects of colleagues',
    buttonLabel: 'Look at it',
    properties: ['openFile', 'multiSelections'],
    filters: projects,
  });

export const askForCopy = async (window: BrowserWindow, name: string): Promise<string | null> => {
  const file = await save(window, {
    title: 'Save a copy for a colleague',
    defaultPath: inDocuments(`${fileNameFor(name, 'Copy')}.claimbook`),
    filters: projects,
  });
  return file === null || file.endsWith('.claimbook') ? file : `${file}.claimbook`;
};

export const askForNewProject = async (window: BrowserWindow, name: string): Promise<string | null> => {
  const file = await save(window, {
    title: 'New project',
    defaultPath: inDocuments(`${fileNameFor(name, 'Project')}.claimbook`),
    filters: projects,
  });
  return file === null || file.endsWith('.claimbook') ? file : `${file}.claimbook`;
};

/** Files, or folders with all that is in them: no system but one lets the user choose either in one dialog. */
export const askForArticles = (window: BrowserWindow, kind: 'files' | 'folder'): Promise<string[]> =>
  open(window, {
    title: kind === 'files' ? 'Add articles' : 'Add the articles of a folder',
    properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
    ...(kind === 'files'
      ? {
          filters: [
            {
              name: 'Articles',
              extensions: [...importEndings],
            },
            { name: 'All files', extensions: ['*'] },
          ],
        }
      : {}),
  });

/** Where the report of an import is to be written. */
export const askForReport = (window: BrowserWindow, name: string): Promise<string | null> =>
  save(window, {
    title: 'Save the report',
    defaultPath: inDocuments(`${fileNameFor(name, 'Import')}.txt`),
    filters: [
      { name: 'Text', extensions: ['txt'] },
      { name: 'JSON', extensions: ['json'] },
    ],
  });

export const askForCodebook = async (window: BrowserWindow): Promise<string | null> =>
  (
    await open(window, {
      title: 'Bring in a codebook',
      properties: ['openFile'],
      filters: [
        { name: 'Codebook', extensions: ['json'] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
  )[0] ?? null;

/** A dataset is one file, or a folder of files that belong together. */
export const askForDataset = async (window: BrowserWindow, kind: 'file' | 'folder'): Promise<string | null> =>
  (
    await open(window, {
      title: kind === 'file' ? 'Take in a dataset' : 'Take in the dataset of a folder',
      properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
    })
  )[0] ?? null;

/** A whole project that was exported: one file, or the folder of its tables. */
export const askForArchive = async (window: BrowserWindow, kind: 'file' | 'folder'): Promise<string | null> =>
  (
    await open(window, {
      title: 'New project from an archive',
      properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
      ...(kind === 'file'
        ? {
            filters: [
              { name: 'Claimbook archive', extensions: ['zip', 'json'] },
              { name: 'All files', extensions: ['*'] },
            ],
          }
        : {}),
    })
  )[0] ?? null;

/** A file, or the folder that the export will create. `name` has its extension. */
export const askForExport = (
  window: BrowserWindow,
  kind: 'file' | 'folder',
  name: string,
): Promise<string | null> =>
  save(window, {
    title: kind === 'file' ? 'Export to a file' : 'Export to a new folder',
    defaultPath: inDocuments(fileNameFor(name, 'Export')),
    buttonLabel: 'Export',
  });

/** Where an article is to be saved for reading and print. */
export const askForPdf = async (window: BrowserWindow, name: string): Promise<string | null> => {
  const file = await save(window, {
    title: 'Save the article as PDF',
    defaultPath: inDocuments(`${fileNameFor(name, 'Article')}.pdf`),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  return file === null || /\.pdf$/i.test(file) ? file : `${file}.pdf`;
};

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

/** True when the page is to be loaded again after it crashed. */
export async function askToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window stopped working.',
    detail: 'Everything that it showed as saved is in the project file.',
    buttons: ['Load again', 'Close window'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

/** True when the process that works on the file is to be started again although it keeps stopping. */
export async function askToStartHostAgain(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The part of Claimbook that works on the project file keeps stopping.',
    detail:
      'Everything that was shown as saved is in the project file. ' +
      'If it happens again with this project, open one of its backups.',
    buttons: ['Try again', 'Close window'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
