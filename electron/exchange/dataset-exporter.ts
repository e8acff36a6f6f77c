/** Makes an exporter of a format's pure writer. */
import fs from 'node:fs';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { ExportPlan } from '../../shared/api';
import type { Dataset } from '../../shared/formats/dataset';
import type { FormatInfo, Writer } from '../../shared/formats/format';
import { Losses } from '../../shared/formats/losses';
import { FailureError } from '../../shared/result';
import type { ReadableDb } from '../db/open';
import { writePieces } from './pieces';
import { datasetOf } from './project-dataset';
import { chosenOptions, type Exporter, type ExportProgress, type ExportSettings } from './registry';
import { writeSafely } from './write-safely';

/** The dataset, telling how far its articles have been read. A writer may go through them several times. */
export function watched(dataset: Dataset, progress: ExportProgress['progress']): Dataset {
  return {
    ...dataset,
    *articles() {
      let done = 0;
      for (const article of dataset.articles()) {
        yield article;
        done += 1;
        progress(done, dataset.articleCount, 'Writing articles');
      }
    },
  };
}

/** A folder with something in it may be anything. @throws FailureError `refused` */
export function refuseFilledFolder(folder: string): void {
  if (!fs.existsSync(folder) || (fs.statSync(folder).isDirectory() && fs.readdirSync(folder).length === 0))
    return;
  throw new FailureError({
    code: 'refused',
    message: `${folder} is already there and holds something; choose another name. Nothing was written.`,
  });
}

/** What is known of a file, or folder of files, before it is written. */
export const planOf = ({ container, extensions }: FormatInfo): ExportPlan['files'] => [
  {
    name: container === 'folder' ? 'a folder' : `one .${extensions[0]} file`,
    rows: null,
    what: 'The articles with their annotations.',
  },
];

/** @param needsText whether annotations mean nothing in this format without the texts that they are in */
export function datasetExporter(
  info: FormatInfo,
  write: Writer,
  { needsText = true }: { needsText?: boolean } = {},
): Exporter {
  const pieces = (
    db: ReadableDb,
    { options }: ExportSettings,
    name: string,
    losses: Losses,
    job: ExportProgress,
  ) =>
    write(watched(datasetOf(db), job.progress), {
      losses,
      options: chosenOptions(info, options),
      now: new Date().toISOString(),
      newId,
      name,
    });
  return {
    info,
    needsText,
    plan: () => planOf(info),
    async dryRun(db, settings, job) {
      const losses = new Losses();
      await writePieces(pieces(db, settings, 'study', losses, job), info.container, null, job.signal);
      return losses.report(info.id, 'out').losses;
    },
    async run(db, settings, target, job) {
      const losses = new Losses();
      const name = path.basename(target).replace(/\.[^.]{1,8}$/, '');
      const kind = info.container === 'folder' ? 'folder' : 'file';
      if (kind === 'folder') refuseFilledFolder(target);
      const files = await writeSafely(target, kind, (part) =>
        writePieces(pieces(db, settings, name, losses, job), info.container, part, job.signal),
      );
      return {
        files: files.map((file) => ({ ...file, rows: null })),
        losses: losses.report(info.id, 'out').losses,
      };
    },
  };
}
