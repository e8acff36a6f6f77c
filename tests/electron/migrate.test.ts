/** Every file that a released version wrote must open for ever; its schema changes only by migrations. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../electron/db/check';
import { redo, undoState } from '../../electron/db/history';
import { migrate } from '../../electron/db/migrate';
import { closeFile, createFile, openForWriting } from '../../electron/db/open';
import { latestVersion, migrations } from '../../electron/migrations/index';
import { tempFolder } from '../support/make-project';
import { subjectsThreeWays } from '../support/subjects';
import { fixtureOf, writeFixture } from '../support/version-fixture';

const schemaOf = (db: Database.Database): string =>
  (
    db
      .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name')
      .pluck()
      .all() as string[]
  )
    .map((sql) => `${sql};\n`)
    .join('\n');

describe('the schema', () => {
  it('of a fresh file is the one that was released: a change needs a migration, not another 0010', async () => {
    const db = createFile(path.join(tempFolder(), 'fresh.claimbook'));
    await expect(schemaOf(db)).toMatchFileSnapshot(`../samples/schema-${latestVersion}.sql`);
    closeFile(db);
  });
});

describe('the migrations', () => {
  it('are done or not done at all', () => {
    const file = path.join(tempFolder(), 'old.claimbook');
    const db = new Database(file);
    db.exec('CREATE TABLE span (already TEXT)');
    expect(() => migrate(db as never)).toThrow('table span already exists');
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['span']);
    expect(db.pragma('user_version', { simple: true })).toBe(0);
    db.close();
  });
});

describe('a history in which a foreign hand has written', () => {
  it('is brought up to date all the same: such lines are about nothing', () => {
    const file = path.join(tempFolder(), 'fixture.claimbook');
    fs.copyFileSync(fixtureOf(20), file);
    const foreign = new Database(file);
    const diffs = [
      'no JSON',
      'null',
      '{}',
      '{"added":[],"updated":[{"type":"constructor","id":"x","from":{},"to":{}}],"removed":[]}',
      '{"added":[{"type":"span","id":7}],"updated":[],"removed":[]}',
    ];
    const { first } = foreign.prepare('SELECT max(seq) + 1 AS first FROM change').get() as { first: number };
    for (const [index, diff] of diffs.entries()) {
      foreign
        .prepare("INSERT INTO change VALUES (?, ?, '', 'zoe', 'Foreign', 'do', NULL, NULL, ?)")
        .run(first + index, `foreign-${index}`, diff);
    }
    foreign.close();
    const db = openForWriting(file);
    const count = db.prepare('SELECT count(*) FROM change_subject WHERE change_seq < ?').pluck();
    expect(count.get(first)).toBeGreaterThan(0);
    expect(count.get(Number.MAX_SAFE_INTEGER)).toBe(count.get(first));
    closeFile(db);
  });
});

describe.each(migrations.map(({ version }) => version))('a file of version %i', (version) => {
  it('opens with all its records, texts and quotes in any script, and its history', async () => {
    const fixture = fixtureOf(version);
    if (process.env['CLAIMBOOK_WRITE_FIXTURE'] && !fs.existsSync(fixture)) await writeFixture(fixture);
    const file = path.join(tempFolder(), 'fixture.claimbook');
    fs.copyFileSync(fixture, file);
    const db = openForWriting(file);
    expect(checkProject(db)).toEqual([]);
    expect(
      db
        .prepare('SELECT quote FROM span WHERE annotation_id LIKE ? ORDER BY annotation_id')
        .pluck()
        .all('tagged-%'),
    ).toEqual(['الحدود ستبقى مفتوحة', '税金を下げる']);
    expect(
      db
        .prepare(
          'SELECT actor.name FROM attribute_value JOIN actor ON actor.id = actor_id WHERE annotation_id LIKE ? ORDER BY annotation_id',
        )
        .pluck()
        .all('tagged-%'),
    ).toEqual(['الوزيرة', '市長']);
    const { kept, slow } = subjectsThreeWays(db);
    expect(kept).toEqual(slow);
    expect(kept.filter((row) => row.endsWith(' about tagged-0')).length).toBeGreaterThan(2);
    expect(undoState(db).redo).not.toBeNull();
    redo(db, { at: '', id: 'again', coderId: null });
    expect(db.prepare(`SELECT note FROM annotation WHERE id = 'tagged-0'`).pluck().get()).toBe(
      'undone in the fixture',
    );
    closeFile(db);
  });
});
