/**
 * What the window shows: copies of the project's records, never the truth, and the state of the session.
 * Records change only by what comes back from the host, see `taken-in.ts`.
 */
import { create } from 'zustand';
import type { Particular, UndoState } from '../shared/api';
import { type Records, emptyRecords } from '../shared/changes';
import type { Layout } from '../shared/layout';
import type { Pick as PickedFile, ShellStart } from '../shared/shell-api';
import type { Range } from '../shared/span';
import { type AdjudicateState, noAdjudication } from './adjudicate/adjudicate-state';
import type { PlacedRecord } from './annotations/placed';
import { type CompareState, noComparison } from './compare/compare-state';
import type { Dialog } from './dialogs';
import { type AnnotationFilter, everything } from '../shared/annotation-filter';
import type { KeyChanges } from './shortcut-settings';
import type { View } from './views';
import { type ViewSettings, usualSettings } from '../shared/view-settings';
import { type WriteView, nothingToWrite } from './writes';

export type Theme = 'system' | 'light' | 'dark';

/** The project as a file: what it is called, and whether it can be written. */
export interface OpenProject {
  pick: PickedFile;
  fileName: string;
  readOnly: boolean;
  readOnlyReason: string | null;
  /** Who annotates here; null when read-only. */
  coderId: string | null;
}

/** The article on screen, apart from its records. */
export interface ArticleOnScreen {
  id: string;
  text: string;
  /** Its headings, lists and pages. */
  layout: Layout;
  /** What its source says beyond the fields, in the source's own words. */
  particulars: readonly Particular[];
  /** Spans whose quote is no longer what the text says there. */
  unplaced: ReadonlySet<string>;
  /** The annotations in text order. */
  placed: readonly PlacedRecord[];
}

/** Something to tell the user in passing. One that offers something to do stays until it is answered. */
export interface Notice {
  id: number;
  tone: 'info' | 'problem';
  message: string;
  offers?: readonly NoticeOffer[];
}

export interface NoticeOffer {
  label: string;
  run(): void;
}

/** What the history is asked about: a record, or all of an article. */
export interface HistorySubject {
  label: string;
  recordId?: string;
  articleId?: string;
}

export interface AppState {
  start: ShellStart | null;
  project: OpenProject | null;
  records: Records;
  /** Annotations per article; articles without any are left out. */
  annotationCounts: Readonly<Record<string, number>>;
  /** Articles in which the work of others is hidden, until all who are to code them have finished. */
  hidden: ReadonlySet<string>;
  /** By article: the coder of a second round under whom this person codes there. */
  rounds: Readonly<Record<string, string>>;
  undo: UndoState;
  /** The `seq` of the newest line of the history that is taken in. */
  seq: number;
  article: ArticleOnScreen | null;
  /** The article that is being fetched, so that the list shows the choice at once. */
  openingId: string | null;
  selection: Range | null;
  /** Where the selection lies in the window, in CSS pixels. */
  selectionRect: DOMRect | null;
  selectedId: string | null;
  hoveredId: string | null;
  /** The annotation whose fields somebody is going to: they are drawn at once. */
  fieldsWantedFor: string | null;
  writes: WriteView;
  view: View;
  viewSettings: ViewSettings;
  /** Which annotations are shown. */
  annotationFilter: AnnotationFilter;
  /** Who is compared with whom, and what the text shows of it. */
  compare: CompareState;
  /** Who is compared to settle what they disagree on, and how far that is. */
  adjudicate: AdjudicateState;
  /** The actor that the registry shows. */
  shownActorId: string | null;
  /** The concept that the tree shows. */
  shownConceptId: string | null;
  /** Whether the registry shows likely duplicates in place of its table or tree. */
  showsDuplicates: boolean;
  /** The one thing whose history is shown; null for the history of everything. */
  historyOf: HistorySubject | null;
  /** The backup that is shown in place of the project; null for the project itself. */
  shownBackupId: string | null;
  dialog: Dialog | null;
  notices: readonly Notice[];
  theme: Theme;
  /** The keys that the user gave to actions in place of their own. */
  keys: KeyChanges;
  /** What the library's filter field says. */
  filter: string;
  /** `twice` for the articles that this person is to code twice, the id of a double coding for its own; null for all. */
  doubleFilter: string | null;
}

export const initialState: AppState = {
  start: null,
  project: null,
  records: emptyRecords(),
  annotationCounts: {},
  hidden: new Set(),
  rounds: {},
  undo: { undo: null, redo: null },
  seq: 0,
  article: null,
  openingId: null,
  selection: null,
  selectionRect: null,
  selectedId: null,
  hoveredId: null,
  fieldsWantedFor: null,
  writes: nothingToWrite,
  view: 'article',
  viewSettings: usualSettings,
  annotationFilter: everything,
  compare: noComparison,
  adjudicate: noAdjudication,
  shownActorId: null,
  shownConceptId: null,
  showsDuplicates: false,
  historyOf: null,
  shownBackupId: null,
  dialog: null,
  notices: [],
  theme: 'system',
  keys: {},
  filter: '',
  doubleFilter: null,
};

/** Whether the project can be written: every action that changes something asks this. */
export const isWritable = ({ project }: AppState): boolean => project !== null && !project.readOnly;

export const useStore = create<AppState>()(() => initialState);

let noticeId = 0;

/**
 * Tells the user something in passing; the same words twice are one notice.
 * @returns its id, for `dismissNotice`
 */
export function notify(tone: Notice['tone'], message: string, offers: readonly NoticeOffer[] = []): number {
  noticeId += 1;
  const notice = { id: noticeId, tone, message, offers };
  useStore.setState(({ notices }) => ({
    notices: [...notices.filter((old) => old.message !== message), notice].slice(-3),
  }));
  return notice.id;
}

export const dismissNotice = (id: number): void =>
  useStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));

export const openDialog = (dialog: Dialog): void => useStore.setState({ dialog });
export const closeDialog = (): void => useStore.setState({ dialog: null });
