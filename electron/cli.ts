/** The command line: the same project host without a window. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FailureError } from '../shared/result';
import { type Options, commands, options } from './cli-commands';
import { type CliStreams, Complaint, misuse } from './cli-support';
import { type DatasetReading, readDatasetInThread } from './project/dataset-reading';
import { type Reading, readInThread } from './project/reading';
import { datasetWorker, readingWorker } from './built-files';
import { profileFolder as profileFolderOfApp } from './profile-folder';

const usage = `claimbook new PROJECT.claimbook [--name NAME] [--coder NAME] [--template T] [--json]
claimbook import PROJECT.claimbook FILE… [--format F] [--set NAME=CHOICE]… [--encoding E] [--profile NAME] [--duplicates skip|take|link] [--dry-run] [--report PATH] [--coder NAME] [--json]
claimbook export PROJECT.claimbook --format F --out PATH [--set NAME=CHOICE]… [--profile spreadsheet|statistics] [--coder NAME]… [--code NAME]… [--from DATE] [--to DATE] [--source NAME]… [--annotated] [--text full|scrambled|quotes|none] [--pseudonyms] [--dry-run] [--json]
claimbook copy PROJECT.claimbook --out FILE.claimbook [--without history,notes,others] [--coder NAME] [--json]
claimbook merge INTO.claimbook FROM.claimbook… [--dry-run] [--conflicts mine|theirs|ask] [--coder NAME] [--json]
claimbook info PROJECT.claimbook [--json]
claimbook check PROJECT.claimbook [--json]
claimbook agreement PROJECT.claimbook --coders A,B… [--code NAME]… [--from DATE] [--to DATE] [--source NAME]… [--tolerance N] [--resamples N] [--seed N] [--gamma] [--json]
claimbook formats [--json]
`;

/** The line of one command, which also says which options it takes. */
const usageOf = (name: string): string =>
  usage.split('\n').find((line) => line.startsWith(`claimbook ${name} `)) ?? '';

/** The options of one command: one that it does not take is a mistake, not something to pass over. */
const optionsOf = (name: string): Partial<typeof options> =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([option]) => option === 'help' || new RegExp(`--${option}\\b`).test(usageOf(name)),
    ),
  );

/**
 * Runs one command; never throws.
 * @param profileFolder the app's own: backups of what is written here are found in the app
 * @param reading in a thread of its own, whose program is built beside this one
 * @returns the exit code: 0 only when everything that was asked for was done, 2 for wrong words.
 */
export async function runCli(
  argv: readonly string[],
  io: CliStreams,
  profileFolder: string,
  reading: Reading = readInThread(readingWorker()),
  readDataset: DatasetReading = readDatasetInThread(datasetWorker()),
): Promise<number> {
  const [name = '', ...rest] = argv;
  if (['help', '--help', '-h'].includes(name)) {
    io.stdout.write(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    if (name !== '') io.stderr.write(`There is no command “${name}”. These exist:\n`);
    io.stderr.write(usage);
    return misuse;
  }
  try {
    const parsed = parseArgs({ args: rest, options: optionsOf(name), allowPositionals: true });
    const values = parsed.values as Options;
    if (values.help) {
      io.stdout.write(`${usageOf(name)}\n`);
      return 0;
    }
    const print = (data: unknown, lines: string[]): void => {
      io.stdout.write(
        values.json ? `${JSON.stringify(data, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
      );
    };
    return await command({
      files: parsed.positionals,
      options: values,
      io,
      profileFolder,
      reading,
      readDataset,
      print,
    });
  } catch (error) {
    return complain(error, name, io);
  }
}

/** Waits until what was written is out: a pipe takes little at a time, and the process ends without it. */
export const written = async (): Promise<void> => {
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
};

function complain(error: unknown, name: string, { stderr }: CliStreams): number {
  const isMisuse =
    isUsageError(error) ||
    (error instanceof Complaint && error.exitCode === misuse) ||
    (error instanceof FailureError && error.failure.code === 'invalid-input');
  if (isMisuse) stderr.write(`${(error as Error).message}\n${usageOf(name)}\n`);
  else if (error instanceof Complaint || error instanceof FailureError) stderr.write(`${error.message}\n`);
  else stderr.write(`Something went wrong in Claimbook itself. ${(error as Error).stack ?? String(error)}\n`);
  return isMisuse ? misuse : 1;
}

const isUsageError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const code = await runCli(process.argv.slice(2), process, profileFolderOfApp());
  await written();
  process.exit(code);
}
