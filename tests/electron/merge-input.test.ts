/** What others send: files that are damaged, tampered with, too large, or no projects at all. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { closeFile, createFile, type ReadableDb } from '../../electron/db/open';
import { checkProject } from '../../electron/db/check';
import { type MergeLimits, mergeLimits, openTheirs } from '../../electron/project/merge-file';
import type { JobControls } from '../../electron/project/jobs';
import { tempFolder } from '../support/make-project';
import { mark, only } from '../support/marked-text';
import { type OpenWorld, openWorld } from '../support/host-world';

const said = mark('He said [a:prices rose]a, and [b:she]b denied it.');

const controls = (signal = new AbortController().signal): JobControls => ({
  signal,
  progress: () => undefined,
});

/** A project with two annotations, the first of which has a claimant. */
async function debate(): Promise<OpenWorld> {
  const world = await openWorld(said.text);
  await world.tag('claim-1', 'Claim', only(said, 'a'));
  await world.tag('actor-1', 'Actor', only(said, 'b'));
  await world.does('annotation.setValues', {
    annotationId: 'claim-1',
    attributeId: world.attributes['Claim/Claimant'] ?? '',
    values: [{ newActor: { name: 'Helen Marsh', kind: 'person' } }],
  });
  return world;
}

let bytes: Buffer;
beforeAll(async () => {
  bytes = fs.readFileSync((await debate()).file);
});

/** A fresh copy of its file. */
function sent(): string {
  const file = path.join(tempFolder(), 'sent.claimbook');
  fs.writeFileSync(file, bytes);
  return file;
}

/** Changes the file past all checks, as only a foreign hand does. */
function tamper(file: string, ...statements: string[]): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  for (const sql of statements) db.exec(sql);
  db.close();
}

/** An empty project, into which a file is to be merged. */
function nobody(): { mine: ReadableDb; newId(): string } {
  const mine = createFile(path.join(tempFolder(), 'empty.claimbook'));
  onTestFinished(() => closeFile(mine));
  return { mine, newId };
}

/** What was wrong in a file, and whether its copy is sound once it is put right. */
async function readIt(file: string, limits: MergeLimits = mergeLimits) {
  const theirs = await openTheirs(file, controls(), nobody(), limits);
  try {
    const left = checkProject(theirs.db).filter(({ what }) => what !== 'pages');
    const count = (table: string): unknown =>
      theirs.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    return {
      problems: theirs.problems.map((one) => `${one.count} × ${one.message}`),
      left,
      annotations: count('annotation'),
      values: count('attribute_value'),
      articles: count('article'),
    };
  } finally {
    theirs.close();
  }
}

it('reads a sound file without a word, and leaves it as it was', async () => {
  const file = sent();
  const before = fs.readFileSync(file);
  expect(await readIt(file)).toEqual({ problems: [], left: [], annotations: 2, values: 1, articles: 1 });
  expect(fs.readFileSync(file)).toEqual(before);
});

it.each([
  ['a span outside the text', `UPDATE span SET end_offset = 100000 WHERE annotation_id = 'claim-1'`, 2],
  [
    'a span on other words',
    `UPDATE span SET start_offset = 0, end_offset = 11 WHERE annotation_id = 'claim-1'`,
    2,
  ],
])('finds the words of %s where the text has them', async (_name, sql, annotations) => {
  const file = sent();
  tamper(file, sql);
  const { problems, left, ...counts } = await readIt(file);
  expect(problems).toEqual([
    '1 × The words of an annotation were not where it said; they were found at the one place that has them.',
  ]);
  expect(left).toEqual([]);
  expect(counts).toMatchObject({ annotations });
});

it('leaves to a person where an annotation belongs whose words are not in the text, with what hangs on it', async () => {
  const file = sent();
  tamper(file, `UPDATE span SET quote = 'wages fell' WHERE annotation_id = 'claim-1'`);
  const { problems, left, annotations, values } = await readIt(file);
  expect(problems).toEqual([]);
  expect(left.map(({ what }) => what)).toEqual(['span']);
  expect({ annotations, values }).toEqual({ annotations: 2, values: 1 });
});

it.each([
  ['a value that names nobody', `UPDATE attribute_value SET actor_id = 'nobody'`, /refers to an actor/],
  ['a value of another kind', `UPDATE attribute_value SET actor_id = NULL, text = 'Marsh'`, /another kind/],
  ['an annotation without words', `DELETE FROM span WHERE annotation_id = 'actor-1'`, /marks no words/],
  ['an annotation of no code', `UPDATE annotation SET code_id = 'none'`, /refers to a code/],
  ['a code under itself', `UPDATE code SET parent_id = id`, /its own ancestor/],
  [
    'codes in a circle',
    `UPDATE code SET parent_id = (SELECT max(c.id) FROM code AS c WHERE c.id <> code.id)`,
    /its own ancestor/,
  ],
  ['a colour that is none', `UPDATE code SET color = 'javascript:1'`, /color that cannot be/],
  ['a checksum of another text', `UPDATE article SET text_sha256 = printf('%064d', 0)`, /checksum/],
  ['a date that is none', `UPDATE article SET date = 'soon'`, /An article breaks the rules/],
  ['line breaks of another kind', `UPDATE article SET text = char(13) || text`, /breaks the rules/],
  ['an actor without a name', `UPDATE actor SET name = ''`, /An actor breaks the rules/],
  ['a kind that does not exist', `UPDATE actor SET kind = 'wizard'`, /actor breaks the rules/],
  ['one key for all codes', `UPDATE code SET shortcut = 'x'`, /one key/],
  ['a coder who is their own second round', `UPDATE coder SET of_coder_id = id`, /second round of itself/],
  ['a copy of itself', `UPDATE article SET copy_of_id = id`, /copy of itself/],
  [
    'two values where one can be',
    `UPDATE attribute SET many = 0;
     INSERT INTO attribute_value SELECT 'more', annotation_id, attribute_id, 1, text, number, date, choice_id,
       actor_id, concept_id, target_annotation_id, inferred, NULL, NULL, NULL FROM attribute_value`,
    /takes one value had several/,
  ],
])('puts right or leaves out %s', async (_name, sql, message) => {
  const file = sent();
  tamper(file, sql);
  const { problems, left } = await readIt(file);
  expect(problems.join('\n')).toMatch(message);
  expect(left).toEqual([]);
});

it('refuses what is no project, in a sentence', async () => {
  const world = await debate();
  const file = sent();
  const read = async (name: string, bytes: Buffer | string | null): Promise<string> => {
    const other = path.resolve(world.folder, name);
    if (bytes !== null) fs.writeFileSync(other, bytes);
    const { code, message } = await world.fails('merge.read', { jobId: 'read', token: world.token(other) });
    return `${code}: ${message}`;
  };
  expect(await read('gone.claimbook', null)).toMatch(/^missing: There is no file/);
  expect(await read('text.claimbook', 'Dear colleague')).toMatch(/^not-a-project: .*not a database/);
  expect(await read('secret.claimbook', Buffer.from('0f1e2d3c'.repeat(4000), 'hex'))).toMatch(
    /^not-a-project/,
  );
  expect(await read('cut.claimbook', bytes.subarray(0, bytes.length / 2))).toMatch(/^damaged/);
  tamper(file, 'CREATE TRIGGER t AFTER INSERT ON actor BEGIN DELETE FROM annotation; END');
  expect(await read(file, null)).toMatch(/^not-a-project: .*trigger t/);
  tamper(file, 'DROP TRIGGER t; CREATE VIEW v AS SELECT 1');
  expect(await read(file, null)).toMatch(/^not-a-project: .*view v/);
  tamper(file, 'DROP VIEW v; DELETE FROM project');
  expect(await read(file, null)).toMatch(/^refused: .*exactly one project/);
  tamper(file, 'PRAGMA user_version = 9990');
  expect(await read(file, null)).toMatch(/^newer-file: .*9990/);
});

it('refuses the project that is open, also by another name', async () => {
  const world = await debate();
  const link = path.join(world.folder, 'link.claimbook');
  fs.symlinkSync(world.file, link);
  for (const file of [world.file, link]) {
    const { code, message } = await world.fails('merge.read', { jobId: 'read', token: world.token(file) });
    expect(code).toBe('refused');
    expect(message).toMatch(/is the project that is open/);
  }
});

it('refuses too large a file before it reads it, and too many rows or faults', async () => {
  const file = sent();
  await expect(readIt(file, { ...mergeLimits, bytes: 1000 })).rejects.toThrow(/GB can be merged/);
  await expect(readIt(file, { ...mergeLimits, records: 10 })).rejects.toThrow(/of up to 10 can be merged/);
  await expect(readIt(file, { ...mergeLimits, fresh: 1 })).rejects.toThrow(
    /2 annotations that this project has not/,
  );
  tamper(file, `UPDATE code SET color = 'x'`);
  await expect(readIt(file, { ...mergeLimits, faults: 2 })).rejects.toThrow(/Too much in the file/);
});

it('can be cancelled while it reads, and leaves no copy behind', async () => {
  const file = sent();
  const controller = new AbortController();
  controller.abort();
  // A folder of its own: other tests make copies at the same time.
  vi.stubEnv('TMPDIR', tempFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const copies = (): string[] =>
    fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('claimbook-copy-'));
  await expect(openTheirs(file, controls(controller.signal), nobody())).rejects.toThrow();
  expect(copies()).toEqual([]);
  const theirs = await openTheirs(file, controls(), nobody());
  expect(copies()).toHaveLength(1);
  theirs.close();
  expect(copies()).toEqual([]);
});

it('reads a file that a crash left with unfinished work, and one of an older version', async () => {
  const file = sent();
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  db.pragma('cache_size = 1');
  db.exec('BEGIN');
  db.exec(`UPDATE article SET note = hex(zeroblob(100000))`);
  const crashed = `${file}.crashed.claimbook`;
  fs.copyFileSync(file, crashed);
  fs.copyFileSync(`${file}-journal`, `${crashed}-journal`);
  db.exec('ROLLBACK');
  db.close();
  expect(await readIt(crashed)).toMatchObject({ problems: [], left: [], annotations: 2 });
  const older = path.join(path.dirname(file), 'older.claimbook');
  fs.copyFileSync(path.resolve('tests/samples/version-10.claimbook'), older);
  const theirs = await openTheirs(older, controls(), nobody());
  expect(theirs.problems).toEqual([]);
  theirs.close();
});
