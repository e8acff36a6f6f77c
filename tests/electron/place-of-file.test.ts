/** Where a project lies, told once, and the copies that a sync program leaves beside it. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openWorld, type OpenWorld } from '../support/host-world';

/** The project of this world, opened anew in a folder of its own. */
async function openedIn(folder: string): Promise<OpenWorld & { moved: string; reopen(): Promise<void> }> {
  const world = await openWorld('Rents must rise.');
  await world.does('project.close');
  const moved = path.join(world.folder, folder, 'Rents.claimbook');
  fs.mkdirSync(path.dirname(moved), { recursive: true });
  fs.copyFileSync(world.file, moved);
  const reopen = async (): Promise<void> =>
    void (await world.does('project.open', { token: world.token(moved), coderName: 'Ada' }));
  await reopen();
  return { ...world, moved, reopen };
}

test('a folder that a sync program serves is explained once, also for the next project in it', async () => {
  const world = await openedIn('team/study');
  expect((await world.does('file.place')).place).toBeNull();
  fs.mkdirSync(path.join(world.folder, 'team', '.stfolder'));
  expect((await world.does('file.place')).place).toMatchObject({ kind: 'synced', service: 'Syncthing' });
  await world.does('file.placeSeen', { what: 'folder' });
  expect((await world.does('file.place')).place).toBeNull();
  const other = path.join(world.folder, 'team', 'other.claimbook');
  await world.does('project.create', { token: world.token(other), name: 'Other', coderName: 'Ada' });
  expect((await world.does('file.place')).place).toBeNull();
});

test('conflicted copies beside a project are offered for merging, until the user says not now; changed ones again', async () => {
  const world = await openedIn('study');
  const copy = path.join(world.folder, 'study', 'Rents (conflicted copy 2026-11-26).claimbook');
  fs.copyFileSync(world.file, copy);
  fs.copyFileSync(world.file, path.join(world.folder, 'study', 'Rents for Bo.claimbook'));
  const { copies } = await world.does('file.place');
  expect(copies.map(({ fileName }) => fileName)).toEqual([path.basename(copy)]);
  await expect(world.does('merge.read', { jobId: 'read', token: copies[0]!.token })).resolves.toMatchObject({
    fileName: path.basename(copy),
  });
  await world.does('merge.discard');
  await world.does('file.placeSeen', { what: 'copies' });
  expect((await world.does('file.place')).copies).toEqual([]);
  fs.utimesSync(copy, new Date(), new Date(Date.now() + 60_000));
  expect((await world.does('file.place')).copies).toHaveLength(1);
});

test('what was opened from a mail is read-only, with the reason; nothing is written there', async () => {
  const world = await openedIn('Mail Downloads/1A');
  const opened = await world.does('project.open', { token: world.token(world.moved), coderName: 'Ada' });
  expect(opened).toMatchObject({ readOnly: true, coderId: null });
  expect(opened.readOnlyReason).toContain('opened from a mail');
  expect(await world.does('file.place')).toEqual({ place: null, copies: [] });
  expect(fs.readdirSync(path.dirname(world.moved))).toEqual(['Rents.claimbook']);
});
