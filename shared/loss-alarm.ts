/**
 * When annotations go, how many are more than the user expects. Annotations are months of work, so a loss
 * that nobody meant must be seen at once; an alarm that rings at every deletion is soon not heard.
 */
import type { Change } from './changes';

/** More than fit on the screen: so many nobody checks one by one before pressing a key. */
const handful = 20;
/** A tenth of a project is much, whatever its size… */
const share = 0.1;
/** …unless it has so few annotations that a tenth of them is one or two. */
const fewest = 5;

/** By how many annotations a change leaves fewer than there were; 0 when there are as many or more. */
export function annotationsLost({ added, removed }: Change): number {
  const count = (records: readonly { type: string }[]): number =>
    records.reduce((sum, { type }) => sum + (type === 'annotation' ? 1 : 0), 0);
  return Math.max(0, count(removed) - count(added));
}

/**
 * Whether a loss calls for an alarm.
 * @param loss.named how many annotations the user pointed at: those that were selected. What goes along
 *   with an article or a code, or with the undoing of an import, was not pointed at.
 * @param loss.total how many annotations the project had before
 */
export function isAlarming({ lost, named, total }: { lost: number; named: number; total: number }): boolean {
  if (lost > handful && lost > named) return true;
  return lost > fewest && lost > total * share;
}

/** Whether a loss can call for an alarm at all, whatever the size of the project. */
export const mayAlarm = (lost: number): boolean => lost > fewest;
