/** The dialogs of the window: at most one is open, and this says which, and on what. */
import type { ArticleDraft, DraftProblem, ArticleSource } from '../shared/api';
import type { Failure } from '../shared/result';
import type { Pick as PickedFile } from '../shared/shell-api';

/** A file that gave no draft, with what is needed to try another encoding. */
export interface UnreadFile extends DraftProblem {
  source: ArticleSource | null;
}

export type Dialog =
  | { kind: 'new-project' }
  | { kind: 'open-failed'; pick: PickedFile; failure: Failure }
  | { kind: 'add-articles'; drafts: ArticleDraft[]; problems: UnreadFile[] }
  | { kind: 'edit-details'; articleId: string }
  | { kind: 'remove-article'; articleId: string }
  | { kind: 'export' }
  | { kind: 'backups' }
  | { kind: 'occurrences'; words: string; articleId: string; modelId: string | null }
  | { kind: 'commands' }
  | { kind: 'shortcuts' }
  | { kind: 'about' };
