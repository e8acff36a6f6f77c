/** Reads a dataset of any format, from a path to records. */
import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import type { KnownArticle, Options } from '../../shared/formats/format';
import { Losses, type LossReport } from '../../shared/formats/losses';
import { importerOf } from './importers';
import { withInput } from './input-files';
import { chosenOptions } from './registry';

export interface DatasetOrder {
  path: string;
  /** The id of a format, or null to find out. */
  format: string | null;
  options: Options;
  /** Articles of the project that it is read for. */
  articles: readonly KnownArticle[];
}

export interface ReadDataset {
  format: string;
  formatName: string;
  dataset: Dataset;
  report: LossReport;
}

/** @throws ReadProblem, FailureError `invalid-input` for a setting that there is not */
export const readDataset = ({ path, format, options, articles }: DatasetOrder): Promise<ReadDataset> =>
  withInput(path, articles, async (input) => {
    const { info, read } = await importerOf(input, format);
    const losses = new Losses();
    const builder = new DatasetBuilder({
      format: info.id,
      losses,
      now: new Date().toISOString(),
      newId,
      sha256: (text) => createHash('sha256').update(text).digest('hex'),
    });
    await read(input, builder, chosenOptions(info, options));
    return {
      format: info.id,
      formatName: info.name,
      dataset: builder.build(),
      report: losses.report(info.id, 'in'),
    };
  });
