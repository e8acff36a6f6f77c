/**
 * The utility process of one window: owns the open project. Main tells it which paths the user chose and
 * hands it the port to the window.
 */
import { createBirpc } from 'birpc';
import { v7 as newId } from 'uuid';
import type { HostApi, WindowEvents } from '../shared/api';
import type { FromHost, ToHost } from './host-process';
import { readDatasetInThread } from './project/dataset-reading';
import { readInThread } from './project/reading';
import { datasetWorker, readingWorker } from './built-files';
import { createHost } from './project/host';

const [profileFolder = '', appVersion = ''] = process.argv.slice(2);
let events: Pick<WindowEvents, 'progress'> | null = null;

const host = createHost({
  profileFolder,
  appVersion,
  now: () => new Date().toISOString(),
  newId,
  reading: readInThread(readingWorker()),
  readDataset: readDatasetInThread(datasetWorker()),
  emit: { progress: (event) => events?.progress(event) },
});

process.parentPort.on('message', ({ data, ports }) => {
  const message = data as ToHost;
  if ('grant' in message) {
    host.grant(message.grant.token, message.grant.path);
    process.parentPort.postMessage({ granted: message.grant.token } satisfies FromHost);
  }
  if ('close' in message) void Promise.resolve(host.close()).finally(() => process.exit(0));
  const [port] = ports;
  if (!port) return;
  const window = createBirpc<WindowEvents, HostApi>(
    {
      call: ((name: string, input: unknown, writeId: unknown) =>
        host.call(name, input, writeId)) as HostApi['call'],
    },
    {
      post: (reply) => port.postMessage(reply),
      on: (receive) => {
        port.on('message', (event) => receive(event.data));
        port.start();
      },
      timeout: -1,
      eventNames: ['progress'],
    },
  );
  events = { progress: (event) => void window.progress(event) };
});
