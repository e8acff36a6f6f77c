/**
 * An annotation on its way: tagging takes a moment until it is in the file and selected, and keys that are
 * pressed meanwhile are about it, not about what was selected before. Every action on the selected annotation
 * asks here which that is.
 */
import type { Annotation } from '../../shared/records';
import { unlessFailing } from '../project/session';
import { type AppState, isWritable, useStore } from '../store';

/** What is being tagged: says whether it became the selected annotation. */
let tagging: Promise<boolean> | null = null;

/** Whether an annotation is on its way that will be selected; not while the file cannot be written. */
export const isTagging = (): boolean => tagging !== null;

/**
 * Does work that selects a new annotation in the end, and says whether it did; what is asked for meanwhile
 * waits for it, but not for a file that cannot be written.
 */
export async function asTagging(work: Promise<boolean>): Promise<void> {
  const mine = unlessFailing(work);
  tagging = mine;
  try {
    const isSelected = await mine;
    // It stays on the way until the file can be written; until then no key is about what was selected before.
    if (!isSelected && useStore.getState().writes.status === 'failed')
      useStore.setState({ selectedId: null });
  } finally {
    if (tagging === mine) tagging = null;
  }
}

/**
 * Resolves when what is being tagged is selected. False when it came to nothing or cannot be saved now: a key
 * that was meant for it must not be about what was selected before.
 */
export const whenTagged = async (): Promise<boolean> => (await tagging) ?? true;

/** Whether there is, or soon will be, a selected annotation that can be changed. */
export const hasSelected = (state: AppState): boolean =>
  isWritable(state) && (state.selectedId !== null || isTagging());

/** The annotation that a key pressed now is about, once it is there; null where none is selected. */
export async function whenSelected(): Promise<Annotation | null> {
  if (!(await whenTagged())) return null;
  const { selectedId, records } = useStore.getState();
  return selectedId === null ? null : (records.annotation.get(selectedId) ?? null);
}
