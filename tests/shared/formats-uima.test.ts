/** CASes, in JSON and in XMI: what we write comes back, what others write becomes records, and bad files do no harm. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readUimaJson, uimaJsonFormat, writeUimaJson } from '../../shared/formats/uima-json';
import { readUimaXmi, uimaXmiFormat, writeUimaXmi } from '../../shared/formats/uima-xmi';
import { anyDataset } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { inputOf, readBack, written } from '../support/round-trip';

const json = { info: uimaJsonFormat, write: writeUimaJson, read: readUimaJson };
const xmi = { info: uimaXmiFormat, write: writeUimaXmi, read: readUimaXmi };

describe.each([json, xmi])('$info.name', (format) => {
  test('what is written and read again says the same, but for what the report names', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset(), async (dataset) => {
        const { files, report } = written(format, dataset);
        const back = await readBack(format, inputOf('study.zip', files));
        expect(back.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(back.dataset, { keys: 'ids', format: format.info.id }),
          report,
        );
      }),
      { numRuns: 100 },
    );
  });
});
