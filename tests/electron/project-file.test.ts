import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../electron/db/apply-change';
import { checkProject } from '../../electron/db/check';
import { redo, undo, undoState } from '../../electron/db/history';
import {
  applicationId,
  closeFile,
  createFile,
  openForReading,
  openForWriting,
  type WritableDb,
} from '../../electron/db/open';
import { latestVersion } from '../../electron/migrations/index';
import { snapshotsToKeep } from '../../electron/project/backup';
import { emptyChange, updateOf } from '../../shared/changes';
import { type Actor, recordTypes } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { killLoop } from '../support/kill-loop';
import { makeHost, makeProject, tempFolder } from '../support/make-project';

const actor = (id: string, name: string): Actor => ({
  type: 'actor',
  id,
  name,
  kind: 'person',
  note: '',
  authority: '',
  createdAt: '2026-01-01T00:00:00.000Z',
});

const stamp = (label = 'Test') => ({ at: new Date().toISOString(), id: newId(), coderId: 'ada', label });

/** Every row of every table but the history. */
const dump = (db: Database.Database): unknown =>
  recordTypes.map((type) => db.prepare(`SELECT * FROM ${type} ORDER BY id`).all());

const failureOf = (work: () => unknown): FailureError['failure'] => {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('nothing failed');
};

function newFile(): { file: string; db: WritableDb } {
  const file = path.join(tempFolder(), 'study.claimbook');
  return { file, db: createFile(file) };
}

describe('undo and redo', () => {
  it('bring back every state, whatever was done and however often the file was closed', () => {
    const steps = fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        name: fc.constantFrom('Amal', 'أمل', '市長 🗳️'),
        close: fc.boolean(),
        remove: fc.boolean(),
      }),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const made = newFile();
        let { db } = made;
        const states = [dump(db)];
        const known = new Map<string, Actor>();
        for (const { id, name, close, remove } of list) {
          const before = known.get(id);
          const after = actor(id, name);
          const change = emptyChange();
          if (!before) change.added.push(after);
          else if (remove) change.removed.push(before);
          else {
            const update = updateOf<'actor'>(before, { name });
            if (!update) continue;
            change.updated.push(update);
          }
          if (before && remove) known.delete(id);
          else known.set(id, after);
          applyChange(db, change, stamp());
          states.push(dump(db));
          if (close) {
            closeFile(db);
            db = openForWriting(made.file);
          }
        }
        for (const state of states.slice(0, -1).toReversed()) {
          expect(undo(db, stamp())).not.toBeNull();
          expect(dump(db)).toEqual(state);
        }
        expect(undo(db, stamp())).toBeNull();
        for (const state of states.slice(1)) {
          expect(redo(db, stamp())).not.toBeNull();
          expect(dump(db)).toEqual(state);
        }
        expect(redo(db, stamp())).toBeNull();
        closeFile(db);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('a new deed ends what could be redone', () => {
    const { db } = newFile();
    applyChange(db, { ...emptyChange(), added: [actor('a', 'Amal')] }, stamp('New actor Amal'));
    undo(db, stamp());
    expect(undoState(db)).toEqual({ undo: null, redo: 'New actor Amal' });
    applyChange(db, { ...emptyChange(), added: [actor('b', 'Ben')] }, stamp('New actor Ben'));
    expect(undoState(db)).toEqual({ undo: 'New actor Ben', redo: null });
    closeFile(db);
  });

  it('finds its targets by index in a long history', () => {
    const { db } = newFile();
    const plan = db
      .prepare(`EXPLAIN QUERY PLAN SELECT kind FROM change WHERE origin_seq = 5 ORDER BY seq DESC LIMIT 1`)
      .all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain('change_origin');
    closeFile(db);
  });
});

describe('a write', () => {
  it('that does not fit changes nothing and leaves no line in the history', () => {
    const { db } = newFile();
    applyChange(db, { ...emptyChange(), added: [actor('a', 'Amal')] }, stamp());
    const before = dump(db);
    const wrong = { type: 'actor' as const, id: 'a', from: { name: 'Someone else' }, to: { name: 'Ben' } };
    expect(() =>
      applyChange(db, { added: [actor('b', 'Ben')], updated: [wrong], removed: [] }, stamp()),
    ).toThrow('Someone else');
    expect(dump(db)).toEqual(before);
    expect(db.prepare('SELECT count(*) AS n FROM change').get()).toEqual({ n: 1 });
    closeFile(db);
  });

  it('that refers to a missing record is refused at its end', () => {
    const { db } = newFile();
    const alias = { type: 'actor_alias' as const, id: 'x', actorId: 'nobody', name: 'Nobody' };
    expect(() => applyChange(db, { ...emptyChange(), added: [alias] }, stamp())).toThrow(/FOREIGN KEY/);
    expect(db.prepare('SELECT count(*) AS n FROM actor_alias').get()).toEqual({ n: 0 });
    closeFile(db);
  });

  it('on a full disk says so, changes nothing, and succeeds when there is space again', () => {
    const { db } = newFile();
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const before = dump(db);
    const big = { ...actor('a', 'Amal'), note: 'x'.repeat(100_000) };
    const failure = failureOf(() => applyChange(db, { ...emptyChange(), added: [big] }, stamp()));
    expect(failure.code).toBe('disk-full');
    expect(dump(db)).toEqual(before);
    db.pragma(`max_page_count = ${pages + 1000}`);
    applyChange(db, { ...emptyChange(), added: [big] }, stamp());
    expect(db.prepare('SELECT length(note) AS n FROM actor').get()).toEqual({ n: 100_000 });
    closeFile(db);
  });

  it('that was acknowledged survives kill -9, and what was not is wholly there or not at all', async () => {
    const seed = 1 + (Date.now() % 1_000_000);
    const report = await killLoop({ folder: tempFolder(), rounds: 8, seed });
    expect(report, `seed ${seed}`).toMatchObject({ rounds: 8, losses: [] });
    expect(report.acknowledged).toBeGreaterThanOrEqual(8);
  }, 120_000);
});

describe('a project file', () => {
  it('is exactly one file at rest, and shows who has it open while it is', async () => {
    const { host, file } = await makeProject({ sample: true });
    expect(fs.readdirSync(path.dirname(file)).toSorted()).toContain('.study.claimbook.owner');
    await host.close();
    expect(fs.readdirSync(path.dirname(file)).toSorted()).toEqual(['profile', 'study.claimbook']);
  });

  it('open in one window is refused in another, with the name, and can be read as a copy', async () => {
    const { file } = await makeProject({ sample: true });
    const other = makeHost();
    const token = other.grant(file);
    const refused = await other.host.call('project.open', { token, coderName: 'Ben' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'locked', by: 'Ada' } });
    const copy = await other.done('project.open', { token, mode: 'copy', coderName: 'Ben' });
    expect(copy).toMatchObject({ readOnly: true, coderId: null });
    expect(copy.articles).toHaveLength(3);
    const tagged = await other.host.call('project.update', { name: 'Mine' });
    expect(tagged).toMatchObject({ ok: false, error: { code: 'read-only' } });
  });

  it('of another program, damaged, or newer is refused by name and left alone', () => {
    const folder = tempFolder();
    const at = (name: string): string => path.join(folder, name);
    const sound = at('sound.claimbook');
    closeFile(createFile(sound));
    const copy = (name: string, spoil: (db: Database.Database) => void): string => {
      fs.copyFileSync(sound, at(name));
      const db = new Database(at(name));
      spoil(db);
      db.close();
      return at(name);
    };
    fs.writeFileSync(at('letter'), 'Dear colleague, this is no database at all.'.repeat(50));
    const other = new Database(at('other.db'));
    other.exec('CREATE TABLE t (a)');
    other.close();
    const newer = copy('newer', (db) => db.pragma('user_version = 990'));
    const trigger = copy('trigger', (db) =>
      db.exec('CREATE TRIGGER evil AFTER INSERT ON actor BEGIN DELETE FROM actor; END'),
    );
    const view = copy('view', (db) => db.exec('CREATE VIEW evil AS SELECT 1'));
    const foreign = copy('foreign', (db) => db.pragma(`application_id = ${applicationId + 1}`));
    const cut = at('cut');
    fs.writeFileSync(cut, fs.readFileSync(sound).subarray(0, 30_000));

    const codeOf = (file: string): string => failureOf(() => openForWriting(file)).code;
    expect(codeOf(at('letter'))).toBe('not-a-project');
    expect(codeOf(at('other.db'))).toBe('not-a-project');
    expect(codeOf(foreign)).toBe('not-a-project');
    expect(codeOf(trigger)).toBe('not-a-project');
    expect(codeOf(view)).toBe('not-a-project');
    expect(codeOf(cut)).toBe('damaged');
    expect(codeOf(at('nothing'))).toBe('missing');
    expect(failureOf(() => openForWriting(newer))).toMatchObject({
      code: 'newer-file',
      fileVersion: 990,
      appVersion: latestVersion,
    });
  });

  it('that is damaged can be replaced by its newest backup, and is kept', async () => {
    const folder = tempFolder();
    const first = await makeProject({ sample: true, folder });
    await first.host.close();
    const again = makeHost(folder);
    const token = again.grant(first.file);
    await again.done('project.open', { token, coderName: 'Ada' });
    await again.done('actor.create', { name: 'أمل', kind: 'person' });
    await again.done('project.close');
    fs.truncateSync(first.file, 50_000);
    const refused = await again.host.call('project.open', { token, coderName: 'Ada' });
    if (refused.ok || refused.error.code !== 'damaged') throw new Error('the damage was not seen');
    const [backup] = refused.error.backups;
    const { keptAs } = await again.done('project.restore', { token, backupId: backup!.id });
    expect(fs.statSync(path.join(folder, keptAs)).size).toBe(50_000);
    const snapshot = await again.done('project.open', { token, coderName: 'Ada' });
    expect(snapshot.articles).toHaveLength(3);
    expect(snapshot.actors.map(({ name }) => name)).toContain('أمل');
  });

  it('in a read-only folder opens for reading and says why', async () => {
    const { file, host } = await makeProject({ sample: true });
    await host.close();
    if (process.getuid?.() === 0) {
      // Permissions do not bind root: another user has to try.
      fs.chmodSync(path.dirname(file), 0o755);
      fs.chmodSync(file, 0o444);
      const probe = spawnSync('setpriv', ['--reuid', '65534', '--clear-groups', 'test', '-w', file]);
      expect(probe.status).toBe(1);
      const db = openForReading(file);
      expect(checkProject(db)).toEqual([]);
      closeFile(db);
      return;
    }
    fs.chmodSync(file, 0o444);
    const other = makeHost();
    const opened = await other.done('project.open', { token: other.grant(file), coderName: 'Ben' });
    expect(opened).toMatchObject({ readOnly: true, readOnlyReason: 'The file is write-protected.' });
  });

  it('whose text was altered is found by the check, page checksums or not', async () => {
    const { file, host } = await makeProject({ sample: true });
    await host.close();
    const db = new Database(file);
    db.prepare(`UPDATE article SET text = replace(text, 'courage', 'porridge')`).run();
    db.close();
    const opened = openForReading(file);
    const problems = checkProject(opened);
    closeFile(opened);
    expect(problems.map(({ what }) => what)).toContain('text');
    expect(problems.map(({ what }) => what)).toContain('span');
  });
});

describe('backups', () => {
  it('keep the newest ten and one for each of the last fourteen days', () => {
    const hourly = Array.from({ length: 24 * 30 }, (_, hour) =>
      new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
    );
    const kept = [...snapshotsToKeep(hourly)].toSorted();
    expect(kept).toHaveLength(10 + 13);
    expect(kept.at(-1)).toBe(hourly.at(-1));
    expect(new Set(kept.map((at) => at.slice(0, 10))).size).toBe(14);
  });
});
