import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runCli } from '../../electron/cli';
import { commands } from '../../electron/cli-commands';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import { versionOf } from '../../electron/db/migrate';
import { applicationId, closeFile, openForReading } from '../../electron/db/open';
import { migrations } from '../../electron/migrations/index';
import { builtInTemplate } from '../../shared/templates';
import { makeHost, makeProject, tempFolder } from '../support/make-project';
import { fixtureOf } from '../support/version-fixture';

interface Printed {
  code: number;
  out: string;
  err: string;
}

const cli = (...argv: string[]): Promise<Printed> => cliOf(path.join(tempFolder(), 'profile'), ...argv);

/** Runs one command of a user whose settings and backups lie in this folder. */
async function cliOf(profileFolder: string, ...argv: string[]): Promise<Printed> {
  let out = '';
  let err = '';
  const io = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  };
  const code = await runCli(argv, io, profileFolder, readHere, readDatasetHere);
  return { code, out, err };
}

test('a project is made, filled in English and Arabic, exported, rebuilt and checked', async () => {
  const folder = tempFolder();
  const at = (name: string): string => path.join(folder, name);
  fs.writeFileSync(at('tram.txt'), 'Tram divides Ellmouth\nThe council met for hours.');
  fs.writeFileSync(at('الماء.txt'), 'إصلاح المياه\nصوّت المجلس على المشروع.');
  const project = at('مشروع.claimbook');

  expect(await cli('new', project, '--name', 'Water & trams')).toMatchObject({ code: 0 });
  expect((await cli('new', project)).err).toContain('already there');

  const imported = await cli('import', project, at('tram.txt'), at('الماء.txt'), '--json');
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.out)).toMatchObject({
    imported: [{ title: 'Tram divides Ellmouth' }, { title: 'إصلاح المياه' }],
    skipped: [],
  });

  const json = at('whole.json');
  expect(await cli('export', project, '--format', 'claimbook-json', '--out', json)).toMatchObject({
    code: 0,
  });
  expect(await cli('export', project, '--format', 'csv', '--out', at('tables'))).toMatchObject({ code: 0 });
  expect(fs.readdirSync(at('tables'))).toContain('articles.csv');

  const copy = at('copy.claimbook');
  expect(await cli('import', copy, json, '--format', 'claimbook-json')).toMatchObject({ code: 0 });
  const counted = async (file: string): Promise<unknown> =>
    JSON.parse((await cli('info', file, '--json')).out);
  expect(await counted(copy)).toEqual(await counted(project));
  expect(await counted(copy)).toMatchObject({ records: { articles: 2 } });
  expect(await cli('check', copy, '--json')).toMatchObject({ code: 0, out: '{\n  "problems": []\n}\n' });
});

test('a project can begin with any of the codebooks that come with Claimbook', async () => {
  const folder = tempFolder();
  const project = path.join(folder, 'networks.claimbook');
  expect(await cli('new', project, '--template', 'claim')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--template is claims, networks, political-claims.'),
  });
  expect(fs.existsSync(project)).toBe(false);
  expect(await cli('new', project, '--template', 'networks')).toMatchObject({ code: 0 });
  const db = openForReading(project);
  expect(db.prepare('SELECT name FROM code ORDER BY position').pluck().all()).toEqual(
    builtInTemplate('networks').codes.map(({ name }) => name),
  );
  closeFile(db);
});

test('what cannot be imported is skipped with a reason, the rest comes in, and the exit code says so', async () => {
  const folder = tempFolder();
  const project = path.join(folder, 'p.claimbook');
  const [good, bad] = [path.join(folder, 'good.txt'), path.join(folder, 'bad.txt')];
  fs.writeFileSync(good, 'A title\nand words.');
  fs.writeFileSync(bad, '%PDF-1.7');
  await cli('new', project);
  const { code, out } = await cli('import', project, good, bad);
  expect(code).toBe(1);
  expect(out).toContain('imported good.txt');
  expect(out).toContain('skipped bad.txt: It is damaged, or no PDF');
});

test('a text with a title that no article can have comes in beside the others', async () => {
  const folder = tempFolder();
  const project = path.join(folder, 'p.claimbook');
  await cli('new', project);
  const texts = { 'a.txt': 'A good title', 'b.txt': 'The council\u0092s plan', 'c.txt': '\u200b' };
  for (const [name, title] of Object.entries(texts))
    fs.writeFileSync(path.join(folder, name), `${title}\nSome words of the article.`);
  const files = Object.keys(texts).map((name) => path.join(folder, name));
  const { code, out } = await cli('import', project, ...files, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    imported: [{ title: 'A good title' }, { title: 'The councils plan' }, { title: 'c' }],
    skipped: [],
  });
});

test('texts that are there already are left out, taken, or linked as copies, as it is said', async () => {
  const folder = tempFolder();
  const texts = { 'a.txt': 'Agency\nThe same words.', 'b.txt': 'Agency\nThe same words.' };
  const corpus = path.join(folder, 'corpus');
  fs.mkdirSync(corpus);
  for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(corpus, name), text);
  const importWith = async (way: string): Promise<unknown> => {
    const project = path.join(folder, `${way}.claimbook`);
    await cli('new', project);
    const { code, out } = await cli('import', project, corpus, '--duplicates', way, '--json');
    expect(code).toBe(0);
    const { imported } = JSON.parse(out) as { imported: { fileName: string; isCopy: boolean }[] };
    return imported.map(({ fileName, isCopy }) => [path.basename(fileName), isCopy]);
  };
  expect(await importWith('skip')).toEqual([['a.txt', false]]);
  expect(await importWith('take')).toEqual([
    ['a.txt', false],
    ['b.txt', false],
  ]);
  expect(await importWith('link')).toEqual([
    ['a.txt', false],
    ['b.txt', true],
  ]);
});

test('a wrong JSON leaves no new project behind', async () => {
  const folder = tempFolder();
  const json = path.join(folder, 'wrong.json');
  fs.writeFileSync(json, '{"format": "claimbook"}');
  const { code, err } = await cli(
    'import',
    path.join(folder, 'new.claimbook'),
    json,
    '--format',
    'claimbook-json',
  );
  expect(code).toBe(1);
  expect(err).toContain('not a Claimbook project in JSON');
  expect(fs.readdirSync(folder)).toEqual(['wrong.json']);
});

test('an export cannot overwrite the project that it comes from', async () => {
  const project = path.join(tempFolder(), 'p.claimbook');
  await cli('new', project);
  const { code, err } = await cli('export', project, '--format', 'claimbook-json', '--out', project);
  expect(code).toBe(1);
  expect(err).toContain('is the project that is open');
  expect(await cli('check', project)).toMatchObject({ code: 0 });
});

test('mistakes are answered with sentences: unknown commands, files, formats and options', async () => {
  const folder = tempFolder();
  const project = path.join(folder, 'p.claimbook');
  await cli('new', project);
  for (const argv of [
    ['translate'],
    ['merge'],
    [],
    ['new'],
    ['info', path.join(folder, 'nowhere.claimbook')],
    ['export', project, '--format', 'xlsx', '--out', path.join(folder, 'x')],
    ['export', project],
    ['check', project, '--colour'],
  ]) {
    const { code, out, err } = await cli(...argv);
    expect(code, argv.join(' ')).not.toBe(0);
    expect(out).toBe('');
    expect(err).not.toMatch(/^\s+at /m);
    expect(err.length).toBeGreaterThan(10);
  }
  expect((await cli('translate')).err).toContain('claimbook export');
});

test('help is printed where results go, for all commands and for one', async () => {
  for (const word of ['help', '--help', '-h']) {
    const { code, out, err } = await cli(word);
    expect([code, err]).toEqual([0, '']);
    const told = out.split('\n').flatMap((line) => /^claimbook (\w+) /.exec(line)?.[1] ?? []);
    expect(told.toSorted()).toEqual(Object.keys(commands).toSorted());
  }
  expect(await cli('export', '--help')).toEqual({
    code: 0,
    out: expect.stringMatching(/^claimbook export .*\n$/) as string,
    err: '',
  });
});

test('wrong words give 2 and the right ones, an option of another command too; nothing is done', async () => {
  const folder = tempFolder();
  const project = path.join(folder, 'p.claimbook');
  await cli('new', project);
  const before = fs.readFileSync(project);
  for (const argv of [
    ['info', project, '--out', 'x'],
    ['info', project, '--colour'],
    ['info', project, project],
    ['new', project, '--name'],
    ['export', project, '--format', 'csv'],
    ['export', project, '--format', 'csv', '--out', path.join(folder, 'x'), '--profile', 'mine'],
    ['import', project],
    ['import', project, project, '--format', 'tarot'],
  ]) {
    const { code, out, err } = await cli(...argv);
    expect([code, out], argv.join(' ')).toEqual([2, '']);
    expect(err).toContain(`claimbook ${argv[0]} PROJECT.claimbook`);
  }
  expect(fs.readFileSync(project).equals(before)).toBe(true);
  expect(fs.readdirSync(folder)).toEqual(['p.claimbook']);
});

test('a file that is not there is named; nothing is made and nobody joins the project', async () => {
  const folder = tempFolder();
  const at = (name: string): string => path.join(folder, name);
  await cli('new', at('p.claimbook'), '--coder', 'Ada');
  fs.writeFileSync(at('there.txt'), 'A title\nand words.');
  const before = fs.readFileSync(at('p.claimbook'));
  for (const [missing, ...argv] of [
    [at('gone.txt'), 'import', at('p.claimbook'), at('there.txt'), at('gone.txt'), '--coder', 'Ben'],
    [at('q.claimbook'), 'import', at('q.claimbook'), at('there.txt')],
    [at('gone.json'), 'import', at('q.claimbook'), at('gone.json'), '--format', 'claimbook-json'],
    [at('q.claimbook'), 'info', at('q.claimbook')],
    [at('q.claimbook'), 'check', at('q.claimbook')],
    [at('q.claimbook'), 'export', at('q.claimbook'), '--format', 'csv', '--out', at('tables')],
    [at('no'), 'new', at('no/such/p.claimbook')],
    [folder, 'import', at('q.claimbook'), folder, '--format', 'claimbook-json'],
  ] as [string, ...string[]][]) {
    const { code, out, err } = await cli(...argv);
    expect([code, out], argv.join(' ')).toEqual([1, '']);
    expect(err).toContain(missing);
    expect(err.trim().split('\n')).toHaveLength(1);
  }
  expect(fs.readdirSync(folder)).toEqual(['p.claimbook', 'there.txt']);
  expect(fs.readFileSync(at('p.claimbook')).equals(before)).toBe(true);
});

test('a project that is open elsewhere is left alone, and said to be whose it is', async () => {
  const { file } = await makeProject({ sample: true });
  for (const argv of [
    ['info', file, '--json'],
    ['check', file],
    ['export', file, '--format', 'csv', '--out', path.join(path.dirname(file), 'tables')],
  ]) {
    const { code, out, err } = await cli(...argv);
    expect([code, out], argv.join(' ')).toEqual([1, '']);
    expect(err).toMatch(/^Ada has this project open on .+, since \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$/);
  }
});

test('--json has one shape for each command', async () => {
  const folder = tempFolder();
  const at = (name: string): string => path.join(folder, name);
  fs.writeFileSync(at('page.txt'), '<html><body><p>One line.</p><p>Another one.</p></body></html>');
  fs.writeFileSync(at('bad.txt'), '%PDF-1.7');
  const asked = async (...argv: string[]): Promise<unknown> =>
    JSON.parse((await cli(...argv, '--json')).out) as unknown;
  const project = at('p.claimbook');
  expect(await asked('new', project, '--coder', 'Ada')).toEqual({ project });
  expect(await asked('import', project, at('page.txt'), at('bad.txt'), '--format', 'html')).toMatchObject({
    imported: [
      { fileName: 'page.txt', format: 'Web page', title: 'One line.', warnings: [], duplicate: null },
    ],
    leftOut: [],
    skipped: [{ fileName: 'bad.txt', place: '', message: 'This is a PDF file, not a text.' }],
    files: [
      { fileName: 'page.txt', articles: 1, encoding: 'utf-8' },
      { fileName: 'bad.txt', articles: 0 },
    ],
  });
  expect(await asked('export', project, '--format', 'claimbook-json', '--out', at('p.json'))).toEqual({
    files: [{ name: 'p.json', rows: expect.any(Number) as number, bytes: fs.statSync(at('p.json')).size }],
    losses: [],
  });
  expect(await asked('info', project)).toEqual({
    records: { articles: 1, annotations: 0, actors: 0, concepts: 0, coders: 2, codes: 3, changes: 3 },
    annotations: [],
  });
  expect(await asked('check', project)).toEqual({ problems: [] });
  expect(await asked('import', at('q.claimbook'), at('p.json'), '--format', 'claimbook-json')).toEqual({
    rows: expect.any(Number) as number,
    problems: [],
  });
  expect(Object.keys((await asked('formats')) as object)).toEqual(['import', 'export', 'schemas']);
});

test('a project of an older version is kept as it was before anything is written to it, and it is said where', async () => {
  const folder = tempFolder();
  const profile = path.join(folder, 'profile');
  const older = path.join(folder, 'older.claimbook');
  const text = path.join(folder, 'tram.txt');
  fs.writeFileSync(text, 'Tram divides Ellmouth\nThe council met for hours.');
  fs.copyFileSync(fixtureOf(10), older);
  const { code, err } = await cliOf(profile, 'import', older, text);
  expect(code).toBe(0);
  const [, kept = ''] = /An older Claimbook wrote .* it is kept as (.*)\n/.exec(err) ?? [];
  expect(kept.startsWith(profile)).toBe(true);
  const backup = openForReading(kept);
  expect(versionOf(backup)).toBe(10);
  closeFile(backup);
  expect(await cliOf(profile, 'import', older, text)).toMatchObject({ code: 0, err: '' });
  // The app offers them too.
  const app = makeHost(folder);
  await app.done('project.open', { token: app.grant(older), coderName: 'Ada' });
  expect((await app.done('backup.list')).map(({ id }) => id)).toContain(path.basename(kept));
});

test('rebuilding from JSON whose offsets are wrong says which, and that not all is in order', async () => {
  const { done, grant, file } = await makeProject({ sample: true });
  const json = path.join(path.dirname(file), 'whole.json');
  const request = { format: 'claimbook-json' };
  await done('export.run', { jobId: 'job', token: grant(json), request });
  const copy = path.join(path.dirname(file), 'copy.claimbook');
  const shifted = fs
    .readFileSync(json, 'utf8')
    .replace(/"start_offset":(\d+)/, (_, start) => `"start_offset":${Number(start) + 1}`);
  fs.writeFileSync(json, shifted);
  const { code, out } = await cli('import', copy, json, '--format', 'claimbook-json');
  expect(code).toBe(1);
  expect(out).toMatch(/Rebuilt .*\n1 span .*UTF-16.*\nIn “.*”, 208–224 reads “.*”, not “.*”\.\n$/);
  expect(await cli('check', copy)).toMatchObject({ code: 1, out: expect.stringContaining('reads “') });
});

test('rebuilding into an empty project of an older version keeps that too', async () => {
  const folder = tempFolder();
  const profile = path.join(folder, 'profile');
  const project = path.join(folder, 'full.claimbook');
  const json = path.join(folder, 'full.json');
  const older = path.join(folder, 'older.claimbook');
  await cliOf(profile, 'new', project);
  await cliOf(profile, 'export', project, '--format', 'claimbook-json', '--out', json);
  const empty = new Database(older);
  empty.pragma(`application_id = ${applicationId}`);
  empty.exec(migrations.find(({ version }) => version === 10)?.sql ?? '');
  empty.pragma('user_version = 10');
  empty.close();
  const { code, err } = await cliOf(profile, 'import', older, json, '--format', 'claimbook-json');
  expect(code).toBe(0);
  const [, kept = ''] = /it is kept as (.*)\n/.exec(err) ?? [];
  const backup = openForReading(kept);
  expect(versionOf(backup)).toBe(10);
  closeFile(backup);
});

test('the formats name their JSON Schema', async () => {
  const { code, out } = await cli('formats', '--json');
  expect(code).toBe(0);
  const { schemas } = JSON.parse(out) as { schemas: Record<string, string> };
  expect(fs.existsSync(schemas['claimbook-json']!)).toBe(true);
});

test('a table whose headings nobody knows is taken in by a mapping of its columns', async () => {
  const folder = tempFolder();
  const [project, table] = [path.join(folder, 'p.claimbook'), path.join(folder, 'codings.csv')];
  await cli('new', project, '--coder', 'Ada');
  fs.writeFileSync(table, 'A,B,C,D\r\nNews,Merkel said yes.,said yes,Claim\r\n');
  const plain = await cli('import', project, table, '--format', 'simple-table');
  expect(plain.code).toBe(1);
  expect(plain.err).toContain('Say what each column holds');
  const mapping = JSON.stringify({ A: 'article title', B: 'article text', C: 'quote', D: 'code' });
  const { code, out } = await cli(
    'import',
    project,
    table,
    '--format',
    'simple-table',
    '--set',
    `mapping=${mapping}`,
    '--json',
  );
  expect(JSON.parse(out)).toMatchObject({
    counts: expect.arrayContaining([{ type: 'annotation', fresh: 1, known: 0 }]) as unknown,
  });
  expect(code).toBe(0);
  const { records } = JSON.parse((await cli('info', project, '--json')).out) as {
    records: { annotations: number };
  };
  expect(records.annotations).toBe(1);
});

test('a mere table is read as articles under the name that it always had, and as a dataset only when that is said', async () => {
  const folder = tempFolder();
  const [project, table] = [path.join(folder, 'p.claimbook'), path.join(folder, 'articles.csv')];
  await cli('new', project, '--coder', 'Ada');
  fs.writeFileSync(table, 'title,text\r\nNews,Merkel said yes.\r\n');
  expect(await cli('import', project, table, '--format', 'csv')).toMatchObject({ code: 0 });
  const { records } = JSON.parse((await cli('info', project, '--json')).out) as {
    records: { articles: number };
  };
  expect(records.articles).toBe(1);
  const before = fs.readFileSync(project);
  const missing = path.join(folder, 'gone');
  const { code, err } = await cli('import', project, missing, '--format', 'data-package', '--coder', 'Ben');
  expect([code, err]).toEqual([1, `There is no file ${missing}. Nothing was changed.\n`]);
  expect(fs.readFileSync(project).equals(before)).toBe(true);
});
