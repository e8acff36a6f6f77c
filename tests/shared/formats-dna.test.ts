/** Discourse Network Analyzer: which rows a dataset gives, and what rows of DNA's own databases mean. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDataset } from '../support/any-dataset';
import { readTables, sourceOf, writtenTables } from '../support/dna-tables';
import { expectLaw, portraitOf } from '../support/portrait';

test.each(['codes', 'dna-standard'])(
  'what is written with statement types “%s” and read again says the same',
  (types) => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const { tables, report } = writtenTables(dataset, { types });
        const back = readTables(sourceOf(tables));
        expect(back.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(back.dataset, { keys: 'ids', format: 'dna' }),
          report,
        );
      }),
      { numRuns: 150 },
    );
  },
);
