import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { callInputs } from '../../shared/api';
import { mark, only } from '../support/marked-text';
import { addArticle, hostWorld, openWorld } from '../support/host-world';

const news = mark(
  'Kanzlerin [a:Merkel]a sagte: [b:„Wir schaffen das“]b 👩‍👩‍👧, و[c:قال الوزير]c لا. [d:他说不]d',
);

describe('the door', () => {
  it('refuses a call of no known name', async () => {
    const world = hostWorld();
    expect(await world.fails('project.destroy')).toMatchObject({ code: 'invalid-input' });
    expect(await world.fails('constructor')).toMatchObject({ code: 'invalid-input' });
  });

  it('names the field that is wrong, in words', async () => {
    const world = await openWorld(news.text);
    const failure = await world.fails('annotation.tag', {
      annotationId: 'x',
      articleId: world.articleId,
      codeId: world.codes['Claim'],
      ranges: [{ start: 'one', end: 2 }],
    });
    expect(failure.code).toBe('invalid-input');
    expect(failure.message).toContain('ranges, 1, start');
  });

  it.each(Object.keys(callInputs).filter((name) => !/^(job\.cancel|project\.close)$/.test(name)))(
    '%s answers with a failure, not an exception, when it is given nonsense',
    async (name) => {
      expect(await hostWorld().fails(name, { nonsense: true })).toMatchObject({ code: 'invalid-input' });
    },
  );

  it('asks for a project to be opened first', async () => {
    const world = hostWorld();
    expect(await world.fails('history.undo')).toMatchObject({ code: 'no-project' });
    expect(await world.fails('article.open', { articleId: 'x' })).toMatchObject({ code: 'no-project' });
    expect(await world.fails('actor.create', { name: 'EU', kind: 'group' })).toMatchObject({
      code: 'no-project',
    });
  });

  it('does a write once that is sent again under its id, and answers with what it did', async () => {
    const world = await openWorld(news.text);
    const { host, articleId, codes } = world;
    const tag = {
      annotationId: 'one',
      articleId,
      codeId: codes['Claim'] ?? '',
      ranges: [only(news, 'c')],
    };
    const tagged = await host.call('annotation.tag', tag, 'w1');
    expect(tagged).toMatchObject({ ok: true });
    expect(await host.call('annotation.tag', tag, 'w1')).toEqual(tagged);
    await host.call('annotation.tag', { ...tag, annotationId: 'two', again: true }, 'w2');
    const undone = await host.call('history.undo', undefined, 'w3');
    await world.does('project.close');
    await world.does('project.open', { token: world.file, coderName: 'Ada' });
    expect(await host.call('history.undo', undefined, 'w3')).toEqual(undone);
    expect(await world.does('article.open', { articleId })).toMatchObject({ annotations: [{ id: 'one' }] });
    expect(await host.call('history.undo', undefined, 'w4')).toMatchObject({ ok: true });
    expect(await world.does('article.open', { articleId })).toMatchObject({ annotations: [] });
  });

  it('sends no text of an article again with a write that is sent again', async () => {
    const { host, articleId } = await openWorld(news.text);
    await host.call('article.remove', { articleId }, 'w1');
    const again = await host.call('article.remove', { articleId }, 'w1');
    expect(again).toMatchObject({ ok: true });
    expect(JSON.stringify(again)).toContain(articleId);
    expect(JSON.stringify(again)).not.toContain(news.text.slice(0, 20));
  });

  it('knows no path that was not granted', async () => {
    const world = hostWorld();
    expect(await world.fails('project.open', { token: '/etc/passwd', coderName: 'Ada' })).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a project', () => {
  it('is the same when it is opened again', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    const { name } = (await world.does('project.update', { name: 'Asylum debate' })).change.updated[0]!.to;
    expect(name).toBe('Asylum debate');
    await world.does('project.close');
    const again = await world.does('project.open', { token: world.file, coderName: 'Ada' });
    expect(again).toMatchObject({
      project: { name: 'Asylum debate' },
      fileName: 'debate.claimbook',
      readOnly: false,
      coderId: world.snapshot.coderId,
      annotationCounts: { [world.articleId]: 1 },
      undo: { undo: 'Rename the project to Asylum debate', redo: null },
    });
    expect(again.articles).toMatchObject([{ id: world.articleId, text: null }]);
  });

  it('that is open for reading refuses every write and says why', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    const open = await world.does('project.open', { token: world.file, mode: 'read', coderName: 'Ada' });
    expect(open).toMatchObject({ readOnly: true, coderId: null });
    expect(open.readOnlyReason).toMatch(/reading/);
    const before = fs.readFileSync(world.file);
    const { articleId, codes, attributes } = world;
    const writes: [string, unknown][] = [
      ['project.update', { name: 'X' }],
      ['import.read', { jobId: 'read', sources: [{ pasted: 'text' }] }],
      ['article.update', { articleId, fields: { title: 'X' } }],
      ['article.remove', { articleId }],
      ['reading.set', { articleId, state: 'done' }],
      [
        'annotation.tag',
        { annotationId: 'two', articleId, codeId: codes['Claim'], ranges: [only(news, 'a')] },
      ],
      ['annotation.addSpan', { annotationId: 'one', range: only(news, 'a') }],
      ['annotation.moveSpan', { spanId: 'x', range: only(news, 'a') }],
      ['annotation.removeSpan', { spanId: 'x' }],
      ['annotation.recode', { annotationId: 'one', codeId: codes['Actor'] }],
      ['annotation.setNote', { annotationId: 'one', note: 'x' }],
      [
        'annotation.setValues',
        { annotationId: 'one', attributeId: attributes['Claim/Claimant'], values: [] },
      ],
      ['annotation.remove', { annotationIds: ['one'] }],
      ['actor.create', { name: 'EU', kind: 'group' }],
      ['actor.update', { actorId: 'x', name: 'EU' }],
      ['concept.create', { name: 'Asylum' }],
      ['concept.update', { conceptId: 'x', name: 'Asylum' }],
      ['concept.move', { conceptId: 'x', parentId: null }],
      ['actor.removeAffiliation', { affiliationId: 'x' }],
      ['entry.addAlias', { type: 'actor', entryId: 'x', name: 'EU' }],
      ['entry.renameAlias', { type: 'actor', aliasId: 'x', name: 'EU' }],
      ['entry.removeAlias', { type: 'actor', aliasId: 'x' }],
      ['entry.merge', { type: 'actor', fromIds: ['x'], intoId: 'y' }],
      ['entry.split', { type: 'actor', entryId: 'x', to: { name: 'EU' }, valueIds: ['y'] }],
      ['entry.remove', { type: 'concept', entryIds: ['x'] }],
      ['entry.distinguish', { type: 'concept', ids: ['x', 'y'] }],
      ['history.undo', undefined],
      ['history.redo', undefined],
    ];
    for (const [name, input] of writes) {
      expect([name, await world.fails(name, input)]).toMatchObject([name, { code: 'read-only' }]);
    }
    expect((await world.does('article.open', { articleId })).annotations).toHaveLength(1);
    expect(fs.readFileSync(world.file).equals(before)).toBe(true);
  });

  it('comes with a sample to try, which no undo takes away', async () => {
    const world = hostWorld();
    const token = world.token(world.file);
    const sample = await world.does('project.create', {
      token,
      name: 'Sample',
      coderName: 'Ada',
      sample: true,
    });
    expect(sample.articles.length).toBeGreaterThanOrEqual(3);
    expect(sample.undo).toEqual({ undo: null, redo: null });
    for (const { id } of sample.articles) {
      expect((await world.does('article.open', { articleId: id })).unplacedSpanIds).toEqual([]);
    }
  });
});

describe('bringing articles in', () => {
  it('edits and removes an article with all that hangs on it, and brings it back', async () => {
    const world = await openWorld(news.text);
    const { articleId } = world;
    await world.does('article.update', { articleId, fields: { title: 'Sommer 2015', date: '2015-08' } });
    expect(await world.fails('article.update', { articleId, fields: { date: '2015-13' } })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('a date is YYYY'),
    });
    await world.tag('claim', 'Claim', only(news, 'b'));
    await world.tag('said', 'Statement', only(news, 'c'));
    const attributeId = world.attributes['Claim/Made in']!;
    await world.does('annotation.setValues', {
      annotationId: 'claim',
      attributeId,
      values: [{ targetAnnotationId: 'said' }],
    });
    const before = await world.does('article.open', { articleId });
    const removed = await world.does('article.remove', { articleId });
    expect(removed.label).toBe('Delete article Sommer 2015');
    expect(await world.fails('article.open', { articleId })).toMatchObject({ code: 'not-found' });
    const undone = await world.does('history.undo');
    expect(undone?.change.added).toHaveLength(removed.change.removed.length);
    expect(await world.does('article.open', { articleId })).toEqual(before);
    await world.does('history.redo');
    expect(await world.fails('article.open', { articleId })).toMatchObject({ code: 'not-found' });
  });

  it('removing an article removes values elsewhere that point into it', async () => {
    const world = await openWorld(news.text);
    const other = await addArticle(world, 'Another text.');
    await world.tag('claim', 'Claim', only(news, 'b'));
    await world.does('annotation.tag', {
      annotationId: 'said',
      articleId: other,
      codeId: world.codes['Statement']!,
      ranges: [{ start: 0, end: 7 }],
    });
    const attributeId = world.attributes['Claim/Made in']!;
    await world.does('annotation.setValues', {
      annotationId: 'claim',
      attributeId,
      values: [{ targetAnnotationId: 'said' }],
    });
    await world.does('article.remove', { articleId: other });
    expect((await world.does('article.open', { articleId: world.articleId })).attributeValues).toEqual([]);
    await world.does('history.undo');
    expect((await world.does('article.open', { articleId: world.articleId })).attributeValues).toHaveLength(
      1,
    );
  });

  it('sees a text that was changed behind its back, and spans that no longer fit', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    await world.does('project.close');
    const db = new Database(world.file);
    db.prepare("UPDATE span SET quote = 'other words'").run();
    db.close();
    await world.does('project.open', { token: world.file, coderName: 'Ada' });
    const { spans, unplacedSpanIds } = await world.does('article.open', { articleId: world.articleId });
    expect(unplacedSpanIds).toEqual(spans.map(({ id }) => id));
    await world.does('project.close');
    const again = new Database(world.file);
    again.prepare("UPDATE article SET text = replace(text, 'Merkel', 'Kohl')").run();
    again.close();
    await world.does('project.open', { token: world.file, coderName: 'Ada' });
    expect(await world.fails('article.open', { articleId: world.articleId })).toMatchObject({
      code: 'damaged',
    });
  });
});

describe('annotating', () => {
  it('refuses words that are tagged already, in whatever pieces they are given', async () => {
    const world = await openWorld(news.text);
    const [a, b, c] = [only(news, 'a'), only(news, 'b'), only(news, 'c')];
    await world.tag('both', 'Claim', a, b);
    const again = (code: string, ...ranges: { start: number; end: number }[]) => ({
      annotationId: `again ${code} ${ranges.length}`,
      articleId: world.articleId,
      codeId: world.codes[code] ?? '',
      ranges,
    });
    const middle = b.start + '„Wir sch'.length;
    const halves = [
      { start: middle, end: b.end + 1 },
      { start: b.start, end: middle },
    ];
    for (const ranges of [
      [b, a],
      [...halves, a],
    ])
      expect(await world.fails('annotation.tag', again('Claim', ...ranges))).toMatchObject({
        code: 'refused',
        message: 'You have already tagged exactly these words as Claim.',
      });
    await world.does('annotation.tag', again('Claim', a));
    await world.does('annotation.tag', again('Claim', a, b, c));
    await world.does('annotation.tag', again('Actor', a, b));
  });

  it('tags, and puts the article in progress with the same deed', async () => {
    const world = await openWorld(news.text);
    const applied = await world.tag('one', 'Claim', only(news, 'c'));
    expect(applied).toMatchObject({ label: 'Tag as Claim', undo: { undo: 'Tag as Claim', redo: null } });
    expect(applied.change.added.map(({ type }) => type)).toEqual(['annotation', 'span', 'reading']);
    await world.does('history.undo');
    expect(await world.does('article.open', { articleId: world.articleId })).toMatchObject({
      annotations: [],
      spans: [],
    });
  });

  it('refuses an id that another annotation has', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'c'));
    const { codes, articleId } = world;
    expect(
      await world.fails('annotation.tag', {
        annotationId: 'one',
        articleId,
        codeId: codes['Actor'],
        ranges: [only(news, 'a')],
      }),
    ).toMatchObject({ code: 'invalid-input' });
  });

  it('refuses what covers nothing and what was tagged before', async () => {
    const world = await openWorld(news.text);
    const { articleId } = world;
    const input = {
      annotationId: 'x',
      articleId,
      codeId: world.codes['Claim'],
      ranges: [{ start: 3, end: 3 }],
    };
    expect(await world.fails('annotation.tag', input)).toMatchObject({ code: 'refused' });
    await world.tag('one', 'Claim', only(news, 'c'));
    const again = { ...input, ranges: [only(news, 'c')] };
    expect(await world.fails('annotation.tag', again)).toMatchObject({ code: 'refused' });
    expect((await world.tag('two', 'Actor', only(news, 'c'))).label).toBe('Tag as Actor');
  });

  it.each([
    ['annotation.tag', { annotationId: 'n', articleId: 'no', codeId: 'no', ranges: [{ start: 0, end: 1 }] }],
    ['annotation.addSpan', { annotationId: 'no', range: { start: 0, end: 1 } }],
    ['annotation.moveSpan', { spanId: 'no', range: { start: 0, end: 1 } }],
    ['annotation.removeSpan', { spanId: 'no' }],
    ['annotation.recode', { annotationId: 'no', codeId: 'no' }],
    ['annotation.setNote', { annotationId: 'no', note: 'x' }],
    ['annotation.setValues', { annotationId: 'no', attributeId: 'no', values: [] }],
    ['annotation.remove', { annotationIds: ['no'] }],
    ['article.open', { articleId: 'no' }],
    ['article.update', { articleId: 'no', fields: {} }],
    ['article.remove', { articleId: 'no' }],
    ['reading.set', { articleId: 'no', state: 'done' }],
    ['actor.update', { actorId: 'no', name: 'x' }],
    ['concept.update', { conceptId: 'no', name: 'x' }],
  ])('%s does not find what is not there', async (name, input) => {
    const world = await openWorld(news.text);
    const { undo } = await world.does('actor.create', { name: 'EU', kind: 'group' });
    expect(await world.fails(name, input)).toMatchObject({ code: 'not-found' });
    expect((await world.does('history.list', {}))[0]!.label).toBe(undo.undo);
  });

  it('adds, moves and removes words', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Statement', only(news, 'b'));
    const added = await world.does('annotation.addSpan', { annotationId: 'one', range: only(news, 'd') });
    expect(added).toMatchObject({
      label: 'Add words to Statement',
      change: { added: [{ quote: '他说不' }] },
    });
    const spanId = added.change.added[0]!.id;
    await world.does('annotation.moveSpan', { spanId, range: only(news, 'c') });
    const spans = async () => (await world.does('article.open', { articleId: world.articleId })).spans;
    expect((await spans()).map(({ quote }) => quote)).toEqual(['„Wir schaffen das“', 'قال الوزير']);
    await world.does('annotation.removeSpan', { spanId });
    const [last] = await spans();
    expect(await world.fails('annotation.removeSpan', { spanId: last!.id })).toMatchObject({
      code: 'refused',
    });
  });

  it('says who and what, making actors and concepts on the way', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    const set = (name: string, values: unknown[]) => ({
      annotationId: 'one',
      attributeId: world.attributes[`Claim/${name}`]!,
      values,
    });
    const who = await world.does(
      'annotation.setValues',
      set('Claimant', [{ newActor: { name: 'Angela Merkel', kind: 'person' } }]) as never,
    );
    expect(who.label).toBe('Set claimant');
    expect(who.change.added.map(({ type }) => type)).toEqual(['actor', 'attribute_value']);
    const again = await world.does(
      'annotation.setValues',
      set('Addressee', [{ newActor: { name: 'angela merkel', kind: 'person' } }]) as never,
    );
    expect(again.change.added.map(({ type }) => type)).toEqual(['attribute_value']);
    await world.does(
      'annotation.setValues',
      set('Concept', [{ newConcept: { name: 'لجوء' } }, { newConcept: { name: 'Asyl' } }]) as never,
    );
    await world.does('annotation.setValues', set('Date', [{ date: '2015-08-31' }]) as never);
    for (const [name, values] of [
      ['Position', [{ text: 'for' }]],
      ['Claimant', [{ number: 1 }]],
      ['Date', [{ date: '2015-02-30' }]],
      ['Date', [{ date: 7 }]],
      ['Concept', [{ conceptId: 'x', actorId: 'y' }]],
    ] as const) {
      expect([name, await world.fails('annotation.setValues', set(name, [...values]))]).toMatchObject([
        name,
        { code: 'invalid-input' },
      ]);
    }
    await world.does('history.undo');
    await world.does('history.undo');
    await world.does('history.undo');
    await world.does('history.undo');
    await world.does('project.close');
    const { actors, concepts } = await world.does('project.open', { token: world.file, coderName: 'Ada' });
    expect([actors, concepts]).toEqual([[], []]);
  });

  it('refuses circles of targets', async () => {
    const world = await openWorld(news.text);
    await world.does('project.close');
    const db = new Database(world.file);
    db.prepare("UPDATE attribute SET target_code_id = NULL WHERE name = 'Made in'").run();
    db.close();
    await world.does('project.open', { token: world.file, coderName: 'Ada' });
    const attributeId = world.attributes['Claim/Made in']!;
    for (const mark of ['a', 'b', 'c']) await world.tag(mark, 'Claim', only(news, mark));
    const point = (annotationId: string, targetAnnotationId: string) => ({
      annotationId,
      attributeId,
      values: [{ targetAnnotationId }],
    });
    await world.does('annotation.setValues', point('a', 'b'));
    await world.does('annotation.setValues', point('b', 'c'));
    expect(await world.fails('annotation.setValues', point('c', 'a'))).toMatchObject({ code: 'refused' });
    expect(await world.fails('annotation.setValues', point('c', 'c'))).toMatchObject({ code: 'refused' });
  });

  it('changes the code, notes, and deletes, each undone in turn', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    const addressee = {
      annotationId: 'one',
      attributeId: world.attributes['Claim/Addressee']!,
      values: [{ newActor: { name: 'EU', kind: 'group' as const } }],
    };
    await world.does('annotation.setValues', addressee);
    const opened = () => world.does('article.open', { articleId: world.articleId });
    const states = [await opened()];
    const steps = [
      () => world.does('annotation.recode', { annotationId: 'one', codeId: world.codes['Statement']! }),
      () => world.does('annotation.setNote', { annotationId: 'one', note: 'unsicher ¿?' }),
      () => world.does('annotation.remove', { annotationIds: ['one', 'one'] }),
    ];
    const labels: string[] = [];
    for (const step of steps) {
      labels.push((await step()).label);
      states.push(await opened());
    }
    expect(labels).toEqual(['Change Claim to Statement', 'Note on Statement', 'Delete Statement']);
    expect(states[1]!.attributeValues).toMatchObject([
      { attributeId: world.attributes['Statement/Addressee'] },
    ]);
    expect(states[3]).toMatchObject({ annotations: [], spans: [], attributeValues: [] });
    for (const state of states.slice(0, -1).toReversed()) {
      await world.does('history.undo');
      expect(await opened()).toEqual(state);
    }
  });

  it('does not write down what changes nothing', async () => {
    const world = await openWorld(news.text);
    const { seq } = await world.tag('one', 'Claim', only(news, 'b'));
    const same = await world.does('annotation.setNote', { annotationId: 'one', note: '' });
    expect(same).toMatchObject({
      seq,
      change: { added: [], updated: [], removed: [] },
      undo: { undo: 'Tag as Claim' },
    });
    expect((await world.does('history.list', {}))[0]!.seq).toBe(seq);
  });
});

describe('the registry and the history', () => {
  it('makes, edits and keeps apart actors and concepts', async () => {
    const world = await openWorld(news.text);
    const actor = await world.does('actor.create', { name: ' EU ', kind: 'group' });
    expect(actor).toMatchObject({ label: 'New actor EU', change: { added: [{ name: 'EU' }] } });
    const actorId = actor.change.added[0]!.id;
    await world.does('actor.update', { actorId, kind: 'organisation', authority: 'Q458' });
    expect(await world.fails('actor.create', { name: 'eu', kind: 'group' })).toMatchObject({
      code: 'refused',
    });
    expect(await world.fails('actor.create', { name: 'NATO', kind: 'pact' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await world.fails('actor.create', { name: '  ', kind: 'group' })).toMatchObject({
      code: 'invalid-input',
    });
    const concept = await world.does('concept.create', { name: 'Asylum' });
    const conceptId = concept.change.added[0]!.id;
    await world.does('concept.update', { conceptId, definition: 'Right of refugees.' });
    expect(await world.fails('concept.create', { name: 'ASYLUM' })).toMatchObject({ code: 'refused' });
    const labels = (await world.does('history.list', { limit: 3 })).map(({ label }) => label);
    expect(labels).toEqual(['Edit concept Asylum', 'New concept Asylum', 'Edit actor EU']);
  });

  it('takes half a character for what a file can hold, so that undo finds what was written', async () => {
    const world = await openWorld(news.text);
    const { change } = await world.does('actor.create', { name: 'Amal \ud83d', kind: 'person' });
    const [actor] = change.added;
    expect(actor).toMatchObject({ name: 'Amal \ufffd' });
    await world.does('actor.update', { actorId: actor!.id, note: '👩🏽‍🌾 and \udc69' });
    const { change: edited } = await world.does('actor.update', { actorId: actor!.id, note: '' });
    expect(edited.updated).toMatchObject([{ from: { note: '👩🏽‍🌾 and \ufffd' }, to: { note: '' } }]);
    for (let step = 0; step < 3; step++) expect(await world.does('history.undo')).not.toBeNull();
    for (let step = 0; step < 3; step++) expect(await world.does('history.redo')).not.toBeNull();
  });

  it('has nothing to undo in a new project', async () => {
    const world = hostWorld();
    await world.does('project.create', { token: world.token(world.file), name: 'New', coderName: 'Ada' });
    expect(await world.does('history.undo')).toBeNull();
    expect(await world.does('history.redo')).toBeNull();
  });

  it('carries no texts', async () => {
    const world = await openWorld(news.text);
    await world.does('article.remove', { articleId: world.articleId });
    expect(JSON.stringify(await world.does('history.list', {}))).not.toContain('schaffen');
  });

  it('marks who has read what', async () => {
    const world = await openWorld(news.text);
    const { articleId } = world;
    await world.does('reading.set', { articleId, state: 'no claim found' });
    await world.does('reading.set', { articleId, state: 'done' });
    expect(await world.fails('reading.set', { articleId, state: 'skimmed' })).toMatchObject({
      code: 'invalid-input',
    });
    await world.does('history.undo');
    await world.does('project.close');
    const { readings } = await world.does('project.open', { token: world.file, coderName: 'Ada' });
    expect(readings).toMatchObject([{ state: 'no claim found' }]);
  });
});

describe('datasets', () => {
  it('are planned, then written as planned', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    const request = { format: 'csv' };
    const plan = await world.does('export.plan', request);
    const token = world.token(path.join(world.folder, 'tables'));
    const report = await world.does('export.run', { jobId: 'job', token, request });
    expect(report.token).toBe(token);
    const rows = (files: { name: string; rows: number | null }[]) =>
      files.map(({ name, rows: count }) => [name, count]);
    expect(rows(report.files)).toEqual(rows(plan.files));
    expect(await world.fails('export.plan', { format: 'tarot' })).toMatchObject({ code: 'invalid-input' });
  });

  it('are planned under the ending that they will have, and as what they are', async () => {
    const world = await openWorld(news.text);
    const planned = async (format: string, options: Record<string, string> = {}) => {
      const { extension, files } = await world.does('export.plan', { format, options });
      return [extension, files[0]?.name, files[0]?.what];
    };
    expect(await planned('simple-table')).toEqual(['csv', 'one .csv file', 'A row for each annotation.']);
    expect(await planned('simple-table', { file: 'xlsx' })).toEqual([
      'xlsx',
      'one .xlsx file',
      'A row for each annotation.',
    ]);
    expect(await planned('gexf')).toEqual([null, 'a folder', 'A network for each time slice.']);
    expect(await planned('dna')).toEqual(['dna', 'one .dna file', 'The articles with their annotations.']);
  });

  it('can be cancelled, and leave nothing behind', async () => {
    const world = await openWorld(news.text);
    const target = path.join(world.folder, 'all.json');
    const running = world.fails('export.run', {
      jobId: 'job',
      token: world.token(target),
      request: { format: 'claimbook-json' },
    });
    await world.does('job.cancel', { jobId: 'job' });
    expect(await running).toMatchObject({ code: 'cancelled' });
    expect(fs.existsSync(target)).toBe(false);
    await world.does('job.cancel', { jobId: 'job' });
  });
});
