/** What the user is told after more annotations went than expected, and the ways back. */
import type { Applied } from '../../shared/api';
import { countOf } from '../articles/describe';
import { notify, type NoticeOffer } from '../store';

interface WaysBack {
  undo(seq: number): void;
  openCheckpoint(checkpointId: string): void;
}

/** Tells of the loss; the notice stays until it is answered. */
export function raiseAlarm({ seq, alarm }: Applied, ways: WaysBack): void {
  if (!alarm) return;
  const { lost, label, checkpointId } = alarm;
  const were = lost === 1 ? 'was' : 'were';
  const kept =
    checkpointId === null
      ? 'No checkpoint could be kept, but the history can bring them back.'
      : 'A checkpoint of the project as it was is kept.';
  const look: NoticeOffer[] =
    checkpointId === null
      ? []
      : [{ label: 'Open the checkpoint', run: () => ways.openCheckpoint(checkpointId) }];
  notify('problem', `${countOf(lost, 'annotation')} ${were} removed by “${label}”. ${kept}`, [
    { label: 'Undo', run: () => ways.undo(seq) },
    ...look,
    { label: 'Keep', run: () => undefined },
  ]);
}
