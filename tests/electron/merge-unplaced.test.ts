/** Annotations from another file whose words cannot be told for sure: each waits for a person, and none is lost. */
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../electron/db/check';
import type { ReadableDb } from '../../electron/db/open';
import type { MergePreview } from '../../shared/api';
import { addArticle, copyFor, openWorld, type OpenWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { mark, only } from '../support/marked-text';
import { countsOf, send } from '../support/merging';

const said = mark('[a:Prices rose]a, he said: [b:wages]b rose, and [c:wages]c fell. [d:Nobody]d answered.');

async function team(): Promise<{ ada: OpenWorld; ben: OpenWorld }> {
  const ada = await openWorld(said.text, undefined, 'ada');
  await ada.tag('claim-1', 'Claim', only(said, 'a'));
  return { ada, ben: await copyFor(ada, 'Ben') };
}

/** Ben's file, in which the words of an annotation are no longer where it says. */
function displaced(ben: OpenWorld, ada: OpenWorld, annotationId: string): string {
  const token = send(ben, ada);
  const db = new Database(token);
  db.prepare(
    `UPDATE span SET start_offset = start_offset + 3, end_offset = end_offset + 3, prefix = '', suffix = ''
     WHERE annotation_id = ?`,
  ).run(annotationId);
  db.close();
  return token;
}

async function merge(ada: OpenWorld, token: string): Promise<MergePreview> {
  const preview = await ada.does('merge.read', { jobId: 'read', token });
  await ada.does('merge.run', { jobId: 'run' });
  return preview;
}

const openQuestions = async (world: OpenWorld) =>
  (await world.does('question.list', { from: 0, count: 10 })).questions;

const annotationsIn = (world: OpenWorld): string[] =>
  look(
    world,
    (db) =>
      db
        .prepare(
          `SELECT annotation.id || ' ' || quote || ' ' || start_offset FROM annotation
           JOIN span ON annotation_id = annotation.id ORDER BY 1`,
        )
        .pluck()
        .all() as string[],
  );

const isSound = (world: OpenWorld): void =>
  look(world, (db: Database.Database) => expect(checkProject(db as ReadableDb)).toEqual([]));

const at = (name: string): string => {
  const { start, end } = only(said, name);
  return `${said.text.slice(start, end)} ${start}`;
};

describe('words that stand at several places, none of which their file names', () => {
  it('wait for a person, who is shown the places, and come in on the chosen one', async () => {
    const { ada, ben } = await team();
    await ben.tag('ben-1', 'Actor', only(said, 'c'));
    const preview = await merge(ada, displaced(ben, ada, 'ben-1'));
    expect(preview.problems).toEqual([]);
    expect(countsOf(preview, 'annotation')).toEqual({ same: 1, unplaced: 1 });
    expect(annotationsIn(ada)).toEqual([`claim-1 ${at('a')}`]);
    const [shown] = await openQuestions(ada);
    expect(shown).toMatchObject({ question: { kind: 'place', recordId: 'ben-1' }, mine: null });
    const places = shown!.candidates.map(({ start }) => start);
    expect(places.toSorted((one, other) => one - other)).toEqual([
      only(said, 'b').start,
      only(said, 'c').start,
    ]);
    const before = look(ada, contentsOf);
    const { label } = await ada.does('question.answer', {
      questionId: shown!.question.id,
      answer: 'other',
      ranges: [only(said, 'c')],
    });
    expect(label).toBe('Place an annotation');
    expect(annotationsIn(ada)).toEqual([`ben-1 ${at('c')}`, `claim-1 ${at('a')}`]);
    isSound(ada);
    await ada.does('history.undo');
    expect(look(ada, contentsOf)).toEqual(before);
  });

  it('wait also in an article that comes in with them', async () => {
    const { ada, ben } = await team();
    const articleId = await addArticle(ben, 'Rents rose, and wages rose.');
    await ben.does('annotation.tag', {
      annotationId: 'ben-1',
      articleId,
      codeId: ben.codes.Claim!,
      ranges: [{ start: 6, end: 10 }],
    });
    const token = displaced(ben, ada, 'ben-1');
    const preview = await merge(ada, token);
    expect(countsOf(preview, 'annotation')).toMatchObject({ unplaced: 1 });
    const [shown] = await openQuestions(ada);
    expect(shown).toMatchObject({
      question: { kind: 'place', recordId: 'ben-1' },
      article: { id: articleId },
    });
    await ada.does('question.answer', {
      questionId: shown!.question.id,
      answer: 'other',
      ranges: [{ start: 6, end: 10 }],
    });
    expect(annotationsIn(ada)).toContain('ben-1 rose 6');
    isSound(ada);
  });

  it('of an annotation that both moved leave it where it is here, and move it when somebody says where to', async () => {
    const { ada, ben } = await team();
    for (const [world, name] of [
      [ada, 'd'],
      [ben, 'c'],
    ] as const) {
      const spanId = look(world, (db) => db.prepare('SELECT id FROM span').pluck().get()) as string;
      await world.does('annotation.moveSpan', { spanId, range: only(said, name) });
    }
    await merge(ada, displaced(ben, ada, 'claim-1'));
    expect(annotationsIn(ada)).toEqual([`claim-1 ${at('d')}`]);
    const [shown] = await openQuestions(ada);
    expect(shown!.question.kind).toBe('place');
    expect(shown!.mine?.passages.map(({ quote }) => quote)).toEqual(['Nobody']);
    const questionId = shown!.question.id;
    await ada.does('question.answer', { questionId, answer: 'other', ranges: [only(said, 'c')] });
    expect(annotationsIn(ada)).toEqual([`claim-1 ${at('c')}`]);
    isSound(ada);
    await ada.does('history.undo');
    const { label } = await ada.does('question.answer', { questionId, answer: 'mine' });
    expect(label).toBe('Answer: keep what is here');
    expect(annotationsIn(ada)).toEqual([`claim-1 ${at('d')}`]);
  });
});
