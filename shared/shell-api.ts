/**
 * The contract between the window and main: native dialogs, recent files, menu, window. Main does no
 * project work. A `Pick` stands for a path that the user chose; main tells the host what it stands for.
 */
import type { Result } from './result';

/** Whether a file is one of ours, by its name. */
export const isProjectFile = (fileName: string): boolean => /\.claimbook$/i.test(fileName);

/** A file or folder that the user chose. `folder` is for display only. */
export interface Pick {
  token: string;
  fileName: string;
  folder: string;
}

export interface RecentProject {
  id: string;
  fileName: string;
  folder: string;
  /** ISO 8601 time of the last opening, in UTC. */
  openedAt: string;
  missing: boolean;
}

export interface ShellStart {
  /** The project to open at once, from the command line or a double click; null shows the welcome. */
  open: Pick | null;
  platform: 'mac' | 'windows' | 'linux';
  version: string;
  /** The coder's name for new projects: the last one used, or the name of the computer's user. */
  coderName: string;
}

export interface ShellApi {
  start(): Promise<ShellStart>;
  recent(): Promise<RecentProject[]>;
  forgetRecent(id: string): Promise<void>;
  /** Native dialogs; null when the user cancels. */
  chooseProject(): Promise<Pick | null>;
  /** Projects of colleagues, to be merged one after another. */
  chooseMerge(): Promise<Pick[]>;
  /** Where a copy of the project for a colleague is to be written. */
  chooseCopy(suggestedName: string): Promise<Pick | null>;
  chooseNewProject(suggestedName: string): Promise<Pick | null>;
  chooseArticles(kind: 'files' | 'folder'): Promise<Pick[]>;
  /** Where the report of an import is to be written: a text, or JSON. */
  chooseReport(suggestedName: string): Promise<Pick | null>;
  /** A codebook as JSON. */
  chooseCodebook(): Promise<Pick | null>;
  /** An annotated dataset of another program. */
  chooseDataset(kind: 'file' | 'folder'): Promise<Pick | null>;
  /** A whole project that was exported: an archive or JSON, or a folder of JSON Lines. */
  chooseArchive(kind: 'file' | 'folder'): Promise<Pick | null>;
  chooseExport(kind: 'file' | 'folder', suggestedName: string): Promise<Pick | null>;
  /**
   * Asks where, and saves a page as PDF there; null when the user cancels.
   * @param html a whole page of `article.page`
   */
  savePdf(html: string, suggestedName: string): Promise<Result<Pick> | null>;
  pickRecent(id: string): Promise<Pick | null>;
  pickSample(): Promise<{ pick: Pick; exists: boolean }>;
  /** The project is open: recent list, window title, and "represented file". Empty token: closed. */
  opened(event: { token: string; title: string; coderName: string }): Promise<void>;
  /** Whether work is still being written: closing the window then asks. */
  setUnsaved(message: string | null): Promise<void>;
  showInFolder(token: string): Promise<void>;
  newWindow(): Promise<void>;
  /** Whether another window of this app has this project open, or is about to. */
  isInOtherWindow(token: string): Promise<boolean>;
  /** Opens the project in a window of its own, or brings the one up that has it. */
  openBeside(token: string): Promise<void>;
  /** Brings that window to the front. */
  goToWindowOf(token: string): Promise<void>;
  /** What the menu may offer now: ids of `renderer/actions`, each with its label. */
  setMenu(actions: MenuAction[]): Promise<void>;
}

export interface MenuAction {
  id: string;
  label: string;
  menu: 'file' | 'edit' | 'select' | 'view' | 'annotate' | 'compare' | 'help';
  /** As Electron writes it (`CmdOrCtrl+Z`), shown but not registered: the window handles its keys. */
  accelerator: string | null;
  enabled: boolean;
}

/** What main tells the window unasked. */
export interface ShellEvents {
  /** A menu item was chosen. */
  runAction(id: string): void;
  /** Open this project (double click, second start of the app). */
  openProject(pick: Pick): void;
  /** A project was dropped on a window that has another one open: to be merged, or to be opened beside it. */
  projectDropped(pick: Pick): void;
  /** Files and folders were dropped on the window that are no projects. */
  filesDropped(picks: Pick[]): void;
  /** The window is about to close: finish writing, then answer. */
  beforeClose(): Promise<void>;
}
