import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../electron/cli';
import { tempFolder } from '../support/make-project';

async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
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
  expect(out).toContain('skipped bad.txt: This is a PDF');
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
  expect(err).toContain('is a project');
  expect(await cli('check', project)).toMatchObject({ code: 0 });
});

test('mistakes are answered with sentences: unknown commands, files, formats and options', async () => {
  const folder = tempFolder();
  const project = path.join(folder, 'p.claimbook');
  await cli('new', project);
  for (const argv of [
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
  expect((await cli('merge')).err).toContain('claimbook export');
});

test('the formats name their JSON Schema', async () => {
  const { code, out } = await cli('formats', '--json');
  expect(code).toBe(0);
  const { schemas } = JSON.parse(out) as { schemas: Record<string, string> };
  expect(fs.existsSync(schemas['claimbook-json']!)).toBe(true);
});
