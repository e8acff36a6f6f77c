/** Files from elsewhere: what is refused before anything in them can act, and what is left beside them. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { versionOf } from '../../electron/db/migrate';
import { closeFile, createFile, openForReading, openForWriting } from '../../electron/db/open';
import { FailureError } from '../../shared/result';
import { tempFolder } from '../support/make-project';
import { fixtureOf } from '../support/version-fixture';

const failureOf = (work: () => unknown): FailureError['failure'] => {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('nothing failed');
};

/** A sound project file, spoilt by SQL that a hostile sender could have run. */
function spoilt(spoil: (db: Database.Database) => void): string {
  const file = path.join(tempFolder(), 'study.claimbook');
  closeFile(createFile(file));
  const db = new Database(file);
  db.unsafeMode(true);
  spoil(db);
  db.close();
  return file;
}

const smuggle = (type: string, name: string, sql: string | null) => (db: Database.Database) => {
  db.pragma('writable_schema = ON');
  db.prepare('INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, 0, ?)').run(
    type,
    name,
    'actor',
    sql,
  );
};

describe('a hostile file', () => {
  it.each([
    [
      'a trigger under a name that SQLite keeps for itself',
      smuggle(
        'trigger',
        'sqlite_evil',
        'CREATE TRIGGER sqlite_evil AFTER INSERT ON actor BEGIN DELETE FROM actor; END',
      ),
    ],
    ['a virtual table', (db: Database.Database) => db.exec('CREATE VIRTUAL TABLE evil USING fts5(words)')],
    [
      'a check of a table rewritten',
      (db: Database.Database) => {
        db.pragma('writable_schema = ON');
        db.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'name <> ''''', '1') WHERE name = 'actor'`);
      },
    ],
    ['a table missing', (db: Database.Database) => db.exec('DROP TABLE reading')],
  ])('with %s is refused for reading and for writing', (_, spoil) => {
    const file = spoilt(spoil);
    const before = fs.readFileSync(file);
    expect(failureOf(() => openForWriting(file)).code).toBe('not-a-project');
    expect(failureOf(() => openForReading(file)).code).toBe('not-a-project');
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it('with statistics for the query planner, as any tool may leave them, is opened', () => {
    const file = spoilt((db) => db.exec('ANALYZE'));
    closeFile(openForWriting(file));
  });

  it('with a zeroed page is reported as damaged', () => {
    const file = spoilt(() => undefined);
    const bytes = fs.readFileSync(file);
    bytes.fill(0, 4096 * 3, 4096 * 4);
    fs.writeFileSync(file, bytes);
    expect(failureOf(() => openForReading(file)).code).toBe('damaged');
  });

  it('cut off anywhere is never opened as sound', () => {
    const file = spoilt(() => undefined);
    const bytes = fs.readFileSync(file);
    for (let length = 0; length < bytes.length; length += 4096) {
      fs.writeFileSync(file, bytes.subarray(0, length));
      expect(['damaged', 'not-a-project']).toContain(failureOf(() => openForWriting(file)).code);
    }
  });
});

describe('a file that another program left with a write-ahead log', () => {
  const inWalMode = (): string =>
    spoilt((db) => {
      db.pragma('journal_mode = WAL');
      db.exec(`INSERT INTO coder (id, name, created_at) VALUES ('c', 'Zoë', '2026')`);
    });

  it.each([
    ['writing', openForWriting],
    ['reading', openForReading],
  ])('is one plain file again after it was opened for %s', (_, open) => {
    const file = inWalMode();
    const db = open(file);
    expect(db.prepare('SELECT name FROM coder').pluck().all()).toEqual(['Zoë']);
    closeFile(db);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['study.claimbook']);
    expect([...fs.readFileSync(file).subarray(18, 20)]).toEqual([1, 1]);
  });

  it('keeps its version when it is only read', () => {
    const file = path.join(tempFolder(), 'old.claimbook');
    fs.copyFileSync(fixtureOf(10), file);
    const other = new Database(file);
    other.pragma('journal_mode = WAL');
    other.close();
    const db = openForReading(file);
    expect(versionOf(db)).toBe(10);
    closeFile(db);
  });
});
