/** Reads a broken file and says what must not be: the law that fuzzing holds each reader to. */
import type { PreparedArticle } from '../../electron/exchange/prepare-article';
import { readSource } from '../../electron/exchange/read-source';
import { readSettings } from '../../shared/import-settings';
import { readLayout } from '../../shared/layout';
import { isCanonical } from '../../shared/text';
import { mutated } from './mutations';
import type { SampleFile } from './sample-files';

/** Milliseconds for each megabyte, and for the smallest file. */
const slowest = (bytes: number): number => Math.max(3_000, (bytes / 1_000_000) * 10_000);

/** @returns why the reading was wrong, as a sentence; null when it was right */
export async function faultOf(sample: SampleFile, seed: number): Promise<string | null> {
  const bytes = seed === 0 ? sample.bytes : mutated(sample.bytes, seed);
  const start = performance.now();
  let isOver = false;
  try {
    for await (const event of readSource({ name: sample.name, bytes }, readSettings.parse({}))) {
      if (event.type === 'article') {
        const fault = faultIn(event.article);
        if (fault !== null) return fault;
      }
      if (event.type === 'end') isOver = true;
      if (event.type === 'end' && event.problem?.includes('or of a kind that Claimbook cannot read') === true)
        return `a parser threw what its reader does not know: ${event.problem}`;
    }
  } catch (error) {
    return `it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const time = performance.now() - start;
  if (time > slowest(bytes.length)) return `it took ${Math.round(time)} ms for ${bytes.length} bytes`;
  return isOver ? null : 'it did not say how the reading ended';
}

function faultIn({ text, layout, fields }: PreparedArticle): string | null {
  if (!isCanonical(text)) return 'a text is not canonical';
  if (text.trim() === '') return 'a text is empty';
  if (fields.title.trim() === '') return 'a title is empty';
  if (/^javascript:/i.test(fields.url)) return 'an address runs a script';
  const read = readLayout(layout, text.length);
  if (layout !== '' && read.blocks.length + read.pages.length === 0)
    return `the layout does not fit: ${layout}`;
  const isCut = read.blocks.some(
    ({ start, end }) => (start > 0 && text[start - 1] !== '\n') || (end < text.length && text[end] !== '\n'),
  );
  return isCut ? `a block is not made of whole lines: ${layout.slice(0, 300)}` : null;
}
