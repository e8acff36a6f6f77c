/** What the host and its reading thread say to each other. */
import type { Trial } from '../../shared/api-imports';
import type { ReadSettings } from '../../shared/import-settings';
import type { ReadEvent, ReadRange, Source } from '../exchange/read-source';

export interface ReadOrder {
  source: Source;
  settings: ReadSettings;
  range: ReadRange;
  /** Each event is sent at once: after a fault, so that it is known in which file the next one happens. */
  isCareful?: boolean;
}

/** What settings would make of the beginning of one file. */
export interface TryOrder {
  source: Source;
  fileName: string;
  settings: ReadSettings;
  count: number;
}

/** The thread waits when it is some batches ahead of the host, which answers each with any message. */
export type FromReading = { events: ReadEvent[] } | { ended: true } | { trial: Trial };

/** Code units of texts, and events, after which a batch is sent. To copy larger ones costs more for each text. */
const fullText = 100_000;
const fullCount = 100;
/** Milliseconds after which a batch is sent though it is not full: the window shows what happens. */
const patience = 100;

/** From this size on, in bytes, a file may take long, and is told of before it is read. */
const largeFile = 50_000;

export async function* inBatches(
  events: AsyncIterable<ReadEvent>,
  isCareful = false,
): AsyncGenerator<ReadEvent[]> {
  let batch: ReadEvent[] = [];
  let units = 0;
  let since = performance.now();
  let isOpen = false;
  for await (const event of events) {
    batch.push(event);
    if (event.type === 'article') units += event.article.text.length;
    const isLarge = event.type === 'file' && event.size > largeFile;
    const isFull = batch.length >= fullCount || units >= fullText || performance.now() - since > patience;
    // Of a file whose beginning is sent, its end is sent at once: the fault of the next is not laid to it.
    const isEnd = isOpen && event.type === 'end';
    if (!isFull && !isLarge && !isCareful && !isEnd) continue;
    isOpen = event.type !== 'end';
    yield batch;
    batch = [];
    units = 0;
    since = performance.now();
  }
  if (batch.length > 0) yield batch;
}
