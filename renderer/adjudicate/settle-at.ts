import { showView } from '../views';
import { setAdjudicate } from './set-adjudicate';

/**
 * Goes to where a passage is settled, from wherever it is looked at.
 * @param coderIds whom it is between
 * @param annotationId any annotation of the passage
 */
export function settleAt(coderIds: readonly string[], annotationId: string): void {
  setAdjudicate({
    coderIds,
    state: null,
    kind: null,
    around: annotationId,
    queue: null,
    selectedId: annotationId,
  });
  showView('adjudicate');
}
