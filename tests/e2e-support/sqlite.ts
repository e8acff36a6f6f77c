/**
 * Reads a project file as a stranger would, past the app. Playwright runs on the machine's own Node, where
 * better-sqlite3 may not load, so the query runs on Electron's.
 */
import { execFileSync } from 'node:child_process';
import { electronPath, root } from './fixtures';

const script = `
  const [file, sql, parameters] = process.argv.slice(1);
  const Database = require('better-sqlite3');
  const db = new Database(file, { readonly: true });
  process.stdout.write(JSON.stringify(db.prepare(sql).all(...JSON.parse(parameters))));
`;

/**
 * The rows of a query. The file must be closed in the app, which locks what it has open.
 * @throws Error with SQLite's words
 */
export function rowsOf<Row = Record<string, unknown>>(
  file: string,
  sql: string,
  ...parameters: unknown[]
): Row[] {
  const output = execFileSync(electronPath(), ['-e', script, file, sql, JSON.stringify(parameters)], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(output) as Row[];
}

const writing = `
  const [file, sql] = process.argv.slice(1);
  const Database = require('better-sqlite3');
  new Database(file).exec(sql);
`;

/** Changes a closed project file past the app, where no call of the app does it (yet). */
export const changeFile = (file: string, sql: string): void =>
  void execFileSync(electronPath(), ['-e', writing, file, sql], {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
