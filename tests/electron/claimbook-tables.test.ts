/** A whole project in one archive, and what is wrong with one that is not whole. */
import fs from 'node:fs';
import path from 'node:path';
import { zipSync, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { closeFile, createFile } from '../../electron/db/open';
import { rebuildTables } from '../../electron/exchange/claimbook-tables';
import { openWorld } from '../support/host-world';

type Files = Record<string, string>;

/** The files of an archive of a small project. */
async function archive(): Promise<{ folder: string; files: Files; bytes: Buffer }> {
  const world = await openWorld('Merkel said yes. 😀');
  await world.tag('one', 'Claim', { start: 12, end: 15 });
  const target = path.join(world.folder, 'whole.zip');
  const request = { format: 'claimbook-zip' };
  await world.does('export.run', { jobId: 'job', token: world.token(target), request });
  const bytes = fs.readFileSync(target);
  const files = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString()]),
  );
  return { folder: world.folder, files, bytes };
}

const packed = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, words]) => [name, Buffer.from(words)])));

describe('an archive', () => {
  it.each<[string, (files: Files) => Files, string]>([
    ['lacks a table', ({ 'span.jsonl': _gone, ...files }) => files, 'lacks the table span'],
    ['lacks its head', ({ 'claimbook.json': _gone, ...files }) => files, 'lacks claimbook.json'],
    [
      'has a line that is no JSON',
      (files) => ({ ...files, 'code.jsonl': `${files['code.jsonl']}{"id":\n` }),
      'of code.jsonl is not JSON',
    ],
    [
      'has a row that is wrong',
      (files) => ({
        ...files,
        'span.jsonl': files['span.jsonl']!.replace('"start_offset":12', '"start_offset":-1'),
      }),
      'Row 1 of span is wrong: startOffset',
    ],
    [
      'has a row that refers to nothing',
      (files) => ({ ...files, 'annotation.jsonl': '' }),
      'refers to a row of annotation that is not there',
    ],
    [
      'has one row twice',
      (files) => ({ ...files, 'coder.jsonl': files['coder.jsonl']!.repeat(2) }),
      'A row does not fit the others',
    ],
    [
      'is of a newer Claimbook',
      (files) => ({
        ...files,
        'claimbook.json': files['claimbook.json']!.replace(/"schemaVersion": \d+/, '"schemaVersion": 9000'),
      }),
      'newer Claimbook (9000',
    ],
  ])('that %s is refused by name, and changes nothing', async (_what, change, message) => {
    const { folder, files } = await archive();
    const broken = path.join(folder, 'broken.zip');
    fs.writeFileSync(broken, packed(change(files)));
    const db = createFile(path.join(folder, 'new.claimbook'));
    await expect(rebuildTables(db, broken)).rejects.toThrow(message);
    expect(db.prepare('SELECT count(*) FROM article').pluck().get()).toBe(0);
    expect(db.inTransaction).toBe(false);
    fs.writeFileSync(broken, packed(files));
    await rebuildTables(db, broken);
    expect(db.prepare('SELECT text FROM article').pluck().all()).toEqual(['Merkel said yes. 😀']);
    closeFile(db);
  });

  it('that is cut off anywhere is refused, and changes nothing', async () => {
    const { folder, bytes } = await archive();
    const db = createFile(path.join(folder, 'new.claimbook'));
    const cut = path.join(folder, 'cut.zip');
    for (let part = 1; part < 8; part++) {
      fs.writeFileSync(cut, bytes.subarray(0, Math.floor((bytes.length * part) / 8)));
      await expect(rebuildTables(db, cut)).rejects.toThrow('Nothing was changed');
    }
    expect(db.prepare('SELECT count(*) FROM article').pluck().get()).toBe(0);
    closeFile(db);
  });
});
