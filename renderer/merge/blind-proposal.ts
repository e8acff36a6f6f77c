/** When a copy for a colleague should be blind: while articles are coded twice, whoever codes them sees no others' work. */
import type { Records } from '../../shared/changes';
import type { CopyRequest } from '../../shared/colleague-copy';
import { isolated } from '../../shared/names';
import type { Coder, DoubleCoding } from '../../shared/records';
import { countOf } from '../articles/describe';
import { peopleOf } from '../double-coding/acting';
import type { AppState } from '../store';

export interface OpenDoubleCoding {
  doubleCoding: DoubleCoding;
  /** How many of its articles are not finished by all. */
  articles: number;
  /** Who has such articles, besides whoever has the project open; by name. */
  colleagues: readonly Coder[];
}

type Known = Pick<AppState, 'project' | 'hidden'> & {
  records: Pick<Records, 'coder' | 'assignment' | 'double_coding'>;
};

/** The double codings between coders that are not finished by all. */
export function openDoubleCodings({ project, hidden, records }: Known): OpenDoubleCoding[] {
  const people = peopleOf({ records });
  const unfinished = [...records.assignment.values()].filter(({ articleId }) => hidden.has(articleId));
  return [...Map.groupBy(unfinished, ({ doubleCodingId }) => doubleCodingId)].flatMap(([id, assignments]) => {
    const doubleCoding = records.double_coding.get(id);
    if (doubleCoding?.kind !== 'between') return [];
    const coderIds = new Set(assignments.map(({ coderId }) => coderId));
    return [
      {
        doubleCoding,
        articles: new Set(assignments.map(({ articleId }) => articleId)).size,
        colleagues: people.filter((one) => one.id !== project?.coderId && coderIds.has(one.id)),
      },
    ];
  });
}

/** Everybody who codes something twice and is not done, once each. */
export const colleaguesIn = (open: readonly OpenDoubleCoding[]): Coder[] => [
  ...new Set(open.flatMap(({ colleagues }) => colleagues)),
];

/** What a copy is to hold unless something else is chosen: where one colleague alone codes twice, it is theirs. */
export function proposedCopy(open: readonly OpenDoubleCoding[]): CopyRequest {
  const [first, ...others] = colleaguesIn(open);
  return {
    history: true,
    notes: true,
    others: first === undefined,
    coderId: first && others.length === 0 ? first.id : null,
  };
}

const listFormat = new Intl.ListFormat('en');

/** What is said of it beside others' work; empty where nothing is coded twice by a colleague. */
export function blindInWords(open: readonly OpenDoubleCoding[]): string {
  const there = open.filter(({ colleagues }) => colleagues.length > 0);
  if (there.length === 0) return '';
  const what = there.map(
    ({ doubleCoding, articles }) => `${isolated(doubleCoding.name)} (${countOf(articles, 'article')})`,
  );
  const who = listFormat.format(colleaguesIn(there).map(({ name }) => isolated(name)));
  return `Double coding is under way: ${listFormat.format(what)}. Nobody is to see others’ work there until all have finished, so for ${who} a blind copy is proposed. For anyone else you can let it go along.`;
}
