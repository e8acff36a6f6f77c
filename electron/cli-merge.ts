/** `claimbook merge`: merges projects of others into one, each as one step of its history. */
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { CallInput, MergeMatch, MergePreview, QuestionShown } from '../shared/api';
import { mergeMatchTypes } from '../shared/api-merge';
import { categories, type Category } from '../shared/merge/merge-plan';
import { FailureError } from '../shared/result';
import type { Run } from './cli-commands';
import { Complaint, coderName, done, existing, misuse, withHost } from './cli-support';
import type { Host } from './project/host';
import { sameFile } from './same-file';

const ways = ['mine', 'theirs', 'ask'] as const;
type Way = (typeof ways)[number];

/** What came of one file. */
interface Outcome extends Omit<MergePreview, 'matches'> {
  file: string;
  /** Whether it was written; false for a dry run and where there was nothing new. */
  merged: boolean;
  /** What was found by more than its id, and what comes in as new. */
  matches: MergeMatch[];
  open: QuestionShown['question'][];
}

/** @returns the exit code: 1 where something in a file could not be taken in */
export async function mergeProjects({ files, options, print, ...around }: Run): Promise<number> {
  const [project, ...sources] = files;
  if (project === undefined || sources.length === 0)
    throw new Complaint('Name a project and at least one file to merge into it.', misuse);
  const conflicts = wayOf(options.conflicts);
  // Before the project is opened: nobody joins it for a file whose name was mistyped.
  existing(project);
  for (const source of sources) {
    existing(source);
    if (sameFile(path.resolve(project), path.resolve(source)))
      throw new Complaint(`${source} is the project itself. Nothing was changed.`, misuse);
  }
  const outcomes: Outcome[] = [];
  await withHost(around, async (host, grant) => {
    await done(host, 'project.open', {
      token: grant(project),
      coderName: coderName(options.coder?.at(-1)),
      // A trial changes nothing: nobody joins the project for it.
      mode: options['dry-run'] === true ? 'read' : 'write',
    });
    for (const source of sources) {
      try {
        outcomes.push(
          await mergeOne(host, { source, token: grant(source) }, conflicts, options['dry-run'] === true),
        );
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        const before = outcomes.filter(({ merged }) => merged).map(({ file }) => file);
        throw new Complaint(
          `${source}: ${error.message}${before.length === 0 ? '' : ` Merged before it: ${before.join(', ')}.`}`,
        );
      }
    }
  });
  print({ project, dryRun: options['dry-run'] === true, files: outcomes }, outcomes.flatMap(linesOf));
  return outcomes.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

function wayOf(given: string | undefined): Way {
  const found = ways.find((way) => way === (given ?? 'ask'));
  if (found) return found;
  throw new Complaint(`--conflicts is ${ways.join(', ')}.`, misuse);
}

const pageSize = 500;

async function mergeOne(
  host: Host,
  { source, token }: { source: string; token: string },
  conflicts: Way,
  isTrial: boolean,
): Promise<Outcome> {
  const decisions: CallInput<'merge.run'>['decisions'] =
    conflicts === 'ask' ? {} : { rules: [{ category: 'conflict', take: conflicts }] };
  await done(host, 'merge.read', { jobId: newId(), token });
  const preview = await done(host, 'merge.preview', { decisions });
  const matches: MergeMatch[] = [];
  for (const type of mergeMatchTypes)
    for (let from = 0; ; from += pageSize) {
      const page = await done(host, 'merge.matches', { decisions, type, from, count: pageSize });
      matches.push(...page.matches.filter(({ how }) => how !== 'id'));
      if (from + pageSize >= page.total) break;
    }
  const outcome: Outcome = { ...preview, file: source, merged: false, matches, open: [] };
  if (isTrial) {
    await done(host, 'merge.discard', undefined);
    return outcome;
  }
  const { mergeId } = await done(host, 'merge.run', { jobId: newId(), decisions });
  if (mergeId === null) return outcome;
  for (let from = 0; ; from += pageSize) {
    const page = await done(host, 'question.list', { mergeId, from, count: pageSize });
    outcome.open.push(...page.questions.map(({ question }) => question));
    if (from + pageSize >= page.total) break;
  }
  return { ...outcome, merged: true };
}

const inWords: Record<Category, string> = {
  theirs: 'only theirs',
  mine: 'only mine',
  same: 'same',
  boundary: 'different boundary',
  value: 'different value',
  removed: 'removed on one side',
  conflict: 'conflict',
  unplaced: 'unplaced',
};

const known: Partial<Record<MergeMatch['how'], string>> = {
  remembered: 'remembered',
  equal: 'equal',
  text: 'same text',
  user: 'chosen',
};

function linesOf(outcome: Outcome): string[] {
  const { file, projectName, base, counts, changes, questions, matches, problems, merged } = outcome;
  const types = [...new Set(counts.map(({ type }) => type))];
  const isNew = changes.added + changes.updated + changes.removed > 0;
  const when = base && `${base.at.slice(0, 16).replace('T', ' ')} UTC`;
  return [
    `${file}: project “${projectName}”, ${base ? `common history up to “${base.label}”, ${when}` : 'no common history'}`,
    ...types.map((type) => {
      const some = categories.flatMap((category) => {
        const count = counts.find((one) => one.type === type && one.category === category)?.count ?? 0;
        return count === 0 ? [] : [`${count.toLocaleString('en')} ${inWords[category]}`];
      });
      return `  ${type.replaceAll('_', ' ')}: ${some.join(', ')}`;
    }),
    ...matches.flatMap(({ type, name, own, how, candidate }) => {
      if (own) return [`  ${type} “${name}” is “${own.name}” (${known[how] ?? how})`];
      const like = candidate
        ? `, though it is like “${candidate.name}” (${Math.round(candidate.likeness * 100)} %)`
        : '';
      return [`  ${type} “${name}” is new${like}`];
    }),
    ...problems.flatMap(({ message, count, examples }) => [
      `  ${count.toLocaleString('en')} ×: ${message}`,
      ...examples.map((example) => `    ${example}`),
    ]),
    !isNew
      ? '  There is nothing new in it.'
      : `  ${merged ? 'Merged' : 'Would merge'}: ${changes.added.toLocaleString('en')} records added, ${changes.updated.toLocaleString('en')} changed, ${changes.removed.toLocaleString('en')} removed; ${questions.toLocaleString('en')} ${questions === 1 ? 'question' : 'questions'} left open`,
  ];
}
