/** Reading in a thread of its own: a file that brings it down costs nothing but itself. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadEvent } from '../../electron/exchange/read-source';
import { readInThread } from '../../electron/project/reading';
import { usualSettings } from '../../shared/import-settings';
import { tempFolder } from '../support/make-project';

let program = '';

// The thread needs its program built, as the app has it.
beforeAll(async () => {
  const outDir = fs.mkdtempSync(path.resolve('node_modules/.reading-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: 'electron/reading-worker.ts', outDir, minify: false },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  program = path.join(outDir, 'reading-worker.js');
  return () => fs.rmSync(outDir, { recursive: true, force: true });
}, 60_000);

async function read(
  files: Record<string, string>,
  settings = usualSettings,
  patience?: (size: number) => number,
  signal = new AbortController().signal,
): Promise<ReadEvent[]> {
  const folder = path.join(tempFolder(), 'corpus');
  fs.mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
  const order = { source: { path: folder }, settings, range: {} };
  const events: ReadEvent[] = [];
  for await (const batch of readInThread(program, patience).files(order, signal)) events.push(...batch);
  return events;
}

const ends = (events: readonly ReadEvent[]) => events.filter((event) => event.type === 'end');
const names = (events: readonly ReadEvent[]) =>
  events.flatMap((event) => (event.type === 'file' ? [path.basename(event.name)] : []));

/** A pattern that tries each way to part a row of letters before it gives up. */
const endless = { begins: '^(a+)+$', ends: '', fields: [], takesOut: false };

describe('the reading thread', () => {
  it('reads all files of a folder in order', async () => {
    const events = await read({ '1.txt': 'One.', '2.txt': 'Two.', '10.md': '# Ten' });
    expect(names(events)).toEqual(['1.txt', '2.txt', '10.md']);
    expect(events.filter(({ type }) => type === 'article')).toHaveLength(3);
  });

  it('gives up a file that takes too long, and goes on with the next', async () => {
    const trap = `${'a'.repeat(40)}!`;
    const events = await read(
      { '1.txt': 'aa', '2.txt': trap, '3.txt': 'aaa' },
      { ...usualSettings, split: endless },
      () => 700,
    );
    expect(names(events)).toEqual(['1.txt', '2.txt', '3.txt']);
    expect(ends(events).map(({ problem }) => problem)).toEqual([
      null,
      expect.stringContaining('took too long'),
      null,
    ]);
  });

  it('says the same of a preview that takes too long, and answers others meanwhile', async () => {
    const file = path.join(tempFolder(), 'trap.txt');
    fs.writeFileSync(file, `${'a'.repeat(40)}!`);
    const order = { source: { path: file }, fileName: 'trap.txt', count: 3 };
    const reading = readInThread(program, undefined, 5000);
    const slow = reading.attempt({ ...order, settings: { ...usualSettings, split: endless } });
    const quick = await reading.attempt({ ...order, settings: usualSettings });
    expect(quick.rows).toHaveLength(1);
    expect((await slow).problem).toMatch(/takes too long/);
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${at}.txt`, `Text ${at}.`]));
    setTimeout(() => controller.abort(), 30);
    await expect(read(files, usualSettings, undefined, controller.signal)).rejects.toThrow(/abort/i);
  });
});
