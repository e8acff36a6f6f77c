/**
 * Merges one project into another and says on standard output `run` when the writing begins and `done` when it is
 * acknowledged. Called with both files and a folder for backups. Clock and ids are the same in each run, so that
 * the file that it leaves is the same, too.
 */
import fs from 'node:fs';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { createHost } from '../../electron/project/host';
import { readHere } from '../../electron/project/reading';

const [file = '', theirs = '', profileFolder = ''] = process.argv.slice(2);
let count = 0;
const host = createHost({
  profileFolder,
  appVersion: 'test',
  now: () => '2026-03-01T00:00:00.000Z',
  newId: () => `merge-${String(++count).padStart(6, '0')}`,
  reading: readHere,
  readDataset: readDatasetHere,
  emit: { progress: () => undefined },
});
for (const path of [file, theirs]) host.grant(path, path);
const done = async (name: string, input: unknown): Promise<void> => {
  const result = await host.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
};
await done('project.open', { token: file, coderName: 'Ada' });
await done('merge.read', { jobId: 'read', token: theirs });
fs.writeSync(1, 'run\n');
await done('merge.run', { jobId: 'run' });
fs.writeSync(1, 'done\n');
await host.close();
