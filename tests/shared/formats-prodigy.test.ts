/** Prodigy and spaCy: what is written comes back, what they write is read, and odd rows spoil nothing. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { prodigyFormat, writeProdigy } from '../../shared/formats/prodigy';
import { readProdigy, recogniseProdigy } from '../../shared/formats/prodigy-reading';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { annotationsIn, valuesIn } from '../support/dataset-in-words';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: prodigyFormat, write: writeProdigy, read: readProdigy };
const inputOfRows = (...rows: unknown[]) =>
  inputOf('out.jsonl', new Map([['out.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join('')]]));
const read = (...rows: unknown[]) => readBack(format, inputOfRows(...rows));
interface WrittenRow {
  text: string;
  tokens: { text: string; start: number; end: number; id: number; ws: boolean }[];
  spans: { start: number; end: number; token_start: number; token_end: number; label: string }[];
}
const rowsOf = (files: ReadonlyMap<string, Uint8Array>): WrittenRow[] =>
  new TextDecoder()
    .decode(files.get('study.jsonl'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WrittenRow);

describe.each(['yes', 'no'])('a project written with tokens: %s', (tokens) => {
  it('comes back as it was, but for what the report names', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset(), async (dataset) => {
        const { files, report } = written(format, dataset, { tokens });
        const back = await readBack(format, inputOf('study.jsonl', files));
        expect(back.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(back.dataset, { keys: 'ids', format: 'prodigy' }),
          report,
        );
      }),
      { numRuns: runs(80) },
    );
  });
});

test('tokens make up the text again, and each span is a row of them', () => {
  fc.assert(
    fc.property(anyDataset(), (dataset) => {
      for (const { text, tokens, spans } of rowsOf(written(format, dataset).files)) {
        expect(tokens.map((token) => token.text + (token.ws ? ' ' : '')).join('')).toBe(text);
        expect(tokens.map(({ id }) => id)).toEqual([...tokens.keys()]);
        const points = [...text];
        for (const token of tokens) expect(points.slice(token.start, token.end).join('')).toBe(token.text);
        for (const span of spans) {
          expect(tokens[span.token_start]!.start).toBe(span.start);
          expect(tokens[span.token_end]!.end).toBe(span.end);
        }
      }
    }),
    { numRuns: runs(60) },
  );
});

/** A row as Prodigy saves it: the emoji counts one, and the last token of a span is counted in. */
const text = '😀 Angela Merkel met Macron';
const tokens = [
  ['😀', 0],
  ['Angela', 2],
  ['Merkel', 9],
  ['met', 16],
  ['Macron', 20],
].map(([words, start], id) => ({
  text: words,
  start,
  end: (start as number) + [...(words as string)].length,
  id,
  ws: id < 4,
}));
const merkel = { start: 2, end: 15, token_start: 1, token_end: 2, label: 'PERSON' };
const macron = { start: 20, end: 26, token_start: 4, token_end: 4, label: 'PERSON' };
const row = {
  text,
  meta: { source: 'The New York Times', shelf: 'B4' },
  _input_hash: 1886699658,
  _task_hash: -1952856502,
  tokens,
  spans: [merkel, macron],
  relations: [{ head: 2, child: 4, head_span: merkel, child_span: macron, color: '#ffd882', label: 'met' }],
  _session_id: 'news-ada',
  _view_id: 'relations',
  answer: 'accept',
};

describe('what Prodigy saves', () => {
  it('has spans, relations, metadata and the session as coder', async () => {
    const { dataset, report } = await read(row);
    expect(annotationsIn(dataset)).toEqual(['PERSON: Angela Merkel (news-ada)', 'PERSON: Macron (news-ada)']);
    expect(valuesIn(dataset)).toEqual(['Angela Merkel, met: → Macron']);
    expect([...dataset.articles()][0]!.article.source).toBe('The New York Times');
    expect(report.losses).toEqual([]);
  });

  it('is one article for the rows of several sessions on one text', async () => {
    const { dataset } = await read(row, { ...row, _session_id: 'news-ben', spans: [macron], relations: [] });
    expect(dataset.articleCount).toBe(1);
    expect(annotationsIn(dataset).at(-1)).toBe('PERSON: Macron (news-ben)');
  });

  it('has the same hash, metadata and relations when it is written and read again', async () => {
    const once = (await read({ ...row, options: [{ id: 'Q1' }], accept: ['Q1'] })).dataset;
    const { files } = written(format, once);
    expect(rowsOf(files)).toMatchObject([
      {
        _input_hash: 1886699658,
        meta: { source: 'The New York Times', shelf: 'B4' },
        tokens,
        spans: [merkel, macron],
        relations: [{ head: 2, child: 4, head_span: merkel, label: 'met' }],
        options: [{ id: 'Q1' }],
        accept: ['Q1'],
        _annotator_id: 'news-ada',
        answer: 'accept',
      },
    ]);
    const twice = (await readBack(format, inputOf('study.jsonl', files))).dataset;
    const settings = { keys: 'words' } as const;
    expect(portraitOf(twice, settings)).toEqual(portraitOf(once, settings));
    expect([...twice.articles()][0]!.foreignIds[0]!.foreignId).toBe('1886699658');
  });

  it('leaves out what was rejected or ignored, with a count', async () => {
    const { dataset, report } = await read(
      row,
      { text: 'b', spans: [], answer: 'reject' },
      { text: 'c', answer: 'ignore' },
    );
    expect(dataset.articleCount).toBe(1);
    expect(report.losses.map(({ what, count }) => `${count} ${what}`)).toEqual([
      '1 Rows with the answer “reject” are left out.',
      '1 Rows with the answer “ignore” are left out.',
    ]);
  });

  it('may relate tokens without naming the spans that they are in', async () => {
    const { dataset } = await read({ ...row, relations: [{ head: 2, child: 4, label: 'met' }] });
    expect(valuesIn(dataset)).toEqual(['Angela Merkel, met: → Macron']);
  });
});

describe('what spaCy makes of documents', () => {
  it('has entities and groups of spans', async () => {
    const { dataset } = await read({
      text,
      ents: [{ start: 2, end: 15, label: 'PERSON' }],
      spans: { sc: [{ start: 20, end: 26, label: 'TARGET', kb_id: '' }] },
      tokens: [{ id: 0, start: 0, end: 1 }],
    });
    expect(annotationsIn(dataset)).toEqual(['PERSON: Angela Merkel (Prodigy)', 'TARGET: Macron (Prodigy)']);
  });

  it('is told from other JSON', async () => {
    expect(await recogniseProdigy(inputOfRows(row))).toBe(3);
    expect(
      await recogniseProdigy(inputOfRows({ text, ents: [{ start: 2, end: 15, label: 'PERSON' }] })),
    ).toBe(2);
    expect(await recogniseProdigy(inputOfRows({ text, label: [[0, 1, 'X']] }))).toBe(1);
    expect(await recogniseProdigy(inputOf('a.txt', new Map([['a.txt', 'a']])))).toBe(0);
  });
});

describe('bad input', () => {
  it.each([
    ['a span outside the text', { spans: [macron, { start: 0, end: 99, label: 'X' }] }],
    ['a span without numbers', { spans: [macron, { start: null, end: 2, label: 'X' }] }],
    ['a relation to nowhere', { spans: [macron], relations: [{ head: 4, child: 99, label: 'r' }] }],
  ])('names %s and reads the rest', async (_, fields) => {
    const { dataset, report } = await read({ text, ...fields });
    expect(annotationsIn(dataset)).toEqual(['PERSON: Macron (Prodigy)']);
    expect(report.losses).toHaveLength(1);
  });

  it('names a line that is cut off', async () => {
    const lines = `${JSON.stringify(row)}\n{"text": "b`;
    const { dataset, report } = await readBack(format, inputOf('a.jsonl', new Map([['a.jsonl', lines]])));
    expect(dataset.articleCount).toBe(1);
    expect(report.losses).toMatchObject([{ examples: ['a.jsonl, line 2'] }]);
  });

  it('refuses rows of images', async () => {
    await expect(read({ image: 'a.png', spans: [] })).rejects.toThrow(ReadProblem);
  });
});

test('very many spans in one text are read in seconds', async () => {
  const count = much(100_000);
  const spans = Array.from({ length: count }, (_, at) => ({ ...macron, label: `Label ${at}` }));
  const seconds = await cpuSecondsOf(async () => {
    expect((await read({ text, spans, relations: [] })).dataset.annotationCount).toBe(count);
  });
  expect(seconds).toBeLessThan(much(20));
}, 120_000);
