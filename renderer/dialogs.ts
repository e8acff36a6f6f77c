/** The dialogs of the window: at most one is open, and this says which, and on what. */
import type { Misfits } from '../shared/api';
import type { EntryType } from '../shared/registry';
import type { Failure } from '../shared/result';
import type { Pick as PickedFile } from '../shared/shell-api';
import type { CodebookTask } from './codebook/tasks';

export type Dialog =
  | { kind: 'new-project' }
  | { kind: 'rebuild-project' }
  | { kind: 'misfits'; misfits: Misfits }
  | { kind: 'project-details' }
  | { kind: 'open-failed'; pick: PickedFile; failure: Failure; inOtherWindow: boolean }
  | { kind: 'add-articles' }
  | { kind: 'edit-details'; articleId: string }
  | { kind: 'remove-article'; articleId: string }
  | { kind: 'codebook'; task: CodebookTask }
  | { kind: 'merge-entry' | 'split-entry' | 'remove-entry'; type: EntryType; entryId: string }
  | { kind: 'draw-articles' }
  | { kind: 'double-codings' }
  | { kind: 'export' }
  | { kind: 'dataset' }
  | { kind: 'merge-projects'; picks: readonly PickedFile[] }
  | { kind: 'dropped-project'; pick: PickedFile }
  | { kind: 'questions'; articleId?: string }
  | { kind: 'copy' }
  | { kind: 'file' }
  | { kind: 'backups' }
  | { kind: 'occurrences'; words: string; articleId: string; modelId: string | null }
  | { kind: 'commands' }
  | { kind: 'shortcuts' }
  | { kind: 'keys' }
  | { kind: 'about' };
