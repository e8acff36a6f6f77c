/** What was chosen as a dataset: which format it is, how its files are encoded, and how many an archive may hold. */
import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { importerOf } from '../../electron/exchange/importers';
import { withInput } from '../../electron/exchange/input-files';
import { writePieces } from '../../electron/exchange/pieces';
import { readDataset } from '../../electron/exchange/read-dataset';
import { latestVersion } from '../../electron/migrations/index';
import { newestSchema } from '../../shared/formats/claimbook-rows';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { refiProjectFormat } from '../../shared/formats/refi-project';
import { writeRefiProject } from '../../shared/formats/refi-project-writing';
import { writeLayout } from '../../shared/layout';
import { sha256, timeOf } from '../support/any-dataset';
import { annotationsIn } from '../support/dataset-in-words';
import { tempFolder } from '../support/make-project';
import { idMaker, written as writtenAs } from '../support/round-trip';

const read = (file: string, format: string | null = null, options = {}) =>
  readDataset({ path: file, format, options, articles: [] });

function saved(name: string, content: string | Uint8Array): string {
  const file = path.join(tempFolder(), name);
  fs.writeFileSync(file, content);
  return file;
}

test('a REFI-QDA project of ours is known as one, though what it keeps of headings is called as our archives’ head', async () => {
  const builder = new DatasetBuilder({
    format: 'test',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(),
    sha256,
  });
  const heading = { kind: 'heading' as const, level: 1, start: 0, end: 5 };
  const layout = writeLayout({ blocks: [heading], pages: [] });
  builder.article({ title: 'News', text: 'Yes!!\nShe said so.', layout });
  const refi = { info: refiProjectFormat, write: writeRefiProject };
  const { files } = writtenAs(refi, builder.build());
  expect([...files.keys()]).toContain('claimbook.json');
  const file = saved('study.qdpx', zipSync(Object.fromEntries(files)));
  const found = await withInput(file, [], (input) => importerOf(input, null));
  expect(found.info.id).toBe(refiProjectFormat.id);
  expect([...(await read(file)).dataset.articles()]).toMatchObject([{ article: { title: 'News', layout } }]);
});

test('a file that one format knows without doubt is not looked through by all the others', async () => {
  const file = saved('study.json', JSON.stringify({ format: 'claimbook', version: 1, tables: {} }));
  let looks = 0;
  const found = await withInput(file, [], (input) => {
    const files = input.files.map((one) => ({ ...one, text: () => ((looks += 1), one.text()) }));
    return importerOf({ ...input, files }, null);
  });
  expect(found.info.id).toBe('claimbook');
  expect(looks).toBe(1);
});

describe('XML', () => {
  it('in the encoding that it declares keeps its letters and the places of what is marked', async () => {
    const tei = `<?xml version="1.0" encoding="ISO-8859-1"?>
      <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>M\u00fcnchen</title></titleStmt></fileDesc></teiHeader>
      <text><body><p>Die M\u00fcnchner S\u00f6der-Regierung: <persName>S\u00f6der</persName></p></body></text></TEI>`;
    const { dataset } = await read(saved('study.xml', Buffer.from(tei, 'latin1')));
    expect(annotationsIn(dataset)).toEqual(['persName: Söder (TEI)']);
  });
});

describe('an archive', () => {
  it('of a corpus of more than 10,000 files is opened as a whole', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_001 }, (_one, at) => [`a${at}.txt`, new Uint8Array()]),
    );
    const file = saved('study.zip', zipSync(files, { level: 0 }));
    expect(await withInput(file, [], async (input) => input.files.length)).toBe(10_001);
  });

  it('is not written where it would hold more than a zip can count, and the way out is said', async () => {
    const written = (most: { files: number; bytes: number }) => {
      const pieces = ['a', 'b', 'c'].map((file) => ({ file, content: 'words' }));
      const part = path.join(tempFolder(), 'part');
      return writePieces(pieces, 'zip', part, new AbortController().signal, most);
    };
    expect(await written({ files: 3, bytes: 1000 })).toHaveLength(3);
    for (const most of [
      { files: 2, bytes: 1000 },
      { files: 3, bytes: 4 },
    ])
      await expect(written(most)).rejects.toMatchObject({
        failure: { code: 'refused', message: expect.stringContaining('several parts') },
      });
  });
});

describe('what Claimbook exported as JSON', () => {
  const head = { format: 'claimbook', version: 1, schemaVersion: latestVersion, offsets: 'utf-16' };
  const code = (id: string, parentId: string | null, name = id) => ({
    id,
    parent_id: parentId,
    name,
    kind: 'claim',
    definition: '',
    use_when: '',
    use_not: '',
    color: '#aa0000',
    line_style: 'fill',
    shortcut: null,
    position: 0,
    retired: false,
  });
  const document = (tables: unknown, more: object = {}) =>
    saved('study.json', JSON.stringify({ ...head, ...more, tables }));

  it('is read up to the version of project files that this Claimbook has', async () => {
    expect(newestSchema).toBe(latestVersion);
    await expect(read(document({}, { schemaVersion: 9000 }))).rejects.toThrow('newer Claimbook');
    await expect(read(document({ code: 'none' }))).rejects.toThrow('no tables of rows');
    const newer = { 'claimbook.json': Buffer.from(JSON.stringify({ ...head, version: 2 })) };
    await expect(read(saved('study.zip', zipSync(newer)))).rejects.toThrow('newer Claimbook');
  });

  it('has codes in a circle cut open, of two with one id the first, and what is no JSON left out', async () => {
    const name = {
      id: 'f',
      format: 'brat',
      record_type: 'code',
      record_id: 'a',
      foreign_id: 'A',
      extra: '{',
    };
    const { dataset, report } = await read(
      document({ code: [code('a', 'b'), code('b', 'a'), code('b', null, 'again')], foreign_id: [name] }),
    );
    const { codes, foreignIds } = dataset.registries;
    expect(codes.map((one) => [one.name, one.parentId === null])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    expect(foreignIds).toContainEqual(expect.objectContaining({ foreignId: 'A', extra: '' }));
    expect(report.losses.map(({ aspect }) => aspect)).toEqual(['code parent', 'foreign data']);
  });

  it('has an article of which layout and particulars are null, as one that has none', async () => {
    const article = {
      id: 'article',
      title: 'Taxes',
      source: '',
      author: '',
      date: null,
      section: '',
      url: '',
      language: null,
      note: '',
      file_name: '',
      created_at: '2026-01-01T00:00:00.000Z',
      text_sha256: '',
      text_length: 11,
      text: 'Nobody did.',
      layout: null,
      particulars: null,
    };
    const { dataset } = await read(document({ article: [article] }));
    expect(
      [...dataset.articles()].map(({ article: one }) => [one.title, one.layout, one.particulars]),
    ).toEqual([['Taxes', '', '']]);
  });
});

test('words that JavaScript knows mean nothing more: a coder called constructor, a number called toString', async () => {
  const about = { from_name: 'tone', to_name: 'text', type: 'choices', value: { choices: ['angry'] } };
  const task = {
    data: { text: 'She said no.' },
    annotations: ['constructor', '__proto__'].map((email) => ({
      completed_by: { email },
      result: [{ ...about, id: email }],
    })),
  };
  const tasks = await read(saved('tasks.json', JSON.stringify([task])), 'label-studio');
  expect(tasks.dataset.articleCount).toBe(1);
  const sofa = { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: 'She said no.' };
  const span = { '%ID': 2, '%TYPE': 'a.Span', '@sofa': 1, begin: 9, end: 11, '#score': 'toString' };
  const cas = {
    '%TYPES': {
      'a.Span': {
        '%NAME': 'a.Span',
        '%SUPER_TYPE': 'uima.tcas.Annotation',
        score: { '%RANGE': 'uima.cas.Double' },
      },
    },
    '%FEATURE_STRUCTURES': [sofa, span],
    '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [2] } },
  };
  const { dataset } = await read(saved('cas.json', JSON.stringify(cas)), 'uima-json');
  expect([...dataset.articles()]).toMatchObject([{ annotations: [{ values: [] }] }]);
});

test('cells of which nothing parts the values are one value each, where that is chosen', async () => {
  const file = saved('codings.csv', 'title,text,quote,speaker\nHarbour,She said no.,no,"Smith; Sons"\n');
  const actors = async (separator: string) =>
    (await read(file, 'simple-table', { separator })).dataset.registries.actors.map(({ name }) => name);
  expect(await actors('nothing')).toEqual(['Smith; Sons']);
  expect(await actors('semicolon')).toEqual(['Smith', 'Sons']);
});
