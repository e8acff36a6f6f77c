/** When the open project is backed up, and that no answer waits for it or hears of its troubles. */
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as betweenCalls } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OpenWorld, openWorld } from '../support/host-world';

const folderOf = (world: OpenWorld): string => {
  const backups = path.join(world.folder, 'profile', 'backups');
  const [own] = fs.existsSync(backups) ? fs.readdirSync(backups) : [];
  return path.join(backups, own ?? 'none');
};

const backupsOf = (world: OpenWorld): string[] =>
  fs.existsSync(folderOf(world))
    ? fs.readdirSync(folderOf(world)).filter((name) => name.endsWith('.claimbook'))
    : [];

/** Writes something, and lets what comes after the answer happen. */
async function work(world: OpenWorld, description: string): Promise<void> {
  await world.does('project.update', { description });
  await betweenCalls();
}

afterEach(() => vi.restoreAllMocks());

describe('an open project', () => {
  it('is backed up after ten minutes of work, and what came after that when it is closed', async () => {
    const world = await openWorld('The mayor said that prices rose.');
    world.wait(9);
    await work(world, 'nine');
    expect(backupsOf(world)).toHaveLength(0);
    world.wait(1);
    await work(world, 'ten');
    expect(backupsOf(world)).toHaveLength(1);
    world.wait(1);
    await work(world, 'eleven');
    await world.does('project.close');
    expect(backupsOf(world)).toHaveLength(2);
  });

  it('answers first and is backed up afterwards, unless it was closed meanwhile', async () => {
    const world = await openWorld('The mayor said that prices rose.');
    world.wait(10);
    await world.does('project.update', { description: 'answered' });
    expect(backupsOf(world)).toHaveLength(0);
    await world.does('project.close');
    expect(backupsOf(world)).toHaveLength(1);
    world.wait(10);
    await betweenCalls();
    expect(backupsOf(world)).toHaveLength(1);
  });

  it('is not backed up in the middle of an export, but when that has ended', async () => {
    const world = await openWorld('The mayor said that prices rose.');
    world.wait(10);
    const token = world.token(path.join(world.folder, 'out.json'));
    const request = { format: 'claimbook-json' };
    const exporting = world.does('export.run', { jobId: 'job', token, request });
    await work(world, 'written meanwhile');
    expect(backupsOf(world)).toHaveLength(0);
    await exporting;
    await betweenCalls();
    expect(backupsOf(world)).toHaveLength(1);
  });

  it('that is only read keeps its backups: each is of another state', async () => {
    const world = await openWorld('The mayor said that prices rose.');
    world.wait(11);
    await work(world, 'written');
    expect(backupsOf(world)).toHaveLength(1);
    for (let times = 0; times < 3; times++) {
      world.wait(11);
      await world.does('article.open', { articleId: world.articleId });
      await betweenCalls();
    }
    await world.does('project.close');
    expect(backupsOf(world)).toHaveLength(1);
  });

  it('is written and answers though no backup can be taken, nor an old one thrown away', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const world = await openWorld('The mayor said that prices rose.');
    world.wait(11);
    await work(world, 'first');
    // Nobody can remove a folder as if it were a file: as a snapshot that another program holds on Windows.
    const held = '2024-01-01T00-00-00.000Z.claimbook';
    fs.mkdirSync(path.join(folderOf(world), held));
    for (let day = 10; day < 25; day++) {
      const old = `2025-01-${day}T00-00-00.000Z.claimbook`;
      fs.copyFileSync(path.join(folderOf(world), backupsOf(world).at(-1)!), path.join(folderOf(world), old));
    }
    world.wait(11);
    const { seq } = await world.does('reading.set', { articleId: world.articleId, state: 'done' });
    await betweenCalls();
    expect(logged).toHaveBeenCalled();
    expect(backupsOf(world)).toContain('2026-01-01T00-22-00.000Z.claimbook');
    expect(backupsOf(world)).not.toContain('2025-01-10T00-00-00.000Z.claimbook');
    expect(await world.does('history.list', { limit: 1 })).toMatchObject([{ seq, label: 'Mark as done' }]);
    await world.does('project.update', { description: 'last' });
    await world.does('project.close');

    await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
    fs.rmSync(path.join(world.folder, 'profile'), { recursive: true });
    fs.writeFileSync(path.join(world.folder, 'profile'), 'in the way');
    world.wait(11);
    await work(world, 'no place for backups');
    await world.does('project.close');
  });
});

describe('a checkpoint', () => {
  it('is taken though an old one cannot be thrown away', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const text = Array.from({ length: 30 }, (_, at) => `word${at + 10}`).join(' ');
    const world = await openWorld(text);
    for (let at = 0; at < 30; at++) await world.tag(`a-${at}`, 'Claim', { start: at * 7, end: at * 7 + 6 });
    world.wait(11);
    await work(world, 'first');
    for (let day = 10; day < 31; day++)
      fs.mkdirSync(path.join(folderOf(world), `2025-01-${day}T00-00-00.000Z.checkpoint.claimbook`));
    const { alarm } = await world.does('article.remove', { articleId: world.articleId });
    expect(backupsOf(world)).toContain(alarm?.checkpointId);
  });
});
