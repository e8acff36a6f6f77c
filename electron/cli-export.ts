/** `claimbook export`: writes a dataset, or says what would be lost, and prints the loss report. */
import { v7 as newId } from 'uuid';
import type { CallInput, ProjectSnapshot } from '../shared/api';
import { lossInWords } from '../shared/formats/losses';
import type { Options, Run } from './cli-commands';
import { Complaint, coderName, done, misuse, onlyFile, withHost } from './cli-support';

type Request = CallInput<'export.plan'>;

export async function writeDataset({ files, options, print, ...around }: Run): Promise<number> {
  const file = onlyFile(files);
  const { format, out } = options;
  const isDry = options['dry-run'] === true;
  if (format === undefined || (out === undefined && !isDry))
    throw new Complaint('Say --format and --out; see: claimbook formats', misuse);
  return withHost(around, async (host, grant) => {
    const project = await done(host, 'project.open', {
      token: grant(file),
      mode: 'read',
      coderName: coderName(undefined),
    });
    const request = requestOf(format, options, project);
    if (out === undefined || isDry) {
      const { losses } = await done(host, 'export.dryRun', { jobId: newId(), request });
      print({ losses }, losses.length === 0 ? ['Nothing would be lost.'] : losses.map(lossInWords));
      return 0;
    }
    const report = await done(host, 'export.run', { jobId: newId(), token: grant(out), request });
    print({ files: report.files, losses: report.losses }, [
      ...report.files.map(
        ({ name, rows, bytes }) => `${name}: ${rows === null ? `${bytes} bytes` : `${rows} rows`}`,
      ),
      ...report.losses.map(lossInWords),
    ]);
    return 0;
  });
}

/** @throws Complaint for a coder or code that the project has not */
function requestOf(format: string, options: Options, project: ProjectSnapshot): Request {
  const text = options.text ?? 'full';
  if (text !== 'full' && text !== 'scrambled' && text !== 'quotes' && text !== 'none')
    throw new Complaint('--text is full, scrambled, quotes or none.', misuse);
  return {
    format,
    options: settingsOf(options),
    selection: {
      coderIds: idsOf(options.coder, project.coders, 'coder'),
      codeIds: idsOf(options.code, project.codes, 'code'),
      from: options.from ?? null,
      to: options.to ?? null,
      sources: options.source ?? null,
      onlyAnnotated: options.annotated ?? false,
      text,
      pseudonyms: options.pseudonyms ?? false,
    },
  };
}

/** `--set NAME=CHOICE`, and `--profile` as it was called before formats had settings. */
export function settingsOf({ set = [], profile }: Options): Record<string, string> {
  const pairs = set.map((words) => {
    const [name = '', choice] = words.split(/=(.*)/s);
    if (choice === undefined) throw new Complaint(`--set ${words}: write it as NAME=CHOICE.`, misuse);
    return [name, choice] as const;
  });
  return Object.fromEntries(profile === undefined ? pairs : [...pairs, ['profile', profile]]);
}

function idsOf(
  names: readonly string[] | undefined,
  records: readonly { id: string; name: string }[],
  what: string,
): string[] | null {
  if (names === undefined) return null;
  return names.flatMap((name) => {
    const found = records.filter((record) => record.name === name || record.id === name);
    if (found.length > 0) return found.map(({ id }) => id);
    const known = records.map((record) => `“${record.name}”`).join(', ');
    throw new Complaint(`There is no ${what} “${name}”. There are: ${known}. Nothing was written.`, misuse);
  });
}
