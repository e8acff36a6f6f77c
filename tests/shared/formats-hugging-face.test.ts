/** The Hugging Face layout: every row has every field, what is written comes back, and other datasets are read. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { huggingFaceFormat, writeHuggingFace } from '../../shared/formats/hugging-face';
import { readHuggingFace, recogniseHuggingFace } from '../../shared/formats/hugging-face-reading';
import {
  documents,
  type Feature,
  type Features,
  registryTables,
} from '../../shared/formats/hugging-face-tables';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { annotationsIn } from '../support/dataset-in-words';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';

const format = { info: huggingFaceFormat, write: writeHuggingFace, read: readHuggingFace };
const inputOfFiles = (files: Record<string, string>) => inputOf('folder', new Map(Object.entries(files)));
const read = (files: Record<string, string>) => readBack(format, inputOfFiles(files));
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder().decode(files.get(name));

test('a project comes back as it was, but for what the report names', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const { files, report } = written(format, dataset);
      const back = await readBack(format, inputOf('study', files));
      expect(back.report.losses).toEqual([]);
      expectLaw(
        portraitOf(dataset, { keys: 'ids' }),
        portraitOf(back.dataset, { keys: 'ids', format: 'hugging-face' }),
        report,
      );
    }),
    { numRuns: 100 },
  );
});

/** What is wrong with a value as a field of this type; null for nothing. */
function faultOf(value: unknown, feature: Feature): string | null {
  if (typeof feature !== 'string') {
    if (!Array.isArray(value)) return `${JSON.stringify(value)} is no list`;
    const [of] = feature;
    return (
      (value as unknown[])
        .map((one) => (typeof of === 'string' ? faultOf(one, of) : faultOfRow(one, of)))
        .find((fault) => fault !== null) ?? null
    );
  }
  const fits =
    feature === 'string'
      ? typeof value === 'string'
      : feature === 'bool'
        ? typeof value === 'boolean'
        : value === null || (feature === 'int64' ? Number.isInteger(value) : typeof value === 'number');
  return fits ? null : `${JSON.stringify(value)} is no ${feature}`;
}
function faultOfRow(row: unknown, features: Features): string | null {
  const fields = row as Record<string, unknown>;
  const missing = Object.keys(features).toSorted().join() === Object.keys(fields).toSorted().join();
  if (!missing) return `${Object.keys(fields).join()} instead of ${Object.keys(features).join()}`;
  return (
    Object.entries(features)
      .map(([name, feature]) => faultOf(fields[name], feature))
      .find((fault) => fault !== null) ?? null
  );
}

test('every row of every table has exactly the fields that the README announces, of their types', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyDataset(), (dataset) => {
      const { files } = written(format, dataset);
      const card = textOf(files, 'README.md');
      for (const [table, features] of Object.entries({ documents, ...registryTables })) {
        const file = `data/${table}.jsonl`;
        expect(card.includes(`path: ${file}`)).toBe(files.has(file));
        if (!files.has(file)) continue;
        seen.add(table);
        for (const row of textOf(files, file).trim().split('\n'))
          expect(faultOfRow(JSON.parse(row), features), `${table}: ${row}`).toBeNull();
      }
    }),
    { numRuns: 60 },
  );
  expect(seen.size).toBe(6);
});

test('offsets count as Python does, and the words are beside them', async () => {
  const { dataset } = await read({
    'a.jsonl': line({ text: '😀 قال é', spans: [{ start: 2, end: 5, label: 'X' }] }),
  });
  expect(annotationsIn(dataset)).toEqual(['X: قال (Dataset)']);
  const { files } = written(format, dataset);
  expect(JSON.parse(textOf(files, 'data/documents.jsonl'))).toMatchObject({
    annotations: [{ label: 'X', spans: [{ start: 2, end: 5, text: 'قال' }] }],
  });
});

test('the README says license, languages and the fields of every table', async () => {
  const { dataset } = await read({
    'a.jsonl': line({ text: 'a', language: 'en-GB', title: 'x', spans: [{ start: 0, end: 1, label: 'X' }] }),
  });
  const card = textOf(written(format, dataset, { license: 'cc-by-4.0' }).files, 'README.md');
  expect(card).toContain('license: cc-by-4.0\nlanguage:\n- "en"\n');
  expect(card).toContain(
    '- config_name: documents\n  default: true\n  data_files:\n  - split: train\n    path: data/documents.jsonl\n',
  );
  expect(card).toContain('  - name: annotations\n    list:\n    - name: id\n      dtype: string\n');
  expect(card).toContain('      list:\n      - name: start\n        dtype: int64\n');
  expect(textOf(written(format, dataset).files, 'README.md')).toContain('State it in the head of this file');
});

test('what was read from such a folder has the same ids when it is written again', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (dataset) => {
      const first = written(format, dataset).files;
      const { dataset: once } = await readBack(format, inputOf('study', first));
      const second = written(format, once).files;
      const rowsOf = (files: ReadonlyMap<string, Uint8Array>, name: string) =>
        textOf(files, name)
          .replaceAll(/"own_id":"[^"]*"/g, '')
          .replaceAll(/"copy_of":"[^"]*"/g, '');
      for (const name of [
        'data/codes.jsonl',
        'data/actors.jsonl',
        'data/concepts.jsonl',
        'data/documents.jsonl',
      ])
        expect(rowsOf(second, name)).toBe(rowsOf(first, name));
    }),
    { numRuns: 30 },
  );
});

describe('datasets of others', () => {
  it.each([
    ['spans of objects', { spans: [{ start: 0, end: 6, label: 'PER' }] }],
    ['entities of lists', { entities: [[0, 6, 'PER']] }],
    ['entities with other names', { entities: [{ start_offset: 0, end_offset: 6, type: 'PER' }] }],
  ])('may have %s', async (_, fields) => {
    const { dataset, report } = await read({
      'train.jsonl': line({ id: 'n1', text: 'Merkel spoke', newspaper: 'Courier', ...fields }),
    });
    expect(annotationsIn(dataset)).toEqual(['PER: Merkel (Dataset)']);
    expect([...dataset.articles()][0]!.article.source).toBe('Courier');
    expect(report.losses).toEqual([]);
  });

  it('are told from other JSON', async () => {
    const own = written(
      format,
      (await read({ 'a.jsonl': line({ text: 'a', spans: [{ start: 0, end: 1, label: 'X' }] }) })).dataset,
    );
    expect(await recogniseHuggingFace(inputOf('study', own.files))).toBe(3);
    expect(
      await recogniseHuggingFace(inputOfFiles({ 'a.jsonl': line({ text: 'a', entities: [[0, 1, 'X']] }) })),
    ).toBe(2);
    expect(await recogniseHuggingFace(inputOfFiles({ 'a.jsonl': line({ tokens: ['a'] }) }))).toBe(1);
    expect(await recogniseHuggingFace(inputOfFiles({ 'README.md': '# a' }))).toBe(0);
  });
});

describe('bad input', () => {
  it('leaves out what is wrong in a table, and codes that would be above themselves stand at the top', async () => {
    const code = (id: string, parent: string) => ({
      id,
      name: id,
      color: '#112233',
      line_style: 'fill',
      parent_id: parent,
    });
    const { dataset, report } = await read({
      'data/codes.jsonl':
        line(code('a', 'b')) + line(code('b', 'c')) + line(code('c', 'a')) + line({ id: 'd' }),
      'data/attributes.jsonl': line({ id: 'x', code_id: 'nowhere', name: 'x', kind: 'text' }),
    });
    expect(dataset.registries.codes.map(({ parentId }) => parentId === null)).toEqual([false, false, true]);
    expect(report.losses.map(({ aspect, severity }) => `${aspect}: ${severity}`)).toEqual([
      'code: mismatch',
      'code parent: mismatch',
      'attribute: mismatch',
    ]);
  });

  it.each([
    ['rows of tokens', line({ tokens: ['a'], ner_tags: [0] })],
    ['a file that is cut off', '{"text": "a'],
  ])('%s are refused with what to do', async (_, content) => {
    const problem = await read({ 'a.jsonl': content }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ReadProblem);
    expect((problem as ReadProblem).message).toMatch(/Save the dataset|get it anew/);
  });
});

test('100,000 codes, one below the other, take less than five seconds to read', async () => {
  const codes = Array.from({ length: 100_000 }, (_, at) =>
    line({
      id: `c${at}`,
      name: `Code ${at}`,
      color: '#112233',
      line_style: 'fill',
      parent_id: at === 0 ? '' : `c${at - 1}`,
    }),
  ).join('');
  const seconds = await cpuSecondsOf(async () => {
    expect((await read({ 'data/codes.jsonl': codes })).dataset.registries.codes).toHaveLength(100_000);
  });
  expect(seconds).toBeLessThan(5);
}, 120_000);
