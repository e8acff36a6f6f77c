/** Project files made without a window, by the command line, for tests that begin with one. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronPath, root } from './fixtures';

/**
 * Makes `<folder>/<name>.claimbook` with these articles: each text is a file whose first line is the title.
 * @returns its path
 * @throws Error with what the command line said
 */
export function makeProject(folder: string, name: string, articles: readonly string[] = []): string {
  const file = path.join(folder, `${name}.claimbook`);
  const texts = articles.map((text, index) => {
    const source = path.join(folder, `article-${index + 1}.txt`);
    fs.writeFileSync(source, text);
    return source;
  });
  runCommands(
    ['new', file, '--name', name, '--coder', 'Ann'],
    ...(texts.length > 0 ? [['import', file, ...texts, '--coder', 'Ann']] : []),
  );
  return file;
}

/** Runs one command of the built app and returns what it printed. Its backups are thrown away. */
export const runCli = (...words: string[]): string => runCommands(words);

/** @throws Error with what the command line said */
function runCommands(...commands: string[][]): string {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-profile-'));
  try {
    return execFileSync(
      electronPath(),
      [path.join(root, 'tests/e2e-support/run-commands.mjs'), profile, JSON.stringify(commands)],
      { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
  } finally {
    fs.rmSync(profile, { recursive: true, force: true });
  }
}
