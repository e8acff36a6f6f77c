/** Looking for words in every article, and tagging what was accepted of it in one step. */
import fs from 'node:fs';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createHost } from '../../electron/project/host';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import type { OccurrenceHit, ValueInput } from '../../shared/api';
import { createBigProject } from '../support/big-project';
import { addArticle, type OpenWorld, openWorld } from '../support/host-world';
import { tempFolder } from '../support/make-project';
import { mark, only } from '../support/marked-text';
import { much } from '../support/extent';

const first = 'Merkel said no. The chancellor, Merkel, left.';
const second = 'قال 😀 MERKEL لا\nMerkel’s party';

const look = (world: OpenWorld, words = 'merkel', more: object = {}) =>
  world.does('search.occurrences', { jobId: newId(), words, articleId: null, options: {}, ...more });

let made = 0;
const itemsOf = (hits: readonly OccurrenceHit[]) =>
  hits.map(({ articleId, start, end, quote }) => ({
    annotationId: `tag-${++made}`,
    articleId,
    range: { start, end },
    quote,
  }));

async function worldOfTwo(): Promise<OpenWorld & { otherId: string }> {
  const world = await openWorld(first);
  return { ...world, otherId: await addArticle(world, second) };
}

const annotationsIn = async (world: OpenWorld, articleId: string) =>
  (await world.does('article.open', { articleId })).annotations;

describe('the places of words', () => {
  it('are found in one article or in all, with what is tagged already', async () => {
    const world = await worldOfTwo();
    await world.tag('one', 'Actor', { start: 0, end: 6 });
    const { hits, next } = await look(world);
    expect(hits.map(({ articleId, quote }) => [articleId, quote])).toEqual([
      [world.articleId, 'Merkel'],
      [world.articleId, 'Merkel'],
      [world.otherId, 'MERKEL'],
      [world.otherId, 'Merkel'],
    ]);
    expect(hits.map(({ taggedCodeIds }) => taggedCodeIds)).toEqual([[world.codes.Actor], [], [], []]);
    expect(next).toBeNull();
    expect(
      (await look(world, 'Merkel', { articleId: world.otherId, options: { matchCase: true } })).hits,
    ).toHaveLength(1);
    expect((await look(world, 'nowhere')).hits).toEqual([]);
  });

  it('that are a part of a longer tagged passage say so, for each code of it', async () => {
    const world = await worldOfTwo();
    await world.tag('one', 'Claim', { start: 0, end: 12 });
    await world.tag('two', 'Actor', { start: 0, end: 6 });
    const { hits } = await look(world);
    expect(hits.map(({ withinCodeIds }) => withinCodeIds)).toEqual([[world.codes.Claim], [], [], []]);
  });

  it('come page by page without gaps', async () => {
    const world = await worldOfTwo();
    const starts: number[] = [];
    let after = null;
    do {
      const page = await look(world, 'merkel', { limit: 1, after });
      starts.push(...page.hits.map(({ start }) => start));
      after = page.next;
    } while (after);
    expect(starts).toEqual((await look(world)).hits.map(({ start }) => start));
  });

  it('are not looked for with nothing, marks alone or far too many words', async () => {
    const world = await worldOfTwo();
    const ask = async (words: string) =>
      (await world.fails('search.occurrences', { jobId: 'job', words, articleId: null, options: {} }))
        .message;
    expect(await ask('')).toContain('Select the words');
    expect(await ask('\u064e')).toContain('only marks');
    expect(await ask('x'.repeat(10_000))).toContain('too many words');
  });
});

describe('tagging many places', () => {
  it('is one change, with the same values for each, and one step to undo', async () => {
    const world = await worldOfTwo();
    const { hits } = await look(world);
    const before = (await world.does('history.list', {})).length;
    const applied = await world.does('annotation.tagMany', {
      items: itemsOf(hits),
      codeId: world.codes.Actor ?? '',
      values: [
        {
          attributeId: world.attributes['Actor/Who'] ?? '',
          values: [{ newActor: { name: 'Angela Merkel', kind: 'person' } }],
        },
      ],
      readingArticleId: world.articleId,
    });
    expect(applied.label).toBe('Tag “Merkel” as Actor in 4 places');
    const count = (type: string) => applied.change.added.filter((record) => record.type === type).length;
    expect(['annotation', 'span', 'attribute_value', 'actor', 'reading'].map(count)).toEqual([4, 4, 4, 1, 1]);
    // Only the article on screen counts as begun.
    expect(applied.change.added.find(({ type }) => type === 'reading')).toMatchObject({
      articleId: world.articleId,
    });
    const values = (await world.does('article.open', { articleId: world.otherId })).attributeValues;
    expect(new Set(values.map(({ actorId }) => actorId)).size).toBe(1);
    expect(await world.does('history.list', {})).toHaveLength(before + 1);
    await world.does('history.undo');
    expect(await annotationsIn(world, world.articleId)).toEqual([]);
    expect(await annotationsIn(world, world.otherId)).toEqual([]);
    await world.does('history.redo');
    expect(await annotationsIn(world, world.otherId)).toHaveLength(2);
  });

  it('leaves out what is tagged already, and refuses when that is everything', async () => {
    const world = await worldOfTwo();
    await world.tag('one', 'Actor', { start: 0, end: 6 });
    const { hits } = await look(world);
    const codeId = world.codes.Actor ?? '';
    const { label } = await world.does('annotation.tagMany', { items: itemsOf([...hits, ...hits]), codeId });
    expect(label).toContain('in 3 places');
    const failure = await world.fails('annotation.tagMany', { items: itemsOf(hits), codeId });
    expect(failure).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('already tagged all'),
    });
  });

  it('refuses ids that annotations have', async () => {
    const world = await worldOfTwo();
    const call = { items: itemsOf((await look(world)).hits), codeId: world.codes.Actor ?? '' };
    await world.does('annotation.tagMany', call);
    const failure = await world.fails('annotation.tagMany', { ...call, codeId: world.codes.Claim ?? '' });
    expect(failure).toMatchObject({ code: 'invalid-input' });
    expect(await annotationsIn(world, world.otherId)).toHaveLength(2);
  });

  it('changes nothing when the words are not there, the code or an article has gone, or a value does not fit', async () => {
    const world = await worldOfTwo();
    const { hits } = await look(world);
    const codeId = world.codes.Actor ?? '';
    const items = itemsOf(hits);
    const moved = items.map((item, at) => (at === 3 ? { ...item, range: { start: 1, end: 7 } } : item));
    expect(await world.fails('annotation.tagMany', { items: moved, codeId })).toMatchObject({
      code: 'refused',
    });
    expect(await world.fails('annotation.tagMany', { items, codeId: 'gone' })).toMatchObject({
      code: 'not-found',
    });
    const values = [{ attributeId: world.attributes['Actor/Who'] ?? '', values: [{ text: 'Merkel' }] }];
    expect(await world.fails('annotation.tagMany', { items, codeId, values })).toMatchObject({
      code: 'invalid-input',
    });
    await world.does('article.remove', { articleId: world.otherId });
    expect(await world.fails('annotation.tagMany', { items, codeId })).toMatchObject({ code: 'not-found' });
    expect(await annotationsIn(world, world.articleId)).toEqual([]);
  });
});

describe('values copied from a model', () => {
  const here = mark(
    'She spoke: [before:reportedly]before, [model:Chancellor [who:Merkel]who said [what:no]what]model.',
  );
  const there = mark('Again [tag:CHANCELLOR [who:MERKEL]who said [what:NO]what]tag!');

  it('are bound to the same part of their own words, or marked as inferred', async () => {
    const world = await openWorld(here.text);
    const otherId = await addArticle(world, there.text);
    await world.tag('model', 'Statement', only(here, 'model'));
    const assign = (attribute: string, range: { start: number; end: number }, value?: ValueInput) =>
      world.does('annotation.assignToSlot', {
        annotationId: 'model',
        attributeId: world.attributes[`Statement/${attribute}`]!,
        range,
        ...(value ? { value } : {}),
      });
    await assign('Speaker', only(here, 'who'));
    await assign('Addressee', only(here, 'before'));
    const formId = world.attributes['Statement/Form']!;
    const form = world.snapshot.choices.find(({ attributeId }) => attributeId === formId)!;
    await world.does('annotation.setValues', {
      annotationId: 'model',
      attributeId: formId,
      values: [{ choiceId: form.id }],
    });
    const { attributeValues } = await world.does('article.open', { articleId: world.articleId });
    const values = attributeValues.map(({ attributeId, actorId, choiceId }) => ({
      attributeId,
      values: [actorId === null ? { choiceId: choiceId! } : { actorId }],
    }));
    const before = await world.does('article.open', { articleId: otherId });
    await world.does('annotation.tagMany', {
      items: [
        {
          annotationId: 'copy',
          articleId: otherId,
          range: only(there, 'tag'),
          quote: 'CHANCELLOR MERKEL said NO',
        },
      ],
      codeId: world.codes['Statement']!,
      values,
      modelId: 'model',
    });
    const said = await world.does('article.open', { articleId: otherId });
    const nameOf = new Map(
      Object.entries(world.attributes).map(([name, id]) => [id, name.replace('Statement/', '')]),
    );
    expect(
      Object.fromEntries(
        said.attributeValues.map((value) => [
          nameOf.get(value.attributeId),
          [value.evidenceQuote, value.evidenceStart, value.inferred],
        ]),
      ),
    ).toEqual({
      Speaker: ['MERKEL', only(there, 'who').start, false],
      Addressee: [null, null, true],
      Form: [null, null, false],
    });
    await world.does('history.undo');
    expect(await world.does('article.open', { articleId: otherId })).toEqual(before);
  });

  it('are not tagged at all when the model is gone', async () => {
    const world = await openWorld(here.text);
    const item = {
      annotationId: 'copy',
      articleId: world.articleId,
      range: only(here, 'who'),
      quote: 'Merkel',
    };
    const call = { items: [item], codeId: world.codes['Actor']!, modelId: 'gone' };
    expect(await world.fails('annotation.tagMany', call)).toMatchObject({ code: 'not-found' });
  });
});

describe('thousands of articles', () => {
  it('are looked through with progress, and the search can be cancelled', async () => {
    const folder = tempFolder();
    const file = path.join(folder, 'big.claimbook');
    createBigProject(file, path.join(folder, 'profile'), {
      articles: much(10_000),
      paragraphs: 2,
      annotations: much(20_000),
    });
    const events: number[] = [];
    const host = createHost({
      profileFolder: path.join(folder, 'profile'),
      now: () => new Date().toISOString(),
      newId,
      emit: { progress: ({ done }) => void events.push(done) },
      appVersion: 'test',
      reading: readHere,
      readDataset: readDatasetHere,
    });
    host.grant('file', file);
    await host.call('project.open', { token: 'file', coderName: 'Ada' });
    const query = { words: 'Gewerkschaft', articleId: null, options: {}, limit: 1_000 };
    const found = await host.call('search.occurrences', { ...query, jobId: 'one' });
    expect(found).toMatchObject({ ok: true, value: { hits: { length: 1_000 } } });
    expect(events.length).toBeGreaterThan(0);
    const nowhere = { ...query, words: 'nowhere to be found' };
    const cancelled = host.call('search.occurrences', { ...nowhere, jobId: 'two' });
    await host.call('job.cancel', { jobId: 'two' });
    expect(await cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await host.call('search.occurrences', { ...nowhere, jobId: 'three' })).toMatchObject({
      ok: true,
      value: { hits: [], next: null },
    });
    await host.close();
    expect(fs.existsSync(file)).toBe(true);
  }, 120_000);
});
