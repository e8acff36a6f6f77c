/** What every write answers with, and the calls about the history. */
import { z } from 'zod';
import { nothing } from './api-common';
import type { Change, HistoryEntry } from './changes';

/** What undo and redo would do, in the user's words; null when there is nothing. */
export interface UndoState {
  undo: string | null;
  redo: string | null;
}

/** What a write did. The change is durable in the file when this arrives. */
export interface Applied {
  seq: number;
  label: string;
  change: Change;
  undo: UndoState;
}

export const historyInputs = {
  'history.undo': nothing,
  'history.redo': nothing,
  'history.list': z.strictObject({
    beforeSeq: z.int().optional(),
    limit: z.int().min(1).max(500).default(100),
  }),
};

export interface HistoryOutputs {
  /** `null` when there is nothing to undo or redo. */
  'history.undo': Applied | null;
  'history.redo': Applied | null;
  'history.list': HistoryEntry[];
}
