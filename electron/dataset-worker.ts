/** The thread in which datasets of other programs are read: one that hangs or takes too much memory is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { ReadProblem } from '../shared/read-problem';
import { FailureError } from '../shared/result';
import { type DatasetOrder, readDataset } from './exchange/read-dataset';
import type { FromDatasetThread } from './project/dataset-reading';

const port = parentPort;
if (!port) throw new Error('the dataset worker was not started as a worker');

try {
  const { dataset, ...read } = await readDataset(workerData as DatasetOrder);
  const { articles, ...rest } = dataset;
  port.postMessage({
    read: { ...read, dataset: rest, articles: [...articles()] },
  } satisfies FromDatasetThread);
} catch (error) {
  if (!(error instanceof ReadProblem || error instanceof FailureError)) throw error;
  port.postMessage({ problem: error.message } satisfies FromDatasetThread);
}
port.close();
