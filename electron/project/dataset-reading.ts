/** Reading a dataset away from the host, in a thread that can be ended. */
import { Worker } from 'node:worker_threads';
import type { CodedArticle, Dataset } from '../../shared/formats/dataset';
import { ReadProblem } from '../../shared/read-problem';
import { FailureError } from '../../shared/result';
import { type DatasetOrder, readDataset, type ReadDataset } from '../exchange/read-dataset';

/** @throws FailureError `refused` for what cannot be read, `cancelled` */
export type DatasetReading = (order: DatasetOrder, signal: AbortSignal) => Promise<ReadDataset>;

/** What the thread says: the dataset, whose articles no function can carry over, or why there is none. */
export type FromDatasetThread =
  | {
      read: Omit<ReadDataset, 'dataset'> & { dataset: Omit<Dataset, 'articles'>; articles: CodedArticle[] };
    }
  | { problem: string };

const refused = (message: string): FailureError =>
  new FailureError({ code: 'refused', message: `${message} Nothing was changed.` });

/** Reads in the host's own thread, as tests do. */
export const readDatasetHere: DatasetReading = async (order) => {
  try {
    return await readDataset(order);
  } catch (error) {
    throw error instanceof ReadProblem ? refused(error.message) : error;
  }
};

/**
 * Megabytes of memory that the thread may take. All threads of a process of Electron share 4 GB, and where these are
 * full the process ends: what is left is the host's own.
 */
const mostMemory = 3000;

/** @param workerFile the thread's program */
export const readDatasetInThread =
  (workerFile: string): DatasetReading =>
  (order, signal) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, {
        workerData: order,
        resourceLimits: { maxOldGenerationSizeMb: mostMemory },
      });
      const end = (): void => {
        signal.removeEventListener('abort', abort);
        void worker.terminate();
      };
      const abort = (): void => {
        end();
        reject(new FailureError({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' }));
      };
      signal.addEventListener('abort', abort);
      worker.on('message', (message: FromDatasetThread) => {
        end();
        if ('problem' in message) reject(refused(message.problem));
        else {
          const { articles, dataset, ...read } = message.read;
          resolve({ ...read, dataset: { ...dataset, articles: () => articles } });
        }
      });
      worker.on('error', (error: Error & { code?: string }) => {
        end();
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? refused('It takes too much memory to read. Export it in several parts.')
            : refused(`Reading it failed (${error.message}).`),
        );
      });
      worker.on('exit', () => {
        end();
        reject(refused('Reading it came to an unexpected end.'));
      });
    });
