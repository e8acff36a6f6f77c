import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { v7 as newId } from 'uuid';
import { expect, test } from 'vitest';
import { checkWords, sha256 } from '../../electron/db/check';
import { closeFile, createFile } from '../../electron/db/open';
import { rebuild, rebuildFile } from '../../electron/exchange/claimbook-json';
import schema from '../../shared/formats/claimbook.schema.json';
import { makeHost, makeProject, tempFolder, type TestProject } from '../support/make-project';

const isValid = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

async function exported({ done, grant, file }: TestProject): Promise<string> {
  const target = path.join(path.dirname(file), `${newId()}.json`);
  await done('export.run', { jobId: newId(), token: grant(target), request: { format: 'claimbook-json' } });
  return fs.readFileSync(target, 'utf8');
}

/** A project with what breaks formats: scripts, emoji, combining marks, quotes, formulas, line breaks. */
async function hardProject(): Promise<TestProject> {
  const project = await makeProject({ sample: true });
  await project.done('actor.create', { name: '=HYPERLINK("x")\n"Zoë" e\u0301 👩🏽‍🌾', kind: 'person' });
  await project.done('concept.create', { name: 'إصلاح المياه 改革' });
  await project.done('project.update', { description: 'two\nlines, "quoted"\t\u2028end' });
  await project.done('concept.create', { name: 'undone' });
  await project.done('history.undo');
  return project;
}

const withoutTime = (json: string): string => json.replace(/"exportedAt": "[^"]*"/, '');

type Doc = { tables: Record<string, Record<string, unknown>[]> };
const broken = (json: string, change: (doc: Doc) => void): string => {
  const doc = JSON.parse(json) as Doc;
  change(doc);
  return JSON.stringify(doc);
};

/** Gives the first article another text, whose checksum and length are right. */
function retext(doc: Doc, change: (text: string) => string): void {
  const [article] = doc.tables.article!;
  const text = change(String(article!.text));
  Object.assign(article!, { text, text_sha256: sha256(text), text_length: text.length });
}

test('a rebuilt project exports the same bytes, history and undo included', async () => {
  const json = await exported(await hardProject());
  const folder = tempFolder();
  const copy = makeHost(folder);
  const db = createFile(copy.file);
  await rebuild(db, json);
  closeFile(db);
  const opened = await copy.done('project.open', {
    token: copy.grant(copy.file),
    mode: 'read',
    coderName: 'Ada',
  });
  expect(opened.articles).toHaveLength(3);
  const [before, after] = [withoutTime(json).split('\n'), withoutTime(await exported(copy)).split('\n')];
  expect(after.findIndex((line, at) => line !== before[at])).toBe(-1);
  expect(after).toHaveLength(before.length);
});

test('the schema accepts an export and refuses what is not one', async () => {
  const json = await exported(await hardProject());
  expect(isValid(JSON.parse(json)), JSON.stringify(isValid.errors?.slice(0, 3))).toBe(true);
  const bad: ((doc: Doc) => void)[] = [
    (doc) => delete doc.tables.span,
    (doc) => (doc.tables.span![0]!.start_offset = -1),
    (doc) => (doc.tables.code![0]!.retired = 0),
    (doc) => (doc.tables.article![0]!.date = '14.3.2026'),
    (doc) => (doc.tables.actor![0]!.colour = 'red'),
    (doc) => delete doc.tables.annotation![0]!.coder_id,
  ];
  for (const change of bad) expect(isValid(JSON.parse(broken(json, change))), String(change)).toBe(false);
});

test('a wrong row is named, and the project stays as it was', async () => {
  const json = await exported(await hardProject());
  const cases: [string, (doc: Doc) => void][] = [
    ['Row 1 of span is wrong', (doc) => (doc.tables.span![0]!.end_offset = 0)],
    ['Row 2 of code is wrong', (doc) => (doc.tables.code![1]!.retired = 'no')],
    ['there is no column colour', (doc) => (doc.tables.actor![0]!.colour = 'red')],
    ['Row 1 of article is wrong', (doc) => (doc.tables.article![0]!.text = 'another text')],
    ['text_length is 7, but its text has', (doc) => (doc.tables.article![0]!.text_length = 7)],
    ['line breaks other than \\n', (doc) => retext(doc, (text) => text.replaceAll('\n', '\r\n'))],
    ['characters that no text can hold', (doc) => retext(doc, (text) => `${text}\u0001`)],
    ['refers to a row of code that is not there', (doc) => (doc.tables.annotation![0]!.code_id = 'nobody')],
    ['Row 1 of change is wrong', (doc) => (doc.tables.change![0]!.diff = 'a string')],
    ['exactly one project', (doc) => (doc.tables.project = [])],
  ];
  const db = createFile(path.join(tempFolder(), 'empty.claimbook'));
  for (const [message, change] of cases) {
    await expect(rebuild(db, broken(json, change))).rejects.toThrow(message);
    expect(db.prepare('SELECT count(*) FROM article').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM project').pluck().get()).toBe(0);
  }
  await expect(rebuild(db, 'no JSON {')).rejects.toThrow('This is not JSON');
  await rebuild(db, json);
  await expect(rebuild(db, json)).rejects.toThrow('new, empty project');
  closeFile(db);
});

test('spans that do not fit their text come in, as a project may hold them, and are told', async () => {
  const json = await exported(await hardProject());
  const doc = JSON.parse(json) as Doc;
  const [span] = doc.tables.span!;
  const { id } = span!;
  Object.assign(span!, {
    start_offset: Number(span!.start_offset) + 1,
    end_offset: Number(span!.end_offset) + 1,
  });
  const db = createFile(path.join(tempFolder(), 'empty.claimbook'));
  await rebuild(db, JSON.stringify(doc));
  expect(checkWords(db)).toMatchObject([{ what: 'span', where: id }]);
  closeFile(db);
});

test('a file is read line by line, so that no limit of texts holds for it; other layouts have one', async () => {
  const json = await exported(await hardProject());
  const folder = tempFolder();
  /** What comes of a file with these contents where a text may have no more than `longest` bytes. */
  const rebuilt = async (contents: string, longest: number): Promise<string[]> => {
    const file = path.join(folder, `${newId()}.json`);
    fs.writeFileSync(file, contents);
    const db = createFile(`${file}.claimbook`);
    try {
      await rebuildFile(db, file, longest);
      return db.prepare('SELECT name FROM actor ORDER BY rowid').pluck().all() as string[];
    } catch (error) {
      expect(db.prepare('SELECT count(*) FROM project').pluck().get()).toBe(0);
      throw error;
    } finally {
      closeFile(db);
    }
  };
  const names = await rebuilt(json, 10);
  expect(names).toContain('=HYPERLINK("x") "Zoë" e\u0301 👩🏽‍🌾');
  const doc = JSON.parse(json) as Doc;
  const otherLayouts = [
    JSON.stringify(doc),
    JSON.stringify(doc, null, 2),
    json.replaceAll('\n', '\r\n'),
    `\ufeff${json}`,
    JSON.stringify({ ...doc, tables: Object.fromEntries(Object.entries(doc.tables).toReversed()) }),
  ];
  for (const other of otherLayouts) {
    expect(await rebuilt(other, 100_000_000)).toEqual(names);
    await expect(rebuilt(other, 10)).rejects.toThrow(
      /This file has 1 MB and is not laid out one row a line.*Nothing/,
    );
  }
  const lines = json.split('\n');
  const firstActor = lines.findIndex((line) => line.startsWith('  "actor": ['));
  const spoiled: string[] = [
    lines.slice(0, -30).join('\n'),
    `${json}{}`,
    lines.with(firstActor + 1, lines[firstActor + 1]!.replace(/,$/, '')).join('\n'),
    json.replace('\n  ],\n', ',\n  ],\n'),
    json.replace('\n  ],\n', '\n  ]\n'),
  ];
  for (const wrong of spoiled) await expect(rebuilt(wrong, 100_000_000)).rejects.toThrow('This is not JSON');
  await expect(rebuilt(json.replace('"span": [', '"spans": ['), 10)).rejects.toThrow('lacks the table span');
  await expect(rebuilt(json.replace('"version": 1', '"version": 2'), 10)).rejects.toThrow('version');
});
