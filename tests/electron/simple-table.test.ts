/** The simple table as a workbook. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import writeWorkbook from 'write-excel-file/node';
import { expect, test } from 'vitest';
import { closeFile } from '../../electron/db/open';
import {
  readSimpleTableFile as read,
  simpleTableExporter,
  writeSimpleWorkbook,
} from '../../electron/exchange/simple-table';
import { sheetsOf } from '../../electron/exchange/workbook';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { simpleTableFormat as info } from '../../shared/formats/simple-table';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { projectOf } from '../support/dataset-file';
import { tempFolder } from '../support/make-project';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker, inputOf, readBack, usualOptions } from '../support/round-trip';

async function workbookOf(dataset: Dataset) {
  const losses = new Losses();
  const options = usualOptions(info, { file: 'xlsx', texts: 'first' });
  const tools = { losses, options, now: timeOf(0), newId: idMaker(), name: 'study' };
  const bytes = await writeSimpleWorkbook(dataset, tools);
  return { bytes, report: losses.report(info.id, 'out') };
}

const newBuilder = (): DatasetBuilder =>
  new DatasetBuilder({ format: info.id, losses: new Losses(), now: timeOf(0), newId: idMaker(), sha256 });

const readWorkbook = (bytes: Uint8Array) =>
  readBack({ info, read }, inputOf('study.xlsx', new Map([['study.xlsx', bytes]])));

test('a workbook says what the table as text says, and loses no more', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDataset().filter(({ articleCount }) => articleCount > 0),
      async (dataset) => {
        const { bytes, report } = await workbookOf(dataset);
        const again = await readWorkbook(bytes);
        expect(again.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(again.dataset, { keys: 'ids', format: info.id }),
          report,
        );
      },
    ),
    { numRuns: 25 },
  );
});

test('a text longer than a cell goes on in the next columns, and no character is cut', async () => {
  const builder = newBuilder();
  const text = `x${'😀 وقال '.repeat(12_000)}end`;
  const articleId = builder.article({ title: 'Long', text })!;
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const coderId = builder.coder({ name: 'Ada' });
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start: text.length - 3, end: text.length }] });
  const { bytes, report } = await workbookOf(builder.build());
  expect(report.losses.map(({ aspect }) => aspect)).not.toContain('article text');
  const { dataset } = await readWorkbook(bytes);
  expect([...dataset.articles()]).toMatchObject([
    { article: { text }, annotations: [{ spans: [{ quote: 'end' }] }] },
  ]);
});

test('signs that XML cannot carry, and what looks like an escape, stand in a workbook as they are', async () => {
  const builder = newBuilder();
  const text = 'A \ufffd lost, \u0085 \u0091 old quotes, _x0041_ and _x005F_, \ufdd0\u{1fffe}: he said no.';
  const note = `\u0001 one\r\ntwo ${text}`;
  const articleId = builder.article({ title: 'Signs', text })!;
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const coderId = builder.coder({ name: 'Ada' });
  const start = text.indexOf('no');
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start, end: start + 2 }], note });
  const { bytes, report } = await workbookOf(builder.build());
  expect(report.losses.filter(({ aspect }) => aspect === 'article text' || aspect.includes('note'))).toEqual(
    [],
  );
  const [sheet] = await sheetsOf(bytes);
  const [heading, row] = sheet!.rows;
  expect(row![heading!.indexOf('article_text')]).toBe(text);
  expect(row![heading!.indexOf('note')]).toBe(note);
  const { dataset } = await readWorkbook(bytes);
  expect([...dataset.articles()]).toMatchObject([
    { article: { text }, annotations: [{ spans: [{ startOffset: start, quote: 'no' }] }] },
  ]);
});

test('of a workbook with several sheets the longest is read, and the others are named', async () => {
  const rows = [
    ['title', 'text', 'quote'],
    ['Harbour', 'She said no.', 'no'],
  ].map((row) => row.map((value) => ({ value })));
  const bytes = await writeWorkbook([
    { data: [[{ value: 'About' }]], sheet: 'Read me' },
    { data: rows, sheet: 'Codings' },
  ]).toBuffer();
  const { dataset, report } = await readWorkbook(bytes);
  expect(dataset.annotationCount).toBe(1);
  expect(report.losses).toMatchObject([{ aspect: 'foreign data', examples: ['Read me'] }]);
});

test('a workbook that is none, or cut off, is refused', async () => {
  const { bytes } = await workbookOf(fc.sample(anyDataset(), { numRuns: 1, seed: 3 })[0]!);
  for (const broken of [Buffer.from('title,quote'), bytes.subarray(0, bytes.length / 2)])
    await expect(readWorkbook(broken)).rejects.toBeInstanceOf(ReadProblem);
});

test('an export is CSV, or a workbook where that is chosen or the name says so; a dry run tells the same losses', async () => {
  const folder = tempFolder();
  const [dataset] = fc.sample(anyDataset(), { numRuns: 1, seed: 3 });
  const db = projectOf(dataset!, folder);
  const job = { signal: new AbortController().signal, progress: () => undefined };
  for (const [name, options, kind] of [
    ['a.csv', {}, 'text'],
    ['b.xlsx', {}, 'workbook'],
    ['c.xlsx', { file: 'xlsx', texts: 'first' }, 'workbook'],
  ] as const) {
    const target = path.join(folder, name);
    const { losses, files } = await simpleTableExporter.run(db, { options }, target, job);
    expect(losses).toEqual(await simpleTableExporter.dryRun(db, { options }, job));
    const bytes = fs.readFileSync(target);
    expect(files).toMatchObject([{ bytes: bytes.length }]);
    expect(bytes.subarray(0, 2).toString() === 'PK', name).toBe(kind === 'workbook');
  }
  const cancelled = { ...job, signal: AbortSignal.abort() };
  const before = fs.readdirSync(folder);
  await expect(
    simpleTableExporter.run(db, { options: {} }, path.join(folder, 'd.xlsx'), cancelled),
  ).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(fs.readdirSync(folder)).toEqual(before);
  closeFile(db);
});
