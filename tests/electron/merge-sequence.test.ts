/**
 * Whatever two or three people do to copies of one project: merging keeps every quote, loses nothing, finds nothing
 * new the second time, and can be undone record by record. `MERGE_RUNS=1000` tries more than the few runs of a test.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyStep, type Step, take, text } from '../support/any-steps';
import { checkRecords } from '../support/check-records';
import { addArticle, copyFor, openWorld, type OpenWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { mergeInto } from '../support/merging';

const runs = Number(process.env.MERGE_RUNS ?? 3);

/** Ids of annotations count up; those of different people must differ. */
async function work(world: OpenWorld, steps: readonly Step[], from: number): Promise<void> {
  for (const [at, step] of steps.entries()) {
    world.wait(1);
    await take(world, step, from + at);
  }
}

const annotationIds = (world: OpenWorld): Set<string> =>
  new Set(look(world, (db) => db.prepare('SELECT id FROM annotation').pluck().all() as string[]));

/** Annotations that some line of the history removed, and those that wait for a place. */
function goneOrWaiting(world: OpenWorld): Set<string> {
  return look(world, (db) => {
    const diffs = db.prepare('SELECT diff FROM change').pluck().all() as string[];
    const removed = diffs.flatMap((diff) => (JSON.parse(diff) as { removed: { id: string }[] }).removed);
    const asked = db.prepare('SELECT record_id FROM question').pluck().all() as string[];
    return new Set([...removed.map(({ id }) => id), ...asked]);
  });
}

/** Merges and holds the result against the laws. */
async function mergeByTheLaws(into: OpenWorld, from: OpenWorld): Promise<void> {
  const before = look(into, contentsOf);
  const { mergeId } = await mergeInto(into, from);
  look(into, checkRecords);
  const there = annotationIds(into);
  const gone = goneOrWaiting(into);
  for (const id of annotationIds(from))
    expect(there.has(id) || gone.has(id), `annotation ${id} is lost`).toBe(true);
  const after = look(into, contentsOf);
  const again = await mergeInto(into, from);
  expect(again.changes, 'merging twice').toEqual({ added: 0, updated: 0, removed: 0 });
  if (mergeId === null) return;
  await into.does('history.undo');
  expect(look(into, contentsOf)).toEqual(before);
  await into.does('history.redo');
  expect(look(into, contentsOf)).toEqual(after);
}

/** Answers what is open, one way or another; what has an obstacle is refused and stays open. */
async function answerAll(world: OpenWorld, picks: readonly number[]): Promise<void> {
  const { questions } = await world.does('question.list', { from: 0, count: 500 });
  for (const [at, { question, choices, obstacle }] of questions.entries()) {
    const pick = picks[at % picks.length] ?? 0;
    const answer = choices[pick % choices.length] ?? 'mine';
    const ranges = question.kind === 'place' && answer === 'other' ? [{ start: 0, end: 6 }] : undefined;
    const result = await world.host.call('question.answer', { questionId: question.id, answer, ranges });
    // An answer may itself put an obstacle in the way of the next one, but never takes it away unseen.
    if (!result.ok)
      expect(result.error.code, `${question.kind} ${obstacle}`).toMatch(/^(refused|invalid-input)$/);
    look(world, checkRecords);
  }
}

/** What people do to the same few records, so that they often meet. */
const editing: fc.Arbitrary<Step> = fc
  .tuple(
    anyStep,
    fc.constantFrom<Step['verb'][]>(
      'setNote',
      'moveSpan',
      'addSpan',
      'recode',
      'setActor',
      'setConcept',
      'evidence',
      'remove',
      'updateArticle',
      'reading',
      'updateActor',
      'updateConcept',
      'project',
    ),
  )
  .map(([step, verb]) => ({ ...step, verb, pick: step.pick % 3 }));

const steps = fc.array(fc.oneof(anyStep, editing, editing), { minLength: 3, maxLength: 14, size: 'max' });

/** Three annotations, an actor and a concept, for all to work on. */
async function begin(world: OpenWorld): Promise<void> {
  for (const [at, code] of ['Claim', 'Actor', 'Statement'].entries())
    await world.tag(`base-${at}`, code, { start: at * 8, end: at * 8 + 6 });
  await world.does('actor.create', { name: 'Union', kind: 'organisation' });
  await world.does('concept.create', { name: 'Wages' });
}

const picks = fc.array(fc.nat(3), { minLength: 1, maxLength: 8 });

it(
  'the files of people who worked apart come together by the laws of merging',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        steps,
        steps,
        fc.option(steps),
        picks,
        async (common, ours, bens, cems, way) => {
          const ada = await openWorld(text, undefined, 'ada');
          await addArticle(ada, `${text}\nOnce more.`);
          await begin(ada);
          await work(ada, common, 0);
          const ben = await copyFor(ada, 'Ben');
          const cem = cems && (await copyFor(ada, 'Cem'));
          await work(ada, ours, 1000);
          await work(ben, bens, 2000);
          await mergeByTheLaws(ada, ben);
          if (cem) {
            await work(cem, cems, 3000);
            await mergeByTheLaws(ada, cem);
            await mergeByTheLaws(ben, cem);
          }
          await answerAll(ada, way);
          await mergeByTheLaws(ben, ada);
          await answerAll(ben, way);
          for (const world of [ada, ben, cem]) await world?.host.close();
        },
      ),
      { numRuns: runs },
    );
  },
  runs * 30_000,
);
