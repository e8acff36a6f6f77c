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

const runs = Number(process.env.MERGE_RUNS ?? 4);

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

const steps = fc.array(anyStep, { minLength: 3, maxLength: 14, size: 'max' });

it(
  'the files of people who worked apart come together by the laws of merging',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, steps, fc.option(steps), async (common, ours, bens, cems) => {
        const ada = await openWorld(text, undefined, 'ada');
        await addArticle(ada, `${text}\nOnce more.`);
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
        await mergeByTheLaws(ben, ada);
        for (const world of [ada, ben, cem]) await world?.host.close();
      }),
      { numRuns: runs },
    );
  },
  runs * 30_000,
);
