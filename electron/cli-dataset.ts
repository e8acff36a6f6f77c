/** `claimbook import --format` with the format of a dataset: takes in what another program annotated. */
import fs from 'node:fs';
import { v7 as newId } from 'uuid';
import { lossInWords } from '../shared/formats/losses';
import type { Run } from './cli-commands';
import { settingsOf } from './cli-export';
import { type Around, Complaint, coderName, done, existing, misuse, withHost } from './cli-support';

/** @returns the exit code: 1 where something could not be taken in */
export async function takeIn(
  project: string,
  sources: readonly string[],
  { options, print, around }: { options: Run['options']; print: Run['print']; around: Around },
): Promise<number> {
  const [source, ...more] = sources;
  if (source === undefined || more.length > 0)
    throw new Complaint('A dataset is one file, folder or archive.', misuse);
  existing(project);
  // Before the project is opened: nobody joins it for a file whose name was mistyped.
  if (!fs.existsSync(source)) throw new Complaint(`There is no file ${source}. Nothing was changed.`);
  return withHost(around, async (host, grant) => {
    await done(host, 'project.open', { token: grant(project), coderName: coderName(options.coder?.at(-1)) });
    const { counts, losses, formatName } = await done(host, 'dataset.read', {
      jobId: newId(),
      token: grant(source),
      format: options.format ?? null,
      options: settingsOf(options),
    });
    if (options['dry-run'] !== true) await done(host, 'dataset.run', { jobId: newId() });
    print({ format: formatName, counts, losses }, [
      ...counts.map(({ type, fresh, known }) => `${type}: ${fresh} new, ${known} known`),
      ...losses.map(lossInWords),
    ]);
    return losses.some(({ severity }) => severity !== 'kept as extension') ? 1 : 0;
  });
}
