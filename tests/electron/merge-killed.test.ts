import { expect, it } from 'vitest';
import { killMerges } from '../support/kill-merge';
import { tempFolder } from '../support/make-project';

it('a merge that is killed leaves the file as before or as after, record by record', async () => {
  const seed = 1 + (Date.now() % 1_000_000);
  const report = await killMerges({ folder: tempFolder(), rounds: 2, seed });
  expect(report, `seed ${seed}`).toMatchObject({ rounds: 2, losses: [] });
  expect(report.before + report.after).toBe(2);
}, 120_000);
