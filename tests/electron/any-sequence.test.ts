/**
 * Whatever a coder does, in any order: every quote fits at every step, undoing everything leaves no trace,
 * and the history knows what each of its lines is about.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkRecords } from '../support/check-records';
import { anyStep, take, text } from '../support/any-steps';
import { addArticle, openWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { subjectsThreeWays } from '../support/subjects';
import { runs } from '../support/extent';

it('any sequence of actions can be undone, also single ones out of the middle, and quotes fit at every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 15, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await openWorld(text);
      await addArticle(world, `${text}\nOnce more.`);
      const before = look(world, contentsOf);
      for (const [count, next] of steps.entries()) {
        await take(world, next, count);
        look(world, checkRecords);
      }
      const done = look(world, contentsOf);
      let undone = 0;
      while ((await world.does('history.undo')) !== null) undone++;
      expect(look(world, contentsOf)).toEqual({ ...before, article: [], import: [] });
      for (let count = 0; count < undone; count++) await world.does('history.redo');
      expect(look(world, contentsOf)).toEqual(done);
      const { kept, slow, filled, strays } = look(world, subjectsThreeWays);
      expect(kept).toEqual(slow);
      expect(filled).toEqual(slow);
      expect(strays).toEqual([]);
      await world.host.close();
    }),
    { numRuns: runs(30) },
  );
});
