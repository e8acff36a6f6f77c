/** A copy of a project for a colleague: what goes along, and that what does not is really gone. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, test } from 'vitest';
import type { CallInput } from '../../shared/api';
import { runCli } from '../../electron/cli';
import { checkProject } from '../../electron/db/check';
import { closeFile, openForReading } from '../../electron/db/open';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import { recordTypes } from '../../shared/records';
import { addArticle, type OpenWorld, openWorld } from '../support/host-world';
import { mark, only } from '../support/marked-text';

const news = mark('Merkel said: [a:we can do it]a. The mayor [b:agreed]b.');

interface Team extends OpenWorld {
  ada: string;
  bo: string;
}

/** Ada and Bo coded one article with notes; another article was added and removed, an annotation too. */
async function team(): Promise<Team> {
  const world = await openWorld(news.text);
  await world.tag('of-ada', 'Claim', only(news, 'a'));
  await world.does('annotation.setNote', { annotationId: 'of-ada', note: 'Adas geheime Notiz' });
  await world.tag('removed', 'Claim', only(news, 'b'));
  await world.does('annotation.setNote', { annotationId: 'removed', note: 'verworfene Notiz' });
  await world.does('annotation.remove', { annotationIds: ['removed'] });
  const gone = await addArticle(world, 'Ein Text, den niemand mehr lesen soll.');
  await world.does('article.remove', { articleId: gone });
  const { coders } = await world.does('project.open', { token: world.token(world.file), coderName: 'Bo' });
  await world.tag('of-bo', 'Actor', only(news, 'b'));
  await world.does('reading.set', { articleId: world.articleId, state: 'done' });
  const nameOf = (name: string): string => coders.find((one) => one.name === name)!.id;
  return { ...world, ada: nameOf('Ada'), bo: nameOf('Bo') };
}

type Request = NonNullable<CallInput<'copy.run'>['request']>;

async function copied(world: OpenWorld, request: Request) {
  const target = path.join(world.folder, `copy-${JSON.stringify(request).length}.claimbook`);
  const report = await world.does('copy.run', { jobId: 'copy', token: world.token(target), request });
  return { target, report };
}

function inFile<T>(file: string, look: (db: Database.Database) => T): T {
  const db = openForReading(file);
  try {
    expect(checkProject(db)).toEqual([]);
    return look(db);
  } finally {
    closeFile(db);
  }
}

const ids = (file: string, table: string): string[] =>
  inFile(file, (db) => db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[]);

const newestLine = (file: string): string => ids(file, 'change').at(-1) ?? '';

const holds = (file: string, words: string): boolean => fs.readFileSync(file).includes(words);

describe('a whole copy', () => {
  it('is the project, row by row, with its history', async () => {
    const world = await team();
    const { target, report } = await copied(world, {});
    expect(report).toMatchObject({ articles: 1, annotations: 2, leftOut: 0 });
    await world.does('project.close');
    const rows = (file: string) =>
      inFile(file, (db) =>
        [...recordTypes, 'change', 'change_subject', 'article_key'].map((table) =>
          db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
        ),
      );
    expect(rows(target)).toEqual(rows(world.file));
    expect(report.lines).toBe(ids(world.file, 'change').length);
  });
});

describe('a copy without history', () => {
  it('has not a byte of what was deleted, which the project and a whole copy still hold', async () => {
    const world = await team();
    const { target: whole } = await copied(world, {});
    const { target } = await copied(world, { history: false });
    for (const words of ['niemand mehr lesen', 'verworfene Notiz']) {
      expect(holds(whole, words), words).toBe(true);
      expect(holds(target, words), words).toBe(false);
    }
    expect(holds(target, 'Adas geheime Notiz')).toBe(true);
    expect(ids(target, 'annotation')).toEqual(['of-ada', 'of-bo']);
  });

  it('begins with one line that bears the id of the newest line of the original, and that nobody can undo', async () => {
    const world = await team();
    const { target } = await copied(world, { history: false });
    const lines = inFile(target, (db) => db.prepare('SELECT * FROM change').all());
    await world.does('project.close');
    const newest = inFile(world.file, (db) =>
      db.prepare('SELECT id FROM change ORDER BY seq DESC LIMIT 1').pluck().get(),
    );
    expect(lines).toEqual([
      {
        seq: 1,
        id: newest,
        at: expect.any(String),
        coder_id: null,
        label: 'Copy of Debate for a colleague',
        kind: 'do',
        origin_seq: null,
        article_id: null,
        diff: '{"added":[],"updated":[],"removed":[]}',
      },
    ]);
    const opened = await world.does('project.open', { token: world.token(target), coderName: 'Cy' });
    expect(opened.undo.undo).toBeNull();
  });

  it('can be coded in, copied again, and knows its origin still', async () => {
    const world = await team();
    const { target } = await copied(world, { history: false });
    const first = newestLine(target);
    await world.does('project.open', { token: world.token(target), coderName: 'Ada' });
    const again = await copied(world, { history: false, notes: false });
    expect(newestLine(again.target)).toBe(first);
    await world.tag('new', 'Claim', only(news, 'b'));
    await world.does('history.undo');
    await world.does('history.redo');
    await world.does('project.close');
    expect(ids(target, 'annotation')).toContain('new');
  });
});

describe('a copy without notes', () => {
  it('says nothing that a coder wrote beside the text, and has no history that would', async () => {
    const world = await team();
    await world.does('article.update', { articleId: world.articleId, fields: { note: 'Notiz am Artikel' } });
    const { target, report } = await copied(world, { notes: false });
    for (const words of ['geheime Notiz', 'verworfene Notiz', 'Notiz am Artikel'])
      expect(holds(target, words), words).toBe(false);
    expect(report.lines).toBe(0);
    expect(ids(target, 'annotation')).toEqual(['of-ada', 'of-bo']);
  });
});

describe('a blind copy', () => {
  it('has nobody’s work, but all articles, the codebook and who is in the team', async () => {
    const world = await team();
    const { target, report } = await copied(world, { others: false });
    expect(report).toMatchObject({ articles: 1, annotations: 0, leftOut: 2 });
    for (const table of ['annotation', 'span', 'attribute_value', 'reading'])
      expect(ids(target, table), table).toEqual([]);
    expect(ids(target, 'code')).toHaveLength(world.snapshot.codes.length);
    expect(ids(target, 'coder')).toHaveLength(2);
    for (const words of ['of-ada', 'of-bo', 'geheime Notiz']) expect(holds(target, words), words).toBe(false);
  });

  it('has the work of the one whom it is for, second rounds and what is drawn for them included', async () => {
    const world = await team();
    await world.does('project.close');
    const db = new Database(world.file);
    const at = '2026-01-01T00:00:00.000Z';
    db.exec(`INSERT INTO coder VALUES ('again', 'Bo again', '${at}', 'again', '${world.bo}');
      INSERT INTO coder VALUES ('gold', 'Gold', '${at}', 'gold', NULL);
      INSERT INTO reading VALUES ('r1', '${world.articleId}', 'again', 'done', '${at}');
      INSERT INTO merge VALUES ('merge', '${world.ada}', '${at}', 'of Bo', 'Debate', NULL, NULL, '{}', '');
      INSERT INTO question VALUES ('q', 'merge', 'value', NULL, 'annotation', 'of-ada', 'note', '"Frage"', '""',
        'Ada', NULL, 'Bo', NULL, NULL, '', NULL, NULL);
      INSERT INTO adjudication VALUES ('decision', '${world.articleId}', '${world.ada}', 'one', '', '${at}');
      INSERT INTO adjudication_part VALUES ('part', 'decision', 'of-ada', 'taken');
      INSERT INTO double_coding VALUES ('pilot', 'Pilot', 'between', '${world.ada}', '${at}', 1, 1);
      INSERT INTO assignment VALUES ('task', 'pilot', '${world.articleId}', '${world.bo}');`);
    db.close();
    await world.does('project.open', { token: world.token(world.file), mode: 'read', coderName: 'Ada' });
    const { target } = await copied(world, { others: false, coderId: world.bo });
    expect(ids(target, 'annotation')).toEqual(['of-bo']);
    expect(
      inFile(target, (one) => one.prepare('SELECT DISTINCT coder_id FROM reading ORDER BY 1').pluck().all()),
    ).toEqual(['again', world.bo].toSorted());
    expect(ids(target, 'assignment')).toEqual(['task']);
    for (const table of ['adjudication', 'adjudication_part', 'question', 'merge'])
      expect(ids(target, table), table).toEqual([]);
    const { target: shared } = await copied(world, { history: false });
    expect(ids(shared, 'adjudication')).toEqual(['decision']);
    expect([ids(shared, 'merge'), ids(shared, 'question')]).toEqual([['merge'], []]);
  });
});

test('whatever is copied, the project stays as it was, byte by byte', async () => {
  const world = await team();
  await world.does('project.close');
  const before = fs.readFileSync(world.file);
  await world.does('project.open', { token: world.token(world.file), mode: 'read', coderName: 'Ada' });
  for (const request of [{}, { history: false }, { notes: false }, { others: false }] satisfies Request[])
    await copied(world, request);
  await world.does('project.close');
  expect(fs.readFileSync(world.file)).toEqual(before);
});

test('a copy takes the place of no project, not of its own, and of no folder; nothing is left beside it', async () => {
  const world = await team();
  const other = path.join(world.folder, 'other.claimbook');
  fs.copyFileSync((await copied(world, {})).target, other);
  const before = [fs.readFileSync(other), fs.readdirSync(world.folder).toSorted()];
  for (const file of [other, world.file, world.folder]) {
    const failure = await world.fails('copy.run', { jobId: 'copy', token: world.token(file), request: {} });
    expect(failure, file).toMatchObject({ code: 'refused' });
  }
  const failure = await world.fails('copy.run', {
    jobId: 'copy',
    token: world.token(path.join(world.folder, 'new.claimbook')),
    request: { others: false, coderId: 'nobody' },
  });
  expect(failure).toMatchObject({ code: 'not-found' });
  expect([fs.readFileSync(other), fs.readdirSync(world.folder).toSorted()]).toEqual(before);
});

test('who has worked in a file is told with counts and times', async () => {
  const world = await team();
  const work = await world.does('file.work');
  expect(
    work.coders.map(({ name, annotations, articles, finished }) => [name, annotations, articles, finished]),
  ).toEqual([
    ['Ada', 1, 1, 0],
    ['Bo', 1, 1, 1],
  ]);
  expect(work.coders[0]!.first! <= work.coders[0]!.last!).toBe(true);
  expect(work).toMatchObject({
    first: { label: 'New project Debate', by: '' },
    newest: { by: 'Bo' },
    merges: [],
  });
  const { target } = await copied(world, { history: false, others: false });
  await world.does('project.open', { token: world.token(target), mode: 'read', coderName: 'Ada' });
  expect(await world.does('file.work')).toMatchObject({
    coders: [
      { name: 'Ada', annotations: 0, first: null, last: null },
      { name: 'Bo', annotations: 0 },
    ],
    lines: 1,
    newest: { label: 'Copy of Debate for a colleague' },
  });
});

test('the command line writes a blind copy and says what is in it, or which words were wrong', async () => {
  const world = await team();
  await world.does('project.close');
  const out = path.join(world.folder, 'for-bo.claimbook');
  const run = async (...argv: string[]) => {
    let [stdout, stderr] = ['', ''];
    const io = {
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: (text: string) => (stderr += text) },
    };
    const profile = path.join(world.folder, 'profile');
    const code = await runCli(['copy', world.file, ...argv], io, profile, readHere, readDatasetHere);
    return { code, stdout, stderr };
  };
  const done = await run('--out', out, '--without', 'history,others', '--coder', 'Bo', '--json');
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(done.stdout)).toMatchObject({ annotations: 1, leftOut: 1, lines: 0 });
  expect(ids(out, 'annotation')).toEqual(['of-bo']);
  expect(await run('--out', out)).toMatchObject({ code: 1, stderr: expect.stringContaining('is a project') });
  const another = path.join(world.folder, 'another.claimbook');
  expect((await run('--out', another)).stdout).toMatch(/annotations: 2\n.*history: \d+ lines/s);
  for (const [words, said] of [
    [['--out', out, '--without', 'texts'], '“texts” is none of them'],
    [['--out', out, '--coder', 'Bo'], '--without others'],
    [['--out', out, '--without', 'others', '--coder', 'Zoe'], 'There is no coder “Zoe”'],
    [['--without', 'others'], '--out'],
  ] as const)
    expect(await run(...words)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
});
