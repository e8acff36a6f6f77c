/** `npm run merge-laws` asks the same of thousands of histories. A failure prints its seed and the smallest story. */
import fc from 'fast-check';
import { test } from 'vitest';
import { anyStory, holdsFor } from '../support/merge-laws';

test('the laws of merging hold for whatever two to five coders do', () => {
  fc.assert(fc.property(anyStory, holdsFor), { numRuns: 60 });
});
