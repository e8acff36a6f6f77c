/** Every reader on broken files: a text or a sentence comes out, in time, and nothing else. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readers } from '../../electron/exchange/readers';
import { faultOf } from '../support/fuzz-reading';
import { readFile } from '../support/read-files';
import { sampleFiles } from '../support/sample-files';
import { runs } from '../support/extent';

const samples = await sampleFiles();
/** Changes with every run; printed with each failure. */
const seed = 1 + (Date.now() % 1_000_000);

// What a reader is surprised by is told in its sentence; here only faults are.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

it('has a sound file for each reader, which reads it', async () => {
  const without = readers.filter(({ id }) => id !== 'split' && !samples.some(({ reader }) => reader === id));
  expect(without.map(({ id }) => id)).toEqual([]);
  for (const { reader, name, bytes } of samples) {
    const { format, articles, problem } = await readFile(name, bytes);
    expect([name, format, problem]).toEqual([name, reader, null]);
    expect(articles.length, name).toBeGreaterThan(0);
  }
});

it.each(samples)('$reader ($name) says what is wrong with broken files, or reads them', async (sample) => {
  for (let round = 0; round < runs(60); round++) {
    // pdf.js leaves promises behind in some broken files, which the thread ignores and this runner does not.
    for (const each of sample.reader === 'pdf' ? [round] : [round, seed + round])
      expect(await faultOf(sample, each), `${sample.name}, seed ${each}`).toBeNull();
  }
});
