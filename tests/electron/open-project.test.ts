/** Opening and creating whole projects when something else is going on with the file. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../electron/db/apply-change';
import { listLines } from '../../electron/db/history-list';
import { closeFile, openForWriting } from '../../electron/db/open';
import { readContents } from '../../electron/db/project';
import {
  createProject,
  openBackup,
  openProject,
  type Surroundings,
} from '../../electron/project/open-project';
import { emptyChange } from '../../shared/changes';
import type { Actor } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { tempFolder } from '../support/make-project';
import { fixtureOf } from '../support/version-fixture';

const around = (folder: string): Surroundings => ({
  profileFolder: path.join(folder, 'profile'),
  now: () => new Date().toISOString(),
  newId,
});

const actor = (name: string, note = ''): Actor => ({
  type: 'actor',
  id: newId(),
  name,
  kind: 'person',
  note,
  authority: '',
  createdAt: '2026-01-01T00:00:00.000Z',
});

const failureOf = (work: () => unknown): FailureError['failure'] => {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('nothing failed');
};

function madeProject() {
  const folder = tempFolder();
  const file = path.join(folder, 'study.claimbook');
  createProject(file, { name: 'Study', coderName: 'Ada' }, around(folder)).close();
  return { folder, file, surroundings: around(folder) };
}

/** A transaction of another program that has reached the disk but is not committed. */
function halfWritten(file: string): Database.Database {
  const db = new Database(file);
  db.pragma('cache_size = 1');
  db.exec('BEGIN');
  const insert = db.prepare(`INSERT INTO actor VALUES (?, 'Half', 'person', ?, '', '')`);
  db.exec(`UPDATE project SET name = 'Half'`);
  for (let n = 0; n < 200; n++) insert.run(`half-${n}`, 'x'.repeat(4000));
  return db;
}

describe('a copy of a project that someone else has open', () => {
  it('never shows half of what they are writing', () => {
    const { file, surroundings } = madeProject();
    const writer = halfWritten(file);
    expect(failureOf(() => openProject(file, 'copy', 'Ben', surroundings)).code).toBe('locked');
    writer.exec('COMMIT');
    const copy = openProject(file, 'copy', 'Ben', surroundings);
    expect(copy.db.prepare('SELECT count(*) FROM actor').pluck().get()).toBe(200);
    copy.close();
    writer.close();
  });

  it('of a file that is gone says so', () => {
    const folder = tempFolder();
    const gone = path.join(folder, 'gone.claimbook');
    expect(failureOf(() => openProject(gone, 'copy', 'Ben', around(folder))).code).toBe('missing');
  });
});

describe.each([10, 20])('a project of version %i', (version) => {
  const old = () => {
    const folder = tempFolder();
    const file = path.join(folder, 'old.claimbook');
    fs.copyFileSync(fixtureOf(version), file);
    return { file, surroundings: around(folder), before: fs.readFileSync(file) };
  };

  it.each(['read', 'copy'] as const)('is looked at in mode %s with its history, and not changed', (mode) => {
    const { file, surroundings, before } = old();
    fs.chmodSync(file, 0o400);
    const project = openProject(file, mode, 'Ben', surroundings);
    expect(project.writable).toBeNull();
    const [article] = readContents(project.db).articles;
    expect(listLines(project.db, { limit: 10, articleId: article?.id ?? '' })).not.toEqual([]);
    project.close();
    expect(fs.readFileSync(file).equals(before)).toBe(true);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['old.claimbook']);
  });

  it('can be looked at as a backup', () => {
    const { file, surroundings, before } = old();
    const project = openBackup(
      path.join(surroundings.profileFolder, 'new.claimbook'),
      file,
      surroundings.now(),
    );
    expect(readContents(project.db).articles).toHaveLength(5);
    project.close();
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });
});

describe('opening for writing', () => {
  it('that fails half-way leaves the file free and nothing beside it', () => {
    const { file, folder, surroundings } = madeProject();
    const failing = {
      ...surroundings,
      newId: () => {
        throw new Error('no ids today');
      },
    };
    expect(() => openProject(file, 'write', 'Ben', failing)).toThrow('no ids today');
    expect(fs.readdirSync(folder).filter((name) => name !== 'profile')).toEqual(['study.claimbook']);
    openProject(file, 'write', 'Ben', surroundings).close();
  });

  it('rolls back what a crashed program left unfinished', () => {
    const { file, folder, surroundings } = madeProject();
    const writer = halfWritten(file);
    const crashed = path.join(folder, 'crashed.claimbook');
    fs.copyFileSync(file, crashed);
    fs.copyFileSync(`${file}-journal`, `${crashed}-journal`);
    writer.close();
    const project = openProject(crashed, 'write', 'Ada', surroundings);
    expect(project.db.prepare('SELECT count(*) FROM actor').pluck().get()).toBe(0);
    project.close();
    expect(fs.existsSync(`${crashed}-journal`)).toBe(false);
  });

  it('of a project whose beginning was overwritten offers the backups', () => {
    const { file, surroundings } = madeProject();
    const project = openProject(file, 'write', 'Ada', surroundings);
    if (!project.writable) throw new Error('not writable');
    const meta = { at: surroundings.now(), id: newId(), coderId: project.coderId, label: 'New actor' };
    applyChange(project.writable, { ...emptyChange(), added: [actor('أمل')] }, meta);
    project.close();
    const bytes = fs.readFileSync(file);
    bytes.fill(0, 0, 4096);
    fs.writeFileSync(file, bytes);
    const failure = failureOf(() => openProject(file, 'write', 'Ada', surroundings));
    expect(failure).toMatchObject({ code: 'damaged', backups: [{ id: expect.any(String) }] });
  });
});

describe('a new project', () => {
  it('is not touched by the journal of a file that lay there before', () => {
    const { file, folder, surroundings } = madeProject();
    const writer = halfWritten(file);
    const place = path.join(folder, 'place.claimbook');
    fs.copyFileSync(`${file}-journal`, `${place}-journal`);
    writer.close();
    const project = createProject(place, { name: 'New', coderName: 'Ada' }, surroundings);
    expect(project.db.prepare('SELECT name FROM project').pluck().all()).toEqual(['New']);
    project.close();
    closeFile(openForWriting(place));
  });

  it('in a folder that is not there is refused with a sentence', () => {
    const folder = tempFolder();
    const place = path.join(folder, 'nowhere', 'new.claimbook');
    const failure = failureOf(() => createProject(place, { name: 'New', coderName: 'Ada' }, around(folder)));
    expect(['io', 'missing']).toContain(failure.code);
  });
});
