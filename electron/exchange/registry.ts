/** What an exporter is: a format, and how a project is written in it. */
import type { ExportPlan, ExportReport, ExportRequest } from '../../shared/api';
import type { FormatInfo, Options } from '../../shared/formats/format';
import type { Loss } from '../../shared/formats/losses';
import { FailureError } from '../../shared/result';
import type { ReadableDb } from '../db/open';

export interface ExportProgress {
  signal: AbortSignal;
  progress(done: number, total: number | null, message: string): void;
}

/** What the user chose for a format; the selection has been applied to the file already. */
export type ExportSettings = Pick<ExportRequest, 'options'>;

export interface Exporter {
  info: FormatInfo;
  /** Whether annotations mean nothing in it without the texts that they are in. */
  needsText: boolean;
  plan(db: ReadableDb, settings: ExportSettings): ExportPlan['files'];
  /** How the name of the file ends, where that hangs on the settings; else as `info` says. */
  extension?(settings: ExportSettings): string;
  /** What would be lost, without writing anything. @throws FailureError `cancelled`. */
  dryRun(db: ReadableDb, settings: ExportSettings, job: ExportProgress): Promise<Loss[]>;
  /**
   * Writes to `path`, completely or not at all.
   * @throws FailureError `cancelled`, `refused`, `disk-full` or `io`.
   */
  run(
    db: ReadableDb,
    settings: ExportSettings,
    path: string,
    job: ExportProgress,
  ): Promise<Pick<ExportReport, 'files' | 'losses'>>;
}

/**
 * The settings of a format, with the usual choice for each that is not said.
 * @throws FailureError `invalid-input` for a setting or choice that there is not
 */
export function chosenOptions({ id, options, freeOptions = [] }: FormatInfo, given: Options): Options {
  const complain = (message: string): never => {
    throw new FailureError({ code: 'invalid-input', message });
  };
  for (const [name, choice] of Object.entries(given)) {
    if (freeOptions.includes(name)) continue;
    const option = options.find((one) => one.id === name);
    if (!option) {
      const known = options.map((one) => one.id).join(', ');
      complain(
        `The format ${id} has no setting “${name}”. It has ${known === '' ? 'none' : `these: ${known}`}.`,
      );
    } else if (!option.choices.some((one) => one.id === choice)) {
      const known = option.choices.map((one) => one.id).join(', ');
      complain(`The setting “${name}” of ${id} is one of: ${known}.`);
    }
  }
  const free = Object.entries(given).filter(([name]) => freeOptions.includes(name));
  return Object.fromEntries([
    ...options.map((option) => [option.id, given[option.id] ?? option.usual] as const),
    ...free,
  ]);
}
