/** One window with its project host: how they are made, connected and closed. */
import path from 'node:path';
import { createBirpc } from 'birpc';
import {
  app,
  BrowserWindow,
  MessageChannelMain,
  nativeTheme,
  screen,
  utilityProcess,
  type MessagePortMain,
  type UtilityProcess,
} from 'electron';
import type { Pick, ShellApi, ShellEvents } from '../shared/shell-api';
import { askToCloseUnsaved } from './dialogs';
import { startPage } from './protocol';
import { readSettings, writeSettings } from './recent';
import { shellHandlers } from './shell-handlers';

export interface ProjectWindow {
  window: BrowserWindow;
  /** Asks the window to open this project. */
  open(path: string): void;
}

/** How long a closing window may take to write what is left, in milliseconds. */
const closingTime = 5000;
const paper = { light: '#faf8f4', dark: '#1b1a18' };

/** Opens a window; `projectPath` is opened in it at once. */
export function openWindow(profileFolder: string, projectPath: string | null): ProjectWindow {
  const window = new BrowserWindow({
    ...rememberedBounds(profileFolder),
    minWidth: 720,
    minHeight: 480,
    title: 'Claimbook',
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  lockDown(window);

  let host = startHost();
  let unsaved: string | null = null;
  let mayClose = false;
  let events: ShellEvents | null = null;
  const granted: { token: string; path: string }[] = [];

  const handlers = shellHandlers({
    window,
    profileFolder,
    openAtStart: projectPath,
    grant: (token, file) => {
      granted.push({ token, path: file });
      host.postMessage({ grant: { token, path: file } });
    },
    runAction: (id) => events?.runAction(id),
    setUnsaved: (message) => (unsaved = message),
    newWindow: () => void openWindow(profileFolder, null),
  });

  function startHost(): UtilityProcess {
    const child = utilityProcess.fork(
      path.join(import.meta.dirname, 'project-host.js'),
      [profileFolder, app.getVersion()],
      { serviceName: 'Claimbook project' },
    );
    child.on('exit', () => {
      if (mayClose || window.isDestroyed()) return;
      // The window opens its project again when a call meets the new host without one.
      host = startHost();
      for (const grant of granted) host.postMessage({ grant });
      connectHost();
    });
    return child;
  }

  function connectHost(): void {
    const { port1, port2 } = new MessageChannelMain();
    host.postMessage({ port: true }, [port1]);
    window.webContents.postMessage('port:host', null, [port2]);
  }

  window.webContents.ipc.on('window-ready', ({ senderFrame }) => {
    if (senderFrame !== window.webContents.mainFrame) return;
    connectHost();
    const { port1, port2 } = new MessageChannelMain();
    events = serveShell(port1, handlers);
    window.webContents.postMessage('port:shell', null, [port2]);
  });

  window.on('close', (event) => {
    if (mayClose) return;
    event.preventDefault();
    void finishWriting().then(async () => {
      if (unsaved !== null && !(await askToCloseUnsaved(window, unsaved))) return;
      mayClose = true;
      writeSettings(profileFolder, { bounds: window.getNormalBounds() });
      const gone = new Promise((resolve) => host.once('exit', resolve));
      host.postMessage({ close: true });
      await Promise.race([gone, pause(closingTime)]);
      window.destroy();
    });
  });
  const finishWriting = (): Promise<unknown> => Promise.race([events?.beforeClose(), pause(closingTime)]);

  void window.loadURL(startPage);
  return { window, open: (file) => events?.openProject(handlers.pick(file) satisfies Pick) };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
    beforeClose: () => remote.beforeClose(),
  };
}

/** No navigation, no further windows, no permissions, no embedded pages. */
function lockDown(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => {
    if (event.url !== startPage) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) =>
    // Copying from the text needs this one; it only writes to the clipboard.
    answer(permission === 'clipboard-sanitized-write'),
  );
}

/** Size and place of the last window, where a screen still shows it. */
function rememberedBounds(profileFolder: string): { x?: number; y?: number; width: number; height: number } {
  const { bounds } = readSettings(profileFolder);
  const { workAreaSize } = screen.getPrimaryDisplay();
  const size = { width: Math.min(1280, workAreaSize.width), height: Math.min(860, workAreaSize.height) };
  if (!bounds) return size;
  const { x = 0, y = 0 } = bounds;
  const seen = screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) =>
        x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height,
    );
  return seen ? bounds : { ...size, width: bounds.width, height: bounds.height };
}
