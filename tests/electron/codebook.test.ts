/** The codebook on real files: what each change does to annotations and values, and that undo leaves no trace. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ValueInput } from '../../shared/api';
import schema from '../../shared/formats/claimbook-codebook.schema.json';
import { recordTypes } from '../../shared/records';
import { addArticle, hostWorld, type OpenWorld, openWorld } from '../support/host-world';
import { mark, only } from '../support/marked-text';

const news = mark(
  '[a:Merkel]a sagte: [b:„Wir schaffen das“]b 👩‍👩‍👧, و[c:قال الوزير]c لا. [d:他说不]d, [e:said the EU]e.',
);

/** Every record of the file, without its history. */
function recordsIn(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true });
  try {
    return Object.fromEntries(
      recordTypes.map((type) => [type, db.prepare(`SELECT * FROM ${type} ORDER BY id`).all()]),
    );
  } finally {
    db.close();
  }
}

const rowsOf = (world: OpenWorld, sql: string, ...values: unknown[]): Record<string, unknown>[] => {
  const db = new Database(world.file, { readonly: true });
  try {
    return db.prepare(sql).all(...values) as Record<string, unknown>[];
  } finally {
    db.close();
  }
};

/**
 * Does something, takes it back and does it again: undone, the file holds what it held before.
 * @returns what the deed answered
 */
async function undoable<T>(world: OpenWorld, deed: () => Promise<T>): Promise<T> {
  const before = await closedRecords(world);
  const answer = await deed();
  const after = await closedRecords(world);
  expect(after).not.toEqual(before);
  await world.does('history.undo');
  expect(await closedRecords(world)).toEqual(before);
  await world.does('history.redo');
  expect(await closedRecords(world)).toEqual(after);
  return answer;
}

/** The file is locked for others while it is open. */
async function closedRecords(world: OpenWorld): Promise<Record<string, unknown[]>> {
  await world.does('project.close');
  const records = recordsIn(world.file);
  await world.does('project.open', { token: world.file, coderName: 'Ada' });
  return records;
}

const query = async (world: OpenWorld, sql: string, ...values: unknown[]) => {
  await world.does('project.close');
  const rows = rowsOf(world, sql, ...values);
  await world.does('project.open', { token: world.file, coderName: 'Ada' });
  return rows;
};

const set = (world: OpenWorld, annotationId: string, attributeId: string, ...values: ValueInput[]) =>
  world.does('annotation.setValues', { annotationId, attributeId, values });

const person = (name: string): ValueInput => ({ newActor: { name, kind: 'person' } });

const newCode = (world: OpenWorld, codeId: string, name: string, parentId: string | null = null) =>
  world.does('code.create', {
    codeId,
    parentId,
    name,
    kind: 'other',
    color: '#777777',
    lineStyle: 'dashed',
  });

describe('codes', () => {
  it('are made, described, moved and brought into order, each undone in turn', async () => {
    const world = await openWorld(news.text);
    const { Claim = '', Actor = '' } = world.codes;
    await undoable(world, () => newCode(world, 'demand', 'مطالبة 要求', Claim));
    await undoable(world, () =>
      world.does('code.update', {
        codeId: 'demand',
        fields: { definition: 'What is wanted.', shortcut: 'K', color: '#0072B2', lineStyle: 'double' },
      }),
    );
    await undoable(world, () => world.does('code.move', { codeId: 'demand', parentId: Actor, index: 0 }));
    await undoable(world, () => world.does('code.move', { codeId: Actor, parentId: null, index: 0 }));
    expect(
      await query(world, 'SELECT name, parent_id, shortcut, color FROM code WHERE id = ?', 'demand'),
    ).toEqual([{ name: 'مطالبة 要求', parent_id: Actor, shortcut: 'k', color: '#0072b2' }]);
    const [first] = await query(world, 'SELECT name FROM code WHERE parent_id IS NULL ORDER BY position');
    expect(first).toEqual({ name: 'Actor' });
  });

  it('refuse a name that looks like that of a sibling, and a key that another has', async () => {
    const world = await openWorld(news.text);
    const { Claim = '', Actor = '' } = world.codes;
    const create = { codeId: 'x', parentId: null, kind: 'other', color: '#777777', lineStyle: 'fill' };
    expect(await world.fails('code.create', { ...create, name: 'CLÁIM' })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/named Claim/),
    });
    await newCode(world, 'below', 'Claim', Actor);
    expect(await world.fails('code.move', { codeId: 'below', parentId: null, index: 0 })).toMatchObject({
      code: 'refused',
    });
    expect(await world.fails('code.update', { codeId: Actor, fields: { shortcut: '1' } })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/key 1 already tags as Claim/),
    });
    expect(await world.fails('code.move', { codeId: Actor, parentId: 'below', index: 0 })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/cannot be put beneath Claim/),
    });
    for (const fields of [
      { name: '' },
      { name: 'a\u0000b' },
      { name: 'x'.repeat(10_001) },
      { color: 'red' },
      { shortcut: 'ab' },
    ]) {
      expect(await world.fails('code.update', { codeId: Claim, fields })).toMatchObject({
        code: 'invalid-input',
      });
    }
    expect(await world.fails('code.move', { codeId: Claim, parentId: 'gone', index: 0 })).toMatchObject({
      code: 'not-found',
    });
  });

  it('take names of 10,000 characters and of turned direction', async () => {
    const world = await openWorld(news.text);
    await newCode(world, 'long', 'م'.repeat(10_000));
    const { label } = await newCode(world, 'turned', '\u202eturned');
    expect(label).toBe('New code turned');
  });

  it('that are retired keep their annotations, tag nothing new, and leave their key to others', async () => {
    const world = await openWorld(news.text);
    const { Claim = '', Actor = '' } = world.codes;
    await world.tag('one', 'Claim', only(news, 'b'));
    await undoable(world, () => world.does('code.retire', { codeId: Claim, retired: true }));
    expect(
      await world.fails('annotation.tag', {
        annotationId: 'two',
        articleId: world.articleId,
        codeId: Claim,
        ranges: [only(news, 'a')],
      }),
    ).toMatchObject({ code: 'refused', message: expect.stringMatching(/retired/) });
    await world.does('code.update', { codeId: Actor, fields: { shortcut: '1' } });
    await world.does('code.retire', { codeId: Claim, retired: false });
    expect(await query(world, 'SELECT retired, shortcut FROM code WHERE id = ?', Claim)).toEqual([
      { retired: 0, shortcut: null },
    ]);
  });
});

describe('a call that makes something under an id that the window chose', () => {
  it('makes it once when it is sent twice, and is refused when something else has the id', async () => {
    const world = await openWorld(news.text);
    const { Claim = '', Actor = '' } = world.codes;
    await newCode(world, 'demand', 'Demand');
    const calls: ['code.create' | 'code.split' | 'attribute.create' | 'choice.create', object, object][] = [
      [
        'code.create',
        {
          codeId: 'threat',
          parentId: null,
          name: 'Threat',
          kind: 'other',
          color: '#777777',
          lineStyle: 'fill',
        },
        { codeId: Claim },
      ],
      [
        'code.split',
        { codeId: Claim, newCodeId: 'forecast', name: 'Forecast', color: '#777777' },
        { newCodeId: Actor },
      ],
      [
        'attribute.create',
        { attributeId: 'scope', codeId: Claim, name: 'Scope', kind: 'choice' },
        { codeId: 'demand' },
      ],
      ['choice.create', { choiceId: 'near', attributeId: 'scope', name: 'Near' }, { name: 'Far' }],
    ];
    for (const [name, input, other] of calls) {
      const made = await world.does(name, input as never);
      expect(made.change.added.length, name).toBeGreaterThan(0);
      const again = await world.does(name, input as never);
      expect(again, name).toMatchObject({ seq: made.seq, change: { added: [], updated: [], removed: [] } });
      expect(await world.fails(name, { ...input, ...other }), name).toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(/^Another (code|attribute|choice) has this id already/),
      });
    }
    const place = { annotationId: 'same', articleId: world.articleId };
    const items = ['a', 'b'].map((key) => {
      const range = only(news, key);
      return { ...place, range, quote: news.text.slice(range.start, range.end) };
    });
    expect(await world.fails('annotation.tagMany', { items, codeId: Claim })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('the same id'),
    });
  });
});

describe('merging codes', () => {
  it('takes annotations and values along; what cannot follow is named first, then kept in the notes', async () => {
    const world = await openWorld(news.text);
    const { Claim = '', Statement = '' } = world.codes;
    await newCode(world, 'below', 'Beneath', Statement);
    await world.tag('one', 'Statement', only(news, 'b'));
    await world.tag('same', 'Statement', only(news, 'e'));
    await world.tag('claim', 'Claim', only(news, 'e'));
    await world.does('annotation.setNote', { annotationId: 'one', note: 'See page 2.' });
    await set(world, 'one', world.attributes['Statement/Speaker'] ?? '', person('Merkel'), person('الوزير'));
    await set(world, 'one', world.attributes['Statement/Addressee'] ?? '', person('EU'));
    await set(world, 'claim', world.attributes['Claim/Made in'] ?? '', { targetAnnotationId: 'one' });
    const certain = world.snapshot.choices.find(
      ({ name, attributeId }) =>
        name === 'certain' && attributeId === world.attributes['Statement/Certainty'],
    );
    await set(world, 'one', world.attributes['Statement/Certainty'] ?? '', { choiceId: certain?.id ?? '' });

    const plan = await world.does('code.planMerge', { codeId: Statement, intoId: Claim });
    expect(plan).toMatchObject({ annotations: 2, twice: 1, follow: 2, lostCount: 2 });
    expect(plan.lost.map(({ attribute, value, quote }) => [attribute, value, quote])).toEqual([
      ['Speaker', 'Merkel', '„Wir schaffen das“'],
      ['Speaker', 'الوزير', '„Wir schaffen das“'],
    ]);
    expect(await world.fails('code.merge', { codeId: Statement, intoId: Claim, agreedTo: 0 })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/2 values cannot follow, not 0/),
    });
    await undoable(world, () => world.does('code.merge', { codeId: Statement, intoId: Claim, agreedTo: 2 }));
    expect(await query(world, 'SELECT id, code_id, note, review FROM annotation ORDER BY id')).toEqual([
      { id: 'claim', code_id: Claim, note: '', review: '' },
      { id: 'one', code_id: Claim, note: 'See page 2.\nSpeaker: Merkel\nSpeaker: الوزير', review: '' },
      { id: 'same', code_id: Claim, note: '', review: expect.stringMatching(/tagged twice/) },
    ]);
    const values = await query(
      world,
      `SELECT attribute.name AS attribute, code_id, choice.name AS choice FROM attribute_value
       JOIN attribute ON attribute.id = attribute_value.attribute_id LEFT JOIN choice ON choice.id = choice_id
       WHERE annotation_id = 'one' ORDER BY attribute.name`,
    );
    expect(values).toEqual([
      { attribute: 'Addressee', code_id: Claim, choice: null },
      { attribute: 'Certainty', code_id: Claim, choice: 'certain' },
    ]);
    expect(await query(world, "SELECT parent_id FROM code WHERE id = 'below'")).toEqual([
      { parent_id: Claim },
    ]);
    expect(
      await query(
        world,
        'SELECT target_code_id FROM attribute WHERE id = ?',
        world.attributes['Claim/Made in'],
      ),
    ).toEqual([{ target_code_id: Claim }]);
  });

  it('with a code beneath it lifts the others up', async () => {
    const world = await openWorld(news.text);
    await newCode(world, 'top', 'Top');
    await newCode(world, 'into', 'Into', 'top');
    await newCode(world, 'other', 'Other', 'top');
    await undoable(world, () => world.does('code.merge', { codeId: 'top', intoId: 'into', agreedTo: 0 }));
    expect(
      await query(world, "SELECT id, parent_id FROM code WHERE id IN ('into', 'other') ORDER BY id"),
    ).toEqual([
      { id: 'into', parent_id: null },
      { id: 'other', parent_id: null },
    ]);
    expect(await world.fails('code.merge', { codeId: 'into', intoId: 'into', agreedTo: 0 })).toMatchObject({
      code: 'refused',
    });
  });
});

describe('splitting a code', () => {
  it('makes a sibling that asks the same, and a worklist of all its passages', async () => {
    const world = await openWorld(news.text);
    const { Statement = '' } = world.codes;
    await world.tag('one', 'Statement', only(news, 'b'));
    await world.tag('two', 'Statement', only(news, 'c'));
    await world.does('annotation.setReview', { annotationId: 'two', review: 'Too long?' });
    await undoable(world, () =>
      world.does('code.split', { codeId: Statement, newCodeId: 'deed', name: 'Deed', color: '#cc79a7' }),
    );
    const quotes = await world.does('code.quotes', { codeId: Statement });
    expect(quotes.reviewCount).toBe(2);
    expect((await world.does('codebook.counts')).review).toEqual({ [Statement]: 2 });
    expect(quotes.review.map(({ quote, review }) => [quote, review])).toEqual([
      ['„Wir schaffen das“', 'Statement was split: is this still Statement, or Deed?'],
      ['قال الوزير', 'Too long?\nStatement was split: is this still Statement, or Deed?'],
    ]);
    const copies = await query(
      world,
      `SELECT attribute.name AS attribute, count(choice.id) AS choices, target_code_id FROM attribute
       LEFT JOIN choice ON attribute_id = attribute.id WHERE code_id = 'deed' GROUP BY attribute.id ORDER BY attribute.position`,
    );
    expect(copies.map(({ attribute, choices }) => [attribute, choices])).toEqual([
      ['Speaker', 0],
      ['Addressee', 0],
      ['Form', 4],
      ['Reported in', 0],
      ['Certainty', 3],
    ]);
    expect(copies[3]?.target_code_id).toBe('deed');
    await world.does('annotation.setReview', { annotationId: 'one', review: '' });
    expect((await world.does('code.quotes', { codeId: Statement })).reviewCount).toBe(1);
  });
});

describe('deleting a code', () => {
  it('says beforehand what would go, and takes no other number for a yes', async () => {
    const world = await openWorld(news.text);
    const { Claim = '', Statement = '' } = world.codes;
    await newCode(world, 'below', 'Beneath', Statement);
    await world.tag('one', 'Statement', only(news, 'b'));
    await world.tag('claim', 'Claim', only(news, 'e'));
    await set(world, 'one', world.attributes['Statement/Speaker'] ?? '', person('Merkel'));
    await set(world, 'claim', world.attributes['Claim/Made in'] ?? '', { targetAnnotationId: 'one' });
    expect(await world.does('code.usage', { codeId: Statement })).toEqual({
      annotations: 1,
      articles: 1,
      byCoder: [{ coderId: world.snapshot.coderId, count: 1 }],
      pointing: 1,
      attributes: { [world.attributes['Statement/Speaker'] ?? '']: 1 },
      choices: {},
    });
    expect(await world.does('codebook.counts')).toEqual({
      annotations: { [Claim]: 1, [Statement]: 1 },
      review: {},
    });
    expect(await world.fails('code.remove', { codeId: Statement, agreedTo: 0 })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/has 1 annotations, not 0/),
    });
    await undoable(world, () => world.does('code.remove', { codeId: Statement, agreedTo: 1 }));
    expect(await query(world, 'SELECT id FROM annotation')).toEqual([{ id: 'claim' }]);
    expect(await query(world, 'SELECT id FROM attribute_value')).toEqual([]);
    expect(await query(world, "SELECT parent_id FROM code WHERE id = 'below'")).toEqual([
      { parent_id: null },
    ]);
  });

  it('leaves nothing to do to an annotation that went with it', async () => {
    const world = await openWorld(news.text);
    const { Actor = '' } = world.codes;
    await world.tag('one', 'Actor', only(news, 'a'));
    await world.does('code.remove', { codeId: Actor, agreedTo: 1 });
    const calls: [string, object][] = [
      ['annotation.setNote', { note: 'x' }],
      ['annotation.setExample', { example: 'best' }],
      ['annotation.setReview', { review: '' }],
      ['annotation.recode', { codeId: world.codes.Claim }],
      ['annotation.addSpan', { range: only(news, 'b') }],
    ];
    for (const [name, input] of calls) {
      expect([name, await world.fails(name, { annotationId: 'one', ...input })]).toMatchObject([
        name,
        { code: 'not-found' },
      ]);
    }
    expect(
      await world.fails('annotation.tag', {
        annotationId: 'two',
        articleId: world.articleId,
        codeId: Actor,
        ranges: [only(news, 'a')],
      }),
    ).toMatchObject({ code: 'not-found' });
    await world.does('history.undo');
    await world.does('annotation.setNote', { annotationId: 'one', note: 'back' });
  });
});

describe('attributes', () => {
  it('are made, described, moved, retired and deleted, each undone in turn', async () => {
    const world = await openWorld(news.text);
    const { Claim = '' } = world.codes;
    await undoable(world, () =>
      world.does('attribute.create', { attributeId: 'scope', codeId: Claim, name: 'Scope', kind: 'choice' }),
    );
    await undoable(world, () =>
      world.does('attribute.update', {
        attributeId: 'scope',
        fields: { many: true, required: true, help: 'How far.' },
      }),
    );
    await undoable(world, () =>
      world.does('choice.create', { choiceId: 'local', attributeId: 'scope', name: 'local' }),
    );
    await undoable(world, () =>
      world.does('choice.create', { choiceId: 'eu', attributeId: 'scope', name: 'EU-wide' }),
    );
    await undoable(world, () => world.does('choice.move', { choiceId: 'eu', index: 0 }));
    await undoable(world, () =>
      world.does('choice.update', { choiceId: 'eu', fields: { number: 2, definition: 'All of the Union.' } }),
    );
    await undoable(world, () => world.does('attribute.move', { attributeId: 'scope', index: 0 }));
    await world.tag('one', 'Claim', only(news, 'b'));
    await set(world, 'one', 'scope', { choiceId: 'eu' }, { choiceId: 'local' });
    expect(
      await world.fails('attribute.update', { attributeId: 'scope', fields: { many: false } }),
    ).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/One annotation has several values/),
    });
    expect(
      await world.fails('choice.create', { choiceId: 'x', attributeId: 'scope', name: 'LOCAL' }),
    ).toMatchObject({
      code: 'refused',
    });
    expect(
      await world.fails('attribute.create', { attributeId: 'x', codeId: Claim, name: 'SCOPE', kind: 'text' }),
    ).toMatchObject({
      code: 'refused',
    });
    expect(await world.fails('choice.remove', { choiceId: 'eu', agreedTo: 0 })).toMatchObject({
      code: 'refused',
    });
    await undoable(world, () => world.does('choice.remove', { choiceId: 'eu', agreedTo: 1 }));
    await undoable(world, () => world.does('attribute.retire', { attributeId: 'scope', retired: true }));
    expect(await world.fails('attribute.remove', { attributeId: 'scope', agreedTo: 0 })).toMatchObject({
      code: 'refused',
    });
    await undoable(world, () => world.does('attribute.remove', { attributeId: 'scope', agreedTo: 1 }));
  });

  /** A world whose claims have these texts as values of one attribute. */
  async function withTexts(texts: readonly string[]): Promise<OpenWorld> {
    const world = await openWorld(news.text);
    await world.does('attribute.create', {
      attributeId: 'free',
      codeId: world.codes.Claim ?? '',
      name: 'Free',
      kind: 'text',
    });
    await world.does('attribute.update', { attributeId: 'free', fields: { many: true } });
    await world.tag('one', 'Claim', only(news, 'b'));
    await set(world, 'one', 'free', ...texts.map((text) => ({ text })));
    return world;
  }

  const changed = async (
    world: OpenWorld,
    kind: 'text' | 'number' | 'date' | 'choice' | 'actor' | 'concept' | 'annotation',
    create = false,
  ) => {
    const plan = await world.does('attribute.planKind', { attributeId: 'free', kind, create });
    expect(
      await world.fails('attribute.setKind', {
        attributeId: 'free',
        kind,
        create,
        agreedTo: plan.lostCount + 1,
      }),
    ).toMatchObject({
      code: 'refused',
    });
    await undoable(world, () =>
      world.does('attribute.setKind', { attributeId: 'free', kind, create, agreedTo: plan.lostCount }),
    );
    const values = await query(
      world,
      `SELECT coalesce(text, attribute_value.number, date, choice.name, actor.name, concept.name) AS value FROM attribute_value
       LEFT JOIN choice ON choice.id = choice_id LEFT JOIN actor ON actor.id = actor_id
       LEFT JOIN concept ON concept.id = concept_id
       WHERE attribute_value.attribute_id = 'free' ORDER BY attribute_value.position`,
    );
    const [annotation] = await query(world, "SELECT note FROM annotation WHERE id = 'one'");
    return { plan, values: values.map(({ value }) => value), note: annotation?.note };
  };

  it('that become dates or numbers take along what is one, and note the rest', async () => {
    const dates = await changed(await withTexts(['2020', '2020-08', 'in May', '2021-02-30']), 'date');
    expect(dates).toMatchObject({ values: ['2020', '2020-08'], note: 'Free: in May\nFree: 2021-02-30' });
    expect(dates.plan.lost.map(({ value, quote }) => [value, quote])).toEqual([
      ['in May', '„Wir schaffen das“'],
      ['2021-02-30', '„Wir schaffen das“'],
    ]);
    const numbers = await changed(await withTexts(['12', '−3.5', '1,500', '007']), 'number');
    expect(numbers).toMatchObject({ values: [12, -3.5], note: 'Free: 1,500\nFree: 007' });
  });

  it('that become actors or concepts make none whose name looks like another, and take none for another', async () => {
    for (const kind of ['actor', 'concept'] as const) {
      const world = await withTexts(['Müller', 'muller', 'Órsted', 'Orsted']);
      await world.does(`${kind}.create`, { name: 'Muller', ...(kind === 'actor' ? { kind: 'person' } : {}) });
      const { plan, values, note } = await changed(world, kind, true);
      expect(plan.missing).toEqual(['Órsted']);
      expect({ values, note }).toEqual({ values: ['Muller', 'Órsted'], note: 'Free: Müller\nFree: Orsted' });
    }
  });

  it('that become choices and texts again lose nothing', async () => {
    const world = await withTexts(['strong', 'weak', 'Strong']);
    expect((await world.does('attribute.planKind', { attributeId: 'free', kind: 'choice' })).missing).toEqual(
      ['strong', 'weak'],
    );
    const choices = await changed(world, 'choice', true);
    expect(choices).toMatchObject({ values: ['strong', 'weak'], note: 'Free: Strong' });
    expect(await changed(world, 'text')).toMatchObject({ values: ['strong', 'weak'] });
    // The choices stayed with the attribute, so that the names find them again.
    expect(await changed(world, 'choice')).toMatchObject({
      values: ['strong', 'weak'],
      plan: { missing: [] },
    });
  });

  it('that become actors find them by name or make them', async () => {
    const world = await withTexts(['المستشارة', 'merkel', '他']);
    await world.does('actor.create', { name: 'Merkel', kind: 'person' });
    expect(await changed(world, 'actor')).toMatchObject({
      values: ['Merkel'],
      note: 'Free: المستشارة\nFree: 他',
    });
    await world.does('history.undo');
    expect(await changed(world, 'actor', true)).toMatchObject({
      values: ['المستشارة', 'Merkel', '他'],
      note: '',
    });
    expect(await changed(world, 'concept', true)).toMatchObject({
      values: ['المستشارة', 'Merkel', '他'],
      note: '',
    });
    expect(await changed(world, 'annotation')).toMatchObject({
      values: [],
      note: 'Free: المستشارة\nFree: Merkel\nFree: 他',
    });
  });
});

describe('examples', () => {
  it('are best or doubtful cases of their code', async () => {
    const world = await openWorld(news.text);
    await world.tag('one', 'Claim', only(news, 'b'));
    await world.tag('two', 'Claim', only(news, 'd'));
    await undoable(world, () =>
      world.does('annotation.setExample', { annotationId: 'one', example: 'best' }),
    );
    await undoable(world, () =>
      world.does('annotation.setExample', { annotationId: 'two', example: 'doubtful' }),
    );
    const quotes = await world.does('code.quotes', { codeId: world.codes.Claim ?? '' });
    expect(quotes.best).toMatchObject([
      { annotationId: 'one', quote: '„Wir schaffen das“', articleId: world.articleId },
    ]);
    expect(quotes.doubtful).toMatchObject([{ annotationId: 'two', quote: '他说不' }]);
    await world.does('annotation.setExample', { annotationId: 'one', example: null });
    expect((await world.does('code.quotes', { codeId: world.codes.Claim ?? '' })).best).toEqual([]);
  });
});

it('of a project that is open for reading can be seen and exported, and nothing in it changed', async () => {
  const world = await openWorld(news.text);
  await world.tag('one', 'Claim', only(news, 'b'));
  await world.does('project.open', { token: world.file, mode: 'read', coderName: 'Ada' });
  const before = fs.readFileSync(world.file);
  const { Claim: codeId = '', Actor: intoId = '' } = world.codes;
  const attributeId = world.attributes['Claim/Claimant'] ?? '';
  const choiceId = world.snapshot.choices[0]?.id ?? '';
  const looks = { kind: 'other', color: '#777777', lineStyle: 'fill' };
  const writes: [string, object][] = [
    ['code.create', { ...looks, codeId: 'x', parentId: null, name: 'X' }],
    ['code.update', { codeId, fields: { name: 'X' } }],
    ['code.move', { codeId, parentId: null, index: 2 }],
    ['code.retire', { codeId, retired: true }],
    ['code.merge', { codeId, intoId, agreedTo: 0 }],
    ['code.split', { codeId, newCodeId: 'x', name: 'X', color: '#777777' }],
    ['code.remove', { codeId, agreedTo: 1 }],
    ['attribute.create', { attributeId: 'x', codeId, name: 'X', kind: 'text' }],
    ['attribute.update', { attributeId, fields: { many: true } }],
    ['attribute.move', { attributeId, index: 2 }],
    ['attribute.retire', { attributeId, retired: true }],
    ['attribute.remove', { attributeId, agreedTo: 0 }],
    ['attribute.setKind', { attributeId, kind: 'text', agreedTo: 0 }],
    ['choice.create', { choiceId: 'x', attributeId, name: 'X' }],
    ['choice.update', { choiceId, fields: { name: 'X' } }],
    ['choice.move', { choiceId, index: 1 }],
    ['choice.remove', { choiceId, agreedTo: 0 }],
    ['codebook.apply', { source: { templateId: 'networks' } }],
    ['annotation.setExample', { annotationId: 'one', example: 'best' }],
    ['annotation.setReview', { annotationId: 'one', review: 'x' }],
  ];
  for (const [name, input] of writes) {
    expect([name, await world.fails(name, input)]).toMatchObject([name, { code: 'read-only' }]);
  }
  await world.does('codebook.exportFile', { token: world.token(path.join(world.folder, 'book.json')) });
  expect((await world.does('code.usage', { codeId })).annotations).toBe(1);
  expect(fs.readFileSync(world.file).equals(before)).toBe(true);
});

describe('templates and codebook files', () => {
  it('begin a project, and one’s own can be saved, used and removed', async () => {
    const world = await openWorld(news.text);
    const built = await world.does('codebook.templates');
    expect(built.map(({ id, isSaved }) => [id, isSaved])).toEqual([
      ['claims', false],
      ['networks', false],
      ['political-claims', false],
    ]);
    await newCode(world, 'own', 'إطار 🗳️');
    const saved = await world.does('codebook.saveTemplate', {
      name: 'Our study: 2026/27',
      description: 'Ours',
    });
    expect(saved).toMatchObject({ isSaved: true, codes: ['Claim', 'Actor', 'Statement', 'إطار 🗳️'] });
    expect(await world.fails('codebook.saveTemplate', { name: 'OUR study: 2026/27' })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/already a template/),
    });
    expect(await world.fails('codebook.saveTemplate', { name: 'political claims analysis' })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/comes with Claimbook/),
    });
    await world.does('codebook.saveTemplate', { name: 'Our study: 2026/27', replace: true });
    const second = await world.does('project.create', {
      token: world.token(path.join(world.folder, 'second.claimbook')),
      name: 'Second',
      coderName: 'Ada',
      templateId: saved.id,
    });
    expect(second.codes.map(({ name }) => name).toSorted()).toEqual([
      'Actor',
      'Claim',
      'Statement',
      'إطار 🗳️',
    ]);
    const networks = await world.does('project.create', {
      token: world.token(path.join(world.folder, 'third.claimbook')),
      name: 'Third',
      coderName: 'Ada',
      templateId: 'networks',
    });
    expect(networks.attributes.map(({ name }) => name).toSorted()).toEqual([
      'Agreement',
      'Concept',
      'Organization',
      'Person',
    ]);
    await world.does('codebook.removeTemplate', { templateId: saved.id });
    expect(await world.does('codebook.templates')).toHaveLength(3);
    expect(await world.fails('codebook.removeTemplate', { templateId: 'claims' })).toMatchObject({
      code: 'refused',
    });
    for (const templateId of [saved.id, '../settings.json', 'nothing']) {
      expect(await world.fails('codebook.plan', { source: { templateId } })).toMatchObject({
        code: 'not-found',
      });
    }
  });

  it('are exported as their JSON Schema says, and brought into another project as one change', async () => {
    const world = await openWorld(news.text);
    await newCode(world, 'own', 'إطار', world.codes.Claim);
    const file = path.join(world.folder, 'codebook.json');
    expect(await world.does('codebook.exportFile', { token: world.token(file) })).toEqual({
      fileName: 'codebook.json',
      codes: 4,
    });
    const json: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    expect(new Ajv({ strict: true }).compile(schema)(json)).toBe(true);

    const other = await world.does('project.create', {
      token: world.token(world.file),
      name: 'Other',
      coderName: 'Ada',
      templateId: 'political-claims',
    });
    expect(other.codes).toHaveLength(2);
    const plan = await world.does('codebook.plan', { source: { token: file } });
    expect(plan).toMatchObject({
      name: 'Debate',
      matched: ['Claim', 'Actor'],
      added: { codes: ['إطار', 'Statement'] },
    });
    await undoable(world, () => world.does('codebook.apply', { source: { token: file } }));
    expect((await world.does('codebook.plan', { source: { token: file } })).added).toEqual({
      codes: [],
      attributes: [],
      choices: [],
    });
  });

  it('that are no codebooks are refused in a sentence, and nothing changes', async () => {
    const world = await openWorld(news.text);
    const bad: [string, string | Uint8Array, RegExp][] = [
      ['cut.json', '{"format": "claimbook-codebook", "ver', /not JSON, or is cut off/],
      ['other.json', '{"codes": []}', /JSON but no codebook/],
      ['list.json', '[]', /JSON but no codebook/],
      ['utf16.json', new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), /not a text in UTF-8/],
      ['newer.json', '{"format": "claimbook-codebook", "version": 2}', /newer Claimbook/],
      [
        'empty.json',
        '{"format": "claimbook-codebook", "version": 1, "name": "X", "codes": []}',
        /At codes: .*at least one code/,
      ],
      ['colour.json', book({ color: 'red' }), /At codes\.\[0\]\.color: a colour is # and six/],
      ['name.json', book({ name: 'a\\u0007' }), /At codes\.\[0\]\.name: there is an invisible control/],
      ['field.json', book({ extra: 'x' }), /Unrecognized key/],
      [
        'deep.json',
        `${'{"codes":['.repeat(5000)}${']}'.repeat(5000)}`.replace('{', '{"format":"claimbook-codebook",'),
        /nests its codes deeper/,
      ],
    ];
    for (const [name, content, message] of bad) {
      const file = path.join(world.folder, name);
      fs.writeFileSync(file, content);
      const failure = await world.fails('codebook.plan', { source: { token: world.token(file) } });
      expect([name, failure]).toMatchObject([
        name,
        { code: 'refused', message: expect.stringMatching(message) },
      ]);
      expect(failure.message).toMatch(/Nothing was changed\.$/);
    }
    expect(
      await world.fails('codebook.apply', {
        source: { token: world.token(path.join(world.folder, 'no.json')) },
      }),
    ).toMatchObject({
      code: 'missing',
    });
    expect(await world.fails('codebook.exportFile', { token: world.token(world.file) })).toMatchObject({
      code: 'refused',
    });

    function book(code: Record<string, string>): string {
      const fields = { name: 'A', kind: 'other', color: '#777777', lineStyle: 'fill', ...code };
      const list = Object.entries(fields).map(([key, value]) => `"${key}": "${value}"`);
      return `{"format": "claimbook-codebook", "version": 1, "name": "X", "codes": [{${list.join(', ')}}]}`;
    }
  });

  it('of 5,000 codes come in, are moved and searched for names without a wait', async () => {
    const world = hostWorld();
    await world.does('project.create', { token: world.token(world.file), name: 'Big', coderName: 'Ada' });
    await addArticle(world, news.text);
    const file = path.join(world.folder, 'big.json');
    const codes = Array.from({ length: 50 }, (_, top) => ({
      name: `Topic ${top}`,
      kind: 'other',
      color: '#777777',
      lineStyle: 'fill',
      codes: Array.from({ length: 99 }, (_, below) => ({
        name: `Code ${top}.${below}`,
        kind: 'other',
        color: '#777777',
        lineStyle: 'fill',
        attributes: [{ name: 'Strength', kind: 'choice', choices: [{ name: 'weak' }, { name: 'strong' }] }],
      })),
    }));
    fs.writeFileSync(file, JSON.stringify({ format: 'claimbook-codebook', version: 1, name: 'Big', codes }));
    const started = performance.now();
    const { change } = await world.does('codebook.apply', { source: { token: world.token(file) } });
    const codesIn = change.added.filter(({ type }) => type === 'code');
    expect(codesIn).toHaveLength(5000);
    expect(performance.now() - started).toBeLessThan(10_000);
    const again = performance.now();
    await world.does('code.move', { codeId: codesIn[0]!.id, parentId: null, index: 20 });
    await world.does('code.update', { codeId: codesIn[0]!.id, fields: { name: 'Renamed' } });
    expect(performance.now() - again).toBeLessThan(10_000);
  });
});
