/** Files that the build puts beside the programs: the reading thread, and the tables that it reads. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of such a file; null where nothing is built, as in tests. Shared code is built one folder deeper. */
export function builtFile(name: string): string | null {
  const here = path.dirname(fileURLToPath(import.meta.url));
  return (
    [here, path.dirname(here)].map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file)) ??
    null
  );
}

/** @throws Error when it has not been built */
function program(name: string): string {
  const file = builtFile(name);
  if (file === null) throw new Error(`${name} is not beside the program: build it first`);
  return file;
}

/** The program of the thread in which files are read. @throws Error when it has not been built */
export const readingWorker = (): string => program('reading-worker.js');

/** The program of the thread in which datasets are read. @throws Error when it has not been built */
export const datasetWorker = (): string => program('dataset-worker.js');
