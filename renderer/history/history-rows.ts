/** Lines of the history as rows of a list, grouped by day, and what the rows are called. */
import type { Counts, HistoryLine } from '../../shared/api';
import { wordFor } from '../../shared/record-words';
import { countOf } from '../articles/describe';

export type HistoryRow =
  { kind: 'day'; id: string; day: string } | { kind: 'line'; id: string; line: HistoryLine };

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const momentFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Time of day, and day with time, where the window is. `at` is ISO 8601 in UTC. */
export const timeOf = (at: string): string => timeFormat.format(new Date(at));
export const momentOf = (at: string): string => momentFormat.format(new Date(at));

/** A heading for each day, then its lines; the lines stay in their order. */
export function rowsOf(lines: readonly HistoryLine[]): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let last = '';
  for (const line of lines) {
    const day = dayFormat.format(new Date(line.at));
    if (day !== last) rows.push({ kind: 'day', id: `day-${line.seq}`, day });
    last = day;
    rows.push({ kind: 'line', id: String(line.seq), line });
  }
  return rows;
}

const kindWords = { do: '', undo: 'Undone: ', redo: 'Done again: ' } as const;

export const labelOf = ({ kind, label }: Pick<HistoryLine, 'kind' | 'label'>): string =>
  kindWords[kind] + label;

/** Records that people count; spans and values go with their annotations. */
const counted = ['annotation', 'article', 'actor', 'concept', 'code', 'attribute'] as const;

/** `3 annotations added, 1 actor changed`; empty where only parts of records changed. */
export function countsOf({ added, updated, removed }: HistoryLine['counts']): string {
  const told = (counts: Counts, what: string): string[] =>
    counted.flatMap((type) => {
      const count = counts[type] ?? 0;
      return count === 0 ? [] : [`${countOf(count, wordFor(type))} ${what}`];
    });
  return [...told(added, 'added'), ...told(updated, 'changed'), ...told(removed, 'removed')].join(', ');
}

/** The lines after new ones came: newer lines in front, and older ones knowing whether they still stand. */
export function withNewLines(
  shown: readonly HistoryLine[],
  newest: readonly HistoryLine[],
): readonly HistoryLine[] {
  const known = new Map(newest.map((line) => [line.seq, line]));
  const standing = new Map(newest.map((line) => [line.originSeq ?? line.seq, line.standing]));
  const upTo = shown[0]?.seq ?? 0;
  const fresh = newest.filter(({ seq }) => seq > upTo);
  return [
    ...fresh,
    ...shown.map((line) => {
      const stands = standing.get(line.originSeq ?? line.seq) ?? line.standing;
      return known.get(line.seq) ?? (stands === line.standing ? line : { ...line, standing: stands });
    }),
  ];
}
