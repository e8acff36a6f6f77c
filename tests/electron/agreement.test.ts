/** Agreement as the window and the command line ask for it, on real project files. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AgreementReport, AgreementRow } from '../../shared/api';
import { runCli } from '../../electron/cli';
import { closeFile, openForReading, type ReadableDb } from '../../electron/db/open';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import type { Dataset } from '../../shared/formats/dataset';
import { projectOf } from '../support/dataset-file';
import { doubleCoded } from '../support/double-coded';
import { addArticle, type HostWorld, hostWorld, openWorld } from '../support/host-world';
import { tempFolder } from '../support/make-project';

const corpus = (coders = ['Ann', 'Bo']): Dataset => doubleCoded({ articles: 6, annotations: 8, coders });

interface Opened extends HostWorld {
  /** Ids of the coders by their names. */
  coders: Record<string, string>;
}

async function opened(dataset: Dataset): Promise<Opened> {
  const world = hostWorld();
  closeFile(projectOf(dataset, world.folder));
  const file = path.join(world.folder, 'study.claimbook');
  const snapshot = await world.does('project.open', { token: world.token(file), coderName: 'Ann' });
  return {
    ...world,
    file,
    coders: Object.fromEntries(snapshot.coders.map(({ id, name }) => [name, id])),
  };
}

const settingsOf = ({ coders }: Opened, more: object = {}) => ({
  coderIds: [coders.Ann!, coders.Bo!],
  resamples: 50,
  ...more,
});

const whole = { from: 0, count: 500 };
const sum = (rows: readonly AgreementRow[]): number =>
  rows.reduce((all, { disagreements }) => all + disagreements, 0);

test('coders, and what pairs of them have read', async () => {
  const world = await opened(corpus(['Ann', 'Bo', 'Cy']));
  const { coders, pairs } = await world.does('agreement.coders');
  expect(coders.map(({ name, read, role }) => [name, read, role])).toEqual([
    ['Ann', 6, 'coder'],
    ['Bo', 6, 'coder'],
    ['Cy', 6, 'coder'],
  ]);
  expect(pairs.map(({ articles }) => articles)).toEqual([6, 6, 6]);
});

test('the layer of settled annotations is not among the coders', async () => {
  const dataset = corpus(['Ann', 'Bo', 'Settled']);
  const coders = dataset.registries.coders.map((coder) =>
    coder.name === 'Settled' ? { ...coder, role: 'gold' as const } : coder,
  );
  const world = await opened({ ...dataset, registries: { ...dataset.registries, coders } });
  const found = await world.does('agreement.coders');
  expect(found.coders.map(({ name }) => name)).toEqual(['Ann', 'Bo']);
  expect(found.pairs).toHaveLength(1);
});

test('from an article leads a way to the next and the one before where the coders differ, to its nearest end', async () => {
  const world = await opened(corpus());
  const settings = settingsOf(world);
  const { passages } = await world.does('agreement.passages', { settings, page: whole });
  const differing = [...new Set(passages.map(({ articleId }) => articleId))].toSorted();
  expect(differing.length).toBeGreaterThan(2);
  const neighbour = (articleId: string, direction: 'next' | 'previous') =>
    world.does('agreement.neighbour', { settings, articleId, direction });
  for (const [at, articleId] of differing.entries()) {
    const own = passages.filter((one) => one.articleId === articleId);
    const ids = (passage: (typeof own)[number] | undefined) =>
      passage?.annotations.map(({ annotationId }) => annotationId);
    const before = differing[at - 1];
    if (before !== undefined) {
      const next = await neighbour(before, 'next');
      expect(next?.articleId).toBe(articleId);
      expect(ids(own[0])).toContain(next?.annotationId);
    }
    const after = differing[at + 1];
    if (after !== undefined) {
      const previous = await neighbour(after, 'previous');
      expect(previous).toMatchObject({ articleId, articleTitle: own[0]!.articleTitle });
      expect(ids(own.at(-1))).toContain(previous?.annotationId);
    }
  }
  expect(await neighbour(differing.at(-1)!, 'next')).toBeNull();
  expect(await neighbour(differing[0]!, 'previous')).toBeNull();
});

test('figures for all, by code, by week and by article hang together, and so do their passages', async () => {
  const world = await opened(corpus());
  const settings = settingsOf(world);
  const report = await world.does('agreement.compute', { jobId: 'job', settings });
  expect(report.articles).toEqual({ compared: 6, leftOut: 0, inProgress: 0 });
  expect(report.rows.map(({ name }) => name)).toEqual([
    'Marked',
    'Code',
    'Claim: Claimant',
    'Actor: Who',
    'Claim: Concept',
    'Claim: Position',
    'Claim: Date',
  ]);
  expect(sum(report.rows)).toBeGreaterThan(10);
  const { articles } = await world.does('agreement.articles', { settings, page: whole });
  for (const parts of [report.weeks, articles])
    expect(parts.reduce((all, { rows }) => all + sum(rows), 0)).toBe(sum(report.rows));
  const { passages, total } = await world.does('agreement.passages', { settings, page: whole });
  expect(total).toBe(sum(report.rows));
  const { comparison } = await textsOf(world);
  for (const passage of passages) {
    const { articleId, start, end, quote, annotations, withoutIds } = passage;
    expect(quote).toBe(comparison(articleId).slice(start, end));
    expect(annotations.length + withoutIds.length).toBe(2);
    for (const one of annotations) {
      expect(one.start).toBeGreaterThanOrEqual(start);
      expect(one.end).toBeLessThanOrEqual(end);
    }
  }
  for (const row of report.rows) {
    const { total: ofRow } = await world.does('agreement.passages', {
      settings,
      stage: row.stage,
      attributeId: row.attributeId,
      page: whole,
    });
    expect(ofRow, row.name).toBe(row.disagreements);
  }
  const values = passages.filter(({ attributeName }) => attributeName === 'Position');
  expect(values.length).toBeGreaterThan(0);
  for (const { annotations } of values)
    expect(annotations.map((one) => one.values?.[0])).toEqual(
      annotations.map(() => expect.stringMatching(/^Position -?\d$/)),
    );
  const [first] = (await world.does('agreement.articles', { settings, order: 'disagreeing', page: whole }))
    .articles;
  expect(sum(first!.rows)).toBe(Math.max(...articles.map(({ rows }) => sum(rows))));
});

/** The texts as they stand in the file. */
async function textsOf(world: Opened): Promise<{ comparison: (articleId: string) => string }> {
  await world.does('project.close');
  const db: ReadableDb = openForReading(world.file);
  const texts = new Map(db.prepare('SELECT id, text FROM article').raw().all() as [string, string][]);
  closeFile(db);
  await world.does('project.open', { token: world.token(world.file), coderName: 'Ann' });
  return { comparison: (articleId) => texts.get(articleId)! };
}

test('what is coded in the meantime counts the next time', async () => {
  const world = await openWorld('Ann says no. Bo says yes.');
  const other = await addArticle(world, 'Cy says nothing.');
  const { coderId } = world.snapshot;
  const read = async (articleId: string, state: 'done' | 'no claim found' | 'in progress') =>
    world.does('reading.set', { articleId, state });
  await world.tag('one', 'Claim', { start: 0, end: 11 });
  await read(world.articleId, 'done');
  await read(other, 'no claim found');
  await world.does('project.open', { token: world.token(world.file), coderName: 'Bo' });
  const { coders } = await world.does('agreement.coders');
  const bo = coders.find(({ name }) => name === 'Bo')!;
  const settings = { coderIds: [coderId!, bo.id], resamples: 0 };
  const compute = async (): Promise<AgreementReport> =>
    world.does('agreement.compute', { jobId: 'job', settings });
  expect((await compute()).articles).toEqual({ compared: 0, leftOut: 2, inProgress: 0 });
  await read(world.articleId, 'in progress');
  expect((await compute()).articles).toEqual({ compared: 0, leftOut: 2, inProgress: 1 });
  await read(world.articleId, 'done');
  const report = await compute();
  expect(report.articles.compared).toBe(1);
  expect(report.rows[0]).toMatchObject({ units: 1, disagreements: 1 });
  await world.does('history.undo');
  expect((await compute()).articles.compared).toBe(0);
});

test('articles, codes and coders can be chosen; who is not there is refused with a way on', async () => {
  const world = await opened(corpus(['Ann', 'Bo', 'Cy']));
  const compute = (more: object) =>
    world.does('agreement.compute', { jobId: 'job', settings: settingsOf(world, more) });
  expect((await compute({ from: '2026-01-02', to: '2026-01-03' })).articles.compared).toBe(2);
  expect((await compute({ sources: ['Nowhere'] })).articles.compared).toBe(0);
  const all = await compute({});
  const [mention] = all.codes.filter(({ name }) => name === 'Actor');
  const chosen = await compute({ codeIds: [mention!.key] });
  expect(chosen.rows.map(({ name }) => name)).toEqual(['Marked', 'Code', 'Actor: Who']);
  expect(chosen.annotations).toBeLessThan(all.annotations);
  const three = await compute({ coderIds: Object.values(world.coders) });
  expect(three.pairs).toHaveLength(3);
  const settings = settingsOf(world);
  expect(
    await world.fails('agreement.compute', { jobId: 'job', settings: { ...settings, coderIds: ['x', 'y'] } }),
  ).toMatchObject({ code: 'not-found' });
  const twice = { ...settings, coderIds: [world.coders.Ann, world.coders.Ann] };
  expect(await world.fails('agreement.compute', { jobId: 'job', settings: twice })).toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/named twice/),
  });
});

test('gamma is a job that can be stopped, the same for the same seed, with the method named', async () => {
  const world = await opened(corpus());
  const settings = settingsOf(world);
  const ask = () => world.does('agreement.gamma', { jobId: 'job', settings, samples: 5 });
  const once = await ask();
  expect(await ask()).toEqual(once);
  expect(once.articles).toHaveLength(6);
  expect(once.result).toMatchObject({ defined: true, value: expect.any(Number) });
  expect(once.method).toMatch(/exactly/);
  const running = world.fails('agreement.gamma', { jobId: 'long', settings, samples: 1000 });
  await world.does('job.cancel', { jobId: 'long' });
  expect(await running).toMatchObject({ code: 'cancelled' });
});

test('the methods paragraph says what was done, with the figures and the seed', async () => {
  const world = await opened(corpus());
  const { text, measures } = await world.does('agreement.methods', {
    settings: settingsOf(world, { seed: 42, tolerance: 7 }),
  });
  expect(text).toMatch(
    /^Intercoder agreement was computed with Claimbook 0\.0\.0 for 2 coders over the 6 articles/,
  );
  expect(text).toContain('no more than 7 characters');
  expect(text).toMatch(/Claim: Position \(\d+ units\): .*ordinal = \.\d\d \[95% CI \.\d\d, \.\d\d\]/);
  expect(text).toContain('50 bootstrap samples of articles (seed 42)');
  for (const { source } of measures) expect(text).toContain(source);
});

test('the command line prints the table, what is not defined and why, and JSON', async () => {
  const folder = tempFolder();
  closeFile(projectOf(corpus(), folder));
  const file = path.join(folder, 'study.claimbook');
  const cli = async (...words: string[]) => {
    let [out, err] = ['', ''];
    const io = {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
    };
    const code = await runCli(
      ['agreement', file, ...words],
      io,
      path.join(folder, 'profile'),
      readHere,
      readDatasetHere,
    );
    return { code, out, err };
  };
  const before = fs.readFileSync(file);
  const { code, out } = await cli('--coders', 'Ann,Bo', '--resamples', '50');
  expect(code).toBe(0);
  expect(out).toMatch(/^Coders: Ann, Bo\nArticles: 6 compared, 0 left out/);
  expect(out).toMatch(/Claim: Position: \d+ units, \d+ disagreements\n {2}Krippendorff’s alpha, nominal = /);
  expect(out).toMatch(/Not defined: .*MASI\. This slot takes one value/);
  expect(out).toMatch(/By week\n {2}2026-W01/);
  const json = JSON.parse((await cli('--coders', 'Ann,Bo', '--resamples', '0', '--gamma', '--json')).out) as {
    rows: AgreementRow[];
    gamma: { samples: number };
  };
  expect(json.rows[0]!.figures[0]).toMatchObject({ measure: 'u-alpha', result: { interval: null } });
  expect(json.gamma.samples).toBe(30);
  expect(await cli('--coders', 'Ann')).toMatchObject({ code: 2, err: expect.stringMatching(/two or more/) });
  expect(await cli('--coders', 'Ann,Bob')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no coder called “Bob”. There are: “Ann”, “Bo”/),
  });
  expect(await cli('--coders', 'Ann,Bo', '--seed', 'x')).toMatchObject({ code: 2 });
  expect(fs.readFileSync(file).equals(before)).toBe(true);
});
