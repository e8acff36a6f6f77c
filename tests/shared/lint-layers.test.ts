/** The layers are held by lint rules; here each rule is shown a forbidden and an allowed import. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;

// A copy of the configuration in a folder of its own: nothing is ever written into the checkout.
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-lint-'));
  fs.copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Lints a file that imports `source` and stands at `file`; gives the exit code and what was said. */
function lintImport(file: string, source: string): { refused: boolean; said: string } {
  const target = path.join(folder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, `import { thing } from '${source}';\n\nexport const same = thing;\n`);
  const oxlint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const done = spawnSync(process.execPath, [oxlint, '--format=json', file], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  fs.rmSync(target);
  return { refused: done.status !== 0, said: done.stdout + done.stderr };
}

const pure = 'shared/ is pure';
const asks = 'The window asks the project host or main';
const serves = 'The project host also serves the command line and the tests';
const knowsNothing = 'Main and host know nothing of the window';

describe('an import against the layers is refused with the right way in the message', () => {
  test.each([
    ['shared/span.ts', 'electron', pure],
    ['shared/span.ts', 'node:fs', pure],
    ['shared/span.ts', 'react', pure],
    ['shared/span.ts', 'slate-react', pure],
    ['shared/span.ts', 'better-sqlite3', pure],
    ['shared/formats/json.ts', '../../electron/db/open', pure],
    ['shared/span.ts', '../renderer/api', pure],
    ['renderer/app.tsx', 'electron', asks],
    ['renderer/editor/text.tsx', 'node:path', asks],
    ['renderer/app.tsx', '../electron/db/open', asks],
    ['electron/project/host.ts', 'electron', serves],
    ['electron/db/open.ts', 'electron/main', serves],
    ['electron/exchange/csv.ts', '../../renderer/api', serves],
    ['electron/migrations/0010.ts', 'electron', serves],
    ['electron/main.ts', '../renderer/api', knowsNothing],
  ])('%s may not import %s', (file, source, message) => {
    const { refused, said } = lintImport(file, source);
    expect(refused).toBe(true);
    expect(said).toContain(message);
  });
});

describe('an import along the layers is accepted', () => {
  test.each([
    ['shared/records.ts', 'zod'],
    ['shared/formats/json.ts', '../records'],
    ['renderer/app.tsx', '../shared/records'],
    ['renderer/app.tsx', 'react'],
    ['electron/db/open.ts', 'better-sqlite3'],
    ['electron/project/host.ts', '../../shared/records'],
    ['electron/main.ts', 'electron'],
  ])('%s may import %s', (file, source) => {
    expect(lintImport(file, source)).toMatchObject({ refused: false });
  });
});
