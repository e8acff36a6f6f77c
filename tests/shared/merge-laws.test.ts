import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyStory, holdsFor } from '../support/merge-laws';

test('the laws of merging hold for whatever two to five coders do', () => {
  expect(() =>
    fc.assert(fc.property(anyStory, holdsFor), { numRuns: Number(process.env.RUNS ?? 40) }),
  ).not.toThrow();
});
