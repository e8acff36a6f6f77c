/** The lock on an open project: nothing that its own process does may lose it, and closing always gives it up. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { applicationId } from '../../electron/db/open';
import { listBackups } from '../../electron/project/backup';
import { openProject } from '../../electron/project/open-project';
import { makeHost, makeProject, tempFolder } from '../support/make-project';

const surroundings = (profileFolder: string) => ({
  profileFolder,
  now: () => new Date().toISOString(),
  newId,
});

/** What another process meets that wants to write: locks of the same process would not be seen. */
function outsider(file: string): string {
  const script = `
    const Database = require(${JSON.stringify(path.resolve('node_modules/better-sqlite3'))});
    const db = new Database(process.argv[1], { timeout: 50 });
    try { db.exec('BEGIN EXCLUSIVE; COMMIT'); console.log('got in'); } catch (error) { console.log(error.code); }`;
  const { stdout } = spawnSync(process.execPath, ['-e', script, file], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return stdout.trim();
}

describe('an open project', () => {
  it('is no export, article or codebook, by whatever path, and stays locked when that is tried', async () => {
    const { host, grant, file } = await makeProject({ sample: true });
    const link = path.join(path.dirname(file), 'link.txt');
    const twin = path.join(path.dirname(file), 'twin.txt');
    fs.symlinkSync(file, link);
    fs.linkSync(file, twin);
    for (const target of [file, link, twin]) {
      const request = { format: 'claimbook-json' };
      const run = await host.call('export.run', { jobId: newId(), token: grant(target), request });
      expect(run).toMatchObject({ ok: false, error: { code: 'refused' } });
      for (const source of [target, path.dirname(file)]) {
        const read = await host.call('import.read', { jobId: newId(), sources: [{ token: grant(source) }] });
        expect(read, source).toMatchObject({ ok: true, value: { rows: 0 } });
        const { value } = (await host.call('import.files', { from: 0, count: 50 })) as {
          value: { files: { problem: string }[] };
        };
        expect(value.files.every(({ problem }) => problem !== null)).toBe(true);
        await host.call('import.discard');
      }
      const source = { token: grant(target) };
      for (const [name, input] of [
        ['codebook.plan', { source }],
        ['codebook.apply', { source }],
        ['codebook.exportFile', source],
      ] as const) {
        expect(await host.call(name, input), name).toMatchObject({
          error: { code: 'refused', message: expect.stringContaining('is the project that is open') },
        });
      }
      expect(outsider(file), target).toBe('SQLITE_BUSY');
    }
    await host.close();
    expect(outsider(file)).toBe('got in');
  });

  it('is opened again by another path as if by its own', async () => {
    const { done, grant, file } = await makeProject({ sample: true });
    const link = path.join(path.dirname(file), 'link.claimbook');
    fs.symlinkSync(file, link);
    expect(await done('project.open', { token: grant(link), coderName: 'Ada' })).toMatchObject({
      readOnly: false,
    });
    expect(outsider(file)).toBe('SQLITE_BUSY');
  });

  it('stays open when another one cannot be made or opened', async () => {
    const { host, done, grant, file } = await makeProject({ sample: true });
    const other = makeHost();
    await other.done('project.create', { token: other.grant(other.file), name: 'Other', coderName: 'Ben' });
    const refused = { token: grant(other.file), name: 'Mine', coderName: 'Ada' };
    expect(await host.call('project.create', refused)).toMatchObject({
      error: { code: 'locked', by: 'Ben' },
    });
    expect(await host.call('project.open', { token: refused.token, coderName: 'Ada' })).toMatchObject({
      error: { code: 'locked' },
    });
    await done('actor.create', { name: 'Amal', kind: 'person' });
    expect(outsider(file)).toBe('SQLITE_BUSY');
    expect(outsider(other.file)).toBe('SQLITE_BUSY');
  });
});

describe('a file of an older version', () => {
  it('is backed up before it is changed, and is locked meanwhile and afterwards', () => {
    const folder = tempFolder();
    const file = path.join(folder, 'old.claimbook');
    const old = new Database(file);
    old.pragma(`application_id = ${applicationId}`);
    old.pragma('user_version = 5');
    old.close();
    const profile = path.join(folder, 'profile');
    const project = openProject(file, 'write', 'Ada', surroundings(profile));
    expect(outsider(file)).toBe('SQLITE_BUSY');
    const [backup, ...others] = listBackups(profile, file);
    expect(others).toEqual([]);
    const [kept] = fs.readdirSync(path.join(profile, 'backups'));
    const saved = new Database(path.join(profile, 'backups', kept!, backup!.id), { readonly: true });
    expect(saved.pragma('user_version', { simple: true })).toBe(5);
    saved.close();
    project.close();
  });
});

describe('closing', () => {
  it('gives up the file even when the disk fails, so that a backup can take its place', async () => {
    const folder = tempFolder();
    const { host, file } = await makeProject({ folder, sample: true });
    await host.close();
    const project = openProject(file, 'write', 'Ada', surroundings(path.join(folder, 'profile')));
    project.db.pragma('shrink_memory');
    fs.truncateSync(file, 4096);
    expect(() => project.close()).toThrow();
    expect(project.db.open).toBe(false);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.owner'))).toEqual([]);
  });
});

describe('names as long as names can be', () => {
  it('are good for projects and exports', async () => {
    // 255 bytes are the most on Linux; SQLite's journal needs eight of them.
    const name = 'م'.repeat(118);
    const folder = tempFolder();
    const { done, grant } = makeHost(folder);
    const token = grant(path.join(folder, `${name}.claimbook`));
    await done('project.create', { token, name: 'Long', coderName: 'Ada', sample: true });
    const request = { format: 'claimbook-json' };
    const target = path.join(folder, `${name}.json`);
    await done('export.run', { jobId: newId(), token: grant(target), request });
    expect(fs.existsSync(target)).toBe(true);
    expect(fs.readdirSync(folder).filter((each) => each.startsWith('.claimbook-'))).toEqual([]);
  });
});
