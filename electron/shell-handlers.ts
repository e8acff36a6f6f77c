/** What main does for one window: dialogs, recent files, menu, title. Paths stay here and in the host. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import type { MenuAction, Pick, ShellApi, ShellStart } from '../shared/shell-api';
import { fail, FailureError, ok } from '../shared/result';
import * as dialogs from './dialogs';
import { writeSafely } from './exchange/write-safely';
import { pdfOfPage } from './pdf-of-page';
import { addRecent, forgetRecent, listRecent, readSettings, recentPath, writeSettings } from './recent';
import { userName } from './user-name';

export interface ShellContext {
  window: BrowserWindow;
  profileFolder: string;
  /** The project to open at once; null for the welcome. */
  openAtStart(): string | null;
  /** Tells the host what a token stands for; resolves when the host knows. */
  grant(token: string, path: string): Promise<void>;
  /** The project that is open now; null when none is. */
  setProject(path: string | null): void;
  setMenu(actions: readonly MenuAction[]): void;
  setUnsaved(message: string | null): void;
  newWindow(): void;
  /** Brings up the window of this project, or opens it in an empty or a new one. */
  showProject(path: string): void;
  /** The other window that has the project of this path open. */
  otherWindowOf(path: string): { show(): void } | null;
}

const platforms: Partial<Record<NodeJS.Platform, ShellStart['platform']>> = {
  darwin: 'mac',
  win32: 'windows',
};

/** The handlers of one window, and `pick`, which stands a token for a path and tells the host. */
export function shellHandlers(context: ShellContext): ShellApi & {
  pick(path: string): Promise<Pick>;
} {
  const { window, profileFolder } = context;
  const paths = new Map<string, string>();

  const pick = async (file: string): Promise<Pick> => {
    const token = randomUUID();
    paths.set(token, file);
    await context.grant(token, file);
    return { token, fileName: path.basename(file), folder: path.dirname(file) };
  };
  const otherWindowOf = (token: string): { show(): void } | null => {
    const file = paths.get(token);
    return file === undefined ? null : context.otherWindowOf(file);
  };
  const pickOrNull = async (file: string | null): Promise<Pick | null> => (file === null ? null : pick(file));

  return {
    pick,
    start: async () => ({
      open: await pickOrNull(context.openAtStart()),
      platform: platforms[process.platform] ?? 'linux',
      version: app.getVersion(),
      coderName: readSettings(profileFolder).coderName || userName(),
    }),
    recent: async () => listRecent(profileFolder),
    forgetRecent: async (id) => forgetRecent(profileFolder, id),
    chooseProject: async () => pickOrNull(await dialogs.askForProject(window)),
    chooseMerge: async () => Promise.all((await dialogs.askForMerge(window)).map(pick)),
    chooseCopy: async (name) => pickOrNull(await dialogs.askForCopy(window, name)),
    chooseNewProject: async (name) => pickOrNull(await dialogs.askForNewProject(window, name)),
    chooseArticles: async (kind) => Promise.all((await dialogs.askForArticles(window, kind)).map(pick)),
    chooseReport: async (name) => pickOrNull(await dialogs.askForReport(window, name)),
    chooseCodebook: async () => pickOrNull(await dialogs.askForCodebook(window)),
    chooseDataset: async (kind) => pickOrNull(await dialogs.askForDataset(window, kind)),
    chooseArchive: async (kind) => pickOrNull(await dialogs.askForArchive(window, kind)),
    chooseExport: async (kind, name) => pickOrNull(await dialogs.askForExport(window, kind, name)),
    savePdf: async (html, name) => {
      const file = await dialogs.askForPdf(window, name);
      if (file === null) return null;
      try {
        await writeSafely(file, 'file', async (part) => fs.promises.writeFile(part, await pdfOfPage(html)));
        return ok(await pick(file));
      } catch (error) {
        if (error instanceof FailureError) return fail(error.failure);
        const why = error instanceof Error ? error.message : String(error);
        return fail({ code: 'unexpected', message: `The article could not be made a PDF: ${why}` });
      }
    },
    pickRecent: async (id) => pickOrNull(recentPath(profileFolder, id)),
    pickSample: async () => {
      const folder = process.env.CLAIMBOOK_PROFILE ?? app.getPath('documents');
      const file = path.join(folder, 'Claimbook sample.claimbook');
      return { pick: await pick(file), exists: fs.existsSync(file) };
    },
    opened: async ({ token, title, coderName }) => {
      if (coderName !== '') writeSettings(profileFolder, { coderName });
      window.setTitle(title === '' ? 'Claimbook' : `${title} – Claimbook`);
      const file = paths.get(token);
      context.setProject(file ?? null);
      window.setRepresentedFilename(file ?? '');
      if (file === undefined) return;
      addRecent(profileFolder, file, new Date().toISOString());
      app.addRecentDocument(file);
    },
    setUnsaved: async (message) => context.setUnsaved(message),
    showInFolder: async (token) => {
      const file = paths.get(token);
      if (file !== undefined) shell.showItemInFolder(file);
    },
    newWindow: async () => context.newWindow(),
    isInOtherWindow: async (token) => otherWindowOf(token) !== null,
    openBeside: async (token) => {
      const file = paths.get(token);
      if (file !== undefined) context.showProject(file);
    },
    goToWindowOf: async (token) => otherWindowOf(token)?.show(),
    setMenu: async (actions) => context.setMenu(actions),
  };
}
