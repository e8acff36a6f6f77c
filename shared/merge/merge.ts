/** Merging as a whole: from two files and the choices of a person to the plan of what will be written. */
import type { MergeChoices, MergeEnv, MergePlan, MergeProgress } from './merge-plan';
import type { Side } from './side';

/**
 * Computes what merging *theirs* into *mine* does. It yields about once for each article, so that a large merge
 * leaves others their turn; `planMerge` runs it through.
 * @throws Error where a side breaks its promises, with the ids
 */
// eslint-disable-next-line require-yield
export function* planning(
  _mine: Side,
  _theirs: Side,
  _choices: MergeChoices,
  _env: MergeEnv,
): Generator<MergeProgress, MergePlan> {
  throw new Error('not written yet');
}

export function planMerge(mine: Side, theirs: Side, choices: MergeChoices, env: MergeEnv): MergePlan {
  const steps = planning(mine, theirs, choices, env);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
