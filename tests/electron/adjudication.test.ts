/** Going through what coders disagree on, and the gold layer that comes of it. */
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { CallInput, DisputedPassage } from '../../shared/api';
import { codersWorld, type CodersWorld } from '../support/two-coders';

const first = '[same:Merkel said yes]same. [one:Orban refused]one and [b:so [a:did]a others]b.';
const second = 'Nothing to see here.';

interface Disagreeing extends CodersWorld {
  queue(more?: Partial<CallInput<'adjudication.queue'>>): Promise<DisputedPassage[]>;
  /** Decides about a passage and answers with the id of the decision. */
  settle(passage: DisputedPassage, more: Partial<CallInput<'adjudication.settle'>>): Promise<string>;
  gold(article?: number): Promise<string[]>;
}

/** Ada and Ben agree on the first passage, disagree on the words of another, and one only Ben marked. */
async function disagreeing(): Promise<Disagreeing> {
  const world = await codersWorld([first, second], ['Ada', 'Ben']);
  await world.as('Ada');
  await world.tag('ada-same', 'Claim', 0, 'same');
  await world.tag('ada-words', 'Claim', 0, 'a');
  for (const article of [0, 1]) await world.finish(article);
  await world.as('Ben');
  await world.tag('ben-same', 'Claim', 0, 'same');
  await world.tag('ben-one', 'Statement', 0, 'one');
  await world.tag('ben-words', 'Claim', 0, 'b');
  for (const article of [0, 1]) await world.finish(article);
  await world.as('Cleo');
  const settings = { coderIds: [world.coders.Ada!, world.coders.Ben!] };
  return {
    ...world,
    async queue(more = {}) {
      return (await world.does('adjudication.queue', { settings, page: { from: 0, count: 50 }, ...more }))
        .passages;
    },
    async settle({ versions }, more) {
      const adjudicationId = newId();
      const annotationIds = versions.flatMap(({ annotations }) => annotations.map((one) => one.annotationId));
      await world.does('adjudication.settle', { adjudicationId, annotationIds, choice: 'none', ...more });
      return adjudicationId;
    },
    async gold(article = 0) {
      const { annotations, spans } = await world.does('article.open', {
        articleId: world.articles[article]!,
      });
      const goldId = (await world.does('project.look')).coders.find(({ role }) => role === 'gold')?.id;
      return annotations
        .filter(({ coderId }) => coderId === goldId)
        .map(({ id }) => spans.find(({ annotationId }) => annotationId === id)?.quote ?? '')
        .toSorted();
    },
  };
}

const totals = async (world: CodersWorld) => {
  const settings = { coderIds: [world.coders.Ada!, world.coders.Ben!] };
  return world.does('adjudication.queue', { settings, page: { from: 0, count: 1 } });
};

describe('the queue', () => {
  it('comes page by page: the one that is asked for, the last one, or the one around an annotation', async () => {
    const world = await disagreeing();
    const settings = { coderIds: [world.coders.Ada!, world.coders.Ben!] };
    const page = async (from: number, around: string | null = null) => {
      const found = await world.does('adjudication.queue', { settings, page: { from, count: 1 }, around });
      expect(found.total).toBe(2);
      return [found.from, ...found.passages.map(({ quote }) => quote)];
    };
    expect(await page(0)).toEqual([0, 'Orban refused']);
    expect(await page(1)).toEqual([1, 'so did others']);
    expect(await page(7)).toEqual([1, 'so did others']);
    expect(await page(0, 'ada-words')).toEqual([1, 'so did others']);
    expect(await page(1, 'ben-one')).toEqual([0, 'Orban refused']);
    // What both marked alike is in no passage.
    expect(await page(1, 'ben-same')).toEqual([1, 'so did others']);
  });

  it('has each passage once, in text order, with what every coder says there', async () => {
    const world = await disagreeing();
    const passages = await world.queue();
    expect(passages.map(({ quote }) => quote)).toEqual(['Orban refused', 'so did others']);
    const [one, words] = passages;
    expect(one?.differences).toEqual([{ kind: 'only some', attributeId: null, attributeName: null }]);
    expect(one?.versions.map(({ annotations }) => annotations.length)).toEqual([0, 1]);
    expect(words?.differences.map(({ kind }) => kind)).toEqual(['boundary']);
    expect(
      words?.versions.flatMap(({ annotations }) => annotations.map(({ ranges }) => ranges[0]?.quote)),
    ).toEqual(['did', 'so did others']);
    expect(words?.before.endsWith('and ')).toBe(true);
    expect(words?.after).toBe('.');
    expect(await totals(world)).toMatchObject({
      total: 2,
      states: { unsettled: 2, open: 0, settled: 0 },
      articles: { compared: 2, ready: 1, complete: 0 },
    });
  });

  it('shows an ellipsis where the article goes on beyond the words around a passage', async () => {
    const far = 'Nobody said anything at all. '.repeat(20);
    const world = await codersWorld([`[all:${far}[one:Orban refused]one. ${far.trim()}]all`], ['Ada', 'Ben']);
    await world.as('Ada');
    await world.finish(0);
    await world.as('Ben');
    await world.tag('one', 'Claim', 0, 'one');
    await world.finish(0);
    await world.as('Cleo');
    const settings = { coderIds: [world.coders.Ada!, world.coders.Ben!] };
    const asked = { settings, page: { from: 0, count: 1 } };
    const [cut] = (await world.does('adjudication.queue', asked)).passages;
    expect(cut?.before).toMatch(/^….+ all\. $/);
    expect(cut?.after).toMatch(/^\. Nobody .+…$/);
    await world.as('Ada');
    await world.tag('all', 'Statement', 0, 'all');
    const whole = (await world.does('adjudication.queue', asked)).passages.find(({ start }) => start === 0);
    expect([whole?.before, whole?.after]).toEqual(['', '']);
  });

  it('is filtered by kind, code, article and state, and comes page by page', async () => {
    const world = await disagreeing();
    const quotes = async (more: Partial<CallInput<'adjudication.queue'>>): Promise<string[]> =>
      (await world.queue(more)).map(({ quote }) => quote);
    expect(await quotes({ kind: 'boundary' })).toEqual(['so did others']);
    expect(await quotes({ codeId: world.codes.Statement! })).toEqual(['Orban refused']);
    expect(await quotes({ articleId: world.articles[1]! })).toEqual([]);
    expect(await quotes({ state: 'settled' })).toEqual([]);
    expect(await quotes({ page: { from: 1, count: 1 } })).toEqual(['so did others']);
  });

  it('is about coders, not about gold', async () => {
    const world = await disagreeing();
    const [passage] = await world.queue();
    await world.settle(passage!, { choice: 'none' });
    const gold = (await world.does('project.look')).coders.find(({ role }) => role === 'gold')!;
    const settings = { coderIds: [world.coders.Ada!, gold.id] };
    const failure = await world.fails('adjudication.queue', { settings, page: { from: 0, count: 1 } });
    expect(failure.message).toContain('Gold is what was settled');
  });
});

describe('a decision', () => {
  it('copies what is taken into gold, keeps what the coders said, and is one step', async () => {
    const world = await disagreeing();
    const [, words] = await world.queue();
    await world.settle(words!, { choice: 'one', takenIds: ['ben-words'], note: 'The whole phrase.' });
    expect(await world.gold()).toEqual(['so did others']);
    const [settled] = await world.queue({ state: 'settled' });
    expect(settled?.decision).toMatchObject({
      choice: 'one',
      note: 'The whole phrase.',
      coderId: world.coders.Cleo,
      takenIds: ['ben-words'],
      outdated: false,
    });
    const { annotations } = await world.does('article.open', { articleId: world.articles[0]! });
    expect(annotations.map(({ id }) => id)).toEqual(expect.arrayContaining(['ada-words', 'ben-words']));
    const undone = await world.does('history.undo');
    expect(undone?.label).toBe('Settle: as Ben has it');
    expect(await world.gold()).toEqual([]);
    expect(await world.queue({ state: 'settled' })).toEqual([]);
  });

  it('may take all, nothing, or say it another way; it may stay open', async () => {
    const world = await disagreeing();
    const [one, words] = await world.queue();
    await world.settle(words!, { choice: 'both', takenIds: ['ada-words', 'ben-words'] });
    expect(await world.gold()).toEqual(['did', 'so did others']);
    await world.settle(one!, { choice: 'open', note: 'Ask the team.' });
    expect(await world.queue({ state: 'open' })).toMatchObject([{ decision: { note: 'Ask the team.' } }]);
    await world.settle(one!, { choice: 'none' });
    expect(await world.gold()).toEqual(['did', 'so did others']);
    // Decided anew: what was made before goes.
    await world.settle(words!, {
      choice: 'third',
      third: {
        annotationId: 'gold-words',
        likeId: 'ada-words',
        codeId: world.codes.Claim!,
        ranges: [{ start: words!.start + 3, end: words!.end }],
      },
    });
    expect(await world.gold()).toEqual(['did others']);
    expect(await totals(world)).toMatchObject({
      states: { unsettled: 0, open: 0, settled: 2 },
      articles: { ready: 2, complete: 0 },
    });
    await world.does('annotation.setNote', { annotationId: 'gold-words', note: 'Edited like any other.' });
    expect((await world.queue({ state: 'settled' })).map(({ decision }) => decision?.outdated)).toEqual([
      false,
      false,
    ]);
  });

  it('refuses what does not fit together', async () => {
    const world = await disagreeing();
    const [one, words] = await world.queue();
    const refusals = [
      world.settle(words!, { choice: 'one', takenIds: ['ada-words', 'ben-words'] }),
      world.settle(words!, { choice: 'both', takenIds: ['ada-words'] }),
      world.settle(words!, { choice: 'none', takenIds: ['ada-words'] }),
      world.settle(words!, { choice: 'third' }),
      world.settle(words!, { choice: 'one', takenIds: ['ben-one'] }),
      world.settle({ ...one!, versions: [] }, {}),
    ];
    for (const refusal of await Promise.allSettled(refusals)) expect(refusal.status).toBe('rejected');
    // Nothing of it left a gold layer behind.
    expect((await world.does('project.look')).coders.map(({ role }) => role)).toEqual([
      'coder',
      'coder',
      'coder',
    ]);
  });

  it('is taken back with what it made', async () => {
    const world = await disagreeing();
    const [, words] = await world.queue();
    const adjudicationId = await world.settle(words!, { choice: 'one', takenIds: ['ada-words'] });
    await world.does('adjudication.reopen', { adjudicationId });
    expect(await world.gold()).toEqual([]);
    expect(await totals(world)).toMatchObject({ states: { unsettled: 2 } });
    await world.does('history.undo');
    expect(await world.gold()).toEqual(['did']);
  });

  it('does not hold any more when a coder changes what was decided about', async () => {
    const world = await disagreeing();
    const [, words] = await world.queue();
    await world.settle(words!, { choice: 'one', takenIds: ['ada-words'] });
    world.wait(1);
    await world.does('annotation.setNote', { annotationId: 'ben-words', note: 'On second thoughts.' });
    const passages = await world.queue({ state: 'unsettled' });
    expect(passages.map(({ decision }) => decision?.outdated ?? null)).toEqual([null, true]);
  });

  it('copies values with what they name', async () => {
    const world = await disagreeing();
    const [one, words] = await world.queue();
    const attributeId = world.attributes['Statement/Speaker'] ?? world.attributes['Claim/Claimant']!;
    const onStatement = world.attributes['Statement/Speaker'] !== undefined;
    await world.does('annotation.setValues', {
      annotationId: onStatement ? 'ben-one' : 'ben-words',
      attributeId,
      values: [{ newActor: { name: 'Viktor Orbán', kind: 'person' } }],
    });
    const passage = onStatement ? one! : words!;
    const taken = onStatement ? 'ben-one' : 'ben-words';
    await world.settle(passage, { choice: 'one', takenIds: [taken] });
    const { attributeValues } = await world.does('article.open', { articleId: world.articles[0]! });
    expect(attributeValues).toHaveLength(2);
    expect(new Set(attributeValues.map(({ actorId }) => actorId)).size).toBe(1);
    expect(new Set(attributeValues.map(({ annotationId }) => annotationId)).size).toBe(2);
  });
});

describe('gold', () => {
  it('is complete when all is settled and what coders agree on is taken over', async () => {
    const world = await disagreeing();
    const settings = { coderIds: [world.coders.Ada!, world.coders.Ben!] };
    for (const passage of await world.queue()) await world.settle(passage, { choice: 'none' });
    const { label, change } = await world.does('adjudication.complete', { settings });
    expect(label).toBe('Complete gold in 2 articles');
    expect(change.added.filter(({ type }) => type === 'reading')).toMatchObject([
      { state: 'no claim found' },
    ]);
    expect(await world.gold()).toEqual(['Merkel said yes']);
    expect((await totals(world)).articles).toEqual({ compared: 2, ready: 0, complete: 2 });
    expect((await world.fails('adjudication.complete', { settings })).message).toContain('no article');

    // A coder can be compared with it; agreement between the coders is what it was.
    const gold = (await world.does('project.look')).coders.find(({ role }) => role === 'gold')!;
    const report = async (coderIds: string[]) =>
      world.does('agreement.compute', { jobId: newId(), settings: { coderIds, resamples: 0 } });
    const before = await report([world.coders.Ada!, world.coders.Ben!]);
    expect(before.rows[0]).toMatchObject({ units: 3, disagreements: 2 });
    const against = await report([world.coders.Ada!, gold.id]);
    expect(against.articles.compared).toBe(2);
    expect(against.rows[0]).toMatchObject({ units: 2, disagreements: 1 });
    await world.does('history.undo');
    expect(await world.gold()).toEqual([]);
  });

  it('is nobody: it is not counted, not joined as, and not among the coders who are compared', async () => {
    const world = await disagreeing();
    const counts = (await world.does('project.look')).annotationCounts;
    const [, words] = await world.queue();
    await world.settle(words!, { choice: 'both', takenIds: ['ada-words', 'ben-words'] });
    expect((await world.does('project.look')).annotationCounts).toEqual(counts);
    const { coders } = await world.does('agreement.coders');
    expect(coders.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Cleo']);
    const gold = (await world.does('project.look')).coders.find(({ role }) => role === 'gold')!;
    expect(gold.name).toBe('Gold');
    expect((await world.as('Gold')).coderId).not.toBe(gold.id);
    const drawing = world.draw({ coderIds: [gold.id, world.coders.Ada!] });
    await expect(drawing).rejects.toThrow('not a person who codes');
  });
});
