/** What comes before a great loss, and the way back from it. */
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as betweenCalls } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OpenWorld, openWorld } from '../support/host-world';

const words = Array.from({ length: 30 }, (_, at) => `word${at}`);
const text = words.join(' ');

/** A world with an annotation on each of 30 words. */
async function taggedWorld(): Promise<OpenWorld> {
  const world = await openWorld(text);
  for (const [at, word] of words.entries()) {
    const start = text.indexOf(`${word} `) === -1 ? text.indexOf(word) : text.indexOf(`${word} `);
    await world.tag(`a-${at}`, 'Claim', { start, end: start + word.length });
  }
  return world;
}

const count = async (world: OpenWorld): Promise<number> =>
  (await world.does('article.open', { articleId: world.articleId })).annotations.length;

afterEach(() => vi.restoreAllMocks());

describe('a great loss', () => {
  it('is told, and a checkpoint holds what was there just before', async () => {
    const world = await taggedWorld();
    const applied = await world.does('article.remove', { articleId: world.articleId });
    expect(applied.alarm?.lost).toBe(30);
    const [checkpoint] = await world.does('backup.list');
    expect(checkpoint).toMatchObject({ id: applied.alarm?.checkpointId, annotations: 30 });
    expect(checkpoint?.checkpoint).toMatch(/^Delete article /);
    await world.does('history.undoOne', { seq: applied.seq });
    expect(await count(world)).toBe(30);
  });

  it('by undoing and by doing again is told too', async () => {
    const world = await taggedWorld();
    await world.does('article.remove', { articleId: world.articleId });
    expect((await world.does('history.undo'))?.alarm).toBeUndefined();
    world.wait(1);
    expect((await world.does('history.redo'))?.alarm).toMatchObject({
      lost: 30,
      label: expect.stringMatching(/^Redo: Delete article/),
    });
  });

  it('is not made of one annotation, nor of a few that were selected', async () => {
    const world = await taggedWorld();
    expect((await world.does('annotation.remove', { annotationIds: ['a-0'] })).alarm).toBeUndefined();
    expect((await world.does('annotation.remove', { annotationIds: ['a-1', 'a-2'] })).alarm).toBeUndefined();
    expect(await world.does('backup.list')).toEqual([]);
  });

  it('is told, and done, even where no checkpoint can be taken', async () => {
    const world = await taggedWorld();
    fs.mkdirSync(path.join(world.folder, 'profile'), { recursive: true });
    fs.writeFileSync(path.join(world.folder, 'profile', 'backups'), 'in the way');
    const { alarm } = await world.does('article.remove', { articleId: world.articleId });
    expect(alarm).toMatchObject({ lost: 30, checkpointId: null });
  });
});

describe('the backups of the open project', () => {
  it('keep checkpoints longer than the snapshots of the clock', async () => {
    const world = await taggedWorld();
    await world.does('article.remove', { articleId: world.articleId });
    for (let times = 0; times < 25; times++) {
      world.wait(24 * 60);
      await world.does('project.update', { description: `Day ${times}` });
      await betweenCalls();
    }
    const backups = await world.does('backup.list');
    expect(backups.filter(({ checkpoint }) => checkpoint === null)).toHaveLength(14);
    expect(backups.at(-1)).toMatchObject({ annotations: 30 });
    expect(backups.at(-1)?.checkpoint).toMatch(/^Delete article/);
  });

  it('can be looked at; the project stays as it is', async () => {
    const world = await taggedWorld();
    const { alarm } = await world.does('article.remove', { articleId: world.articleId });
    const shown = await world.does('backup.open', { backupId: alarm?.checkpointId ?? '' });
    expect(shown).toMatchObject({ readOnly: true, fileName: 'debate.claimbook' });
    expect(shown.readOnlyReason).toContain('2026-01-01 00:00 UTC');
    expect(await count(world)).toBe(30);
    expect(await world.fails('annotation.remove', { annotationIds: ['a-0'] })).toMatchObject({
      code: 'read-only',
    });
    expect(await world.fails('backup.restore', { backupId: alarm?.checkpointId })).toMatchObject({
      code: 'read-only',
    });
    const project = await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
    expect(project.articles).toEqual([]);
  });

  it('can take the place of the project, which is kept beside it', async () => {
    const world = await taggedWorld();
    const { alarm } = await world.does('article.remove', { articleId: world.articleId });
    const { keptAs } = await world.does('backup.restore', { backupId: alarm?.checkpointId ?? '' });
    expect(keptAs).toMatch(/^debate\.before-restore-.*\.claimbook$/);
    expect(fs.existsSync(path.join(world.folder, keptAs))).toBe(true);
    expect(await world.fails('article.open', { articleId: world.articleId })).toMatchObject({
      code: 'no-project',
    });
    await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
    expect(await count(world)).toBe(30);
    await world.does('project.open', {
      token: world.token(path.join(world.folder, keptAs)),
      coderName: 'Ada',
    });
    expect(await world.fails('article.open', { articleId: world.articleId })).toMatchObject({
      code: 'not-found',
    });
  });

  it('that are damaged are named as such, and restoring one leaves the project open as it is', async () => {
    const world = await taggedWorld();
    const { alarm } = await world.does('article.remove', { articleId: world.articleId });
    const id = alarm?.checkpointId ?? '';
    const folder = path.join(world.folder, 'profile', 'backups');
    const [own] = fs.readdirSync(folder);
    fs.writeFileSync(path.join(folder, own ?? '', id), 'not a database');
    expect(await world.does('backup.list')).toMatchObject([{ id, annotations: null }]);
    expect(await world.fails('backup.restore', { backupId: id })).toMatchObject({ code: 'refused' });
    expect(await world.fails('backup.restore', { backupId: '../../debate.claimbook' })).toMatchObject({
      code: 'refused',
    });
    expect(await world.fails('backup.open', { backupId: 'none' })).toMatchObject({ code: 'missing' });
    expect(await world.fails('backup.open', { backupId: id })).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('This backup is damaged itself'),
    });
    expect((await world.does('history.list', { limit: 1 }))[0]?.label).toMatch(/^Delete article/);
  });

  it('that open but hold no project leave the one that is open as it is', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const world = await taggedWorld();
    const { alarm } = await world.does('article.remove', { articleId: world.articleId });
    const id = alarm?.checkpointId ?? '';
    const folder = path.join(world.folder, 'profile', 'backups');
    const hollow = path.join(folder, fs.readdirSync(folder)[0] ?? '', id);
    const hollowed = new Database(hollow);
    hollowed.exec('DELETE FROM project');
    hollowed.close();
    const copy = path.join(world.folder, 'hollow.claimbook');
    fs.copyFileSync(hollow, copy);
    await world.fails('backup.open', { backupId: id });
    await world.fails('project.open', { token: world.token(copy), coderName: 'Ada' });
    await world.does('project.update', { description: 'still open, and to be written' });
    expect(await world.does('history.list', { limit: 1 })).toMatchObject([{ label: 'Describe the project' }]);
    // Nobody holds the one that could not be opened: no note of an owner lies beside it.
    expect(fs.readdirSync(world.folder).filter((name) => name.includes('hollow'))).toEqual([
      'hollow.claimbook',
    ]);
  });
});
