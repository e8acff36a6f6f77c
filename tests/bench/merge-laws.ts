/**
 * `npm run merge-laws`: the laws of merging, asked of many made-up histories. Arguments: how many stories, and the
 * first seed. Each fault is printed with the seed that makes it again and the smallest story that has it.
 */
import fc from 'fast-check';
import { anyStory, holdsFor } from '../support/merge-laws';

const runs = Number(process.argv[2] ?? 2000);
const first = Number(process.argv[3] ?? 1 + (Date.now() % 1_000_000_000));
const perSeed = 50;
const mostFaults = 5;
console.log(`first seed ${first}`);
let done = 0;
let faults = 0;
for (let seed = first; done < runs && faults < mostFaults; seed += 1) {
  const numRuns = Math.min(perSeed, runs - done);
  const result = fc.check(fc.property(anyStory, holdsFor), { seed, numRuns });
  done += result.numRuns;
  if (!result.failed) continue;
  faults += 1;
  const why =
    result.errorInstance instanceof Error ? result.errorInstance : new Error(String(result.errorInstance));
  console.log(`seed ${seed}, path ${result.counterexamplePath ?? ''}: ${why.message}`);
  if (!/^(merging|undoing|two files|a file)/.test(why.message)) console.log(why.stack);
  console.log(JSON.stringify(result.counterexample?.[0]));
}
console.log(`${done} stories, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
