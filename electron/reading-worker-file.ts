/** Where the program of the reading thread lies. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beside the program that starts it: both are built into one folder. */
export const readingWorker = (): string =>
  path.join(path.dirname(fileURLToPath(import.meta.url)), 'reading-worker.js');
