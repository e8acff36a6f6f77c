/** Something that is not right in a file that is to be merged, with its mending. */
import type { MergeProblem } from '../../shared/api-merge';
import type { RecordType } from '../../shared/records';
import { excerpt } from '../../shared/text';

/** A row that is not right, and the columns that put it right; null for one that is left out. */
export interface Fault {
  table: RecordType;
  rowid: number;
  set: Readonly<Record<string, unknown>> | null;
  /** For a record that gets another id: its old one, to which others refer. */
  renamed?: { from: string; to: string };
  message: string;
  /** What the user would know it by. */
  example: string;
}

/** A record of a table, at the beginning of a sentence. */
export const aRecord = (table: string): string =>
  `${/^[aeiou]/.test(table) ? 'An' : 'A'} ${table.replaceAll('_', ' ')}`;

export const leftOut = (
  table: RecordType,
  message: string,
  row: { rowid: number; example?: string | null },
): Fault => ({ table, rowid: row.rowid, set: null, message, example: excerpt(row.example ?? '', 80) });

const shownExamples = 20;

/** Faults of one kind are told once. */
export function problemsOf(faults: readonly Fault[]): MergeProblem[] {
  const problems = new Map<string, MergeProblem>();
  for (const { message, example } of faults) {
    const known = problems.get(message) ?? { message, count: 0, examples: [] };
    problems.set(message, known);
    known.count += 1;
    if (example !== '' && known.examples.length < shownExamples && !known.examples.includes(example))
      known.examples.push(example);
  }
  return [...problems.values()];
}
