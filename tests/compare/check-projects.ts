/** Made-up projects, written in every format through the exporters, as the app and the command line write them. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { closeFile } from '../../electron/db/open';
import { exporters } from '../../electron/exchange/exporters';
import type { Dataset } from '../../shared/formats/dataset';
import type { FormatInfo, Options } from '../../shared/formats/format';
import { anyDataset } from '../support/any-dataset';
import { projectOf } from '../support/dataset-file';
import type { Outcome } from './outcome';

/** One project in one format. */
export interface Export {
  /** The number of the project, from 0. */
  number: number;
  dataset: Dataset;
  /** The project file that it was written from. */
  project: string;
  options: Options;
  /** What was written: a file or a folder. */
  target: string;
  /** All files within it, an archive unpacked; a file is the only one of itself. */
  files: readonly string[];
}

/** By the id of the format. */
export type Exports = ReadonlyMap<string, readonly Export[]>;

/** @throws Error for an id that no exporter has */
export function exportsOf(exports: Exports, format: string): readonly Export[] {
  const found = exports.get(format);
  if (!found) throw new Error(`no exporter is called ${format}`);
  return found;
}

/** A path as problems name it: from the number of the project on. */
export const placeOf = (folder: string, file: string): string => path.relative(folder, file);

/**
 * The settings of the nth project: one after another takes another combination, so that all have their turn where
 * there are enough projects.
 */
export function optionsFor({ options }: FormatInfo, number: number): Options {
  let rest = number;
  return Object.fromEntries(
    options.map(({ id, choices }) => {
      const choice = choices[rest % choices.length]!;
      rest = Math.floor(rest / choices.length);
      return [id, choice.id];
    }),
  );
}

const filesIn = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();

function unpacked(archive: string): string[] {
  const folder = `${archive}.files`;
  for (const [name, bytes] of Object.entries(unzipSync(fs.readFileSync(archive)))) {
    if (name.endsWith('/')) continue;
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), bytes);
  }
  return fs.existsSync(folder) ? filesIn(folder) : [];
}

/** Settings that say which ending a file has name it. */
const endingOf = ({ extensions }: FormatInfo, options: Options): string =>
  extensions.find((extension) => Object.values(options).includes(extension)) ?? extensions[0]!;

/** @param folder an empty one, for the project files and what is written of them */
export async function writeProjects(
  folder: string,
  runs: number,
  seed: number,
): Promise<{ exports: Exports; outcome: Outcome }> {
  const exports = new Map(exporters.map(({ info }) => [info.id, [] as Export[]]));
  const problems: string[] = [];
  for (const [number, dataset] of fc.sample(anyDataset(), { numRuns: runs, seed }).entries()) {
    const place = path.join(folder, String(number));
    fs.mkdirSync(place);
    const db = projectOf(dataset, place);
    for (const { info, run } of exporters) {
      const options = optionsFor(info, number);
      const ending = info.container === 'folder' ? '' : `.${endingOf(info, options)}`;
      const target = path.join(place, info.id, `study${ending}`);
      fs.mkdirSync(path.dirname(target));
      try {
        await run(db, { options }, target, {
          signal: new AbortController().signal,
          progress: () => undefined,
        });
        const files =
          info.container === 'zip'
            ? unpacked(target)
            : info.container === 'folder'
              ? filesIn(target)
              : [target];
        exports.get(info.id)!.push({
          number,
          dataset,
          project: path.join(place, 'study.claimbook'),
          options,
          target,
          files,
        });
      } catch (error) {
        problems.push(`${info.id}, ${number} with ${JSON.stringify(options)}: ${String(error)}`);
      }
    }
    closeFile(db);
  }
  const outcome = {
    format: 'all formats',
    checker: 'Claimbook',
    what: 'every project can be written in each',
    files: runs * exporters.length,
    problems,
  };
  return { exports, outcome };
}
