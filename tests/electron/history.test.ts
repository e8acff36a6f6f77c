/** What undo and redo look for must be found at once, however long a project has been worked on. */
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../electron/db/apply-change';
import { redo, redoTarget, undo, undoState, undoTarget } from '../../electron/db/history';
import { closeFile, createFile, type WritableDb } from '../../electron/db/open';
import { emptyChange } from '../../shared/changes';
import type { Article } from '../../shared/records';
import { tempFolder } from '../support/make-project';

const stamp = () => ({ at: '2026-01-01T00:00:00.000Z', id: newId(), coderId: 'ada' });

const longHistory = 200_000;

function withHistory(length: number): WritableDb {
  const db = createFile(path.join(tempFolder(), 'long.claimbook'));
  const line = db.prepare(
    `INSERT INTO change VALUES (?, ?, '', 'ada', 'Deed ' || ?, ?, ?, NULL, '{"added":[],"updated":[],"removed":[]}')`,
  );
  db.transaction(() => {
    for (let seq = 1; seq <= length; seq++) {
      // Every fourth deed was undone at once.
      const isUndo = seq % 4 === 0;
      line.run(seq, `line-${seq}`, String(seq), isUndo ? 'undo' : 'do', isUndo ? seq - 1 : null);
    }
  }).immediate();
  return db;
}

const plan = (db: WritableDb, sql: string): string =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
    .map(({ detail }) => detail)
    .join('\n');

describe('a long history', () => {
  it('is searched by its indexes, and gives the right deeds', () => {
    const db = withHistory(longHistory);
    for (const sql of [undoTarget, redoTarget]) {
      expect(plan(db, sql)).toContain('change_kind');
      expect(plan(db, sql)).toContain('change_origin');
      expect(plan(db, sql)).not.toMatch(/SCAN (d|u|change)/);
    }
    const last = longHistory - 1;
    expect(undoState(db)).toEqual({ undo: `Deed ${last - 1}`, redo: `Deed ${last}` });
    undo(db, stamp());
    expect(undoState(db)).toEqual({ undo: `Deed ${last - 2}`, redo: `Deed ${last - 1}` });
    redo(db, stamp());
    redo(db, stamp());
    expect(undoState(db)).toEqual({ undo: `Deed ${last}`, redo: null });
    closeFile(db);
  });
});

const articleWith = (text: string): Article => ({
  type: 'article',
  id: 'article',
  title: 'T',
  source: '',
  author: '',
  date: null,
  section: '',
  url: '',
  language: 'ar',
  note: '',
  fileName: '',
  createdAt: '',
  accession: '',
  copyOfId: null,
  importId: null,
  particulars: '',
  layout: '',
  textSha256: '0'.repeat(64),
  textLength: text.length,
  text,
});

describe('a change that is too much for one line of the history', () => {
  const article = (textLength: number, id = 'article'): Article => ({
    ...articleWith('short'),
    id,
    textLength,
  });
  const isRefused = (act: () => unknown): void =>
    expect(act).toThrow(/too much for one step of the history: 401 million characters.*nothing was changed/);

  it('is refused before anything is written, when its undoing would be too much as well', () => {
    const db = createFile(path.join(tempFolder(), 'much.claimbook'));
    const begun = db.pragma('data_version');
    isRefused(() =>
      applyChange(
        db,
        { ...emptyChange(), added: [article(200_000_000), article(200_500_000, 'other')] },
        { ...stamp(), label: 'Add' },
      ),
    );
    expect(db.pragma('data_version')).toEqual(begun);
    expect(db.prepare('SELECT count(*) FROM article').pluck().get()).toBe(0);
    applyChange(db, { ...emptyChange(), added: [article(5)] }, { ...stamp(), label: 'Add' });
    closeFile(db);
  });

  it('is refused as an undoing, too, where an older version let it in', () => {
    const db = createFile(path.join(tempFolder(), 'much.claimbook'));
    const deed = { ...stamp(), label: 'Add' };
    applyChange(db, { ...emptyChange(), added: [article(5)] }, deed);
    // As a version without the limit let it in.
    db.exec(`UPDATE change SET diff = replace(diff, '"textLength":5', '"textLength":400500000')`);
    isRefused(() => undo(db, stamp()));
    expect(db.prepare('SELECT text FROM article').pluck().all()).toEqual(['short']);
    closeFile(db);
  });
});

describe('an article', () => {
  it('comes back with its text after it was added, undone, done again and removed', () => {
    const db = createFile(path.join(tempFolder(), 'text.claimbook'));
    const text = 'قال: «نعم» 👩‍👩‍👧';
    const article = articleWith(text);
    const texts = () => db.prepare('SELECT text FROM article').pluck().all();
    applyChange(db, { ...emptyChange(), added: [article] }, { ...stamp(), label: 'Add' });
    expect(db.prepare('SELECT diff FROM change').pluck().get()).not.toContain('نعم');
    undo(db, stamp());
    expect(texts()).toEqual([]);
    redo(db, stamp());
    expect(texts()).toEqual([text]);
    applyChange(
      db,
      { ...emptyChange(), removed: [{ ...article, text: null }] },
      { ...stamp(), label: 'Remove' },
    );
    expect(texts()).toEqual([]);
    undo(db, stamp());
    expect(texts()).toEqual([text]);
    undo(db, stamp());
    redo(db, stamp());
    expect(texts()).toEqual([text]);
    redo(db, stamp());
    expect(texts()).toEqual([]);
    closeFile(db);
  });
});
