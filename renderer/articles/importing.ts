/** The import that is under way in this window: what was read, what of it is on screen, and what is being done. */
import { v7 as newId } from 'uuid';
import { create } from 'zustand';
import type {
  ArticleFields,
  CallInput,
  Decision,
  DuplicateGroup,
  ImportFile,
  ImportRow,
  ImportSource,
  ImportState,
  RowFilter,
} from '../../shared/api';
import type { ReadSettings } from '../../shared/import-settings';
import { usualSettings } from '../../shared/import-settings';
import type { Pick } from '../../shared/shell-api';
import { call, onProgress } from '../api';
import { openArticle, writes } from '../project/session';
import { closeDialog, notify, openDialog, useStore } from '../store';

/** What of the import is on screen: rows, groups of likely duplicates, or files. */
export type Shown = Exclude<RowFilter, 'duplicates' | 'taken'> | 'groups' | 'files';

interface Job {
  id: string;
  kind: 'reading' | 'adding';
  message: string;
  /** 0 to 1; null while it cannot be told. */
  part: number | null;
}

interface Importing {
  state: ImportState;
  shown: Shown;
  /** The first row, group or file on screen, counted from 0. */
  from: number;
  total: number;
  rows: ImportRow[];
  groups: DuplicateGroup[];
  files: ImportFile[];
  /** Files with problems, which are always shown. */
  troubled: ImportFile[];
  selected: ReadonlySet<string>;
  /** Cells with something that no article can have, as `row/field`. */
  wrong: ReadonlySet<string>;
  job: Job | null;
  settings: ReadSettings;
}

const nothing: Importing = {
  state: { files: 0, problems: 0, rows: 0, taken: 0, doubtful: 0, groups: 0 },
  shown: 'all',
  from: 0,
  total: 0,
  rows: [],
  groups: [],
  files: [],
  troubled: [],
  selected: new Set(),
  wrong: new Set(),
  job: null,
  settings: usualSettings,
};

export const useImporting = create<Importing>()(() => nothing);
const set = (patch: Partial<Importing>): void => useImporting.setState(patch);
const get = useImporting.getState;

/** Rows, groups or files that are on screen at once. */
export const pageSize = 50;
const mostTroubled = 5;

/** Fetches what is on screen, and what there is in numbers. */
export async function refresh(patch: Partial<Place> = {}): Promise<void> {
  set(patch);
  const { shown, from } = get();
  const page = { from, count: pageSize };
  const state = await call('import.state', undefined);
  if (!state.ok) return;
  const troubled = await call('import.files', { from: 0, count: mostTroubled, onlyProblems: true });
  const next: Partial<Importing> = {
    state: state.value,
    ...(troubled.ok ? { troubled: troubled.value.files } : {}),
  };
  if (shown === 'groups') {
    const found = await call('import.groups', page);
    if (found.ok) set({ ...next, groups: found.value.groups, total: found.value.total });
  } else if (shown === 'files') {
    const found = await call('import.files', page);
    if (found.ok) set({ ...next, files: found.value.files, total: found.value.total });
  } else {
    const found = await call('import.rows', { ...page, show: shown });
    if (found.ok) set({ ...next, rows: found.value.rows, total: found.value.total });
  }
  // What was taken off a list may have been the last of its page.
  if (get().from > 0 && get().from >= get().total) await refresh({ from: 0 });
}
type Place = { shown: Shown; from: number; selected: ReadonlySet<string> };

export const show = (shown: Shown): Promise<void> => refresh({ shown, from: 0, selected: new Set() });

/** Runs a job of the host, with its progress on screen. @returns what it answers, or null */
async function runJob<C extends 'import.read' | 'import.readAgain'>(
  name: C,
  input: Omit<CallInput<C>, 'jobId'>,
): Promise<boolean> {
  const { id, end } = begin('reading', 'Reading…');
  const result = await call(name, { ...input, jobId: id } as CallInput<C>);
  end();
  if (!result.ok && result.error.code !== 'cancelled') notify('problem', result.error.message);
  await refresh();
  return result.ok;
}

function begin(kind: Job['kind'], message: string): { id: string; end(): void } {
  const id = newId();
  set({ job: { id, kind, message, part: null } });
  const endProgress = onProgress(id, ({ done, total, message: words }) => {
    const { job } = get();
    if (job?.id !== id) return;
    set({ job: { ...job, message: words, part: total === null || total === 0 ? null : done / total } });
  });
  return {
    id,
    end() {
      endProgress();
      set({ job: null });
    },
  };
}

export function cancelJob(): void {
  const { job } = get();
  if (job) void call('job.cancel', { jobId: job.id });
}

/** Shows the assistant, empty or with what it holds. */
export function openAssistant(): void {
  if (useStore.getState().dialog?.kind !== 'add-articles') openDialog({ kind: 'add-articles' });
}

/** Reads files, folders and zips that the user chose or dropped. */
export async function readPicks(picks: readonly Pick[]): Promise<void> {
  if (picks.length === 0) return;
  openAssistant();
  await readSources(picks.map(({ token }) => ({ token })));
}

export const readPasted = (pasted: string): Promise<boolean> => readSources([{ pasted }]);

const readSources = (sources: ImportSource[]): Promise<boolean> =>
  runJob('import.read', { sources, settings: get().settings });

export const readAgain = (fileIds: string[], settings: ReadSettings): Promise<boolean> =>
  runJob('import.readAgain', { fileIds, settings });

/** Edits and decisions that the host has not answered yet, and whether it accepts them: the import waits. */
const asked = new Set<Promise<boolean>>();

/** Sends an edit or a decision. What is refused is told at once, and the page shows what it was. */
async function send<C extends 'import.edit' | 'import.decide'>(
  name: C,
  input: CallInput<C>,
): Promise<boolean> {
  const accepted = call(name, input).then((result) => {
    if (!result.ok) notify('problem', result.error.message);
    return result.ok;
  });
  asked.add(accepted);
  const isAccepted = await accepted;
  asked.delete(accepted);
  return isAccepted;
}

/** Changes a field of one row, at once on screen. */
export async function editRow(rowId: string, fields: Partial<ArticleFields>): Promise<void> {
  set({
    rows: get().rows.map((row) =>
      row.rowId === rowId ? { ...row, fields: { ...row.fields, ...fields } } : row,
    ),
  });
  if (!(await send('import.edit', { rows: [rowId], fields }))) await refresh();
}

/** The rows that a change for many is for: those selected, or else all that are shown. */
function rowsMeant(): CallInput<'import.edit'>['rows'] {
  const { selected, shown } = get();
  return selected.size > 0
    ? [...selected]
    : { shown: shown === 'groups' || shown === 'files' ? 'all' : shown };
}

export async function editMany(fields: Partial<ArticleFields>): Promise<void> {
  await send('import.edit', { rows: rowsMeant(), fields });
  await refresh();
}

export async function decideMany(decision: Decision): Promise<void> {
  await send('import.decide', { rows: rowsMeant(), decision });
  await refresh();
}

export async function decide(rows: string[], decision: Decision): Promise<void> {
  await send('import.decide', { rows, decision });
  await refresh();
}

export function select(rowIds: readonly string[], isSelected: boolean): void {
  const selected = new Set(get().selected);
  for (const id of rowIds)
    if (isSelected) selected.add(id);
    else selected.delete(id);
  set({ selected });
}

export function markWrong(cell: string, isWrong: boolean): void {
  if (get().wrong.has(cell) === isWrong) return;
  const wrong = new Set(get().wrong);
  if (isWrong) wrong.add(cell);
  else wrong.delete(cell);
  set({ wrong });
}

export const keepSettings = (settings: ReadSettings): void => set({ settings });

/** Forgets what was read. */
export function discard(): void {
  void call('import.discard', undefined);
  useImporting.setState({ ...nothing, settings: get().settings }, true);
  closeDialog();
}

/** Brings in what is taken, and opens the first of it; not when something about it has just been refused. */
export async function bringIn(): Promise<void> {
  if ((await Promise.all(asked)).includes(false)) return;
  const { id: jobId, end } = begin('adding', 'Adding articles…');
  const result = await writes.push('import.run', () => ({ jobId }));
  end();
  if (!result.ok) return;
  useImporting.setState({ ...nothing, settings: get().settings }, true);
  closeDialog();
  const first = result.value?.change.added.find(({ type }) => type === 'article');
  if (first) await openArticle(first.id);
}
