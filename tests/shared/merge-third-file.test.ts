/** What one file knows of another's history through a third one, and entries of which nobody can tell whether they are one. */
import { beforeEach, describe, expect, test } from 'vitest';
import { anchorOf } from '../../shared/anchor';
import type { Actor, ActorAlias, Annotation, AnyRecord, Code } from '../../shared/records';
import { startProject } from '../support/merge-steps';
import { type Copy, World } from '../support/merge-world';

let world: World;
let ada: Copy;
let ben: Copy;
let cem: Copy;

beforeEach(() => {
  world = new World();
  const base = startProject(world);
  [ada, ben, cem] = ['ada', 'ben', 'cem'].map((name, at) => base.copy(name, `coder-${at}`)) as [
    Copy,
    Copy,
    Copy,
  ];
});

function change<T extends AnyRecord>(copy: Copy, record: T, to: Partial<T>): void {
  const now = copy.get(record.type, record.id) as unknown as Record<string, unknown>;
  const from = Object.fromEntries(Object.keys(to).map((field) => [field, now[field]]));
  copy.do({ updated: [{ type: record.type, id: record.id, from, to }] });
}

const claimOf = (copy: Copy): Code => copy.all('code').find(({ kind }) => kind === 'claim')!;

const defined = (copy: Copy, definition: string): void => change(copy, claimOf(copy), { definition });

function newActor(copy: Copy, name: string): Actor {
  const made: Actor = {
    type: 'actor',
    id: world.newId(),
    name,
    kind: 'person',
    note: '',
    authority: '',
    createdAt: world.now(),
  };
  copy.do({ added: [made] });
  return made;
}

const namesIn = (copy: Copy): string[] =>
  copy
    .all('actor')
    .map(({ name }) => name)
    .toSorted();

/** What is asked about two entries: the names of both. */
const pairsIn = (copy: Copy): string[] =>
  copy
    .openQuestions()
    .filter(({ kind, field }) => kind === 'name' && field === 'name')
    .map(({ mine, theirs }) => [mine, theirs].map((json) => (JSON.parse(json) as Actor).name).join(' / '));

/** Ada takes in both others in either order, each time on a fresh copy. */
function inBothOrders(look: (copy: Copy) => unknown): unknown[] {
  return [
    [ben, cem],
    [cem, ben],
  ].map((files) => {
    const copy = ada.copy('ada');
    for (const file of files) copy.merge(file);
    return look(copy);
  });
}

describe('what a third file has taken in', () => {
  test('and undone there is not taken for a newer word', () => {
    defined(ben, 'a demand');
    cem.merge(ben);
    ben.undo();
    newActor(ben, 'Marsh');
    const found = inBothOrders((copy) => [claimOf(copy).definition, copy.openQuestions().length]);
    expect(found).toEqual([
      ['', 0],
      ['a demand', 1],
    ]);
  });

  test('is an older state of the same file, if that was taken back since', () => {
    defined(cem, 'a demand');
    ada.merge(cem);
    defined(cem, '');
    ben.merge(cem);
    expect(inBothOrders((copy) => claimOf(copy).definition)).toEqual(['', '']);
  });

  test('and decided against is settled there: who only had the older word takes it', () => {
    defined(ben, 'a demand');
    cem.merge(ben);
    defined(cem, 'a demand that is said');
    ada.merge(cem);
    ben.merge(ada);
    expect(claimOf(ben).definition).toBe('a demand that is said');
    defined(cem, '');
    ada.merge(cem);
    ben.merge(ada);
    expect(claimOf(ben).definition).toBe('');
    expect(ben.openQuestions()).toEqual([]);
  });

  test('comes in with a copy that has no history, and its undoing is still an undoing', () => {
    cem.cut();
    change(ada, ada.all('actor')[0]!, { note: 'chancellor' });
    cem.merge(ada);
    ben.merge(cem);
    ada.undo();
    newActor(ada, 'Marsh');
    const known = ada.copy('ada');
    known.merge(cem);
    known.merge(ben);
    expect([known.all('actor')[0]!.note, known.openQuestions()]).toEqual(['', []]);
  });

  test('and what was removed meanwhile stays removed, though the copy between never had it', () => {
    const actor = newActor(ada, 'Helen Marsh');
    ben.merge(ada);
    cem.merge(ada);
    cem.blind('coder-2');
    ada.do({ removed: [actor] });
    cem.merge(ada);
    ben.merge(cem);
    ben.merge(ada);
    expect(namesIn(ben)).not.toContain('Helen Marsh');
  });
});

describe('what a blind copy left out', () => {
  /** Ada's annotation with a note, which a blind copy for Ada has without it. */
  function noted(): Annotation {
    const article = ada.all('article')[0]!;
    const annotation: Annotation = {
      type: 'annotation',
      id: world.newId(),
      articleId: article.id,
      codeId: claimOf(ada).id,
      coderId: ada.coderId,
      note: 'ask the minister',
      createdAt: world.now(),
      example: null,
      review: '',
    };
    const place = { startOffset: 0, endOffset: 3, ...anchorOf(article.text!, { start: 0, end: 3 }) };
    ada.do({
      added: [
        annotation,
        { type: 'span', id: world.newId(), annotationId: annotation.id, position: 0, ...place },
      ],
    });
    return annotation;
  }

  test('stays, though the copy has met what others did since', () => {
    const { id } = noted();
    const blind = ada.copy('blind').blind(ada.coderId);
    expect(blind.get('annotation', id).note).toBe('');
    newActor(ben, 'Marsh');
    blind.merge(ben);
    ada.merge(blind);
    expect(ada.get('annotation', id).note).toBe('ask the minister');
    expect(ada.openQuestions()).toEqual([]);
  });

  test('is asked about where the copy says something else instead', () => {
    const { id } = noted();
    const blind = ada.copy('blind').blind(ada.coderId);
    change(blind, blind.get('annotation', id), { note: 'the minister said no' });
    ada.merge(blind);
    expect(ada.get('annotation', id).note).toBe('ask the minister');
    expect(ada.openQuestions()).toMatchObject([{ field: 'note', theirs: '"the minister said no"' }]);
  });
});

describe('two entries that may be one', () => {
  test('are asked about where one was renamed in between', () => {
    const actor = newActor(ben, 'Marsh');
    ada.merge(ben);
    change(ben, actor, { name: 'Helen Marsh' });
    newActor(cem, 'Marsh');
    const [ownFirst, otherFirst] = inBothOrders((copy) => [namesIn(copy), pairsIn(copy)]);
    expect(ownFirst).toEqual([['Helen Marsh', 'Marsh', 'Merkel', 'Unions'], ['Helen Marsh / Marsh']]);
    expect(otherFirst).toEqual([['Helen Marsh', 'Merkel', 'Unions'], []]);
  });

  test('are asked about where another file knows them as one', () => {
    const actor = newActor(ben, 'Marsh');
    ada.merge(ben);
    change(ada, ada.get('actor', actor.id), { name: 'Helen Marsh' });
    newActor(cem, 'Marsh');
    ben.merge(cem);
    ada.merge(cem);
    ada.merge(ben);
    expect(pairsIn(ada)).toEqual(['Helen Marsh / Marsh']);
  });

  test('are asked about once, whatever they are called later', () => {
    newActor(ben, 'Marsh');
    ada.merge(ben);
    const other = newActor(cem, 'Marsh');
    change(cem, other, { kind: 'group' });
    ada.merge(cem);
    expect(pairsIn(ada)).toEqual(['Marsh / Marsh']);
    change(cem, other, { name: 'MARSH' });
    ada.merge(cem);
    expect(pairsIn(ada)).toEqual(['Marsh / Marsh']);
  });

  test('are not asked about where somebody has told them apart', () => {
    const one = newActor(ben, 'Marsh');
    ada.merge(ben);
    const other: Actor = { ...newActor(cem, 'Marsh (the elder)') };
    cem.merge(ben);
    cem.do({
      added: [
        {
          type: 'distinction',
          id: world.newId(),
          actorId: one.id,
          otherActorId: other.id,
          conceptId: null,
          otherConceptId: null,
          createdAt: world.now(),
        },
      ],
    });
    change(cem, other, { name: 'Marsh' });
    ada.merge(cem);
    expect(pairsIn(ada)).toEqual([]);
  });
});

test('a name that both sides gave an actor, by different ways, is said once', () => {
  const [merkel, unions] = ada.all('actor') as [Actor, Actor];
  const alias = (actor: Actor, name: string): ActorAlias => ({
    type: 'actor_alias',
    id: world.newId(),
    actorId: actor.id,
    name,
  });
  for (const actor of [unions, merkel]) ben.do({ added: [alias(actor, 'The chancellery')] });
  ada.do({ added: [alias(merkel, unions.name)], removed: [unions] });
  ada.merge(ben);
  ben.merge(ada);
  expect(ben.all('actor_alias').map(({ actorId, name }) => [actorId, name])).toEqual([
    [merkel.id, 'The chancellery'],
    [merkel.id, unions.name],
  ]);
});
