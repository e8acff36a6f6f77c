/** doccano: what is written comes back, what doccano itself writes is read, and bad lines spoil nothing. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Dataset } from '../../shared/formats/dataset';
import { doccanoFormat, writeDoccano } from '../../shared/formats/doccano';
import { readDoccano, recogniseDoccano } from '../../shared/formats/doccano-reading';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { annotationsIn, valuesIn } from '../support/dataset-in-words';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: doccanoFormat, write: writeDoccano, read: readDoccano };
const filesOf = (files: Record<string, string>) => inputOf('export', new Map(Object.entries(files)));
const read = (files: Record<string, string>) => readBack(format, filesOf(files));
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder().decode(files.get(name));
const linesOf = (files: ReadonlyMap<string, Uint8Array>, name: string) =>
  textOf(files, name)
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one) as Record<string, unknown>);

describe.each([
  { form: 'relations', files: 'coders' },
  { form: 'relations', files: 'all' },
  { form: 'labels', files: 'coders' },
  { form: 'labels', files: 'all' },
])('a project written for doccano with $form, files for $files', (options) => {
  it('comes back as it was, but for what the report names', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset(), async (dataset) => {
        const { files, report } = written(format, dataset, options);
        const back = await readBack(format, inputOf('study', files));
        expect(back.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(back.dataset, { keys: 'ids', format: 'doccano' }),
          report,
        );
      }),
      { numRuns: runs(60) },
    );
  });
});

/** As doccano exports a project of two annotators: the emoji before the spans counts two, as in a browser. */
const text = '😀 Merkel said الحدود stay open';
const ofTwo = {
  'admin.jsonl': line({
    id: 71,
    text,
    newspaper: 'Courier',
    wikiPageID: 1,
    entities: [
      { id: 501, label: 'PERSON', start_offset: 3, end_offset: 9 },
      { id: 502, label: 'Claim', start_offset: 15, end_offset: text.length },
    ],
    relations: [{ id: 9, from_id: 502, to_id: 501, type: 'saidBy' }],
    Comments: [{ id: 4, comment: 'Check the date.' }],
  }),
  'ada.jsonl': line({
    id: 71,
    text,
    newspaper: 'Courier',
    wikiPageID: 1,
    entities: [{ id: 503, label: 'Claim', start_offset: 15, end_offset: 21 }],
    relations: [],
    Comments: [],
  }),
};

describe('what doccano exports', () => {
  it('is one article for the rows of all annotators, with relations and metadata', async () => {
    const { dataset, report } = await read(ofTwo);
    expect(report.losses).toEqual([]);
    expect(annotationsIn(dataset)).toEqual([
      'PERSON: Merkel (admin)',
      'Claim: الحدود stay open (admin)',
      'Claim: الحدود (ada)',
    ]);
    expect(valuesIn(dataset)).toEqual(['الحدود stay open, saidBy: → Merkel']);
    expect(dataset.registries.codes.map(({ kind }) => kind)).toEqual(['actor', 'claim']);
    const [coded] = [...dataset.articles()];
    expect(coded!.article).toMatchObject({ source: 'Courier', note: 'Check the date.', text });
    expect(coded!.article.particulars).toContain('wikiPageID');
  });

  it('has the same ids, metadata and comments when it is written and read again', async () => {
    const once = (await read(ofTwo)).dataset;
    const { files } = written(format, once);
    expect(linesOf(files, 'admin.jsonl')).toMatchObject([
      {
        id: 71,
        wikiPageID: 1,
        entities: [{ id: 501 }, { id: 502 }],
        relations: [{ from_id: 502, to_id: 501, type: 'saidBy' }],
        Comments: [{ id: 4, comment: 'Check the date.' }],
      },
    ]);
    expect(linesOf(files, 'ada.jsonl')).toMatchObject([{ id: 71, entities: [{ id: 503 }] }]);
    const twice = (await readBack(format, inputOf('study', files))).dataset;
    const settings = { keys: 'ids', format: 'doccano' } as const;
    expect(portraitOf(twice, settings)).toEqual(portraitOf(once, settings));
  });

  it('may be labels alone, with metadata in a field of their own, or one object over several lines', async () => {
    const { dataset, report } = await read({
      'one.jsonl': `${line({ text: 'Peter Blackburn', label: [[0, 15, 'PERSON']], meta: { url: 'https://example.org/1' } })}${line({ label: [[0, 1, 'PER']] })}`,
    });
    expect(annotationsIn(dataset)).toEqual(['PERSON: Peter Blackburn (doccano)']);
    expect([...dataset.articles()][0]!.article.url).toBe('https://example.org/1');
    expect(report.losses).toMatchObject([{ severity: 'dropped', examples: ['one.jsonl, line 2'] }]);
    const pretty = JSON.stringify({ text: 'Peter', label: [[0, 5, 'PERSON']] }, null, 2);
    expect(annotationsIn((await read({ 'p.json': pretty })).dataset)).toEqual(['PERSON: Peter (doccano)']);
  });

  it('is told from other JSON', async () => {
    expect(await recogniseDoccano(filesOf(ofTwo))).toBe(2);
    expect(await recogniseDoccano(filesOf({ 'a.jsonl': line({ text: 'a', spans: [] }) }))).toBe(1);
    expect(await recogniseDoccano(filesOf({ 'a.txt': 'a' }))).toBe(0);
    const { files } = written(format, (await read(ofTwo)).dataset);
    expect(await recogniseDoccano(inputOf('study', files))).toBe(3);
  });
});

describe('a file that was changed elsewhere', () => {
  it('keeps what we know of annotations that are still there, and believes doccano about the rest', async () => {
    const { files } = written(format, (await read(ofTwo)).dataset);
    const [row] = linesOf(files, 'admin.jsonl');
    const { dataset, report } = await read({
      'admin.jsonl': line({
        ...row,
        entities: [{ id: 501, label: 'PERSON', start_offset: 3, end_offset: 9 }],
        relations: [],
      }),
    });
    expect(annotationsIn(dataset)).toEqual(['PERSON: Merkel (admin)']);
    expect(report.losses).toMatchObject([{ aspect: 'annotation', severity: 'mismatch', count: 1 }]);
  });

  it('does without our part where that is broken', async () => {
    const { dataset } = await read({
      'a.jsonl': line({ text: 'abc', label: [[0, 1, 'X']], claimbook: { annotations: 'none' } }),
    });
    expect(annotationsIn(dataset)).toEqual(['X: a (doccano)']);
  });
});

describe('bad input', () => {
  it.each([
    ['outside its text', [[0, 99, 'X']]],
    ['cut a character in two', [[1, 3, 'X']]],
    ['covers no character', [[2, 2, 'X']]],
    ['whose place is no number', [['a', 2, 'X']]],
  ])('an annotation that is %s is left out, the rest is read', async (why, label) => {
    const { dataset, report } = await read({
      'a.jsonl': line({ text: '😀 abc', label: [...label, [3, 6, 'Y']] }),
    });
    expect(annotationsIn(dataset)).toEqual(['Y: abc (doccano)']);
    expect(report.losses.map(({ what }) => what).join()).toContain(why);
  });

  test('a line that is cut off is named, and the others are read', async () => {
    const { dataset, report } = await read({
      'a.jsonl': `${line({ text: 'a' })}{"text": "b\n${line({ text: 'c' })}`,
    });
    expect(dataset.articleCount).toBe(2);
    expect(report.losses).toMatchObject([{ severity: 'mismatch', examples: ['a.jsonl, line 2'] }]);
  });

  test('a relation to nowhere and an id that comes twice are named', async () => {
    const { report } = await read({
      'a.jsonl': `${line({ id: 1, text: 'a', entities: [{ id: 0, label: 'X', start_offset: 0, end_offset: 1 }], relations: [{ from_id: 0, to_id: 7, type: 'r' }] })}${line({ id: 1, text: 'b' })}`,
    });
    expect(report.losses.map(({ what, examples }) => `${what} ${examples[0]}`)).toEqual([
      'Two articles of the file have the same id; both are taken in. a.jsonl, line 2: 1',
      'A relation to an annotation that is not there is left out. a.jsonl, line 1: r from 0 to 7',
    ]);
  });

  test.each([
    ['no JSON at all', 'Peter\tB-PER\n'],
    ['JSON of another program', line({ data: { image: 'a.png' }, annotations: [] })],
    ['an empty file', ''],
  ])('%s is refused with what to do', async (_, content) => {
    const problem = await read({ 'a.jsonl': content }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ReadProblem);
    expect((problem as ReadProblem).message).toMatch(/choose|get it anew/);
  });
});

describe('what doccano itself would do to it', () => {
  it('is told where it matters: spans that overlap are left out on import', async () => {
    const { dataset } = await read({
      'a.jsonl': line({
        text: 'abcdef',
        label: [
          [0, 3, 'X'],
          [1, 2, 'Y'],
          [4, 6, 'X'],
        ],
      }),
    });
    const { report } = written(format, dataset);
    const named = report.losses.find(({ what }) => what.includes('overlap'));
    expect(named).toMatchObject({ severity: 'kept as extension', count: 1 });
  });

  it('is prevented where names are longer than it takes', async () => {
    const long = `${'Very '.repeat(30)}long`;
    const { dataset } = await read({
      'a.jsonl': line({
        text: 'ab',
        label: [
          [0, 1, `${long} one`],
          [1, 2, `${long} two`],
        ],
      }),
    });
    const { files } = written(format, dataset);
    const labels = (JSON.parse(textOf(files, 'label_config.json')) as { text: string }[]).map(
      (one) => one.text,
    );
    expect(new Set(labels).size).toBe(2);
    expect(labels.every((label) => label.length <= 100)).toBe(true);
    expect(annotationsIn((await readBack(format, inputOf('study', files))).dataset)).toEqual(
      annotationsIn(dataset),
    );
  });

  it('is the same for every row: all have the same fields', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset(), async (dataset) => {
        const { files } = written(format, dataset, { files: 'all' });
        const shapes = files.has('all.jsonl')
          ? linesOf(files, 'all.jsonl').map((row) => Object.keys(row).join())
          : [];
        expect(new Set(shapes).size).toBeLessThan(2);
      }),
      { numRuns: runs(30) },
    );
  });
});

test('very many labels in one text are read in seconds, and written', async () => {
  const count = much(100_000);
  const label = Array.from({ length: count }, (_, at) => [at % 3, 3 + (at % 5), `Label ${at}`]);
  const input = filesOf({ 'a.jsonl': line({ text: 'abcdefghij', label }) });
  let dataset: Dataset | null = null;
  const reading = await cpuSecondsOf(async () => {
    dataset = (await readBack(format, input)).dataset;
  });
  expect(dataset!.annotationCount).toBe(count);
  expect(reading).toBeLessThan(much(20));
  expect(await cpuSecondsOf(() => void written(format, dataset!))).toBeLessThan(much(20));
}, 120_000);
