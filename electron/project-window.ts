/** One window with its project host: how they are connected, and how they close without losing work. */
import path from 'node:path';
import { createBirpc } from 'birpc';
import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron';
import type { ShellApi, ShellEvents } from '../shared/shell-api';
import { askToCloseUnsaved, askToReload, askToStartHostAgain } from './dialogs';
import { startHostProcess } from './host-process';
import { windowMenu } from './menu';
import { startPage } from './protocol';
import { readSettings, writeSettings } from './recent';
import { shellHandlers } from './shell-handlers';
import { createWindow } from './window';

export interface ProjectWindow {
  window: BrowserWindow;
  /** The path of the open project; null while the window shows the welcome. */
  project(): string | null;
  /** Asks the window to open this project in place of its own. */
  open(path: string): Promise<void>;
  show(): void;
}

export interface ProjectWindowNeeds {
  profileFolder: string;
  openAtStart: string | null;
  newWindow(): void;
  /** Brings up the project of this path, in a window of its own. */
  showProject(path: string): void;
  /** The window that has the project of this path open. */
  windowOf(path: string): ProjectWindow | null;
  /** The user chose to keep the window open when it was about to close. */
  stayedOpen(): void;
}

/** How long a closing window, and then its host, may take to write what is left, in milliseconds. */
const closingTime = 5000;

export function openProjectWindow(needs: ProjectWindowNeeds): ProjectWindow {
  const { profileFolder } = needs;
  const window = createWindow(readSettings(profileFolder).bounds);
  const { webContents } = window;
  const host = startHostProcess(
    profileFolder,
    (port) => webContents.postMessage('port:host', null, [port]),
    async () => {
      const again = await askToStartHostAgain(window);
      if (!again) window.destroy();
      return again;
    },
  );
  const menu = windowMenu(window, (id) => events?.runAction(id));
  let events: ShellEvents | null = null;
  let project: string | null = null;
  let unsaved: string | null = null;
  let isClosing = false;

  const handlers = shellHandlers({
    window,
    profileFolder,
    // A page that is loaded again comes back to its project.
    openAtStart: () => project ?? needs.openAtStart,
    grant: host.grant,
    setProject: (file) => (project = file),
    setUnsaved: (message) => (unsaved = message),
    setMenu: menu.set,
    newWindow: needs.newWindow,
    showProject: needs.showProject,
    otherWindowOf: (file) => {
      const found = needs.windowOf(file);
      return found?.window === window ? null : found;
    },
  });

  webContents.ipc.on('window-ready', ({ senderFrame }) => {
    if (senderFrame !== webContents.mainFrame || senderFrame.url !== startPage) return;
    host.connect();
    const { port1, port2 } = new MessageChannelMain();
    events = serveShell(port1, handlers);
    webContents.postMessage('port:shell', null, [port2]);
  });

  webContents.ipc.on('project-dropped', ({ senderFrame }, file: unknown) => {
    if (senderFrame !== webContents.mainFrame || senderFrame.url !== startPage) return;
    if (typeof file !== 'string' || !path.isAbsolute(file)) return;
    if (project === null || needs.windowOf(file) !== null) needs.showProject(file);
    else void handlers.pick(file).then((pick) => events?.projectDropped(pick));
  });

  webContents.ipc.on('files-dropped', ({ senderFrame }, files: unknown) => {
    if (senderFrame !== webContents.mainFrame || senderFrame.url !== startPage) return;
    if (!Array.isArray(files)) return;
    const paths = files.filter((file): file is string => typeof file === 'string' && path.isAbsolute(file));
    void Promise.all(paths.map(handlers.pick)).then((picks) => events?.filesDropped(picks));
  });

  webContents.on('render-process-gone', (_event, { reason }) => {
    if (isClosing || reason === 'clean-exit') return;
    events = null;
    unsaved = null;
    void askToReload(window).then((reload) => (reload ? window.reload() : window.close()));
  });

  window.on('close', (event) => {
    event.preventDefault();
    if (!isClosing) void close();
  });

  async function close(): Promise<void> {
    isClosing = true;
    await finishWriting(events);
    if (unsaved !== null && !(await askToCloseUnsaved(window, unsaved))) {
      isClosing = false;
      needs.stayedOpen();
      return;
    }
    writeSettings(profileFolder, { bounds: window.getNormalBounds() });
    await host.close(closingTime);
    window.destroy();
  }

  return {
    window,
    project: () => project,
    open: async (file) => events?.openProject(await handlers.pick(file)),
    show: () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}

/** Waits for the page to write what is left; a page that fails or hangs does not hold up the closing. */
async function finishWriting(events: ShellEvents | null): Promise<void> {
  if (!events) return;
  const limit = new Promise<void>((resolve) => setTimeout(resolve, closingTime));
  await Promise.race([events.beforeClose().catch(() => undefined), limit]);
}

function serveShell(port: MessagePortMain, handlers: ShellApi): ShellEvents {
  const remote = createBirpc<ShellEvents, ShellApi>(handlers, {
    post: (data) => port.postMessage(data),
    on: (receive) => {
      port.on('message', ({ data }) => receive(data));
      port.start();
    },
    timeout: -1,
  });
  return {
    runAction: (id) => void remote.runAction.asEvent(id),
    openProject: (pick) => void remote.openProject.asEvent(pick),
    projectDropped: (pick) => void remote.projectDropped.asEvent(pick),
    filesDropped: (picks) => void remote.filesDropped.asEvent(picks),
    beforeClose: () => remote.beforeClose(),
  };
}
