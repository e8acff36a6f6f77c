/**
 * The speed goal of agreement: two coders over 1,000 articles with 50,000 annotations, as the window asks for it,
 * beside a bare read of the same rows in the same run. First the figures alone, then with intervals from 1,000
 * draws, then a page of passages. Runs on Electron's Node; prints JSON, in milliseconds.
 */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { closeFile, type WritableDb } from '../../electron/db/open';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { createHost } from '../../electron/project/host';
import { readHere } from '../../electron/project/reading';
import type { CallInput, CallName, Outputs } from '../../shared/api';
import { projectOf } from '../support/dataset-file';
import { doubleCoded } from '../support/double-coded';
import { countingIds } from '../support/big-project';

const [given = ''] = process.argv.slice(2);
const folder = path.join(given, 'agreement');
fs.mkdirSync(folder);

const dataset = doubleCoded({ articles: 1000, annotations: 26, coders: ['Ann', 'Bo'] });
closeFile(projectOf(dataset, folder) as WritableDb);
const file = path.join(folder, 'study.claimbook');

interface Time {
  time: number;
  /** Of the processor, in all threads. */
  processor: number;
}

async function timed<T>(work: () => T | Promise<T>): Promise<Time & { value: T }> {
  const before = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { time: performance.now() - start, processor: (user + system) / 1000, value };
}

const without = <T>({ time, processor }: Time & { value: T }): Time => ({ time, processor });

/** Every row that agreement is made of, with nothing done to it. */
function bareRead(): number {
  const db = new Database(file, { readonly: true });
  let rows = 0;
  for (const sql of [
    'SELECT id, text_length, date, source FROM article',
    'SELECT article_id, coder_id, state FROM reading',
    'SELECT id, article_id, code_id, coder_id FROM annotation',
    'SELECT annotation_id, start_offset, end_offset FROM span',
    'SELECT annotation_id, attribute_id, coalesce(text, number, date, choice_id, actor_id, concept_id, target_annotation_id) FROM attribute_value',
  ])
    rows += db.prepare(sql).raw().all().length;
  db.close();
  return rows;
}

const host = createHost({
  profileFolder: path.join(folder, 'profile'),
  appVersion: 'bench',
  now: () => new Date().toISOString(),
  newId: countingIds('bench'),
  reading: readHere,
  readDataset: readDatasetHere,
  emit: { progress: () => undefined },
});
const call = async <C extends CallName>(name: C, input: CallInput<C>): Promise<Outputs[C]> => {
  const result = await host.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
  return result.value;
};

const bare = await timed(bareRead);
host.grant('file', file);
const { coders } = await call('project.open', { token: 'file', coderName: 'Ann', mode: 'read' });
// The checks that wait for idle time are none of this.
await new Promise((resolve) => setTimeout(resolve, 6000));
const coderIds = coders.map(({ id }) => id);
const compute = (resamples: number) =>
  call('agreement.compute', { jobId: 'job', settings: { coderIds, resamples } });
const figures = await timed(() => compute(0));
const intervals = await timed(() => compute(1000));
const passages = await timed(() =>
  call('agreement.passages', { settings: { coderIds }, stage: 'value', page: { from: 0, count: 100 } }),
);
const gamma = await timed(() =>
  call('agreement.gamma', { jobId: 'gamma', settings: { coderIds, resamples: 0 } }),
);
await host.close();

const { articles, annotations, rows } = figures.value;
process.stdout.write(
  JSON.stringify({
    articles: articles.compared,
    annotations,
    rowsOfTable: rows.length,
    bare: without(bare),
    figures: without(figures),
    intervals: without(intervals),
    passages: without(passages),
    gamma: without(gamma),
  }),
);
