/** Two people who work on copies of one project, and what becomes of it when the files meet again. */
import path from 'node:path';
import type Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../electron/db/check';
import type { ReadableDb } from '../../electron/db/open';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { mergeHandlers } from '../../electron/project/merge-handlers';
import { openProject } from '../../electron/project/open-project';
import { readHere } from '../../electron/project/reading';
import { closeProject, createSession } from '../../electron/project/session';
import { mergeDecisions, type QuestionShown } from '../../shared/api';
import type { FailureError } from '../../shared/result';
import { addArticle, copyFor, openWorld, type OpenWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { mark, only } from '../support/marked-text';
import { countsOf, mergeInto, send } from '../support/merging';

const said = mark('He said that [a:prices rose]a again, and [b:the minister]b denied that [c:wages fell]c.');
const range = (name: string) => only(said, name);

/** One article with a claim on `a`, in the hands of two coders. */
async function team(): Promise<{ ada: OpenWorld; ben: OpenWorld }> {
  const ada = await openWorld(said.text, undefined, 'ada');
  await ada.tag('claim-1', 'Claim', range('a'));
  const ben = await copyFor(ada, 'Ben');
  ada.wait(10);
  ben.wait(20);
  return { ada, ben };
}

const annotationsIn = (world: OpenWorld): string[] =>
  look(
    world,
    (db) =>
      db
        .prepare(
          `SELECT coder.name || ' ' || code.name || ' ' || group_concat(quote, '|') || ' ' || note
           FROM annotation JOIN coder ON coder.id = coder_id JOIN code ON code.id = code_id
           JOIN span ON annotation_id = annotation.id GROUP BY annotation.id ORDER BY 1`,
        )
        .pluck()
        .all() as string[],
  ).map((line) => line.trim());

const isSound = (world: OpenWorld): void =>
  look(world, (db: Database.Database) => expect(checkProject(db as ReadableDb)).toEqual([]));

async function onlyQuestion(world: OpenWorld): Promise<QuestionShown> {
  const { questions, total } = await world.does('question.list', { from: 0, count: 10 });
  expect(total).toBe(1);
  return questions[0]!;
}

const setNote = (world: OpenWorld, note: string) =>
  world.does('annotation.setNote', { annotationId: 'claim-1', note });

describe('merging', () => {
  it('brings in what only the other has, under their name, and leaves the rest', async () => {
    const { ada, ben } = await team();
    await ada.tag('ada-1', 'Claim', range('c'));
    await ben.tag('ben-1', 'Claim', range('c'));
    await ben.tag('ben-2', 'Actor', range('b'));
    await addArticle(ben, 'Another day, another claim.');
    const merged = await mergeInto(ada, ben);
    expect(countsOf(merged, 'annotation')).toEqual({ theirs: 2, mine: 1, same: 1 });
    expect(countsOf(merged, 'article')).toEqual({ theirs: 1, same: 1 });
    expect(merged.base?.label).toBe('Tag as Claim');
    expect(merged.since.theirs).toMatchObject([{ coder: 'Ben', lines: 3 }]);
    expect(merged.since.mine).toMatchObject([{ coder: 'Ada', lines: 1 }]);
    expect(merged.questions).toBe(0);
    expect(annotationsIn(ada)).toEqual([
      'Ada Claim prices rose',
      'Ada Claim wages fell',
      'Ben Actor the minister',
      'Ben Claim wages fell',
    ]);
    isSound(ada);
  });

  it('is one step that undo takes back record by record, and redo does again', async () => {
    const { ada, ben } = await team();
    await setNote(ben, 'theirs');
    await ben.tag('ben-1', 'Actor', range('b'));
    await addArticle(ben, 'Another day, another claim.');
    const before = look(ada, contentsOf);
    const { undo } = await mergeInto(ada, ben);
    expect(undo.undo).toBe('Merge sent.claimbook');
    const after = look(ada, contentsOf);
    await ada.does('history.undo');
    expect(look(ada, contentsOf)).toEqual(before);
    await ada.does('history.redo');
    expect(look(ada, contentsOf)).toEqual(after);
  });

  it('finds nothing new the second time, nor in an ancestor', async () => {
    const { ada, ben } = await team();
    await ben.tag('ben-1', 'Actor', range('b'));
    await mergeInto(ada, ben);
    const before = look(ada, contentsOf);
    const again = await mergeInto(ada, ben);
    expect(again.changes).toEqual({ added: 0, updated: 0, removed: 0 });
    expect(again.mergeId).toBeNull();
    const ancestor = await mergeInto(ben, await copyFor(ben, 'Ben'));
    expect(ancestor.mergeId).toBeNull();
    expect(look(ada, contentsOf)).toEqual(before);
  });

  it('leaves both with the same annotations when each merges the other', async () => {
    const { ada, ben } = await team();
    await ada.tag('ada-1', 'Claim', range('c'));
    await setNote(ben, 'worth a look');
    await ben.tag('ben-1', 'Actor', range('b'));
    await mergeInto(ada, ben);
    await mergeInto(ben, ada);
    expect(annotationsIn(ben)).toEqual(annotationsIn(ada));
    expect(annotationsIn(ada)).toContain('Ada Claim prices rose worth a look');
  });

  it('that is sent a second time, since its answer got lost, answers as the first time', async () => {
    const { ada, ben } = await team();
    await setNote(ada, 'mine');
    await setNote(ben, 'theirs');
    const cy = await copyFor(ben, 'Cy');
    cy.wait(30);
    await cy.tag('cy-1', 'Actor', range('b'));
    await mergeInto(ben, cy);
    await ada.does('merge.read', { jobId: 'read', token: send(ben, ada) });
    const writeId = newId();
    const run = () => ada.host.call('merge.run', { jobId: 'merge', decisions: {} }, writeId);
    const first = await run();
    const merges = await ada.does('merge.list');
    // The merge that came in with Ben's file is not the one that was done.
    expect(merges.map(({ merge }) => merge.coderId).toSorted()).toEqual(
      [ada.snapshot.coderId!, ben.snapshot.coderId!].toSorted(),
    );
    const own = merges.find(({ merge }) => merge.coderId === ada.snapshot.coderId)!.merge.id;
    expect(first).toMatchObject({ ok: true, value: { mergeId: own, questions: 1 } });
    expect(await run()).toEqual(first);
    expect(await ada.does('merge.list')).toEqual(merges);
  });

  it('keeps where it came from: the file, who merged, and the last common line', async () => {
    const { ada, ben } = await team();
    await ben.tag('ben-1', 'Actor', range('b'));
    await mergeInto(ada, ben);
    expect(await ada.does('merge.list')).toMatchObject([
      {
        coder: 'Ada',
        merge: { fileName: 'sent.claimbook', projectName: 'Debate', createdAt: '2026-01-01T00:10:00.000Z' },
        questions: { open: 0, answered: 0 },
      },
    ]);
    const [backup] = await ada.does('backup.list');
    expect(backup?.checkpoint).toBe('Merge sent.claimbook');
  });
});

describe('a conflict', () => {
  it('keeps what is here and asks, with both values, authors and times; the answer is a step of its own', async () => {
    const { ada, ben } = await team();
    await setNote(ada, 'mine');
    await setNote(ben, 'theirs');
    expect((await mergeInto(ada, ben)).questions).toBe(1);
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose mine']);
    const shown = await onlyQuestion(ada);
    expect(shown.differences).toEqual([
      {
        field: 'Note',
        mine: ['mine'],
        theirs: ['theirs'],
        changedBy: null,
        mineBy: 'Ada',
        mineAt: '2026-01-01T00:10:00.000Z',
        theirsBy: 'Ben',
        theirsAt: '2026-01-01T00:20:00.000Z',
      },
    ]);
    expect(shown.choices).toEqual(['mine', 'theirs', 'both', 'other']);
    const questionId = shown.question.id;
    await ada.does('question.answer', { questionId, answer: 'theirs', note: 'Ben is right' });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose theirs']);
    expect(await ada.does('question.counts')).toMatchObject({ open: 0, answered: 1 });
    expect(await ada.fails('question.answer', { questionId, answer: 'mine' })).toMatchObject({
      code: 'refused',
    });
    await ada.does('history.undo');
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose mine']);
    expect(await ada.does('question.counts')).toMatchObject({ open: 1, answered: 0 });
    await ada.does('question.answer', { questionId, answer: 'both' });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose mine\n\ntheirs']);
  });

  it('can be decided beforehand, by a rule or item by item', async () => {
    const { ada, ben } = await team();
    await setNote(ada, 'mine');
    await setNote(ben, 'theirs');
    await ada.does('merge.read', { jobId: 'read', token: send(ben, ada) });
    const { items } = await ada.does('merge.items', { category: 'conflict', from: 0, count: 10 });
    expect(items).toMatchObject([
      {
        type: 'annotation',
        take: 'open',
        choices: ['open', 'theirs', 'mine'],
        mine: { coder: 'Ada', passages: [{ quote: 'prices rose' }], by: 'Ada' },
        theirs: { passages: [{ quote: 'prices rose' }], by: 'Ben' },
        differences: [{ field: 'Note', mine: ['mine'], theirs: ['theirs'] }],
      },
    ]);
    await ada.does('merge.run', {
      jobId: 'run',
      decisions: {
        rules: [{ category: 'conflict', take: 'mine' }],
        items: { [items[0]!.key]: 'theirs' },
      },
    });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose theirs']);
    expect(await ada.does('question.counts')).toMatchObject({ open: 0 });
  });

  it('of a removal with a change loses nothing, whichever side removed', async () => {
    const { ada, ben } = await team();
    await ada.does('annotation.remove', { annotationIds: ['claim-1'] });
    await setNote(ben, 'theirs');
    await mergeInto(ada, ben);
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose theirs']);
    const shown = await onlyQuestion(ada);
    expect(shown.question.kind).toBe('removal');
    expect(shown.theirs).toMatchObject({ passages: [{ quote: 'prices rose' }] });
    expect(shown.mine).toBeNull();
    await ada.does('question.answer', { questionId: shown.question.id, answer: 'mine' });
    expect(annotationsIn(ada)).toEqual([]);
    isSound(ada);
    await ada.does('history.undo');
    await ada.does('question.answer', { questionId: shown.question.id, answer: 'theirs' });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose theirs']);

    const other = await team();
    await setNote(other.ada, 'mine');
    await other.ben.does('annotation.remove', { annotationIds: ['claim-1'] });
    await mergeInto(other.ada, other.ben);
    expect(annotationsIn(other.ada)).toEqual(['Ada Claim prices rose mine']);
    const kept = await onlyQuestion(other.ada);
    await other.ada.does('question.answer', { questionId: kept.question.id, answer: 'theirs' });
    expect(annotationsIn(other.ada)).toEqual([]);
  });

  it('about the words of an annotation is answered with the spans of the other side', async () => {
    const { ada, ben } = await team();
    for (const [world, name] of [
      [ada, 'b'],
      [ben, 'c'],
    ] as const) {
      const spanId = look(world, (db) => db.prepare('SELECT id FROM span').pluck().get()) as string;
      await world.does('annotation.moveSpan', { spanId, range: range(name) });
    }
    await mergeInto(ada, ben);
    expect(annotationsIn(ada)).toEqual(['Ada Claim the minister']);
    const shown = await onlyQuestion(ada);
    expect(shown.differences).toMatchObject([
      { field: 'Passage', mine: ['“the minister”'], theirs: ['“wages fell”'] },
    ]);
    await ada.does('question.answer', { questionId: shown.question.id, answer: 'theirs' });
    expect(annotationsIn(ada)).toEqual(['Ada Claim wages fell']);
    isSound(ada);
    await ada.does('history.undo');
    expect(annotationsIn(ada)).toEqual(['Ada Claim the minister']);
  });

  it('about a field that takes one value is answered with the value of the other side', async () => {
    const { ada, ben } = await team();
    const position = ada.attributes['Claim/Position']!;
    const choices = ada.snapshot.choices.filter(({ attributeId }) => attributeId === position);
    for (const [world, at] of [
      [ada, 0],
      [ben, 1],
    ] as const)
      await world.does('annotation.setValues', {
        annotationId: 'claim-1',
        attributeId: position,
        values: [{ choiceId: choices[at]!.id }],
      });
    await mergeInto(ada, ben);
    const chosen = (): unknown =>
      look(ada, (db) => db.prepare('SELECT choice_id FROM attribute_value').pluck().all());
    expect(chosen()).toEqual([choices[0]!.id]);
    const shown = await onlyQuestion(ada);
    expect(shown.differences).toMatchObject([
      { field: 'Position', mine: [choices[0]!.name], theirs: [choices[1]!.name] },
    ]);
    await ada.does('question.answer', { questionId: shown.question.id, answer: 'theirs' });
    expect(chosen()).toEqual([choices[1]!.id]);
    isSound(ada);
    await ada.does('history.undo');
    expect(chosen()).toEqual([choices[0]!.id]);
  });

  it('of fields that take several values is none: all of them stand', async () => {
    const { ada, ben } = await team();
    for (const [world, name] of [
      [ada, 'Union'],
      [ben, 'Ministry'],
    ] as const)
      await world.does('annotation.setValues', {
        annotationId: 'claim-1',
        attributeId: ada.attributes['Claim/Claimant']!,
        values: [{ newActor: { name, kind: 'organisation' } }],
      });
    expect((await mergeInto(ada, ben)).questions).toBe(0);
    const sql = 'SELECT name FROM attribute_value JOIN actor ON actor.id = actor_id ORDER BY name';
    expect(look(ada, (db) => db.prepare(sql).pluck().all())).toEqual(['Ministry', 'Union']);
    isSound(ada);
  });
});

describe('projects that were begun apart', () => {
  it('meet in articles of the same text, and in codes and coders of the same definition', async () => {
    const ada = await openWorld(said.text, undefined, 'ada');
    await ada.tag('claim-1', 'Claim', range('a'));
    const ben = await openWorld(said.text, undefined, 'ben');
    await ben.tag('claim-2', 'Claim', range('a'));
    await ben.tag('claim-3', 'Claim', range('c'));
    const merged = await mergeInto(ada, ben);
    expect(merged.base).toBeNull();
    expect(merged.isSameProject).toBe(false);
    expect(countsOf(merged, 'annotation')).toEqual({ theirs: 1, same: 1 });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose', 'Ada Claim wages fell']);
    expect(look(ada, (db) => db.prepare('SELECT count(*) FROM article').pluck().get())).toBe(1);
    isSound(ada);
  });

  const corrected = mark(
    'He said that [a:prices rose]a again, and the minister denied that [c:salaries fell]c sharply.',
  );

  it('have near-duplicates only if a person says so, and then carry over what is certain and keep the rest', async () => {
    const ada = await openWorld(said.text, undefined, 'ada');
    const ben = await openWorld(corrected.text, undefined, 'ben');
    await ben.tag('claim-a', 'Claim', only(corrected, 'a'));
    await ben.tag('claim-c', 'Claim', only(corrected, 'c'));
    await ada.does('merge.read', { jobId: 'read', token: send(ben, ada) });
    const { matches } = await ada.does('merge.matches', { type: 'article', from: 0, count: 10 });
    expect(matches).toMatchObject([{ own: null, how: 'similar', candidate: { id: ada.articleId } }]);

    const decisions = { matches: { [matches[0]!.id]: ada.articleId } };
    const merged = await mergeInto(ada, ben, decisions);
    expect(countsOf(merged, 'annotation')).toEqual({ theirs: 1, unplaced: 1 });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose']);
    const { articles } = await ada.does('question.counts');
    expect(articles).toEqual([{ articleId: ada.articleId, open: 1, unplaced: 1 }]);
    const shown = await onlyQuestion(ada);
    expect(shown.theirs).toMatchObject({ name: 'Claim', passages: [{ quote: 'salaries fell' }] });
    expect(shown.choices).toEqual(['other', 'mine']);
    const questionId = shown.question.id;
    await ada.does('question.answer', { questionId, answer: 'other', ranges: [range('c')] });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose', 'Ada Claim wages fell']);
    isSound(ada);
    await ada.does('history.undo');
    await ada.does('question.answer', { questionId, answer: 'mine', note: 'not said here' });
    expect(annotationsIn(ada)).toEqual(['Ada Claim prices rose']);
    expect(await ada.does('question.counts')).toMatchObject({ open: 0, answered: 1, articles: [] });
  });

  it('keep near-duplicates apart as long as nobody says that they are one', async () => {
    const ada = await openWorld(said.text, undefined, 'ada');
    const ben = await openWorld(corrected.text, undefined, 'ben');
    await ben.tag('claim-a', 'Claim', only(corrected, 'a'));
    const { matches } = await mergeInto(ada, ben);
    expect(matches.find(({ type }) => type === 'article')).toMatchObject({ fresh: 1, toConfirm: 1 });
    expect(look(ada, (db) => db.prepare('SELECT count(*) FROM article').pluck().get())).toBe(2);
  });
});

describe('a merge that cannot be done', () => {
  it('changes nothing when the disk is full, and says so', async () => {
    const { ada, ben } = await team();
    await addArticle(ben, 'Another day, another claim. '.repeat(20_000));
    const token = send(ben, ada);
    const before = look(ada, contentsOf);
    await ada.does('project.close');
    const session = createSession({
      profileFolder: path.join(ada.folder, 'profile'),
      now: () => '2026-01-02T00:00:00.000Z',
      newId,
      emit: { progress: () => undefined },
      appVersion: 'test',
      reading: readHere,
      readDataset: readDatasetHere,
    });
    session.grants.grant(token, token);
    session.project = openProject(ada.file, 'write', 'Ada', session.options);
    const db = session.project.writable!;
    const handlers = mergeHandlers(session);
    const decisions = mergeDecisions.parse({});
    await handlers['merge.read']({ jobId: 'read', token });
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const failure = await Promise.resolve(handlers['merge.run']({ jobId: 'run', decisions })).catch(
      (error: FailureError) => error.failure,
    );
    expect(failure).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/disk is full.*nothing was changed/) as string,
    });
    expect(look(ada, contentsOf)).toEqual(before);
    db.pragma(`max_page_count = ${pages + 10_000}`);
    expect(await handlers['merge.run']({ jobId: 'run', decisions })).toMatchObject({ ok: true });
    expect(look(ada, (file) => file.prepare('SELECT count(*) FROM article').pluck().get())).toBe(2);
    await closeProject(session);
    isSound(ada);
  });

  it('is not begun in a project that is open for reading only, which can be compared', async () => {
    const { ada, ben } = await team();
    await ben.tag('ben-1', 'Actor', range('b'));
    await ada.does('project.open', { token: ada.file, mode: 'read', coderName: 'Ada' });
    const preview = await ada.does('merge.read', { jobId: 'read', token: send(ben, ada) });
    expect(countsOf(preview, 'annotation')).toEqual({ theirs: 1, same: 1 });
    expect(await ada.fails('merge.run', { jobId: 'run' })).toMatchObject({ code: 'read-only' });
  });

  it('needs a file that was read', async () => {
    const { ada } = await team();
    expect(await ada.fails('merge.preview', {})).toMatchObject({ code: 'not-found' });
    expect(await ada.fails('merge.run', { jobId: 'run' })).toMatchObject({ code: 'not-found' });
  });

  it('leaves everything as it was when it is cancelled', async () => {
    const { ada, ben } = await team();
    for (let at = 0; at < 3; at++) await addArticle(ben, `${at} ${'Another day. '.repeat(50_000)}`);
    const before = look(ada, contentsOf);
    await ada.does('merge.read', { jobId: 'read', token: send(ben, ada) });
    const merging = ada.host.call('merge.run', { jobId: 'run' });
    await ada.does('job.cancel', { jobId: 'run' });
    expect(await merging).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(look(ada, contentsOf)).toEqual(before);
  });
});

describe('an article that is coded twice, before all have finished', () => {
  it('takes in what a colleague did there, and does not show it', async () => {
    const { ada, ben } = await team();
    const coderIds = [ada.snapshot.coderId!, ben.snapshot.coderId!];
    await mergeInto(ada, ben);
    await ada.does('doubleCoding.draw', {
      kind: 'between',
      coderIds,
      name: 'Training',
      amount: { share: 1 },
      seed: 1,
    });
    await ben.tag('claim-2', 'Claim', range('c'));
    const token = send(ben, ada, 'again');
    const preview = await ada.does('merge.read', { jobId: 'read', token });
    expect(preview.hiddenArticles).toBe(1);
    expect(countsOf(preview, 'annotation')).toEqual({});
    expect(preview.since.theirs).toEqual([]);
    expect(preview.coders.map(({ name, annotations }) => `${name} ${annotations}`)).toEqual([
      'Ada 1',
      'Ben 0',
    ]);
    const items = { decisions: {}, from: 0, count: 10, type: 'annotation', category: 'theirs' } as const;
    expect((await ada.does('merge.items', items)).items).toEqual([]);
    await ada.does('merge.run', { jobId: 'merge', decisions: {} });
    expect(annotationsIn(ada)).toContain('Ben Claim wages fell');
    const { annotations } = await ada.does('article.open', { articleId: ada.articleId });
    expect(annotations.map(({ id }) => id)).toEqual(['claim-1']);
    for (const world of [ada, ben])
      await world.does('reading.set', { articleId: ada.articleId, state: 'done' });
    await mergeInto(ada, ben);
    expect((await mergeInto(ada, ben)).hiddenArticles).toBe(0);
    expect((await ada.does('article.open', { articleId: ada.articleId })).annotations).toHaveLength(2);
  });

  /** Two worlds in which Ben does much, or little, in the one article; only the merge itself may be told. */
  async function benSends(much: boolean): Promise<{ ada: OpenWorld; ben: OpenWorld }> {
    const { ada, ben } = await team();
    await mergeInto(ada, ben);
    await setNote(ada, 'mine');
    const coderIds = [ada.snapshot.coderId!, ben.snapshot.coderId!];
    const draw = { kind: 'between', name: 'Training', amount: { share: 1 }, seed: 1, coderIds } as const;
    await (much ? ben : ada).does('doubleCoding.draw', draw);
    await setNote(ben, 'theirs');
    if (!much) return { ada, ben };
    await ben.tag('claim-2', 'Claim', range('c'));
    await ben.tag('claim-3', 'Claim', range('b'));
    await ben.does('reading.set', { articleId: ben.articleId, state: 'done' });
    return { ada, ben };
  }

  it('tells nothing of it in any count, also where their file brings the double coding', async () => {
    for (const much of [false, true]) {
      const { ada, ben } = await benSends(much);
      const merged = await mergeInto(ada, ben);
      expect(merged.hiddenArticles).toBe(1);
      for (const type of ['annotation', 'article', 'reading']) expect(countsOf(merged, type)).toEqual({});
      expect(merged.questions).toBe(0);
      // The record of the merge, and the double coding with the two who are to code.
      expect(merged.changes).toEqual({ added: much ? 4 : 1, updated: 0, removed: 0 });
      expect(merged.change.added.map(({ type }) => type).toSorted()).toEqual(
        much ? ['assignment', 'assignment', 'double_coding', 'merge'] : ['merge'],
      );
      expect(await ada.does('question.counts')).toEqual({ open: 0, answered: 0, kinds: [], articles: [] });
      const [line] = await ada.does('merge.list');
      expect(line?.questions).toEqual({ open: 0, answered: 0 });
      expect(line?.merge.summary).toBe('');
      for (const world of [ada, ben])
        await world.does('reading.set', { articleId: ada.articleId, state: 'done' });
      await mergeInto(ada, ben);
      expect(await ada.does('question.counts')).toMatchObject({ open: 1 });
    }
  });
});
