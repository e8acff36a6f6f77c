import { describe, expect, it } from 'vitest';
import type { CallInput, CallName, Outputs } from '../../shared/api';
import { type OpenWorld, addArticle, openWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { mark, only } from '../support/marked-text';

const news = mark(
  '[a:Merkel]a and [b:A. Merkel]b met [c:the minister]c. 👩‍👩‍👧 [d:قال الوزير]d لا. [e:他说不]e, [f:they said]f.',
);

interface Registry extends OpenWorld {
  actor(name: string, kind?: 'person' | 'organisation'): Promise<string>;
  concept(name: string, parentId?: string | null): Promise<string>;
  /** Sets an attribute of an annotation to actors, in order. */
  say(annotationId: string, attribute: string, ...actorIds: string[]): Promise<void>;
  names(sql: string, ...parameters: string[]): unknown[];
}

async function openRegistry(text = news.text): Promise<Registry> {
  const world = await openWorld(text);
  const added = async <C extends CallName>(name: C, input: CallInput<C>): Promise<string> => {
    const { change } = (await world.does(name, input)) as Outputs['actor.create'];
    return change.added[0]!.id;
  };
  return {
    ...world,
    actor: (name, kind = 'person') => added('actor.create', { name, kind }),
    concept: (name, parentId = null) => added('concept.create', { name, parentId }),
    async say(annotationId, attribute, ...actorIds) {
      await world.does('annotation.setValues', {
        annotationId,
        attributeId: world.attributes[attribute]!,
        values: actorIds.map((actorId) => ({ actorId })),
      });
    },
    names: (sql, ...parameters) =>
      look(world, (db) =>
        db
          .prepare(sql)
          .pluck()
          .all(...parameters),
      ),
  };
}

/** The call changes something, and one undo leaves all tables as they were. */
async function undone<C extends CallName>(world: OpenWorld, name: C, input: CallInput<C>): Promise<void> {
  const before = look(world, contentsOf);
  const done = await world.does(name, input);
  const after = look(world, contentsOf);
  expect(after).not.toEqual(before);
  await world.does('history.undo');
  expect(look(world, contentsOf)).toEqual(before);
  await world.does('history.redo');
  expect(look(world, contentsOf)).toEqual(after);
  expect(look(world, (db) => db.pragma('foreign_key_check'))).toEqual([]);
  expect((done as Outputs['actor.create']).label).not.toBe('');
}

/** The call is refused with words that say why, and nothing changes. */
async function refused(world: OpenWorld, name: CallName, input: unknown, why: RegExp): Promise<void> {
  const before = look(world, contentsOf);
  const failure = await world.fails(name, input);
  expect(failure.code).toBe('refused');
  expect(failure.message).toMatch(why);
  expect(look(world, contentsOf)).toEqual(before);
}

describe('merging actors', () => {
  it('lets everything follow, keeps the old name, and one undo takes all of it back', async () => {
    const world = await openRegistry();
    const [merkel, short, cdu, csu] = [
      await world.actor('Angela Merkel'),
      await world.actor('A. Merkel'),
      await world.actor('CDU', 'organisation'),
      await world.actor('CSU', 'organisation'),
    ];
    await world.tag('one', 'Claim', only(news, 'a'));
    await world.tag('two', 'Claim', only(news, 'b'));
    await world.say('one', 'Claim/Claimant', cdu, short, merkel);
    await world.say('two', 'Claim/Claimant', short);
    await world.say('two', 'Claim/Addressee', merkel, csu);
    await world.does('entry.addAlias', { type: 'actor', entryId: short, name: 'die Kanzlerin' });
    await world.does('entry.addAlias', { type: 'actor', entryId: short, name: 'ANGELA MERKEL' });
    await world.does('actor.update', { actorId: short, note: 'Chancellor', authority: 'Q567' });
    const place = { affiliationId: null, fromDate: '2005', toDate: null };
    await world.does('actor.setAffiliation', {
      ...place,
      actorId: short,
      organisationId: cdu,
      office: 'chair',
    });
    await world.does('actor.setAffiliation', {
      ...place,
      actorId: merkel,
      organisationId: cdu,
      office: 'chair',
    });
    await world.does('actor.setAffiliation', { ...place, actorId: cdu, organisationId: short, office: '' });
    await world.does('actor.setAffiliation', {
      ...place,
      actorId: short,
      organisationId: merkel,
      office: '',
    });
    await world.does('entry.distinguish', { type: 'actor', ids: [merkel, short] });
    await world.does('entry.distinguish', { type: 'actor', ids: [short, csu] });

    await undone(world, 'entry.merge', { type: 'actor', fromIds: [short], intoId: merkel });

    expect(world.names('SELECT name FROM actor ORDER BY name')).toEqual(['Angela Merkel', 'CDU', 'CSU']);
    expect(world.names('SELECT name FROM actor_alias WHERE actor_id = ? ORDER BY name', merkel)).toEqual([
      'A. Merkel',
      'die Kanzlerin',
    ]);
    const valuesOf = (annotation: string, attribute: string): unknown[] =>
      world.names(
        `SELECT actor.name FROM attribute_value JOIN actor ON actor.id = actor_id
         WHERE annotation_id = ? AND attribute_id = ? ORDER BY position`,
        annotation,
        world.attributes[attribute]!,
      );
    expect(valuesOf('one', 'Claim/Claimant')).toEqual(['CDU', 'Angela Merkel']);
    expect(valuesOf('two', 'Claim/Claimant')).toEqual(['Angela Merkel']);
    expect(valuesOf('two', 'Claim/Addressee')).toEqual(['Angela Merkel', 'CSU']);
    expect(
      world.names(
        `SELECT member.name || ' in ' || coalesce(body.name, '-') || ' as ' || office FROM actor_affiliation
         JOIN actor AS member ON member.id = actor_id LEFT JOIN actor AS body ON body.id = organisation_id ORDER BY 1`,
      ),
    ).toEqual(['Angela Merkel in CDU as chair', 'CDU in Angela Merkel as ']);
    expect(world.names(`SELECT note || ', ' || authority FROM actor WHERE id = ?`, merkel)).toEqual([
      'Chancellor, Q567',
    ]);
    expect(world.names('SELECT count(*) FROM distinction')).toEqual([1]);
    expect(world.names('SELECT count(*) FROM distinction WHERE actor_id = ?', merkel)).toEqual([1]);
  });

  it('makes several one at once, and keeps a second identifier in the note', async () => {
    const world = await openRegistry();
    const ids = [await world.actor('UN'), await world.actor('U. N.'), await world.actor('United Nations')];
    await world.does('actor.update', { actorId: ids[0]!, authority: 'Q1065' });
    await world.does('actor.update', { actorId: ids[2]!, authority: 'VIAF 1', note: 'In New York' });
    await undone(world, 'entry.merge', { type: 'actor', fromIds: ids.slice(0, 2), intoId: ids[2]! });
    expect(world.names('SELECT authority FROM actor')).toEqual(['VIAF 1']);
    expect(world.names('SELECT note FROM actor')).toEqual(['In New York\nUN: Q1065']);
    expect(world.names('SELECT name FROM actor_alias ORDER BY name')).toEqual(['U. N.', 'UN']);
  });

  it('keeps the words that say so when two values become one', async () => {
    const world = await openRegistry();
    const [one, other] = [await world.actor('Ada'), await world.actor('A. Lovelace')];
    await world.tag('one', 'Claim', only(news, 'a'));
    await world.say('one', 'Claim/Claimant', one, other);
    await world.does('project.close');
    const { openForWriting, closeFile } = await import('../../electron/db/open');
    const db = openForWriting(world.file);
    db.prepare('UPDATE attribute_value SET inferred = 1 WHERE actor_id = ?').run(one);
    db.prepare(
      "UPDATE attribute_value SET evidence_start = 0, evidence_end = 6, evidence_quote = 'Merkel' WHERE actor_id = ?",
    ).run(other);
    closeFile(db);
    await world.does('project.open', { token: world.file, coderName: 'Ada' });
    await undone(world, 'entry.merge', { type: 'actor', fromIds: [other], intoId: one });
    expect(
      world.names("SELECT position || ' ' || inferred || ' ' || evidence_quote FROM attribute_value"),
    ).toEqual(['0 0 Merkel']);
  });

  it('keeps words that only a value that goes is bound to in the note, and prefers what is said to what is inferred', async () => {
    const world = await openRegistry();
    const [one, other] = [await world.actor('Merkel'), await world.actor('the minister')];
    const valueOf = async (annotationId: string, actorId: string): Promise<string> => {
      const { attributeValues } = await world.does('article.open', { articleId: world.articleId });
      return attributeValues.find(
        (value) => value.annotationId === annotationId && value.actorId === actorId,
      )!.id;
    };
    for (const [id, place] of [
      ['both', 'a'],
      ['same', 'b'],
      ['inferred', 'c'],
      ['mixed', 'd'],
    ] as const) {
      await world.tag(id, 'Claim', only(news, place));
      await world.say(id, 'Claim/Claimant', one, other);
    }
    const bind = async (annotationId: string, actorId: string, place: string) =>
      world.does('annotation.setEvidence', {
        valueId: await valueOf(annotationId, actorId),
        range: only(news, place),
      });
    const infer = async (annotationId: string, actorId: string) =>
      world.does('annotation.setInferred', { valueId: await valueOf(annotationId, actorId), inferred: true });
    await world.does('annotation.setNote', { annotationId: 'both', note: 'Look again.' });
    await bind('both', one, 'a');
    await bind('both', other, 'c');
    await bind('same', one, 'a');
    await bind('same', other, 'a');
    await infer('inferred', one);
    await infer('inferred', other);
    await infer('mixed', one);
    await bind('mixed', other, 'd');

    await undone(world, 'entry.merge', { type: 'actor', fromIds: [other], intoId: one });
    expect(
      world.names(`SELECT annotation.id || ': ' || coalesce(evidence_quote, '-') || ', ' || inferred || ', ' || note
        FROM annotation JOIN attribute_value ON annotation_id = annotation.id ORDER BY annotation.id`),
    ).toEqual([
      'both: Merkel, 0, Look again.\nClaimant: the minister (“the minister”)',
      'inferred: -, 1, ',
      'mixed: قال الوزير, 0, ',
      'same: Merkel, 0, ',
    ]);
  });

  it('is refused with itself and with what is gone', async () => {
    const world = await openRegistry();
    const id = await world.actor('Ada');
    await refused(world, 'entry.merge', { type: 'actor', fromIds: [id], intoId: id }, /itself/);
    const gone = await world.fails('entry.merge', { type: 'actor', fromIds: ['gone'], intoId: id });
    expect(gone).toMatchObject({ code: 'not-found' });
    const wrong = await world.fails('entry.merge', { type: 'concept', fromIds: [id], intoId: id });
    expect(wrong).toMatchObject({ code: 'not-found' });
  });
});

describe('splitting an actor', () => {
  it('lets the chosen passages and names go, and keeps the two apart from then on', async () => {
    const world = await openRegistry();
    const minister = await world.actor('the minister');
    for (const [id, name] of [
      ['one', 'a'],
      ['two', 'c'],
      ['three', 'd'],
    ] as const) {
      await world.tag(id, 'Actor', only(news, name));
      await world.say(id, 'Actor/Who', minister);
    }
    await world.does('entry.addAlias', { type: 'actor', entryId: minister, name: 'Horst Seehofer' });
    await world.does('entry.addAlias', { type: 'actor', entryId: minister, name: 'der Innenminister' });
    await world.does('entry.addAlias', { type: 'actor', entryId: minister, name: 'الوزير' });
    const { uses } = await world.does('entry.page', { type: 'actor', entryId: minister });
    const valueIds = uses.filter(({ quote }) => quote !== 'Merkel').map(({ valueId }) => valueId);
    const [aliasId] = world.names("SELECT id FROM actor_alias WHERE name = 'الوزير'") as string[];

    await undone(world, 'entry.split', {
      type: 'actor',
      entryId: minister,
      to: { name: 'Horst Seehofer', kind: 'person' },
      valueIds,
      aliasIds: [aliasId!],
    });
    const [seehofer] = world.names("SELECT id FROM actor WHERE name = 'Horst Seehofer'") as string[];
    expect(await world.does('entry.usage', { type: 'actor' })).toEqual({ [minister]: 1, [seehofer!]: 2 });
    expect(world.names('SELECT name FROM actor_alias WHERE actor_id = ?', seehofer!)).toEqual(['الوزير']);
    expect(world.names('SELECT name FROM actor_alias WHERE actor_id = ?', minister)).toEqual([
      'der Innenminister',
    ]);
    expect(world.names('SELECT count(*) FROM distinction')).toEqual([1]);

    // Back again, to an actor that is there: two of one slot become one.
    await world.say('one', 'Actor/Who', minister);
    const again = await world.does('entry.page', { type: 'actor', entryId: seehofer! });
    await undone(world, 'entry.split', {
      type: 'actor',
      entryId: seehofer!,
      to: { entryId: minister },
      valueIds: again.uses.map(({ valueId }) => valueId),
    });
    expect(await world.does('entry.usage', { type: 'actor' })).toEqual({ [minister]: 3 });
    expect(world.names('SELECT count(*) FROM distinction')).toEqual([1]);
  });

  it('is refused without a passage, with foreign ones, and under a name that is taken', async () => {
    const world = await openRegistry();
    const [one, other] = [await world.actor('Ada'), await world.actor('Grace')];
    await world.tag('one', 'Actor', only(news, 'a'));
    await world.say('one', 'Actor/Who', one);
    const [valueId] = world.names('SELECT id FROM attribute_value') as string[];
    const input = { type: 'actor', entryId: one, to: { name: 'Third' }, valueIds: [valueId] };
    await refused(world, 'entry.split', { ...input, valueIds: [] }, /at least one/);
    await refused(world, 'entry.split', { ...input, entryId: other }, /not about Grace any more/);
    await refused(world, 'entry.split', { ...input, valueIds: [valueId, 'gone'] }, /any more/);
    await refused(world, 'entry.split', { ...input, to: { name: 'ĜRACE' } }, /already an actor named Grace/);
    await refused(world, 'entry.split', { ...input, to: { entryId: one } }, /already about Ada/);
  });
});

describe('removing actors', () => {
  it('is refused while they are used and says by how much; with consent the values go, too', async () => {
    const world = await openRegistry();
    const [party, member] = [await world.actor('Party', 'organisation'), await world.actor('Ada')];
    await world.tag('one', 'Claim', only(news, 'a'));
    await world.say('one', 'Claim/Claimant', party, member);
    await world.say('one', 'Claim/Addressee', party);
    const open = { affiliationId: null, fromDate: null, toDate: null };
    await world.does('actor.setAffiliation', {
      ...open,
      actorId: member,
      organisationId: party,
      office: 'chair',
    });
    await world.does('actor.setAffiliation', { ...open, actorId: member, organisationId: party, office: '' });
    await world.does('entry.addAlias', { type: 'actor', entryId: party, name: 'the party' });
    await world.does('entry.distinguish', { type: 'actor', ids: [party, member] });
    const input = { type: 'actor' as const, entryIds: [party] };
    await refused(
      world,
      'entry.remove',
      input,
      /Party is still used, by 2 annotation values and 2 affiliations/,
    );
    await undone(world, 'entry.remove', { ...input, withUses: true });
    expect(world.names('SELECT name FROM actor')).toEqual(['Ada']);
    expect(world.names('SELECT office FROM actor_affiliation')).toEqual(['chair']);
    expect(world.names('SELECT count(*) FROM annotation')).toEqual([1]);
    expect(await world.does('entry.usage', { type: 'actor' })).toEqual({ [member]: 1 });
  });

  it('of several that nothing names is one change', async () => {
    const world = await openRegistry();
    const entryIds = [await world.actor('Ada'), await world.actor('Grace')];
    await undone(world, 'entry.remove', { type: 'actor', entryIds });
    expect(world.names('SELECT count(*) FROM actor')).toEqual([0]);
  });
});

describe('names', () => {
  it.each([
    ['Ada', 'ADA'],
    ['José Ávila', 'jose avila'],
    ['أحمد', 'أَحْمَد'],
    ['Ada', 'A\u200Dda\u202E'],
    ['Ada  Byron', 'Ada Byron'],
    ['Σωκράτης', 'ΣΩΚΡΑΤΗΣ'],
  ])('%j and %j are one name: the second is refused', async (one, other) => {
    const world = await openRegistry();
    await world.actor(one);
    await refused(world, 'actor.create', { name: other, kind: 'person' }, /There is already an actor named/);
    const third = await world.actor('Another');
    await refused(world, 'actor.update', { actorId: third, name: other }, /There is already an actor named/);
  });

  it('that differ in letters which only look like marks are two names', async () => {
    const world = await openRegistry();
    await world.actor('ハハ');
    await world.actor('パパ');
    await world.actor('कि');
    await world.actor('की');
    expect(world.names('SELECT count(*) FROM actor')).toEqual([4]);
  });

  it('of 10,000 characters and with turned direction are kept as they are; longer ones are refused', async () => {
    const world = await openRegistry();
    const long = '長'.repeat(10_000);
    const id = await world.actor(long);
    const turned = await world.actor('abc\u202Edef');
    await world.does('entry.addAlias', { type: 'actor', entryId: turned, name: long });
    await undone(world, 'entry.merge', { type: 'actor', fromIds: [id], intoId: turned });
    const [label] = world.names('SELECT label FROM change ORDER BY seq DESC LIMIT 1') as string[];
    expect(label?.replace('\u202E', '')).toBe(`Merge ${'長'.repeat(59)}… into abcdef`);
    const failure = await world.fails('entry.addAlias', {
      type: 'actor',
      entryId: turned,
      name: `${long}長`,
    });
    expect(failure).toMatchObject({ code: 'invalid-input' });
  });

  it('can be added, corrected and removed, each once', async () => {
    const world = await openRegistry();
    const entryId = await world.actor('Angela Merkel');
    await undone(world, 'entry.addAlias', { type: 'actor', entryId, name: ' Merkel ' });
    expect(world.names('SELECT name FROM actor_alias')).toEqual(['Merkel']);
    await refused(world, 'entry.addAlias', { type: 'actor', entryId, name: 'MERKEL' }, /has the name Merkel/);
    await refused(world, 'entry.addAlias', { type: 'actor', entryId, name: 'angela merkel' }, /already/);
    const [aliasId] = world.names('SELECT id FROM actor_alias') as string[];
    await undone(world, 'entry.renameAlias', { type: 'actor', aliasId: aliasId!, name: 'Mutti' });
    await undone(world, 'entry.removeAlias', { type: 'actor', aliasId: aliasId! });
    expect(await world.fails('entry.removeAlias', { type: 'actor', aliasId: aliasId! })).toMatchObject({
      code: 'not-found',
    });
  });

  it('that are the same are linked, not doubled, when a field creates them; lookalikes are refused', async () => {
    const world = await openRegistry();
    const id = await world.actor('José Ávila');
    await world.tag('one', 'Actor', only(news, 'a'));
    const called = (name: string) => ({
      annotationId: 'one',
      attributeId: world.attributes['Actor/Who']!,
      values: [{ newActor: { name, kind: 'person' as const } }],
    });
    await refused(world, 'annotation.setValues', called('Jose Avila'), /named José Ávila, .* Use that one/);
    await world.does('annotation.setValues', called('JOSÉ ÁVILA'));
    expect(await world.does('entry.usage', { type: 'actor' })).toEqual({ [id]: 1 });
  });
});

describe('affiliations', () => {
  it('are added, corrected and removed', async () => {
    const world = await openRegistry();
    const [ada, ministry] = [await world.actor('Ada'), await world.actor('Ministry', 'organisation')];
    const place = { affiliationId: null, actorId: ada, organisationId: ministry, office: ' minister ' };
    await undone(world, 'actor.setAffiliation', { ...place, fromDate: '2018', toDate: '2021-03' });
    expect(world.names('SELECT office FROM actor_affiliation')).toEqual(['minister']);
    const [affiliationId] = world.names('SELECT id FROM actor_affiliation') as string[];
    await undone(world, 'actor.setAffiliation', {
      ...place,
      affiliationId: affiliationId!,
      fromDate: null,
      toDate: null,
    });
    await undone(world, 'actor.removeAffiliation', { affiliationId: affiliationId! });
  });

  it('are refused when they say nothing, end before they begin, or say it twice', async () => {
    const world = await openRegistry();
    const [ada, ministry] = [await world.actor('Ada'), await world.actor('Ministry', 'organisation')];
    const place = {
      affiliationId: null,
      actorId: ada,
      organisationId: ministry,
      office: '',
      fromDate: null,
      toDate: null,
    };
    await refused(
      world,
      'actor.setAffiliation',
      { ...place, organisationId: null },
      /Say what Ada belongs to/,
    );
    await refused(
      world,
      'actor.setAffiliation',
      { ...place, organisationId: ada },
      /cannot belong to itself/,
    );
    await refused(
      world,
      'actor.setAffiliation',
      { ...place, fromDate: '2020-08', toDate: '2020-07' },
      /before it begins/,
    );
    await world.does('actor.setAffiliation', { ...place, fromDate: '2020-08', toDate: '2020' });
    await refused(
      world,
      'actor.setAffiliation',
      { ...place, fromDate: '2020-08', toDate: '2020' },
      /already said/,
    );
    const failure = await world.fails('actor.setAffiliation', { ...place, fromDate: '2020-13' });
    expect(failure.code).toBe('invalid-input');
  });
});

describe('the tree of concepts', () => {
  it('moves branches, and never contains itself', async () => {
    const world = await openRegistry();
    const water = await world.concept('Water');
    const tariff = await world.concept('Tariff', water);
    const rise = await world.concept('Rise', tariff);
    await undone(world, 'concept.move', { conceptId: rise, parentId: water });
    await undone(world, 'concept.move', { conceptId: rise, parentId: tariff });
    await refused(
      world,
      'concept.move',
      { conceptId: water, parentId: rise },
      /cannot be under Rise, which is below it/,
    );
    await refused(world, 'concept.move', { conceptId: water, parentId: water }, /itself/);
    await undone(world, 'concept.move', { conceptId: tariff, parentId: null });
    expect(await world.fails('concept.create', { name: 'X', parentId: 'gone' })).toMatchObject({
      code: 'not-found',
    });
  });

  it('merges a branch into what is below it without a ring', async () => {
    const world = await openRegistry();
    const top = await world.concept('Top');
    const a = await world.concept('A', top);
    const b = await world.concept('B', a);
    const c = await world.concept('C', b);
    const other = await world.concept('Other', a);
    await world.does('concept.update', { conceptId: a, definition: 'Of A' });
    await undone(world, 'entry.merge', { type: 'concept', fromIds: [a], intoId: c });
    const places = Object.fromEntries(
      look(world, (db) => db.prepare('SELECT id, parent_id FROM concept').raw().all()) as [
        string,
        string | null,
      ][],
    );
    expect(places).toEqual({ [top]: null, [c]: top, [b]: c, [other]: c });
    expect(world.names('SELECT definition FROM concept WHERE id = ?', c)).toEqual(['Of A']);
    expect(world.names('SELECT name FROM concept_alias')).toEqual(['A']);
  });

  it('lets what is below one that goes move up', async () => {
    const world = await openRegistry();
    const top = await world.concept('Top');
    const middle = await world.concept('Middle', top);
    const lower = await world.concept('Lower', middle);
    await world.concept('Lowest', lower);
    await undone(world, 'entry.remove', { type: 'concept', entryIds: [middle, lower] });
    expect(world.names("SELECT parent_id FROM concept WHERE name = 'Lowest'")).toEqual([top]);
  });

  it('splits a concept beside itself', async () => {
    const world = await openRegistry();
    const top = await world.concept('Top');
    const water = await world.concept('Water', top);
    await world.tag('one', 'Claim', only(news, 'a'));
    await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId: world.attributes['Claim/Concept']!,
      values: [{ conceptId: water }],
    });
    const { uses } = await world.does('entry.page', { type: 'concept', entryId: water });
    await undone(world, 'entry.split', {
      type: 'concept',
      entryId: water,
      to: { name: 'Drinking water' },
      valueIds: uses.map(({ valueId }) => valueId),
    });
    expect(world.names("SELECT parent_id FROM concept WHERE name = 'Drinking water'")).toEqual([top]);
  });
});

describe("an actor's page", () => {
  it('lists every passage by the date of the article, in text order, in stretches', async () => {
    const world = await openRegistry();
    const ada = await world.actor('Ada');
    const older = await addArticle(world, 'An older text about Ada');
    await world.does('article.update', { articleId: older, fields: { date: '2019-05' } });
    await world.does('article.update', { articleId: world.articleId, fields: { date: '2020' } });
    await world.tag('last', 'Claim', only(news, 'd'));
    await world.tag('first', 'Claim', only(news, 'a'));
    await world.say('last', 'Claim/Claimant', ada);
    await world.say('first', 'Claim/Claimant', ada);
    await world.say('first', 'Claim/Addressee', ada);
    await world.does('annotation.tag', {
      annotationId: 'older',
      articleId: older,
      codeId: world.codes['Actor']!,
      ranges: [{ start: 20, end: 23 }],
    });
    await world.say('older', 'Actor/Who', ada);
    const all = await world.does('entry.page', { type: 'actor', entryId: ada });
    expect(all.total).toBe(4);
    expect(all.uses.map(({ annotationId }) => annotationId)).toEqual(['older', 'first', 'first', 'last']);
    expect(all.uses[0]).toMatchObject({
      articleId: older,
      articleDate: '2019-05',
      codeId: world.codes['Actor'],
      attributeId: world.attributes['Actor/Who'],
      quote: 'Ada',
      start: 20,
      prefix: 'An older text about ',
      suffix: '',
    });
    expect(all.uses[3]?.quote).toBe('قال الوزير');
    const part = await world.does('entry.page', { type: 'actor', entryId: ada, offset: 1, limit: 2 });
    expect(part.uses).toEqual(all.uses.slice(1, 3));
    expect(await world.fails('entry.page', { type: 'actor', entryId: 'gone' })).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('likely duplicates', () => {
  it('are found by all names and are not offered again once told apart', async () => {
    const world = await openRegistry();
    const [one, other] = [await world.actor('Mustafa Al-Kazemi'), await world.actor('مصطفى الكاظمي')];
    await world.actor('Angela Merkel');
    const { pairs, total } = await world.does('entry.duplicates', { type: 'actor' });
    expect(total).toBe(1);
    expect(pairs).toMatchObject([{ ids: [one, other] }]);
    expect(pairs[0]?.reasons.join()).toContain('two scripts');
    await undone(world, 'entry.distinguish', { type: 'actor', ids: [other, one] });
    expect((await world.does('entry.duplicates', { type: 'actor' })).pairs).toEqual([]);
    const twice = await world.does('entry.distinguish', { type: 'actor', ids: [one, other] });
    expect(twice.change.added).toEqual([]);
    await refused(world, 'entry.distinguish', { type: 'actor', ids: [one, one] }, /itself/);
  });
});
