/** What every write answers with, and the calls about the history. */
import { z } from 'zod';
import { id, nothing } from './api-common';
import type { Change, HistoryEntry } from './changes';
import type { ChangeWords } from './change-words';
import type { RecordType } from './records';

/** What undo and redo would do, in the user's words; null when there is nothing. */
export interface UndoState {
  undo: string | null;
  redo: string | null;
}

/** More annotations went than the user would expect. */
export interface LossAlarm {
  /** How many annotations there are fewer than before. */
  lost: number;
  /** What did it: the label of the change, with a word before it where it was undone or done again. */
  label: string;
  /** The snapshot taken just before, as `backup.open` takes it; null when none could be taken. */
  checkpointId: string | null;
}

/** What a write did. The change is durable in the file when this arrives. */
export interface Applied {
  seq: number;
  label: string;
  change: Change;
  undo: UndoState;
  alarm?: LossAlarm;
  /** It altered what may be seen: work of others came into sight or went out of it, and the window looks again. */
  sightChanged?: true;
}

const seq = z.int().min(1);

export const historyInputs = {
  'history.undo': nothing,
  'history.redo': nothing,
  /**
   * The newest lines first. `recordId`: only lines that added, changed or removed this record or a part of
   * it (an annotation's spans and values, a code's attributes). `text`: only lines whose label has these
   * words, whatever their case and marks.
   */
  'history.list': z.strictObject({
    beforeSeq: z.int().optional(),
    limit: z.int().min(1).max(500).default(100),
    articleId: id.optional(),
    recordId: id.optional(),
    coderId: id.optional(),
    text: z.string().max(10_000).optional(),
  }),
  'history.entry': z.strictObject({ seq }),
  /** Takes back one change out of the middle. Refused, with what stands in the way, when others build on it. */
  'history.undoOne': z.strictObject({ seq }),
};

/** Where the window can go to see what a line is about. */
export type Place =
  | { type: 'annotation'; id: string; articleId: string }
  | { type: 'article' | 'actor' | 'concept' | 'code'; id: string };

export type Counts = Partial<Record<RecordType, number>>;

/** A line of the history without what it did: an import's diff is as long as the import. */
export interface HistoryLine extends Omit<HistoryEntry, 'change'> {
  /** Whether the deed that the line is about holds now: false while it is undone. */
  standing: boolean;
  counts: { added: Counts; updated: Counts; removed: Counts };
  /** Null where there is nothing to go to, or not any more. */
  place: Place | null;
}

/** A later change that stands in the way of an undo. */
export type Blocker = Pick<HistoryEntry, 'seq' | 'label' | 'at' | 'coderId'>;

/** Whether one change can be taken back now. `blockers` are oldest first, and `more` counts those left out. */
export type UndoOneState = { can: true } | { can: false; message: string; blockers: Blocker[]; more: number };

export interface HistoryDetail {
  line: HistoryLine;
  /** What it did, record by record; `left` counts the records that are not listed. */
  words: ChangeWords[];
  left: number;
  undo: UndoOneState;
}

export interface HistoryOutputs {
  /** `null` when there is nothing to undo or redo. */
  'history.undo': Applied | null;
  'history.redo': Applied | null;
  'history.list': HistoryLine[];
  'history.entry': HistoryDetail;
  'history.undoOne': Applied;
}
