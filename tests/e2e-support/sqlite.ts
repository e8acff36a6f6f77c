/**
 * Reads a project file as a stranger would, past the app. Playwright runs on the machine's own Node, where
 * better-sqlite3 may not load, so the query runs on Electron's.
 */
import { execFileSync } from 'node:child_process';
import { electronPath, root } from './fixtures';

/**
 * Runs a script on Electron's Node; what it prints.
 * @param input for its standard input: words are at most some 100 kB long
 */
function runScript(script: string, words: string[], input = ''): string {
  return execFileSync(electronPath(), ['-e', script, ...words], {
    cwd: root,
    encoding: 'utf8',
    input,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 256 * 1024 * 1024,
  });
}

const query = `
  const [file, sql, parameters] = process.argv.slice(1);
  const Database = require('better-sqlite3');
  const db = new Database(file, { readonly: true });
  process.stdout.write(JSON.stringify(db.prepare(sql).all(...JSON.parse(parameters))));
`;

/**
 * The rows of a query. The file must be closed in the app, which locks what it has open.
 * @throws Error with SQLite's words
 */
export const rowsOf = <Row = Record<string, unknown>>(
  file: string,
  sql: string,
  ...parameters: unknown[]
): Row[] => JSON.parse(runScript(query, [file, sql, JSON.stringify(parameters)])) as Row[];

/** Changes a file behind the app's back; several statements are divided by semicolons. */
export const changeFile = (file: string, sql: string): void =>
  void runScript(
    `new (require('better-sqlite3'))(process.argv[1]).exec(require('node:fs').readFileSync(0, 'utf8'));`,
    [file],
    sql,
  );
