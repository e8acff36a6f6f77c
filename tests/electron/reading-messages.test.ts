/** How events of reading are sent: so that the fault of one file is not laid to the one before it. */
import { expect, it } from 'vitest';
import type { ReadEvent } from '../../electron/exchange/read-source';
import { inBatches } from '../../electron/project/reading-messages';

const end: ReadEvent = { type: 'end', reader: null, encoding: '', encodings: [], problem: null };
const skipped: ReadEvent = { type: 'skipped', place: 'row', why: 'There are no words in it.' };

it('sends the end of a file whose beginning was sent before anything of the next', async () => {
  // eslint-disable-next-line require-await
  async function* events(): AsyncGenerator<ReadEvent> {
    yield { type: 'file', name: 'table.csv', size: 60_000 };
    for (let row = 0; row < 150; row++) yield skipped;
    yield end;
    yield { type: 'file', name: 'trap.pdf', size: 10 };
    throw new Error('the thread broke down');
  }
  const sent: ReadEvent[] = [];
  const reading = async () => {
    for await (const batch of inBatches(events())) sent.push(...batch);
  };
  await expect(reading()).rejects.toThrow('broke down');
  expect(sent).toHaveLength(152);
  expect(sent.at(-1)).toEqual(end);
});
