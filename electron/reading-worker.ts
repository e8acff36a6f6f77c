/**
 * The thread in which files are read for an import: a parser that hangs, or takes too much memory, is ended
 * with it and costs nothing but its file.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readSource } from './exchange/read-source';
import { type FromReading, inBatches, type ReadOrder } from './project/reading-messages';

const port = parentPort;
if (!port) throw new Error('the reading worker was not started as a worker');
const { source, settings, range, isCareful } = workerData as ReadOrder;
/** So many batches may wait for the host. */
const ahead = 3;
let waiting = 0;
let onTaken: (() => void) | null = null;
port.on('message', () => {
  waiting -= 1;
  onTaken?.();
});

for await (const events of inBatches(readSource(source, settings, range), isCareful)) {
  port.postMessage({ events } satisfies FromReading);
  waiting += 1;
  if (waiting >= ahead) await new Promise<void>((resolve) => (onTaken = resolve));
}
port.postMessage({ ended: true } satisfies FromReading);
port.close();
