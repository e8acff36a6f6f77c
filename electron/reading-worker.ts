/**
 * The thread in which files are read for an import: a parser that hangs, or takes too much memory, is ended
 * with it and costs nothing but its file.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { readSource } from './exchange/read-source';
import { trySettings } from './exchange/try-settings';
import { type FromReading, inBatches, type ReadOrder, type TryOrder } from './project/reading-messages';

const port = parentPort;
if (!port) throw new Error('the reading worker was not started as a worker');
// pdf.js leaves promises behind in broken files, whose failing it has told already.
process.on('unhandledRejection', (reason) => console.error('left behind by a parser:', reason));

/** So many batches may wait for the host. */
const ahead = 3;

async function read({ source, settings, range, isCareful }: ReadOrder, host: MessagePort): Promise<void> {
  let waiting = 0;
  let onTaken: (() => void) | null = null;
  host.on('message', () => {
    waiting -= 1;
    onTaken?.();
  });
  for await (const events of inBatches(readSource(source, settings, range), isCareful)) {
    host.postMessage({ events } satisfies FromReading);
    waiting += 1;
    if (waiting >= ahead) await new Promise<void>((resolve) => (onTaken = resolve));
  }
  host.postMessage({ ended: true } satisfies FromReading);
}

const order = workerData as ReadOrder | TryOrder;
if ('count' in order) {
  const { source, fileName, settings, count } = order;
  port.postMessage({ trial: await trySettings(source, fileName, settings, count) } satisfies FromReading);
} else await read(order, port);
port.close();
