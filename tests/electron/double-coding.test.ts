/** Articles that are coded twice, and what coders see of each other meanwhile. */
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { callInputs, type CallInput, type CallName } from '../../shared/api';
import { codersWorld, type CodersWorld } from '../support/two-coders';

const text = 'Merkel said: [a:we can do it]a. [b:Orban refused]b.';
const texts = [text, `${text} Again.`, `${text} And again.`];

const annotationsIn = async (world: CodersWorld, article: number): Promise<string[]> =>
  (await world.does('article.open', { articleId: world.articles[article]! })).annotations.map(({ id }) => id);

describe('drawing', () => {
  it('assigns articles to all coders in one step, the same ones for the same number', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    const draw = async (seed: number): Promise<string[]> => {
      const { change, label } = await world.draw({ amount: { articles: 2 }, seed });
      expect(label).toBe('Draw 2 articles for Training');
      const assigned = change.added.filter(({ type }) => type === 'assignment');
      expect(assigned).toHaveLength(4);
      await world.does('history.undo');
      expect(await world.does('doubleCoding.list')).toEqual([]);
      return assigned.map((record) => (record as { articleId: string }).articleId);
    };
    const first = await draw(7);
    expect(await draw(7)).toEqual(first);
    const seeds = new Set<string>();
    for (let seed = 1; seed < 6; seed++) seeds.add((await draw(seed)).join());
    expect(seeds.size).toBeGreaterThan(1);
  });

  it('refuses what cannot be coded twice, and says why', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    const input: CallInput<'doubleCoding.draw'> = {
      kind: 'between',
      coderIds: [world.coders.Ada!],
      name: 'Training',
      amount: { share: 1 },
      seed: 1,
    };
    expect((await world.fails('doubleCoding.draw', input)).message).toContain('at least two coders');
    const both = { ...input, coderIds: [world.coders.Ada!, world.coders.Ben!] };
    const many = await world.fails('doubleCoding.draw', { ...both, amount: { articles: 4 } });
    expect(many.message).toContain('only 3 articles to draw from, not 4');
    await world.draw();
    expect((await world.fails('doubleCoding.draw', both)).message).toContain('no articles to draw from');
    const none = await world.fails('doubleCoding.draw', { ...input, kind: 'again' });
    expect(none.message).toContain('no articles to draw from');
    // A second round that came to nothing leaves no coder behind.
    expect((await world.as('Ada')).coders.map(({ name }) => name)).toEqual(['Ada', 'Ben']);
  });

  it('draws from what was asked for', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    await world.finish(0);
    await world.does('article.update', { articleId: world.articles[1]!, fields: { date: '2020-05-01' } });
    const count = async (from: CallInput<'doubleCoding.count'>['from']): Promise<number> =>
      (
        await world.does('doubleCoding.count', {
          kind: 'between',
          coderIds: Object.values(world.coders),
          from,
        })
      ).articles;
    // Ben has the project open, since he opened it last.
    expect(await count({})).toBe(3);
    expect(await count({ readById: world.coders.Ben! })).toBe(1);
    expect(await count({ readById: world.coders.Ada! })).toBe(0);
    expect(await count({ unread: true })).toBe(2);
    expect(await count({ from: '2020' })).toBe(1);
    expect(await count({ sources: ['Nowhere'] })).toBe(0);
  });

  it('tells how far each coder is', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    await world.draw();
    await world.finish(0);
    await world.tag('ben', 'Claim', 1, 'a');
    const [state] = await world.does('doubleCoding.list');
    expect(state).toMatchObject({
      name: 'Training',
      kind: 'between',
      articles: 3,
      finished: 0,
      population: 3,
    });
    expect(state?.coders).toMatchObject([
      { name: 'Ada', assigned: 3, inProgress: 0, finished: 0 },
      { name: 'Ben', assigned: 3, inProgress: 1, finished: 1 },
    ]);
    await world.as('Ada');
    await world.finish(0, 'no claim found');
    expect((await world.does('doubleCoding.list'))[0]).toMatchObject({ finished: 1 });
  });
});

describe('work that is hidden', () => {
  it('comes into sight when the last one has finished, and goes when that is undone', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    await world.draw();
    await world.tag('ben', 'Claim', 0, 'a');
    await world.finish(0);
    const ada = await world.as('Ada');
    expect(ada.hiddenArticleIds).toHaveLength(3);
    expect(ada.annotationCounts).toEqual({});
    expect(ada.readings).toEqual([]);
    await world.tag('ada', 'Claim', 0, 'b');
    expect(await annotationsIn(world, 0)).toEqual(['ada']);
    const done = await world.finish(0);
    expect(done.sightChanged).toBe(true);
    expect((await annotationsIn(world, 0)).toSorted()).toEqual(['ada', 'ben']);
    expect((await world.does('project.look')).hiddenArticleIds).not.toContain(world.articles[0]);
    const undone = await world.does('history.undo');
    expect(undone?.sightChanged).toBe(true);
    expect(await annotationsIn(world, 0)).toEqual(['ada']);
  });

  it('is hidden from whoever is not to code, from those who only read, and in a backup', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben', 'Cleo']);
    await world.as('Ada');
    await world.draw({ coderIds: [world.coders.Ada!, world.coders.Ben!] });
    await world.tag('ada', 'Claim', 0, 'a');
    await world.as('Cleo');
    expect(await annotationsIn(world, 0)).toEqual([]);
    for (const [coderName, seen] of [
      ['Ada', ['ada']],
      ['Ben', []],
      ['Somebody', []],
    ] as const) {
      await world.does('project.open', { token: world.file, mode: 'read', coderName });
      expect(await annotationsIn(world, 0)).toEqual(seen);
    }
    await world.as('Ben');
    world.wait(11);
    await world.does('project.update', { description: 'So that there is a backup.' });
    await new Promise((resolve) => setImmediate(resolve));
    const [backup] = await world.does('backup.list');
    await world.does('backup.open', { backupId: backup!.id });
    expect(await annotationsIn(world, 0)).toEqual([]);
  });

  it('is not undone, not deleted and not exported by who does not see it', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    await world.draw();
    await world.tag('ben', 'Claim', 0, 'a');
    const ada = await world.as('Ada');
    expect(ada.undo.undo).toBeNull();
    expect(await world.does('history.undo')).toBeNull();
    const lines = await world.does('history.list', {});
    expect(lines.map(({ label }) => label)).not.toContain('Tag as Claim');
    expect((await world.fails('article.remove', { articleId: world.articles[0]! })).message).toContain(
      'hidden',
    );
    expect((await world.fails('code.remove', { codeId: world.codes.Claim!, agreedTo: 0 })).message).toContain(
      'hidden',
    );
    const out = path.join(world.folder, 'out.json');
    const { losses } = await world.does('export.run', {
      jobId: newId(),
      token: world.token(out),
      request: { format: 'claimbook-json' },
    });
    expect(losses.map(({ what }) => what).join()).toContain('stays out until all have finished');
    await world.as('Ben');
    expect(await annotationsIn(world, 0)).toEqual(['ben']);
  });

  it('is in sight again when the double coding is ended', async () => {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    const { change } = await world.draw();
    await world.tag('ben', 'Claim', 0, 'a');
    await world.as('Ada');
    const doubleCodingId = change.added.find(({ type }) => type === 'double_coding')!.id;
    expect((await world.does('doubleCoding.remove', { doubleCodingId })).sightChanged).toBe(true);
    expect(await annotationsIn(world, 0)).toEqual(['ben']);
  });
});

describe('a second round', () => {
  async function again(): Promise<CodersWorld> {
    const world = await codersWorld(texts, ['Ada']);
    await world.tag('first', 'Claim', 0, 'a');
    await world.finish(0);
    world.wait(60);
    await world.draw({ kind: 'again', coderIds: [world.coders.Ada!] });
    return world;
  }

  it('is done under a coder of its own, without the first in sight', async () => {
    const world = await again();
    const opened = await world.as('Ada');
    const round = opened.coders.find(({ role }) => role === 'again');
    expect(round).toMatchObject({ name: 'Ada, second round', ofCoderId: world.coders.Ada });
    expect(opened.rounds).toEqual({ [world.articles[0]!]: round!.id });
    expect(opened.annotationCounts).toEqual({});
    expect(opened.readings).toEqual([]);
    expect(await annotationsIn(world, 0)).toEqual([]);
    // The same words as in the first round are not tagged already.
    const found = await world.does('search.occurrences', {
      jobId: newId(),
      words: 'we can do it',
      articleId: world.articles[0]!,
      options: {},
    });
    expect(found.hits[0]?.taggedCodeIds).toEqual([]);
    await world.tag('second', 'Claim', 0, 'a');
    expect((await world.does('history.list', {})).map(({ label }) => label)).not.toContain('Mark as done');
    const { annotations } = await world.does('article.open', { articleId: world.articles[0]! });
    expect(annotations).toMatchObject([{ id: 'second', coderId: round!.id }]);
    expect(
      (await world.does('worklist.list', { coderId: world.coders.Ada! })).entries.length,
    ).toBeGreaterThan(0);
  });

  it('is over when it is marked as done: both are in sight, and work goes on as before', async () => {
    const world = await again();
    await world.tag('second', 'Claim', 0, 'a');
    expect((await world.finish(0)).sightChanged).toBe(true);
    expect((await annotationsIn(world, 0)).toSorted()).toEqual(['first', 'second']);
    const looked = await world.does('project.look');
    expect(looked.rounds).toEqual({});
    await world.tag('later', 'Claim', 0, 'b');
    const { annotations } = await world.does('article.open', { articleId: world.articles[0]! });
    expect(annotations.find(({ id }) => id === 'later')).toMatchObject({ coderId: world.coders.Ada });
    // It cannot be done a third time.
    const more = { kind: 'again' as const, coderIds: [world.coders.Ada!] };
    expect(await world.does('doubleCoding.count', more)).toEqual({ articles: 0 });
  });

  it('takes only articles that the coder finished long enough ago', async () => {
    const world = await codersWorld(texts, ['Ada']);
    await world.finish(0);
    const count = async (finishedUntil: string): Promise<number> =>
      (
        await world.does('doubleCoding.count', {
          kind: 'again',
          coderIds: [world.coders.Ada!],
          from: { finishedUntil },
        })
      ).articles;
    expect(await count('2025-12-31')).toBe(0);
    expect(await count('2026-01-01')).toBe(1);
    expect(await count('2026-01')).toBe(1);
  });

  it('survives the undoing of its drawing', async () => {
    const world = await again();
    await world.does('history.undo');
    expect(await annotationsIn(world, 0)).toEqual(['first']);
    await world.does('history.redo');
    expect(await annotationsIn(world, 0)).toEqual([]);
  });
});

/**
 * What Ben does in an article must make no difference to anything that Ada is told: two worlds in which he does
 * different things with as many steps answer her alike, whatever she calls.
 */
describe('no call tells what is hidden', () => {
  async function benWorks(isOne: boolean): Promise<CodersWorld> {
    const world = await codersWorld(texts, ['Ada', 'Ben']);
    await world.draw();
    await world.tag('ben-1', isOne ? 'Claim' : 'Statement', 0, isOne ? 'a' : 'b');
    await world.tag('ben-2', 'Actor', 0, isOne ? 'b' : 'a');
    await world.does('annotation.setNote', { annotationId: 'ben-1', note: isOne ? 'Ben notes' : 'Nothing.' });
    await world.does('annotation.setExample', {
      annotationId: 'ben-1',
      example: isOne ? 'best' : 'doubtful',
    });
    await world.does('annotation.setReview', { annotationId: 'ben-2', review: isOne ? 'Ben doubts' : 'x' });
    await world.finish(0, isOne ? 'done' : 'no claim found');
    await world.as('Ada');
    await world.tag('ada', 'Claim', 0, 'a');
    return world;
  }

  /** Calls that Ada makes, in this order; those that are left out need another project or file. */
  const asked = (world: CodersWorld): Partial<{ [C in CallName]: CallInput<C> }> => {
    const [articleId = ''] = world.articles;
    const { Claim: codeId = '', Statement: intoId = '', Actor = '' } = world.codes;
    const settings = { coderIds: [world.coders.Ada!, world.coders.Ben!] };
    const page = { from: 0, count: 50 };
    return {
      'project.look': undefined,
      'article.open': { articleId },
      'article.page': { articleId },
      'search.occurrences': { jobId: 's', words: 'refused', articleId: null, options: {} },
      'worklist.list': {},
      'codebook.counts': undefined,
      'code.usage': { codeId },
      'code.quotes': { codeId },
      'code.planMerge': { codeId: Actor, intoId },
      'entry.usage': { type: 'actor' },
      'entry.duplicates': { type: 'actor', limit: 10 },
      'history.list': {},
      'export.plan': { format: 'csv' },
      'export.dryRun': { jobId: 'd', request: { format: 'csv' } },
      'doubleCoding.list': undefined,
      'doubleCoding.count': { kind: 'between', coderIds: Object.values(world.coders) },
      'adjudication.queue': { settings, page },
      'agreement.coders': undefined,
      'agreement.compute': { jobId: 'a', settings: { ...settings, resamples: 0 } },
      'agreement.articles': { settings, page },
      'agreement.passages': { settings, page },
      'agreement.neighbour': { settings, articleId, direction: 'next' },
      'agreement.gamma': { jobId: 'g', settings, samples: 2 },
      'agreement.methods': { settings: { ...settings, resamples: 0 } },
      'annotation.setNote': { annotationId: 'ada', note: 'Mine.' },
      'code.remove': { codeId: Actor, agreedTo: 0 },
      'history.undo': undefined,
    };
  };

  it('whatever is called', async () => {
    const [one, other] = [await benWorks(true), await benWorks(false)];
    for (const [name, input] of Object.entries(asked(one))) {
      const theirs = asked(other)[name as CallName];
      const [here, there] = [await one.host.call(name, input), await other.host.call(name, theirs)];
      expect([name, there]).toEqual([name, here]);
      expect(JSON.stringify(here)).not.toMatch(/ben-\d|Ben notes|Ben doubts/);
    }
    const lines = await one.does('history.list', {});
    for (const { seq } of lines)
      expect(await other.does('history.entry', { seq })).toEqual(await one.does('history.entry', { seq }));
  });

  it('of all calls that there are', async () => {
    const world = await codersWorld([text], ['Ada', 'Ben']);
    // A call that is new belongs among those that are asked above, or here, with a reason.
    const told = new Set(Object.keys(asked(world)));
    const reasons = {
      'writes, and answers with its own change': [
        /^(?:actor|concept|attribute|choice)\.(?!planKind)/,
        /^code\.(?:create|update|move|retire|split|merge)$/,
        /^entry\.(?:add|rename|remove|merge|split|distinguish)/,
        /^annotation\./,
        /^(?:merge\.run|question\.answer)$/,
        /^(?:article\.(?:update|remove)|reading\.set|project\.update|codebook\.apply)$/,
        /^doubleCoding\.(?:draw|remove)$/,
        /^adjudication\.(?:settle|reopen|complete)$/,
        /^history\.(?:redo|undoOne)$/,
      ],
      'is tested in a test of its own': [
        /^history\.entry$/,
        /^export\.run$/,
        /^entry\.page$/,
        /^attribute\.planKind$/,
      ],
      'opens a project as `project.look` shows it': [
        /^project\.(?:create|open|rebuild|restore|close)$/,
        /^backup\.(?:open|restore)$/,
      ],
      'shows nothing of articles in which work is hidden: see the test of merges': [
        /^merge\.items$/,
        /^question\.list$/,
      ],
      'writes a project file, which holds all that the project itself holds': [/^copy\.run$/],
      'counts what is seen, and names files, people and entries of the registries: see the test of merges': [
        /^merge\.(?:read|preview|matches|discard|list)$/,
        /^question\.counts$/,
        /^file\./,
      ],
      'is about files that wait to come in, or about no project at all': [
        /^(?:import|dataset|profile|job)\./,
        /^backup\.list$/,
        /^codebook\.(?:templates|saveTemplate|removeTemplate|exportFile|plan)$/,
        /^export\.formats$/,
      ],
    };
    const patterns = Object.values(reasons).flat();
    const untold = Object.keys(callInputs).filter(
      (name) => !told.has(name) && !patterns.some((pattern) => pattern.test(name)),
    );
    expect(untold).toEqual([]);
  });
});
