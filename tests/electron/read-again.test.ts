/** Reading files of an import again: what was there before is replaced by what is read, or stays. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../shared/api';
import { usualSettings } from '../../shared/import-settings';
import { type Reading, readHere } from '../../electron/project/reading';
import { type HostWorld, openWorld } from '../support/host-world';

const bytes = (content: string) => Uint8Array.from(new TextEncoder().encode(content));
const rowsOf = async (world: HostWorld): Promise<ImportRow[]> =>
  (await world.does('import.rows', { from: 0, count: 500 })).rows;
const split = (begins: string) => ({
  ...usualSettings,
  split: { begins, ends: '', fields: [], takesOut: false },
});

describe('a file that is read again', () => {
  it('gives texts that are not taken for what stood in their places before', async () => {
    const world = await openWorld('Here already.');
    const content = 'Story A\nWords of the first.\nStory B\nOther things altogether.';
    await world.does('import.read', {
      jobId: 'read',
      sources: [{ fileName: 'dump.txt', bytes: bytes(content) }],
      settings: split('^Story'),
    });
    const [first] = await rowsOf(world);
    await world.does('import.readAgain', {
      jobId: 'again',
      fileIds: [first!.fileId],
      settings: split('^(?:Other|Story)'),
    });
    const again = await rowsOf(world);
    expect(again.map(({ excerpt }) => excerpt)).toEqual([
      'Story A\nWords of the first.',
      'Story B',
      'Other things altogether.',
    ]);
    // A text that no row has any more is no duplicate of what took its place.
    await world.does('import.read', {
      jobId: 'more',
      sources: [{ pasted: 'Story B\nOther things altogether.' }],
    });
    expect((await rowsOf(world)).map(({ decision }) => decision)).toEqual(['take', 'take', 'take', 'take']);
  });

  it('is still known by others of its text', async () => {
    const world = await openWorld('Here already.');
    const twins = ['a.txt', 'b.txt'].map((fileName) => ({ fileName, bytes: bytes('One\nand the same.') }));
    await world.does('import.read', { jobId: 'read', sources: twins });
    const [first, second] = await rowsOf(world);
    expect([first!.decision, second!.decision]).toEqual(['take', 'skip']);
    const settings = { ...usualSettings, dateOrder: 'day first' as const };
    await world.does('import.readAgain', { jobId: 'again', fileIds: [first!.fileId], settings });
    const rows = await rowsOf(world);
    expect(rows.map(({ fileName, decision }) => [fileName, decision])).toEqual([
      ['b.txt', 'take'],
      ['a.txt', 'skip'],
    ]);
    expect(rows[1]!.duplicate).toMatchObject({ how: 'same text', of: { rowId: second!.rowId } });
  });

  it('keeps what the user decided about it, and about what is like it', async () => {
    const world = await openWorld('Here already.');
    const words = Array.from({ length: 120 }, (_, at) => `word${(at * 7919) % 1009}`).join(' ');
    await world.does('import.read', {
      jobId: 'read',
      sources: [
        { fileName: 'left-out.txt', bytes: bytes('One\nthat nobody wants.') },
        { fileName: 'like.txt', bytes: bytes(words) },
        { fileName: 'alike.txt', bytes: bytes(`${words} End.`) },
      ],
    });
    const [unwanted, like, alike] = await rowsOf(world);
    expect(alike!.duplicate).toMatchObject({ how: 'similar text', of: { rowId: like!.rowId } });
    await world.does('import.decide', { rows: [unwanted!.rowId, alike!.rowId], decision: 'skip' });
    await world.does('import.readAgain', {
      jobId: 'again',
      fileIds: [unwanted!.fileId, like!.fileId],
      settings: { ...usualSettings, dateOrder: 'day first' as const },
    });
    const rows = await rowsOf(world);
    expect(Object.fromEntries(rows.map(({ fileName, decision }) => [fileName, decision]))).toEqual({
      'left-out.txt': 'skip',
      'alike.txt': 'skip',
      'like.txt': 'take',
    });
  });

  it('stays as it was when that is cancelled, or the file has gone from its folder', async () => {
    const world = await openWorld('Here already.');
    const folder = path.join(world.folder, 'corpus');
    fs.mkdirSync(folder);
    const parts = Array.from({ length: 300 }, (_, at) => `Story ${at}\nwords`).join('\n');
    fs.writeFileSync(path.join(folder, 'dump.txt'), parts);
    fs.writeFileSync(path.join(folder, 'other.txt'), 'Another.');
    await world.does('import.read', {
      jobId: 'read',
      sources: [{ token: world.token(folder) }],
      settings: split('^Story'),
    });
    const before = await rowsOf(world);
    const { files } = await world.does('import.files', { from: 0, count: 5 });
    const { fileId, fileName } = before[0]!;
    const settings = split('^words');
    const state = await world.does('import.state');

    const reading = world.host.call('import.readAgain', { jobId: 'again', fileIds: [fileId], settings });
    await world.does('job.cancel', { jobId: 'again' });
    expect(await reading).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await rowsOf(world)).toEqual(before);

    fs.rmSync(path.join(folder, 'dump.txt'));
    const failure = await world.fails('import.readAgain', { jobId: 'again', fileIds: [fileId], settings });
    expect(failure).toMatchObject({ code: 'not-found', message: expect.stringContaining(fileName) });
    expect(await rowsOf(world)).toEqual(before);
    expect((await world.does('import.files', { from: 0, count: 5 })).files).toEqual(files);
    expect(await world.does('import.state')).toEqual(state);
  });
});

describe('many files that are read again', () => {
  const dayFirst = { ...usualSettings, dateOrder: 'day first' as const };

  /** A world with a folder of so many files that were read, which notes the walks through it from then on. */
  async function folderWorld(count: number) {
    const walks: (readonly string[] | undefined)[] = [];
    const counting: Reading = {
      ...readHere,
      files(order, signal) {
        walks.push(order.range.only);
        return readHere.files(order, signal);
      },
    };
    const world = await openWorld('Here already.', counting);
    const folder = path.join(world.folder, 'corpus');
    fs.mkdirSync(folder);
    for (let at = 0; at < count; at++)
      fs.writeFileSync(path.join(folder, `${at}.txt`), `Text ${at}.\n03/04/2020`);
    await world.does('import.read', { jobId: 'read', sources: [{ token: world.token(folder) }] });
    const fileIds: string[] = [];
    for (let from = 0; from < count; from += 500) {
      const { files } = await world.does('import.files', { from, count: 500 });
      fileIds.push(...files.map(({ fileId }) => fileId));
    }
    walks.length = 0;
    return { world, folder, walks, fileIds };
  }

  it('are read in one walk through their folder, each in its place', async () => {
    const { world, walks, fileIds } = await folderWorld(2000);
    const files = await world.does('import.files', { from: 1990, count: 10 });
    const again = fileIds.filter((_, at) => at % 4 !== 0);
    const [, second] = await rowsOf(world);
    await world.does('import.edit', { rows: [second!.rowId], fields: { source: 'Kurier' } });
    const state = await world.does('import.readAgain', {
      jobId: 'again',
      fileIds: again,
      settings: dayFirst,
    });
    expect(walks).toHaveLength(1);
    expect(walks[0]).toHaveLength(1500);
    expect(state).toMatchObject({ files: 2000, rows: 2000, taken: 2000 });
    const after = await world.does('import.files', { from: 1990, count: 10 });
    expect(
      after.files.map(({ settings: { dateOrder }, ...file }) => [file.fileName, file.rows, dateOrder]),
    ).toEqual(
      files.files.map(({ fileName }, at) => [fileName, 1, (1990 + at) % 4 === 0 ? null : 'day first']),
    );
    // Rows that are read again come last; what was typed about them has come with them.
    const { rows } = await world.does('import.rows', { from: 500, count: 2 });
    expect(rows.map(({ fileId, fields }) => [fileId, fields.source])).toEqual([
      [again[0], 'Kurier'],
      [again[1], ''],
    ]);
  });

  it('are all read but those that have gone from the folder, which stay and are named', async () => {
    const { world, folder, fileIds } = await folderWorld(5);
    fs.rmSync(path.join(folder, '1.txt'));
    fs.rmSync(path.join(folder, '3.txt'));
    const failure = await world.fails('import.readAgain', { jobId: 'again', fileIds, settings: dayFirst });
    expect(failure).toEqual({
      code: 'not-found',
      message:
        '“corpus/1.txt” and 1 more file are not there any more; what was read before stays. The other files were read again.',
    });
    const { files } = await world.does('import.files', { from: 0, count: 5 });
    expect(files.map(({ rows, settings: { dateOrder } }) => [rows, dateOrder])).toEqual([
      [1, 'day first'],
      [1, null],
      [1, 'day first'],
      [1, null],
      [1, 'day first'],
    ]);
  });

  it('are as they were from the one on at which they are stopped', async () => {
    const { world, fileIds } = await folderWorld(300);
    const before = await rowsOf(world);
    const reading = world.host.call('import.readAgain', { jobId: 'again', fileIds, settings: dayFirst });
    await world.does('job.cancel', { jobId: 'again' });
    expect(await reading).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const { files } = await world.does('import.files', { from: 0, count: 300 });
    const isNew = files.map(({ settings: { dateOrder } }) => dateOrder !== null);
    expect(isNew.toSorted().toReversed()).toEqual(isNew);
    expect(isNew.at(-1)).toBe(false);
    expect(files.every(({ rows }) => rows === 1)).toBe(true);
    const kept = new Set(files.filter((_, at) => !isNew[at]).map(({ fileId }) => fileId));
    expect((await rowsOf(world)).filter(({ fileId }) => kept.has(fileId))).toEqual(
      before.filter(({ fileId }) => kept.has(fileId)),
    );
  });
});
