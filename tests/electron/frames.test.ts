import fs from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { CallInput } from '../../shared/api';
import type { AttributeValue } from '../../shared/records';
import { recordTypes } from '../../shared/records';
import { mark, only } from '../support/marked-text';
import { type OpenWorld, addArticle, openWorld } from '../support/host-world';

const news = mark(
  `[s:“We want the night bus,” said [r:Joan Reed]r, and [m:she]m meant it.]s [n:The drivers must be paid 👩‍👩‍👧.]n
[o:قال [w:الوزير]w لا.]o`,
);

/** A statement by Joan Reed, who is in the registry. */
async function scene(): Promise<OpenWorld> {
  const world = await openWorld(news.text);
  await world.does('actor.create', { name: 'Joan Reed', kind: 'person' });
  await world.tag('s', 'Statement', only(news, 's'));
  return world;
}

const slot = (world: OpenWorld, name: string, annotationId = 's') => ({
  annotationId,
  attributeId: world.attributes[name]!,
});

/** The rows of the file, past the host, which holds it alone. */
function rows(world: OpenWorld): Record<string, unknown[]> {
  const copy = `${world.file}.copy`;
  fs.copyFileSync(world.file, copy);
  const db = new Database(copy);
  const all = Object.fromEntries(
    recordTypes.map((type) => [type, db.prepare(`SELECT * FROM ${type} ORDER BY id`).all()]),
  );
  db.close();
  return all;
}

async function valuesOf(world: OpenWorld, annotationId = 's'): Promise<AttributeValue[]> {
  const { attributeValues } = await world.does('article.open', { articleId: world.articleId });
  return attributeValues
    .filter((value) => value.annotationId === annotationId)
    .toSorted((a, b) => a.position - b.position);
}

/** Changes the closed file as no call of this contract does, and opens it again. */
async function behind(world: OpenWorld, act: (db: Database.Database) => void): Promise<void> {
  await world.does('project.close');
  const db = new Database(world.file);
  act(db);
  db.close();
  await world.does('project.open', { token: world.file, coderName: 'Ada' });
}

/** Does it, undoes it and looks that the file is as before, and does it again. */
async function undone(world: OpenWorld, act: () => Promise<unknown>): Promise<void> {
  const before = rows(world);
  await act();
  const after = rows(world);
  expect(after).not.toEqual(before);
  await world.does('history.undo');
  expect(rows(world)).toEqual(before);
  await world.does('history.redo');
  expect(rows(world)).toEqual(after);
}

describe('words assigned to a slot', () => {
  it('are looked up among the actors, and become the evidence', async () => {
    const world = await scene();
    await undone(world, () =>
      world.does('annotation.assignToSlot', { ...slot(world, 'Statement/Speaker'), range: only(news, 'r') }),
    );
    const { start, end } = only(news, 'r');
    expect(await valuesOf(world)).toMatchObject([
      { evidenceStart: start, evidenceEnd: end, evidenceQuote: 'Joan Reed', inferred: false },
    ]);
    expect(rows(world)['actor']).toHaveLength(1);
  });

  it('make a new actor where nobody has this name, all in one change', async () => {
    const world = await scene();
    await undone(world, () =>
      world.does('annotation.assignToSlot', { ...slot(world, 'Statement/Speaker'), range: only(news, 'w') }),
    );
    expect(rows(world)['actor']).toMatchObject([{ name: 'Joan Reed' }, { name: 'الوزير' }]);
  });

  it('are never taken for an actor or concept whose name only looks alike', async () => {
    const world = await scene();
    await world.tag('c', 'Claim', only(news, 'r'));
    await world.does('actor.create', { name: 'الوزيرُ', kind: 'organisation' });
    await world.does('concept.create', { name: 'Joán Reed' });
    const before = rows(world);
    const refusals = [
      await world.fails('annotation.assignToSlot', {
        ...slot(world, 'Statement/Speaker'),
        range: only(news, 'w'),
      }),
      await world.fails('annotation.setValues', {
        ...slot(world, 'Statement/Speaker'),
        values: [{ newActor: { name: 'الوزير', kind: 'person' } }],
      }),
      await world.fails('actor.create', { name: 'الوزير', kind: 'person' }),
      await world.fails('annotation.assignToSlot', {
        ...slot(world, 'Claim/Concept', 'c'),
        range: only(news, 'r'),
      }),
      await world.fails('annotation.setValues', {
        ...slot(world, 'Statement/Speaker'),
        values: ['Zoe', 'Zoë'].map((name) => ({ newActor: { name, kind: 'person' } })),
      }),
    ];
    expect(rows(world)).toEqual(before);
    const known = refusals.map(({ code, message }) => `${code}: ${/named (.*?),/.exec(message)?.[1]}`);
    expect(known).toEqual([
      'refused: الوزيرُ',
      'refused: الوزيرُ',
      'refused: الوزيرُ',
      'refused: Joán Reed',
      'refused: Zoe',
    ]);
    // The same name in other capitals is the same one.
    await world.does('annotation.setValues', {
      ...slot(world, 'Statement/Speaker'),
      values: [{ newActor: { name: 'JOAN REED', kind: 'person' } }],
    });
    expect(rows(world)['actor']).toHaveLength(2);
  });

  it('say a number in words of any script, and never the wrong one', async () => {
    const prices = mark('It rose by [a:1,500]a, [b:1.500]b, [c:0x10]c, [d:2,5]d and [e:١٢]e percent.');
    const world = await openWorld(prices.text);
    await world.tag('c', 'Claim', { start: 0, end: 2 });
    const figure = {
      attributeId: 'figure',
      codeId: world.codes['Claim']!,
      name: 'Figure',
      kind: 'number',
    } as const;
    await world.does('attribute.create', figure);
    await world.does('attribute.update', { attributeId: 'figure', fields: { many: true } });
    const assign = (name: string) => ({
      annotationId: 'c',
      attributeId: 'figure',
      range: only(prices, name),
    });
    for (const name of ['d', 'e']) await world.does('annotation.assignToSlot', assign(name));
    for (const [name, why] of [
      ['a', 'two ways'],
      ['b', 'two ways'],
      ['c', 'not a number'],
    ] as const)
      expect(await world.fails('annotation.assignToSlot', assign(name))).toMatchObject({
        code: 'refused',
        message: expect.stringContaining(why),
      });
    expect((await valuesOf(world, 'c')).map(({ number, evidenceQuote }) => [number, evidenceQuote])).toEqual([
      [2.5, '2,5'],
      [12, '١٢'],
    ]);
  });

  it('take the value that the user chooses: a pronoun says nothing by itself', async () => {
    const world = await scene();
    const [reed] = rows(world)['actor'] as { id: string }[];
    const assign = (name: string) =>
      world.does('annotation.assignToSlot', {
        ...slot(world, 'Statement/Speaker'),
        range: only(news, name),
        values: [{ actorId: reed!.id }],
      });
    await assign('m');
    expect(await valuesOf(world)).toMatchObject([{ actorId: reed!.id, evidenceQuote: 'she' }]);
    await assign('r');
    expect(await valuesOf(world), 'once more is no second value').toMatchObject([
      { evidenceQuote: 'Joan Reed' },
    ]);
  });

  it('are added behind those that are there, or take the place of the only one', async () => {
    const world = await scene();
    for (const name of ['r', 'w'])
      await world.does('annotation.assignToSlot', {
        ...slot(world, 'Statement/Speaker'),
        range: only(news, name),
      });
    expect((await valuesOf(world)).map(({ evidenceQuote, position }) => [evidenceQuote, position])).toEqual([
      ['Joan Reed', 0],
      ['الوزير', 1],
    ]);
    await world.tag('a', 'Actor', only(news, 'r'));
    for (const name of ['r', 'w'])
      await world.does('annotation.assignToSlot', {
        ...slot(world, 'Actor/Who', 'a'),
        range: only(news, name),
      });
    expect(await valuesOf(world, 'a')).toMatchObject([{ evidenceQuote: 'الوزير' }]);
  });

  it('name a concept, point at the statement they lie in, and say what no choice or date says', async () => {
    const world = await scene();
    await world.tag('c', 'Claim', only(news, 'r'));
    const assign = (name: string) => ({ ...slot(world, name, 'c'), range: only(news, 'r') }) as const;
    await undone(world, () => world.does('annotation.assignToSlot', assign('Claim/Concept')));
    await undone(world, () => world.does('annotation.assignToSlot', assign('Claim/Made in')));
    expect(await valuesOf(world, 'c')).toMatchObject([
      { conceptId: expect.any(String), evidenceQuote: 'Joan Reed' },
      { targetAnnotationId: 's', evidenceQuote: 'Joan Reed' },
    ]);
    for (const name of ['Claim/Position', 'Claim/Date'])
      expect(await world.fails('annotation.assignToSlot', assign(name))).toMatchObject({
        code: 'refused',
        message: expect.stringContaining('“Joan Reed” is not'),
      });
  });

  it('are refused where two actors have this name', async () => {
    const world = await scene();
    await behind(world, (db) => {
      db.exec(`INSERT INTO actor SELECT 'other', 'J. Reed', kind, note, authority, created_at FROM actor`);
      db.exec(`INSERT INTO actor_alias (id, actor_id, name) VALUES ('alias', 'other', 'JOAN REED')`);
    });
    const assign = { ...slot(world, 'Statement/Speaker'), range: only(news, 'r') };
    const before = rows(world);
    expect(await world.fails('annotation.assignToSlot', assign)).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('Several actors'),
    });
    expect(rows(world)).toEqual(before);
    await world.does('annotation.assignToSlot', { ...assign, values: [{ actorId: 'other' }] });
    expect(await valuesOf(world)).toMatchObject([{ actorId: 'other', evidenceQuote: 'Joan Reed' }]);
  });
});

describe('evidence', () => {
  it('is bound to a value, taken away, and gives way to inferred', async () => {
    const world = await scene();
    await world.does('annotation.setValues', {
      ...slot(world, 'Statement/Speaker'),
      values: [{ newActor: { name: 'Joan Reed', kind: 'person' } }],
    });
    const [value] = await valuesOf(world);
    const valueId = value!.id;
    const bind = () => world.does('annotation.setEvidence', { valueId, range: only(news, 'm') });
    await undone(world, bind);
    expect(await valuesOf(world)).toMatchObject([{ evidenceQuote: 'she' }]);
    expect((await bind()).change, 'twice is once').toMatchObject({ updated: [] });
    await undone(world, () => world.does('annotation.setInferred', { valueId, inferred: true }));
    expect(await valuesOf(world)).toMatchObject([
      { evidenceQuote: null, evidenceStart: null, inferred: true },
    ]);
    await undone(world, bind);
    expect(await valuesOf(world)).toMatchObject([{ evidenceQuote: 'she', inferred: false }]);
    await undone(world, () => world.does('annotation.setEvidence', { valueId, range: null }));
    expect(await valuesOf(world)).toMatchObject([{ evidenceQuote: null, inferred: false }]);
  });

  it('never cuts a character in two and lies in the text', async () => {
    const world = await scene();
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Speaker'),
      range: only(news, 'r'),
    });
    const valueId = (await valuesOf(world))[0]!.id;
    const family = news.text.indexOf('👩');
    await world.does('annotation.setEvidence', { valueId, range: { start: family + 1, end: family + 2 } });
    expect(await valuesOf(world)).toMatchObject([{ evidenceQuote: '👩‍👩‍👧' }]);
    const wrong: [unknown, string][] = [
      [{ start: 0, end: news.text.length + 1 }, 'invalid-input'],
      [{ start: 5, end: 5 }, 'refused'],
      [{ start: 9, end: 3 }, 'refused'],
      [{ start: -1, end: 3 }, 'invalid-input'],
      [{ start: 0.5, end: 3 }, 'invalid-input'],
      [{ start: 0, end: Number.MAX_SAFE_INTEGER + 2 }, 'invalid-input'],
    ];
    const before = rows(world);
    for (const [range, code] of wrong)
      expect([range, await world.fails('annotation.setEvidence', { valueId, range })]).toMatchObject([
        range,
        { code },
      ]);
    expect(rows(world)).toEqual(before);
  });

  it('stays when the code changes to one with a like attribute, and comes back with the annotation', async () => {
    const world = await scene();
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Addressee'),
      range: only(news, 'r'),
    });
    await undone(world, () =>
      world.does('annotation.recode', { annotationId: 's', codeId: world.codes['Claim']! }),
    );
    expect(await valuesOf(world)).toMatchObject([
      { attributeId: world.attributes['Claim/Addressee'], evidenceQuote: 'Joan Reed' },
    ]);
    await undone(world, () => world.does('annotation.remove', { annotationIds: ['s'] }));
  });

  it('stays with its value while others come and go', async () => {
    const world = await scene();
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Speaker'),
      range: only(news, 'r'),
    });
    const reed = (await valuesOf(world))[0]!;
    await world.does('annotation.setValues', {
      ...slot(world, 'Statement/Speaker'),
      values: [{ newActor: { name: 'EU', kind: 'organisation' } }, { actorId: reed.actorId! }],
    });
    expect((await valuesOf(world))[1]).toEqual({ ...reed, position: 1 });
  });
});

it('words that name two speakers are bound to both in one step, and invent nobody', async () => {
  const world = await scene();
  const speaker = slot(world, 'Statement/Speaker');
  await world.does('annotation.setValues', {
    ...speaker,
    values: [{ newActor: { name: 'EU', kind: 'organisation' } }],
  });
  const actors = rows(world)['actor'] as { id: string; name: string }[];
  const idOf = (name: string): string => actors.find((actor) => actor.name === name)!.id;
  const values = [{ actorId: idOf('Joan Reed') }, { actorId: idOf('EU') }];
  await undone(world, () =>
    world.does('annotation.assignToSlot', { ...speaker, range: only(news, 'r'), values }),
  );
  expect(await valuesOf(world)).toMatchObject([
    { actorId: idOf('EU'), position: 0, evidenceStart: only(news, 'r').start },
    { actorId: idOf('Joan Reed'), position: 1, evidenceStart: only(news, 'r').start },
  ]);
  expect((rows(world)['actor'] as unknown[]).length).toBe(actors.length);
  const single = { ...slot(world, 'Statement/Form'), range: only(news, 'r') };
  const choices = [{ text: 'a' }, { text: 'b' }];
  expect(await world.fails('annotation.assignToSlot', { ...single, values: choices })).toMatchObject({
    code: 'refused',
  });
});

it('values are put into another order, one step or to the end', async () => {
  const world = await scene();
  await world.does('annotation.setValues', {
    ...slot(world, 'Statement/Speaker'),
    values: ['A', 'B', 'C'].map((name) => ({ newActor: { name, kind: 'person' as const } })),
  });
  const names = async (): Promise<string> => {
    const actors = new Map(
      (rows(world)['actor'] as { id: string; name: string }[]).map((a) => [a.id, a.name]),
    );
    return (await valuesOf(world)).map(({ actorId }) => actors.get(actorId!)).join('');
  };
  const [first] = await valuesOf(world);
  await undone(world, () => world.does('annotation.moveValue', { valueId: first!.id, to: 1 }));
  expect(await names()).toBe('BAC');
  await world.does('annotation.moveValue', { valueId: first!.id, to: 10_000 });
  expect(await names()).toBe('BCA');
});

describe('one passage', () => {
  it('holds several claims when the coder says so, and only then', async () => {
    const world = await scene();
    const tag = (annotationId: string, again?: true) => ({
      annotationId,
      articleId: world.articleId,
      codeId: world.codes['Statement']!,
      ranges: [only(news, 's')],
      ...(again ? { again } : {}),
    });
    expect(await world.fails('annotation.tag', tag('t'))).toMatchObject({ code: 'refused', again: true });
    await undone(world, () => world.does('annotation.tag', tag('t', true)));
    expect(await world.fails('annotation.tag', tag('u'))).toMatchObject({ code: 'refused', again: true });
  });

  it('is tagged and linked in one change', async () => {
    const world = await scene();
    const [reed] = rows(world)['actor'] as { id: string }[];
    const tag = {
      annotationId: 'a',
      articleId: world.articleId,
      codeId: world.codes['Actor']!,
      ranges: [only(news, 'r')],
      values: [{ attributeId: world.attributes['Actor/Who']!, values: [{ actorId: reed!.id }] }],
    };
    await undone(world, () => world.does('annotation.tag', tag));
    expect(await valuesOf(world, 'a')).toMatchObject([{ actorId: reed!.id }]);
    const wrong = { ...tag, annotationId: 'b', ranges: [only(news, 'm')] };
    const before = rows(world);
    expect(
      await world.fails('annotation.tag', {
        ...wrong,
        values: [{ attributeId: world.attributes['Claim/Claimant']!, values: [{ actorId: reed!.id }] }],
      }),
    ).toMatchObject({ code: 'invalid-input' });
    expect(rows(world), 'nothing is tagged when a value does not fit').toEqual(before);
  });
});

describe('the same speaker', () => {
  it('goes on in the next words: code, speaker and form, in one change', async () => {
    const world = await scene();
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Speaker'),
      range: only(news, 'r'),
    });
    const choices = world.snapshot.choices.filter(
      ({ attributeId }) => attributeId === world.attributes['Statement/Form'],
    );
    await world.does('annotation.setValues', {
      ...slot(world, 'Statement/Form'),
      values: [{ choiceId: choices[0]!.id }],
    });
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Addressee'),
      range: only(news, 'w'),
    });
    const input = { annotationId: 'n', fromId: 's', range: only(news, 'n') };
    await undone(world, () => world.does('annotation.continue', input));
    const [speaker, form, ...others] = (await valuesOf(world, 'n')).toSorted((a, b) =>
      a.actorId === null ? 1 : b.actorId === null ? -1 : 0,
    );
    expect(speaker).toMatchObject({
      attributeId: world.attributes['Statement/Speaker'],
      evidenceQuote: null,
    });
    expect(form).toMatchObject({ choiceId: choices[0]!.id });
    expect(others, 'the addressee is said anew').toEqual([]);
    const before = rows(world);
    expect(await world.fails('annotation.continue', input)).toMatchObject({ code: 'invalid-input' });
    expect(rows(world)).toEqual(before);
    expect(await world.fails('annotation.continue', { ...input, annotationId: 'o' })).toMatchObject({
      code: 'refused',
    });
  });

  it('lends its whole frame to what is still empty in another', async () => {
    const world = await scene();
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Speaker'),
      range: only(news, 'r'),
    });
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Addressee'),
      range: only(news, 'w'),
    });
    await world.tag('n', 'Statement', only(news, 'n'));
    await world.does('annotation.setValues', {
      ...slot(world, 'Statement/Addressee', 'n'),
      values: [{ newActor: { name: 'EU', kind: 'organisation' } }],
    });
    await undone(world, () => world.does('annotation.fillFrom', { annotationId: 'n', fromId: 's' }));
    expect((await valuesOf(world, 'n')).map(({ attributeId }) => attributeId).toSorted()).toEqual(
      [world.attributes['Statement/Speaker'], world.attributes['Statement/Addressee']].toSorted(),
    );
    await world.tag('c', 'Claim', only(news, 'n'));
    expect(await world.fails('annotation.fillFrom', { annotationId: 'c', fromId: 's' })).toMatchObject({
      code: 'refused',
    });
  });
});

describe('the worklist', () => {
  /** Makes an attribute required, as the codebook's editor does. */
  const requiring = (world: OpenWorld, name: string): Promise<void> =>
    behind(world, (db) => {
      db.prepare('UPDATE attribute SET required = (id = ?)').run(world.attributes[name]);
    });

  it('names what is missing, article by article, until it is there', async () => {
    const world = await scene();
    const second = await addArticle(world, 'A second article says nothing new.');
    await world.does('annotation.tag', {
      annotationId: 'z',
      articleId: second,
      codeId: world.codes['Statement']!,
      ranges: [{ start: 0, end: 8 }],
    });
    await world.tag('first', 'Statement', only(news, 'o'));
    await requiring(world, 'Statement/Speaker');
    const list = await world.does('worklist.list', {});
    expect(list.afterArticleId).toBeNull();
    expect(
      list.entries.map(({ annotationId, quote, missing }) => [annotationId, quote.slice(0, 8), missing]),
    ).toEqual([
      ['s', '“We want', ['Speaker']],
      ['first', 'قال الوز', ['Speaker']],
      ['z', 'A second', ['Speaker']],
    ]);
    const page = await world.does('worklist.list', { limit: 1 });
    expect(
      page.entries.map(({ annotationId }) => annotationId),
      'whole articles',
    ).toEqual(['s', 'first']);
    const rest = await world.does('worklist.list', { limit: 1, afterArticleId: page.afterArticleId! });
    expect(rest).toMatchObject({ entries: [{ annotationId: 'z' }], afterArticleId: null });

    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Speaker'),
      range: only(news, 'r'),
    });
    const left = await world.does('worklist.list', {});
    expect(left.entries.map(({ annotationId }) => annotationId)).toEqual(['first', 'z']);
  });

  it('is of one coder where that is asked, with pages that go on past articles of others', async () => {
    const world = await scene();
    const second = await addArticle(world, 'A second article says nothing new.');
    const third = await addArticle(world, 'A third one neither.');
    const tag = (annotationId: string, articleId: string) =>
      world.does('annotation.tag', {
        annotationId,
        articleId,
        codeId: world.codes['Statement']!,
        ranges: [{ start: 2, end: 8 }],
      });
    await tag('z', second);
    await requiring(world, 'Statement/Speaker');
    await world.does('project.close');
    const ben = await world.does('project.open', { token: world.file, coderName: 'Ben' });
    await tag('of ben', world.articleId);
    await tag('of ben too', third);
    const { coderId: adaId } = world.snapshot;
    const listed = async (input: CallInput<'worklist.list'>) => {
      const { entries } = await world.does('worklist.list', input);
      return entries.map(({ annotationId }) => annotationId);
    };
    expect(await listed({})).toEqual(['s', 'of ben', 'z', 'of ben too']);
    expect(await listed({ coderId: adaId! })).toEqual(['s', 'z']);
    expect(await listed({ coderId: ben.coderId! })).toEqual(['of ben', 'of ben too']);
    const page = await world.does('worklist.list', { coderId: ben.coderId!, limit: 1 });
    expect(page.entries.map(({ annotationId }) => annotationId)).toEqual(['of ben']);
    expect(await listed({ coderId: ben.coderId!, afterArticleId: page.afterArticleId! })).toEqual([
      'of ben too',
    ]);
    expect(await listed({ coderId: 'nobody' })).toEqual([]);
  });

  it('holds what is to be looked at again, and words that have lost their place', async () => {
    const world = await scene();
    await world.does('annotation.assignToSlot', {
      ...slot(world, 'Statement/Speaker'),
      range: only(news, 'r'),
    });
    await world.tag('again', 'Statement', only(news, 'n'));
    await behind(world, (db) => {
      db.exec('UPDATE attribute SET required = 0');
      db.exec(`UPDATE annotation SET review = 'Its code was split.' WHERE id = 'again'`);
      db.exec(`UPDATE attribute_value SET evidence_quote = 'Jane Reed'`);
    });
    expect((await world.does('worklist.list', {})).entries).toMatchObject([
      { annotationId: 's', isUnplaced: true, missing: [], review: '' },
      { annotationId: 'again', isUnplaced: false, review: 'Its code was split.' },
    ]);
  });
});

describe('bad input', () => {
  it.each([
    ['annotation.setEvidence', { valueId: 'no', range: null }],
    ['annotation.setInferred', { valueId: 'no', inferred: true }],
    ['annotation.moveValue', { valueId: 'no', to: 0 }],
    ['annotation.assignToSlot', { annotationId: 'no', attributeId: 'no', range: { start: 0, end: 1 } }],
    ['annotation.continue', { annotationId: 'x', fromId: 'no', range: { start: 0, end: 1 } }],
    ['annotation.fillFrom', { annotationId: 'no', fromId: 'no' }],
  ])('%s names what is not there', async (name, input) => {
    const world = await scene();
    expect(await world.fails(name, input)).toMatchObject({ code: 'not-found' });
  });

  it('an attribute of another code, and a value of the wrong kind, are refused', async () => {
    const world = await scene();
    const range = only(news, 'r');
    expect(
      await world.fails('annotation.assignToSlot', { ...slot(world, 'Claim/Claimant'), range }),
    ).toMatchObject({ code: 'invalid-input' });
    expect(
      await world.fails('annotation.assignToSlot', {
        ...slot(world, 'Statement/Speaker'),
        range,
        values: [{ text: 'x' }],
      }),
    ).toMatchObject({ code: 'invalid-input' });
  });

  it('a code that was deleted meanwhile tags nothing, and what it had tagged is not there any more', async () => {
    const world = await scene();
    const sent = { ...slot(world, 'Statement/Speaker'), range: only(news, 'r') };
    const codeId = world.codes['Statement']!;
    await world.does('annotation.remove', { annotationIds: ['s'] });
    await behind(world, (db) => {
      db.prepare('DELETE FROM choice WHERE attribute_id IN (SELECT id FROM attribute WHERE code_id = ?)').run(
        codeId,
      );
      db.prepare('DELETE FROM attribute WHERE code_id = :id OR target_code_id = :id').run({ id: codeId });
      db.prepare('DELETE FROM code WHERE id = ?').run(codeId);
    });
    const before = rows(world);
    expect(await world.fails('annotation.assignToSlot', sent)).toMatchObject({ code: 'not-found' });
    expect(
      await world.fails('annotation.tag', {
        annotationId: 'x',
        articleId: world.articleId,
        codeId,
        ranges: [only(news, 'n')],
      }),
    ).toMatchObject({ code: 'not-found', message: expect.stringContaining('code') });
    expect(rows(world)).toEqual(before);
  });

  it('10,000 characters are a name and more are not; a text attribute takes any number', async () => {
    const long = (length: number) => 'x'.repeat(length);
    const world = await openWorld(`${long(10_000)} ${long(10_001)}`);
    await world.tag('s', 'Statement', { start: 0, end: 4 });
    const assign = (start: number, end: number) => ({
      ...slot(world, 'Statement/Speaker'),
      range: { start, end },
    });
    await undone(world, () => world.does('annotation.assignToSlot', assign(0, 10_000)));
    expect(await world.fails('annotation.assignToSlot', assign(10_001, 20_002))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('10001'),
    });
  });
});
