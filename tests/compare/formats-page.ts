/** The page of what came of checking the formats. */
import { cell, tableOf } from './cell';
import type { Programs } from './check-programs';
import { isAsExpected, type SampleGroup } from './check-samples';
import { type Check, isSkipped, mostProblems, type Outcome } from './outcome';
import type { SampleCheck } from './sample-check';

export interface Results {
  /** YYYY-MM-DD. */
  date: string;
  runs: number;
  seed: number;
  programs: Programs;
  outcomes: readonly Outcome[];
  samples: readonly SampleGroup[];
}

const countOf = (count: number, word: string): string =>
  `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

/** Also the last line on the console. */
export function summaryOf({ outcomes, samples }: Results): string {
  const checks = outcomes.filter((one): one is Check => !isSkipped(one));
  const problems = checks.reduce((sum, one) => sum + one.problems.length, 0);
  const files = samples.flatMap(({ checks: found }) => found);
  const skipped = outcomes.length - checks.length;
  return `${countOf(checks.length, 'check')} of what we write with ${countOf(problems, 'problem')}, ${skipped} left out; of ${countOf(files.length, 'fact')} about other people’s files ${files.filter(isAsExpected).length} are as expected`;
}

export const hasFailed = ({ outcomes, samples }: Results): boolean =>
  outcomes.some((one) => !isSkipped(one) && one.problems.length > 0) ||
  samples.some(({ checks }) => !checks.every(isAsExpected));

/** Words of other people's files do not belong here: what is long or of several lines is told by its size. */
function brief(text: string): string {
  const lines = text.split('\n').length;
  if (lines === 1 && text.length <= 120) return cell(text);
  return `${countOf(lines, 'line')}, ${countOf(text.length, 'character')}`;
}

/** What was found from the first difference on. */
function difference({ expected, found }: SampleCheck): string {
  let at = 0;
  while (at < found.length && expected[at] === found[at]) at += 1;
  return cell(at <= 20 ? found : `… ${found.slice(at - 20)}`);
}

export function pageOf(results: Results): string {
  const { date, runs, seed, programs, outcomes, samples } = results;
  const skipped = outcomes.filter(isSkipped);
  const checks = outcomes.filter((one): one is Check => !isSkipped(one));
  const versions = Object.values(programs).filter((name) => name !== null);
  return [
    '# Formats, held against other people’s programs and files',
    '',
    `Written by \`npm run check-formats\` on ${date}: ${summaryOf(results)}.`,
    '',
    '## What we write',
    '',
    `${countOf(runs, 'made-up project')} (seed ${seed}) in every format, with all settings in turn. Programs: ${[...new Set(versions)].join(', ')}.`,
    '',
    tableOf(
      ['Format', 'Checked by', 'What', 'Files', 'Problems'],
      checks.map(({ format, checker, what, files, problems }) => [
        format,
        cell(checker),
        cell(what),
        String(files),
        problems.length === 0
          ? '0'
          : `**${problems.length}**: ${problems.slice(0, mostProblems).map(cell).join('; ')}`,
      ]),
    ),
    '',
    '## Left out',
    '',
    skipped.length === 0
      ? 'Nothing.'
      : skipped.map(({ format, checker, why }) => `- ${format} by ${checker}: ${why}`).join('\n'),
    '',
    '## Files of other programs',
    '',
    'Files collected from public repositories, which are no part of this one. What is expected comes from the counts of an independent script, said in our terms where our records count otherwise: the modules `*-samples.ts` say where and why. Some rows compare files with each other instead: a table with the CAS that it was written from, a database with what we write of it again.',
    ...samples.flatMap(({ name, checks: found }) => [
      '',
      `### ${name}`,
      '',
      tableOf(
        ['File', 'Same', 'Expected', 'Found, where it differs'],
        found.map((one) => [
          cell(one.file),
          isAsExpected(one) ? 'yes' : '**no**',
          brief(one.expected),
          isAsExpected(one) ? '' : difference(one),
        ]),
      ),
    ]),
    '',
  ].join('\n');
}
