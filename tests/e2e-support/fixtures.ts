/**
 * The real app for each test: a fresh profile and a fresh folder for files, a window of a fixed size, and
 * a failure at the end for every error that the page or its console reported.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, test as base, expect, type ElectronApplication, type Page } from '@playwright/test';
import { App } from './app';

export { expect };

export const root = path.dirname(path.dirname(import.meta.dirname));

export interface Launched {
  electron: ElectronApplication;
  page: Page;
  app: App;
  /** Electron's main process; Playwright no longer gives it once the app has closed. */
  process: ChildProcess;
}

export interface LaunchOptions {
  /** Words behind the app's folder: a project to open. */
  args?: string[];
  env?: Record<string, string>;
  /** What starts Electron in its stead: gets its words, and must become it. */
  executablePath?: string;
}

interface Fixtures {
  /** A new folder for the files of this test. */
  folder: string;
  /** Settings and backups of this test. */
  profile: string;
  /** Console and page errors that this test expects: each must match one of these. */
  expectedErrors: RegExp[];
  /** Starts the app; started again, it finds the same profile. Everything started is closed at the end. */
  launch(options?: LaunchOptions): Promise<Launched>;
  /** Closes the app as a user would, and starts it again on the same profile. */
  relaunch(running: Launched, options?: LaunchOptions): Promise<Launched>;
}

/**
 * Set by `npm test` where there is no screen. Windows of two workers on one screen without a window
 * manager take the focus, and the held mouse, from each other.
 */
const ownScreens = process.env.CLAIMBOOK_TEST_SCREENS === 'own';

export const test = base.extend<Fixtures, { ownScreen: void }>({
  ownScreen: [
    async ({}, use) => {
      const server = ownScreens ? await startScreen() : undefined;
      await use(undefined);
      server?.kill();
    },
    { scope: 'worker', auto: true },
  ],
  folder: async ({}, use) => withFolder('files', use),
  profile: async ({}, use) => withFolder('profile', use),
  expectedErrors: async ({}, use) => use([]),
  launch: async ({ profile, expectedErrors }, use, testInfo) => {
    const errors: string[] = [];
    const running: Launched[] = [];
    await use(async (options = {}) => {
      const launched = await start(profile, options, errors);
      running.push(launched);
      return launched;
    });
    for (const [index, { electron, page, process }] of running.entries()) {
      if (testInfo.status !== testInfo.expectedStatus && !page.isClosed()) {
        await page.screenshot({ path: testInfo.outputPath(`window-${index}.png`) }).catch(() => undefined);
      }
      await close(electron, process);
    }
    const unexpected = errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error)));
    expect(unexpected, 'errors that the page or its console reported').toEqual([]);
  },
  relaunch: async ({ launch }, use) => {
    await use(async (running, options) => {
      await running.electron.close();
      return launch(options);
    });
  },
});

/** The Electron executable in use: given by `npm test`, else as set-up left it. */
export const electronPath = (): string =>
  process.env.CLAIMBOOK_ELECTRON ??
  execFileSync(process.execPath, [path.join(root, 'build/electron-path.mjs')], { encoding: 'utf8' }).trim();

/** Chromium's sandbox refuses root; only tests and development run without it. */
export const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

async function start(profile: string, options: LaunchOptions, errors: string[]): Promise<Launched> {
  const electron = await _electron.launch({
    executablePath: options.executablePath ?? electronPath(),
    args: [...asRoot, root, ...(options.args ?? [])],
    env: { ...definedEnvironment(), CLAIMBOOK_PROFILE: profile, ...options.env },
  });
  for (const opened of electron.windows()) watch(opened, errors);
  electron.on('window', (opened) => watch(opened, errors));
  const page = await electron.firstWindow();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 860));
  // The window system takes its time; whoever points at words before that misses them.
  await page.waitForFunction(() => window.innerWidth === 1280);
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 2; frames++) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return { electron, page, app: new App(page), process: electron.process() };
}

/** A virtual screen for this worker; everything that it starts finds it in `DISPLAY`. */
async function startScreen(): Promise<ChildProcess> {
  const words = ['-displayfd', '1', '-screen', '0', '1600x1100x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a screen`)));
  });
  process.env.DISPLAY = `:${number}`;
  return server;
}

/** Asks all windows to close; a window that does not (a test failed half-way) is ended with its process. */
async function close(electron: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const stuck = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await electron.close().catch(() => undefined);
  clearTimeout(stuck);
}

function watch(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('crash', () => errors.push('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
}

async function withFolder(purpose: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `claimbook-${purpose}-`)));
  await use(folder);
  fs.rmSync(folder, { recursive: true, force: true });
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
