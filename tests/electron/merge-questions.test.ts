/** Answers to what a merge left open, where more than one field hangs on them, and where time has passed. */
import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../electron/db/check';
import type { ReadableDb } from '../../electron/db/open';
import type { QuestionShown } from '../../shared/api';
import { checkRecords } from '../support/check-records';
import { copyFor, openWorld, type OpenWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { mark, only } from '../support/marked-text';
import { mergeInto } from '../support/merging';

const said = mark('He said that [a:prices rose]a again, and [b:the minister]b denied that [c:wages fell]c.');

async function team(): Promise<{ ada: OpenWorld; ben: OpenWorld }> {
  const ada = await openWorld(said.text, undefined, 'ada');
  await ada.tag('claim-1', 'Claim', only(said, 'a'));
  return { ada, ben: await copyFor(ada, 'Ben') };
}

const questionsIn = async (world: OpenWorld): Promise<QuestionShown[]> =>
  (await world.does('question.list', { from: 0, count: 100 })).questions;

async function questionOf(world: OpenWorld, field: string): Promise<QuestionShown> {
  const found = (await questionsIn(world)).filter(({ question }) => question.field === field);
  expect(found).toHaveLength(1);
  return found[0]!;
}

const isSound = (world: OpenWorld): void => {
  look(world, checkRecords);
  look(world, (db: Database.Database) => expect(checkProject(db as ReadableDb)).toEqual([]));
};

const codesIn = (world: OpenWorld): unknown =>
  look(world, (db) =>
    db.prepare('SELECT code.name FROM annotation JOIN code ON code.id = code_id').pluck().all(),
  );

it('another code is taken with its values, and undo gives back the code and values that were here', async () => {
  const { ada, ben } = await team();
  const value = (world: OpenWorld, code: string, name: string) =>
    world.does('annotation.setValues', {
      annotationId: 'claim-1',
      attributeId: world.attributes[code]!,
      values: [{ newActor: { name, kind: 'person' } }],
    });
  await ada.does('annotation.recode', { annotationId: 'claim-1', codeId: ada.codes.Statement! });
  await value(ada, 'Statement/Speaker', 'Helen Marsh');
  await ben.does('annotation.recode', { annotationId: 'claim-1', codeId: ben.codes.Actor! });
  await mergeInto(ada, ben);
  expect(codesIn(ada)).toEqual(['Statement']);
  const before = look(ada, contentsOf);
  const { question, mine, theirs } = await questionOf(ada, 'codeId');
  expect([mine?.name, theirs?.name]).toEqual(['Statement', 'Actor']);
  await ada.does('question.answer', { questionId: question.id, answer: 'theirs' });
  expect(codesIn(ada)).toEqual(['Actor']);
  isSound(ada);
  await ada.does('history.undo');
  expect(look(ada, contentsOf)).toEqual(before);
});

it('a code is not put under itself by an answer that came too late', async () => {
  const ada = await openWorld(said.text, undefined, 'ada');
  const { Claim = '', Statement = '', Actor = '' } = ada.codes;
  const ben = await copyFor(ada, 'Ben');
  await ada.does('code.move', { codeId: Statement, parentId: Actor, index: 0 });
  await ben.does('code.move', { codeId: Statement, parentId: Claim, index: 0 });
  await mergeInto(ada, ben);
  const { question, obstacle } = await questionOf(ada, 'parentId');
  expect(obstacle).toBeNull();
  await ada.does('code.move', { codeId: Claim, parentId: Statement, index: 0 });
  expect((await questionOf(ada, 'parentId')).obstacle).toMatch(/under itself/);
  const answer = { questionId: question.id, answer: 'theirs' as const };
  expect(await ada.fails('question.answer', answer)).toMatchObject({ code: 'refused' });
  await ada.does('history.undo');
  await ada.does('question.answer', answer);
  const parent = 'SELECT parent_id FROM code WHERE id = ?';
  expect(look(ada, (db) => db.prepare(parent).pluck().get(Statement))).toBe(Claim);
});

it('the name of a code is asked about and taken', async () => {
  const { ada, ben } = await team();
  for (const [world, name] of [
    [ada, 'Demand'],
    [ben, 'Assertion'],
  ] as const)
    await world.does('code.update', { codeId: world.codes.Claim!, fields: { name } });
  await mergeInto(ada, ben);
  const { question, differences } = await questionOf(ada, 'name');
  expect(differences).toMatchObject([{ field: 'Name', mine: ['Demand'], theirs: ['Assertion'] }]);
  await ada.does('question.answer', { questionId: question.id, answer: 'theirs' });
  expect(codesIn(ada)).toEqual(['Assertion']);
});

it('an annotation that is gone by now can only stay as it is', async () => {
  const { ada, ben } = await team();
  for (const [world, note] of [
    [ada, 'mine'],
    [ben, 'theirs'],
  ] as const)
    await world.does('annotation.setNote', { annotationId: 'claim-1', note });
  await mergeInto(ada, ben);
  await ada.does('annotation.remove', { annotationIds: ['claim-1'] });
  const { question, obstacle, mine } = await questionOf(ada, 'note');
  expect(mine).toBeNull();
  expect(obstacle).toMatch(/not in the project any more/);
  const questionId = question.id;
  expect(await ada.fails('question.answer', { questionId, answer: 'theirs' })).toMatchObject({
    code: 'refused',
  });
  await ada.does('question.answer', { questionId, answer: 'mine' });
  expect(await questionsIn(ada)).toEqual([]);
});

it('refuses answers that a question does not offer, and ranges where there is nothing to place', async () => {
  const { ada, ben } = await team();
  for (const [world, state] of [
    [ada, 'best'],
    [ben, 'doubtful'],
  ] as const)
    await world.does('annotation.setExample', { annotationId: 'claim-1', example: state });
  await mergeInto(ada, ben);
  const { question } = await questionOf(ada, 'example');
  const questionId = question.id;
  expect(await ada.fails('question.answer', { questionId, answer: 'both' })).toMatchObject({
    code: 'invalid-input',
  });
  expect(
    await ada.fails('question.answer', { questionId, answer: 'other', ranges: [only(said, 'c')] }),
  ).toMatchObject({ code: 'invalid-input' });
  expect(await ada.fails('question.answer', { questionId: 'none', answer: 'mine' })).toMatchObject({
    code: 'not-found',
  });
});

it('lists questions by state, kind, article and words', async () => {
  const { ada, ben } = await team();
  for (const [world, note] of [
    [ada, 'mine'],
    [ben, 'theirs'],
  ] as const)
    await world.does('annotation.setNote', { annotationId: 'claim-1', note });
  const { mergeId } = await mergeInto(ada, ben);
  const total = async (query: object): Promise<number> =>
    (await ada.does('question.list', { from: 0, count: 1, ...query })).total;
  expect(await total({})).toBe(1);
  expect(await total({ kind: 'value', articleId: ada.articleId, mergeId: mergeId!, words: 'PRICES' })).toBe(
    1,
  );
  expect(await total({ kind: 'place' })).toBe(0);
  expect(await total({ words: 'wages' })).toBe(0);
  expect(await total({ state: 'answered' })).toBe(0);
  expect(await total({ articleId: 'none' })).toBe(0);
});

describe('two actors that look the same after a merge', () => {
  /** Ada has a person of this name, Ben a group, and each is said somewhere. */
  async function alike(): Promise<{ ada: OpenWorld; before: unknown }> {
    const { ada, ben } = await team();
    for (const [world, kind] of [
      [ada, 'person'],
      [ben, 'group'],
    ] as const) {
      await world.tag(`by-${kind}`, 'Claim', only(said, kind === 'person' ? 'b' : 'c'));
      await world.does('annotation.setValues', {
        annotationId: `by-${kind}`,
        attributeId: world.attributes['Claim/Claimant']!,
        values: [{ newActor: { name: 'The minister', kind } }],
      });
    }
    await mergeInto(ada, ben);
    return { ada, before: look(ada, contentsOf) };
  }

  const actorsIn = (world: OpenWorld): unknown =>
    look(world, (db) =>
      db.prepare(`SELECT kind FROM actor WHERE name = 'The minister' ORDER BY kind`).pluck().all(),
    );

  it('are both shown, and become one whose values name it, until that is undone', async () => {
    const { ada, before } = await alike();
    expect(actorsIn(ada)).toEqual(['group', 'person']);
    const { question, mine, theirs, choices, obstacle } = await questionOf(ada, 'name');
    expect([mine?.name, theirs?.name, obstacle]).toEqual(['The minister', 'The minister', null]);
    expect(choices).toEqual(['mine', 'theirs', 'other']);
    await ada.does('question.answer', { questionId: question.id, answer: 'theirs' });
    expect(actorsIn(ada)).toHaveLength(1);
    const named =
      'SELECT count(*) FROM attribute_value JOIN actor ON actor.id = actor_id WHERE actor.name = ?';
    expect(look(ada, (db) => db.prepare(named).pluck().get('The minister'))).toBe(2);
    isSound(ada);
    await ada.does('history.undo');
    expect(look(ada, contentsOf)).toEqual(before);
  });

  it('stay two, which is remembered: they are no duplicates any more', async () => {
    const { ada } = await alike();
    const { question } = await questionOf(ada, 'name');
    await ada.does('question.answer', { questionId: question.id, answer: 'mine' });
    expect(actorsIn(ada)).toEqual(['group', 'person']);
    expect(look(ada, (db) => db.prepare('SELECT count(*) FROM distinction').pluck().get())).toBe(1);
    const { pairs } = await ada.does('entry.duplicates', { type: 'actor', limit: 10 });
    expect(pairs).toEqual([]);
    isSound(ada);
  });

  it('of which one is gone by now need no answer but that they stay as they are', async () => {
    const { ada } = await alike();
    const { question } = await questionOf(ada, 'name');
    const ids = [question.mine, question.theirs].map((json) => (JSON.parse(json) as { id: string }).id);
    await ada.does('entry.merge', { type: 'actor', fromIds: [ids[1]!], intoId: ids[0]! });
    expect((await questionOf(ada, 'name')).obstacle).toMatch(/not in the project any more/);
    await ada.does('question.answer', { questionId: question.id, answer: 'mine' });
    expect(await questionsIn(ada)).toEqual([]);
  });

  it('are asked about in a file that holds such a question already, which is no fault of it', async () => {
    const { ada } = await alike();
    const { ada: other } = await team();
    const { problems } = await mergeInto(other, ada);
    expect(problems).toEqual([]);
  });
});
