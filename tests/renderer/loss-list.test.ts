import { expect, test } from 'vitest';
import { lossSummary } from '../../renderer/exchange/loss-list';
import type { Loss } from '../../shared/formats/losses';

const loss = (severity: Loss['severity'], what: string): Loss => ({
  aspect: 'annotation note',
  severity,
  what,
  count: 2,
  examples: [],
});

test('the summary counts kinds, the worst first', () => {
  expect(lossSummary([loss('kept as extension', 'a'), loss('dropped', 'b'), loss('dropped', 'c')])).toBe(
    '3 kinds of things: 2 left out, 1 kept for Claimbook alone.',
  );
  expect(lossSummary([loss('mismatch', 'a')])).toBe('1 kind of things: 1 with contradictions.');
});
