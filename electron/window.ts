/** The bare window: its looks, its place on the screen, and what no page in it may do. */
import path from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { startPage } from './protocol';
import { type Bounds, visibleBounds } from './window-bounds';

/** `--paper` of `renderer/styles/tokens.css`, so that nothing flashes before it is drawn. */
const paper = { light: '#fdfcf9', dark: '#1b1a18' };

/** A locked-down window that begins to load the app's page. `remembered` is where the last one was. */
export function createWindow(remembered: Bounds | null): BrowserWindow {
  const window = new BrowserWindow({
    ...visibleBounds(
      remembered,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: 720,
    minHeight: 480,
    title: 'Claimbook',
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload: path.join(app.getAppPath(), 'out/preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // The spelling checker would fetch its dictionaries from the network.
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  lockDown(window);
  void window.loadURL(startPage);
  return window;
}

/** No navigation, no further windows, no permissions, no embedded pages, no network. */
function lockDown({ webContents }: BrowserWindow): void {
  const { session } = webContents;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    // Copying from the text needs this one; it only writes to the clipboard.
    answer(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'] },
    (_details, answer) => answer({ cancel: true }),
  );
}
