/** Makes an exporter of a format's pure writer. */
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { ExportPlan } from '../../shared/api';
import type { Dataset } from '../../shared/formats/dataset';
import type { FormatInfo, Writer, WritingTools } from '../../shared/formats/format';
import { Losses } from '../../shared/formats/losses';
import type { ReadableDb } from '../db/open';
import { refuseForeignFolder } from './own-folder';
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

/** What a writer needs besides the dataset. @throws FailureError `invalid-input` for a setting that there is not */
export const toolsFor = (
  info: FormatInfo,
  { options }: ExportSettings,
  target: string,
  losses = new Losses(),
): WritingTools => ({
  losses,
  options: chosenOptions(info, options),
  now: new Date().toISOString(),
  newId,
  name: path.basename(target).replace(/\.[^.]{1,8}$/, ''),
});

/** What is known of a file, or folder of files, before it is written. */
export const planOf = (
  { container, extensions }: Pick<FormatInfo, 'container' | 'extensions'>,
  what = 'The articles with their annotations.',
): ExportPlan['files'] => [
  { name: container === 'folder' ? 'a folder' : `one .${extensions[0]} file`, rows: null, what },
];

interface Particulars {
  /** Whether annotations mean nothing in this format without the texts that they are in. */
  needsText?: boolean;
  /** What is written, where it is not the articles with their annotations. */
  what?: string;
}

export function datasetExporter(
  info: FormatInfo,
  write: Writer,
  { needsText = true, what }: Particulars = {},
): Exporter {
  const pieces = (db: ReadableDb, tools: WritingTools, job: ExportProgress) =>
    write(watched(datasetOf(db), job.progress), tools);
  return {
    info,
    needsText,
    plan: () => planOf(info, what),
    async dryRun(db, settings, job) {
      const tools = toolsFor(info, settings, 'study');
      await writePieces(pieces(db, tools, job), info.container, null, job.signal);
      return tools.losses.report(info.id, 'out').losses;
    },
    async run(db, settings, target, job) {
      const tools = toolsFor(info, settings, target);
      const kind = info.container === 'folder' ? 'folder' : 'file';
      // It may be anything that lies there.
      if (kind === 'folder') refuseForeignFolder(target, []);
      const files = await writeSafely(target, kind, (part) =>
        writePieces(pieces(db, tools, job), info.container, part, job.signal),
      );
      return {
        files: files.map((file) => ({ ...file, rows: null })),
        losses: tools.losses.report(info.id, 'out').losses,
      };
    },
  };
}
