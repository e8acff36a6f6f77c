import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { v7 as newId } from 'uuid';
import { expect, test } from 'vitest';
import { csvExporter } from '../../electron/exchange/csv';
import { closeFile, openForReading } from '../../electron/db/open';
import { bringIn } from '../support/bring-in';
import { makeProject, type TestProject } from '../support/make-project';

type Row = Record<string, string>;
type Profile = 'spreadsheet' | 'statistics';
const formulaName = '=HYPERLINK("http://x") "Zoë" e\u0301, 👩🏽‍🌾';

async function hardProject(): Promise<TestProject> {
  const project = await makeProject({ sample: true });
  await project.done('actor.create', { name: formulaName, kind: 'person' });
  const text = '😀 العنوان\n\n市议会 said 👍🏽 “yes”,\nand left.';
  const [articleId = ''] = await bringIn(project.done, [{ pasted: text }]);
  const start = text.indexOf('“yes”');
  const snapshot = await project
    .done('project.close')
    .then(() => project.done('project.open', { token: project.grant(project.file), coderName: 'Ada' }));
  await project.done('annotation.tag', {
    annotationId: newId(),
    articleId,
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
    request: { format: 'csv', options: { profile } },
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
  expect(safe.report.losses).toContainEqual(expect.objectContaining({ aspect: 'cells', count: 1 }));
  expect(raw.report.losses.map(({ aspect }) => aspect)).toEqual(['history']);
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
        foreignKeys?: { fields: [string]; reference: { resource: string; fields: [string] } }[];
      };
    }[];
  };
  for (const { path: file, hash, schema } of resources) {
    const bytes = fs.readFileSync(path.join(folder, file));
    expect(hash).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    const [heading] = parse(bytes, { to: 1 });
    expect(heading).toEqual(schema.fields.map(({ name }) => name));
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      const ids = new Set(rows(`${reference.resource}.csv`).map((row) => row[reference.fields[0]]));
      for (const row of rows(file)) if (row[fields[0]] !== '') expect(ids).toContain(row[fields[0]]);
    }
  }
});

test('codes of one name under different codes, coders of one name and all that values name can be told apart', async () => {
  const project = await makeProject({ sample: true });
  const look = { kind: 'claim', color: '#112233', lineStyle: 'fill' } as const;
  const make = (codeId: string, name: string, parentId: string | null) =>
    project.done('code.create', { codeId, parentId, name, ...look });
  for (const topic of ['Economy', 'Migration']) {
    await make(topic, topic, null);
    await make(`${topic}/Other`, 'Other', topic);
  }
  const { articles } = await project
    .done('project.close')
    .then(() => project.done('project.open', { token: project.grant(project.file), coderName: 'Ada' }));
  const place = { articleId: articles[0]!.id, ranges: [{ start: 0, end: 5 }] };
  for (const codeId of ['Economy/Other', 'Migration/Other'])
    await project.done('annotation.tag', { annotationId: `on ${codeId}`, codeId, ...place });

  const { rows, raw } = await exported(project, 'statistics');
  const byId = (file: string) => new Map(rows(file).map((row) => [row.id, row]));
  const [codes, coders, attributes, choices] = ['codes', 'coders', 'attributes', 'choices'].map((name) =>
    byId(`${name}.csv`),
  );
  const annotations = byId('annotations.csv');
  const others = [...annotations.values()].filter(({ code }) => code === 'Other');
  expect(others.map(({ code_id }) => code_id).toSorted()).toEqual(['Economy/Other', 'Migration/Other']);
  for (const row of annotations.values()) {
    expect(codes!.get(row.code_id)?.name).toBe(row.code);
    expect(coders!.get(row.coder_id)?.name).toBe(row.coder);
  }
  const values = rows('attribute_values.csv');
  for (const row of values) {
    expect(attributes!.get(row.attribute_id)).toMatchObject({ name: row.attribute, kind: row.kind });
    expect(attributes!.get(row.attribute_id)?.code_id).toBe(annotations.get(row.annotation_id)?.code_id);
    expect(choices!.get(row.choice_id)?.name).toBe(row.kind === 'choice' ? row.value : undefined);
  }
  expect(values.some(({ kind }) => kind === 'choice')).toBe(true);

  const { resources } = JSON.parse(raw('datapackage.json')) as {
    resources: { name: string; schema: { foreignKeys: { fields: string[] }[] } }[];
  };
  const keys = (name: string) =>
    resources
      .find((resource) => resource.name === name)
      ?.schema.foreignKeys.map(({ fields }) => fields.join());
  expect(keys('annotations')).toEqual(expect.arrayContaining(['code_id', 'coder_id']));
  expect(keys('attribute_values')).toEqual(expect.arrayContaining(['attribute_id', 'choice_id']));
  const explained = rows('data_dictionary.csv').map(({ file, column }) => `${file} ${column}`);
  expect(explained).toEqual(
    expect.arrayContaining([
      'annotations.csv code_id',
      'annotations.csv coder_id',
      'attribute_values.csv attribute_id',
      'attribute_values.csv choice_id',
    ]),
  );
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
  const run = csvExporter.run(db, { options: { profile: 'statistics' } }, target, job);
  await expect(run).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(fs.readdirSync(path.dirname(project.file))).toEqual(before);
  closeFile(db);
});

test('long texts are written a few at a time: together they may be longer than any string can be', async () => {
  const project = await makeProject();
  const long = 'قالت الوزيرة 👩🏽‍⚖️ إن الحدود مفتوحة. '.repeat(110_000);
  const texts = ['1', '2', '3'].map((number) => `${long}${number}`);
  await bringIn(
    project.done,
    texts.map((pasted) => ({ pasted })),
  );
  await project.done('project.close');
  const db = openForReading(project.file);
  const target = path.join(path.dirname(project.file), 'tables');
  const pauses: string[] = [];
  await csvExporter.run(db, { options: { profile: 'statistics' } }, target, {
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
