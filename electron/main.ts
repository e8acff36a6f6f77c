/** The life of the app: one instance, its windows, the files it is asked to open. */
import fs from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { registerScheme, serveWindow } from './protocol';
import { openWindow, type ProjectWindow } from './window';

const profile = process.env.CLAIMBOOK_PROFILE;
if (profile) app.setPath('userData', path.resolve(profile));
registerScheme();

const commands = new Set(['new', 'import', 'export', 'info', 'check', 'formats']);
/** What stands behind the program and, in development, behind the app's folder; switches are Chromium's. */
const wordsOf = (argv: string[]): string[] =>
  argv.slice(app.isPackaged ? 1 : 2).filter((word) => !word.startsWith('--') || commands.has(argv[1] ?? ''));
const projectIn = (argv: string[], folder: string): string | null => {
  const word = wordsOf(argv).find((candidate) => candidate.endsWith('.claimbook'));
  return word === undefined ? null : path.resolve(folder, word);
};

let openAtStart = projectIn(process.argv, process.cwd());
const windows = new Set<ProjectWindow>();

function showProject(file: string | null): void {
  const opened = openWindow(app.getPath('userData'), file);
  windows.add(opened);
  opened.window.on('closed', () => windows.delete(opened));
}

// macOS hands over a double-clicked file by this event, before or after the app is ready.
app.on('open-file', (event, file) => {
  event.preventDefault();
  if (app.isReady()) showProject(file);
  else openAtStart = file;
});

const firstWord = wordsOf(process.argv)[0] ?? '';
if (commands.has(firstWord) && !fs.existsSync(firstWord)) void runCommandLine();
else if (profile || app.requestSingleInstanceLock()) void start();
else app.quit();

async function runCommandLine(): Promise<void> {
  const { runCli } = await import('./cli');
  app.exit(await runCli(wordsOf(process.argv), { stdout: process.stdout, stderr: process.stderr }));
}

async function start(): Promise<void> {
  app.on('second-instance', (_event, argv, folder) => showProject(projectIn(argv, folder)));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await app.whenReady();
  serveWindow(path.join(import.meta.dirname, '../renderer'));
  app.on('activate', () => {
    if (windows.size === 0) showProject(null);
  });
  showProject(openAtStart);
}
