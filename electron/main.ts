/**
 * The life of the app: one instance, its windows, the files it is asked to open. Electron waits for this
 * module before it is ready, so it imports little; the rest loads while Electron starts.
 */
import path from 'node:path';
import { app, Menu } from 'electron';
import { type Request, readArguments } from './arguments';
import type { ProjectWindow } from './project-window';
import { profileFolder } from './profile-folder';
import { registerScheme, serveWindow } from './protocol';
import { sameFile } from './same-file';

app.setPath('userData', profileFolder());
registerScheme();
answerAtOnce();
// Building Electron's default menu costs time, and its keys (reload, close) would reach the window.
Menu.setApplicationMenu(null);

const request = readArguments(process.argv, process.cwd(), app.isPackaged);
/** Open windows, the one that was used last at the end. */
let windows: ProjectWindow[] = [];
let quitting = false;
let openAtStart = request.kind === 'window' ? request.project : null;

// macOS hands over a double-clicked file by this event, before or after the app is ready.
app.on('open-file', (event, file) => {
  event.preventDefault();
  if (app.isReady()) void showProject(file);
  else openAtStart = file;
});

if (request.kind === 'command') void runCommand(request.words);
else if (
  process.env.CLAIMBOOK_PROFILE ||
  app.requestSingleInstanceLock({ argv: process.argv, folder: process.cwd() })
)
  void start();
else app.quit();

/**
 * After a key press Chromium holds messages back until it has drawn a frame, to draw sooner. Here what is
 * drawn comes in such a message, the project host's answer, which would wait a frame for nothing.
 */
function answerAtOnce(): void {
  const others = app.commandLine.getSwitchValue('disable-features');
  const features = [...(others === '' ? [] : [others]), 'DeferRendererTasksAfterInput'];
  app.commandLine.appendSwitch('disable-features', features.join(','));
}

async function runCommand(words: string[]): Promise<void> {
  const { runCli, written } = await import('./cli');
  const code = await runCli(words, process, profileFolder());
  await written();
  app.exit(code);
}

async function start(): Promise<void> {
  const windowCode = import('./project-window');
  // Chromium reorders the words of `argv`; the second start sends its own as data.
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const { argv, folder } = data as { argv: string[]; folder: string };
    const asked: Request = readArguments(argv, folder, app.isPackaged);
    if (asked.kind === 'window') void showProject(asked.project);
  });
  app.on('before-quit', () => (quitting = true));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || quitting) app.quit();
  });
  await app.whenReady();
  serveWindow(path.join(app.getAppPath(), 'out/renderer'));
  app.on('activate', () => {
    if (windows.length === 0) void openWindow(null);
  });
  await windowCode;
  await openWindow(openAtStart);
}

/** Brings up the window of this project, or opens it in an empty window, or in a new one. */
async function showProject(file: string | null): Promise<void> {
  const latest = windows.at(-1);
  const present = file === null ? latest : windows.find((each) => isOpenIn(each, file));
  if (present) return present.show();
  const empty = windows.findLast((each) => each.project() === null);
  if (file === null || !empty) return openWindow(file);
  empty.show();
  await empty.open(file);
}

async function openWindow(file: string | null): Promise<void> {
  const { openProjectWindow } = await import('./project-window');
  const opened = openProjectWindow({
    profileFolder: app.getPath('userData'),
    openAtStart: file,
    newWindow: () => void openWindow(null),
    showProject: (dropped) => void showProject(dropped),
    windowOf: (asked) => windows.find((each) => isOpenIn(each, asked)) ?? null,
    // A window that stays open stops the quitting, or closing it later would end the app on macOS.
    stayedOpen: () => (quitting = false),
  });
  windows.push(opened);
  opened.window.on('focus', () => (windows = [...windows.filter((each) => each !== opened), opened]));
  opened.window.on('closed', () => (windows = windows.filter((each) => each !== opened)));
}

function isOpenIn(each: ProjectWindow, file: string): boolean {
  const open = each.project();
  return open !== null && sameFile(open, file);
}
