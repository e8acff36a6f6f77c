import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applicationId } from '../../electron/db/open';
import { writeSafely } from '../../electron/exchange/write-safely';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-write-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const writeFile = (part: string): Promise<void> => Promise.resolve(fs.writeFileSync(part, 'new'));

test('a file takes the place of an earlier file', async () => {
  const target = path.join(folder, 'project.json');
  fs.writeFileSync(target, 'old');
  await writeSafely(target, 'file', writeFile);
  expect(fs.readFileSync(target, 'utf8')).toBe('new');
  expect(fs.readdirSync(folder)).toEqual(['project.json']);
});

test('a file never takes the place of a folder, whose files stay', async () => {
  const target = path.join(folder, 'Documents');
  fs.mkdirSync(target);
  fs.writeFileSync(path.join(target, 'thesis.txt'), 'years of work');
  await expect(writeSafely(target, 'file', writeFile)).rejects.toThrow('is a folder');
  expect(fs.readFileSync(path.join(target, 'thesis.txt'), 'utf8')).toBe('years of work');
  expect(fs.readdirSync(folder)).toEqual(['Documents']);
});

test('an export never takes the place of a project', async () => {
  const target = path.join(folder, 'مشروع.claimbook');
  fs.writeFileSync(target, 'SQLite format 3\0 and the rest');
  await expect(writeSafely(target, 'file', writeFile)).rejects.toThrow('is a project');
  expect(fs.readFileSync(target, 'utf8')).toContain('SQLite format 3');
});

test('when writing fails, the earlier file stays and nothing else is left', async () => {
  const target = path.join(folder, 'project.json');
  fs.writeFileSync(target, 'old');
  const failing = (part: string): Promise<void> => {
    fs.writeFileSync(part, 'half');
    return Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
  };
  await expect(writeSafely(target, 'file', failing)).rejects.toMatchObject({
    failure: { code: 'disk-full' },
  });
  expect(fs.readFileSync(target, 'utf8')).toBe('old');
  expect(fs.readdirSync(folder)).toEqual(['project.json']);
});

test('a folder takes the place of its earlier self', async () => {
  const target = path.join(folder, 'tables');
  fs.mkdirSync(target);
  fs.writeFileSync(path.join(target, 'old.csv'), 'old');
  await writeSafely(target, 'folder', (part) => {
    fs.mkdirSync(part);
    return Promise.resolve(fs.writeFileSync(path.join(part, 'new.csv'), 'new'));
  });
  expect(fs.readdirSync(target)).toEqual(['new.csv']);
  expect(fs.readdirSync(folder)).toEqual(['tables']);
});

/** The header of a database, which says whose it is. */
const databaseOf = (id: number): Buffer => {
  const header = Buffer.alloc(100);
  header.write('SQLite format 3\0', 'latin1');
  header.writeUInt32BE(id, 68);
  return header;
};
const mayBeReplaced = (): boolean => true;

test('a database takes the place of another one only where the export says that it may', async () => {
  const target = path.join(folder, 'study.dna');
  fs.writeFileSync(target, databaseOf(0));
  await expect(writeSafely(target, 'file', writeFile)).rejects.toThrow('another database');
  expect(fs.readFileSync(target)).toEqual(databaseOf(0));
  await writeSafely(target, 'file', writeFile, mayBeReplaced);
  expect(fs.readFileSync(target, 'utf8')).toBe('new');
});

test('a project stays, whatever the export says, and so does a database that is in use', async () => {
  const project = path.join(folder, 'study.dna');
  fs.writeFileSync(project, databaseOf(applicationId));
  await expect(writeSafely(project, 'file', writeFile, mayBeReplaced)).rejects.toThrow('is a project');
  expect(fs.readFileSync(project)).toEqual(databaseOf(applicationId));
  const open = path.join(folder, 'open.dna');
  fs.writeFileSync(open, databaseOf(0));
  fs.writeFileSync(`${open}-wal`, 'work');
  await expect(writeSafely(open, 'file', writeFile, mayBeReplaced)).rejects.toThrow('in another program');
  expect(fs.readFileSync(open)).toEqual(databaseOf(0));
  expect(fs.readdirSync(folder).toSorted()).toEqual(['open.dna', 'open.dna-wal', 'study.dna']);
});
