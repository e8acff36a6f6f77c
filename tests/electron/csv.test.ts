import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { v7 as newId } from 'uuid';
import { expect, test } from 'vitest';
import { csvExporter } from '../../electron/exchange/csv';
import { closeFile, openForReading } from '../../electron/db/open';
import { makeProject, type TestProject } from '../support/make-project';

type Row = Record<string, string>;
type Profile = 'spreadsheet' | 'statistics';
const formulaName = '=HYPERLINK("http://x") "Zoë" e\u0301, 👩🏽‍🌾';

async function hardProject(): Promise<TestProject> {
  const project = await makeProject({ sample: true });
  await project.done('actor.create', { name: formulaName, kind: 'person' });
  const { drafts } = await project.done('article.draft', {
    sources: [{ pasted: '😀 العنوان\n\n市议会 said 👍🏽 “yes”,\nand left.' }],
  });
  const [draft] = drafts;
  const added = await project.done('article.add', {
    drafts: [{ draftId: draft!.draftId, fields: draft!.fields }],
  });
  const article = added.change.added.find(({ type }) => type === 'article');
  const text = '😀 العنوان\n\n市议会 said 👍🏽 “yes”,\nand left.';
  const start = text.indexOf('“yes”');
  const snapshot = await project
    .done('project.close')
    .then(() => project.done('project.open', { token: project.grant(project.file), coderName: 'Ada' }));
  await project.done('annotation.tag', {
    annotationId: newId(),
    articleId: article!.id,
    codeId: snapshot.codes[0]!.id,
    ranges: [{ start, end: start + '“yes”'.length }],
  });
  return project;
}

async function exported({ done, grant, file }: TestProject, profile: Profile) {
  const folder = path.join(path.dirname(file), `tables-${profile}`);
  const report = await done('export.run', {
    jobId: newId(),
    token: grant(folder),
    request: { format: 'csv', profile },
  });
  const raw = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
  // No record delimiter is given: the reader must find its way as R's and Python's do.
  const rows = (name: string): Row[] => parse<Row>(raw(name), { columns: true, bom: true });
  return { folder, report, raw, rows };
}

test('texts with line breaks come back as they are, and quotes fit them in code units and code points', async () => {
  const { rows } = await exported(await hardProject(), 'statistics');
  const articles = new Map(rows('articles.csv').map((row) => [row.id, row.text!]));
  expect([...articles.values()].some((text) => text.startsWith('😀 العنوان\n\n'))).toBe(true);
  const articleOf = new Map(rows('annotations.csv').map((row) => [row.id, row.article_id]));
  const spans = rows('spans.csv');
  expect(spans.length).toBeGreaterThan(10);
  for (const span of spans) {
    const text = articles.get(articleOf.get(span.annotation_id))!;
    expect(text.slice(Number(span.start_offset), Number(span.end_offset))).toBe(span.quote);
    const points = [...text].slice(Number(span.start_codepoint), Number(span.end_codepoint));
    expect(points.join('')).toBe(span.quote);
  }
  expect(spans.some((span) => span.start_offset !== span.start_codepoint)).toBe(true);
});

test('for spreadsheets, what looks like a formula is guarded and counted; for statistics it is raw', async () => {
  const project = await hardProject();
  const safe = await exported(project, 'spreadsheet');
  const raw = await exported(project, 'statistics');
  expect(safe.rows('actors.csv').map(({ name }) => name)).toContain(`'${formulaName}`);
  expect(raw.rows('actors.csv').map(({ name }) => name)).toContain(formulaName);
  expect(safe.report.losses.join()).toMatch(/1 cell that a spreadsheet would run/);
  expect(raw.report.losses).toEqual([]);
  expect(safe.raw('actors.csv').startsWith('\ufeff')).toBe(true);
  expect(raw.raw('actors.csv').startsWith('\ufeff')).toBe(false);
  expect(JSON.parse(safe.raw('datapackage.json'))).toMatchObject({ 'x-formulaEscape': true });
});

test('the data package tells the truth about every table: columns, hash, keys', async () => {
  const { folder, raw, rows } = await exported(await hardProject(), 'statistics');
  const { resources } = JSON.parse(raw('datapackage.json')) as {
    resources: {
      name: string;
      path: string;
      hash: string;
      schema: {
        fields: { name: string }[];
        foreignKeys: { fields: [string]; reference: { resource: string; fields: [string] } }[];
      };
    }[];
  };
  for (const { path: file, hash, schema } of resources) {
    const bytes = fs.readFileSync(path.join(folder, file));
    expect(hash).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    const [heading] = parse(bytes, { to: 1 });
    expect(heading).toEqual(schema.fields.map(({ name }) => name));
    for (const { fields, reference } of schema.foreignKeys) {
      const ids = new Set(rows(`${reference.resource}.csv`).map((row) => row[reference.fields[0]]));
      for (const row of rows(file)) if (row[fields[0]] !== '') expect(ids).toContain(row[fields[0]]);
    }
  }
});

test('a folder with other files is refused, an earlier export is replaced, a cancelled one leaves nothing', async () => {
  const project = await hardProject();
  const { folder } = await exported(project, 'statistics');
  await exported(project, 'statistics');
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine');
  await expect(exported(project, 'statistics')).rejects.toThrow('holds other files');
  expect(fs.readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('mine');

  await project.done('project.close');
  const db = openForReading(project.file);
  const target = path.join(path.dirname(project.file), 'cancelled');
  const before = fs.readdirSync(path.dirname(project.file));
  const job = { signal: AbortSignal.abort(), progress: () => undefined };
  const run = csvExporter.run(db, { format: 'csv', profile: 'statistics' }, target, job);
  await expect(run).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(fs.readdirSync(path.dirname(project.file))).toEqual(before);
  closeFile(db);
});

test('long texts are written a few at a time: together they may be longer than any string can be', async () => {
  const project = await makeProject();
  const long = 'قالت الوزيرة 👩🏽‍⚖️ إن الحدود مفتوحة. '.repeat(110_000);
  const texts = ['1', '2', '3'].map((number) => `${long}${number}`);
  const { drafts } = await project.done('article.draft', { sources: texts.map((pasted) => ({ pasted })) });
  await project.done('article.add', { drafts: drafts.map(({ draftId, fields }) => ({ draftId, fields })) });
  await project.done('project.close');
  const db = openForReading(project.file);
  const target = path.join(path.dirname(project.file), 'tables');
  const pauses: string[] = [];
  await csvExporter.run(db, { format: 'csv', profile: 'statistics' }, target, {
    signal: new AbortController().signal,
    progress: (_done, _total, message) => void pauses.push(message),
  });
  closeFile(db);
  expect(pauses).toContain('Writing articles.csv');
  const rows = parse<Row>(fs.readFileSync(path.join(target, 'articles.csv')), { columns: true });
  expect(rows.map(({ text }) => texts.indexOf(text!))).toEqual([0, 1, 2]);
});

test('an earlier export that somebody looked into with Finder or Explorer is replaced all the same', async () => {
  const project = await hardProject();
  const { folder } = await exported(project, 'statistics');
  for (const name of ['.DS_Store', 'desktop.ini', 'Thumbs.db']) fs.writeFileSync(path.join(folder, name), '');
  await exported(project, 'statistics');
  expect(fs.readdirSync(folder)).not.toContain('.DS_Store');
});
