/** Opening and closing the project, and the one queue through which this window writes. */
import { call, shell } from '../api';
import { notify, openDialog, initialState, useStore } from '../store';
import { withApplied, withArticle, withReopened, withSnapshot } from '../taken-in';
import { handInFields } from '../leaving';
import { createWriteQueue } from '../writes';
import { openBackup } from './backups';
import { raiseAlarm } from './loss-alarm';
import type { ProjectSnapshot } from '../../shared/api';
import type { JobRunner } from '../exchange/use-job';
import { type Failure, ok, type Result } from '../../shared/result';
import type { Pick as PickedFile } from '../../shared/shell-api';

export type OpenMode = 'write' | 'read' | 'copy';

export const writes = createWriteQueue({
  call,
  apply: (applied, { tag }) => {
    useStore.setState((state) => withApplied(state, applied, tag?.id));
    if (applied.sightChanged) void lookAgain();
    raiseAlarm(applied, {
      undo: (seq) => void writes.push('history.undoOne', () => ({ seq })),
      openCheckpoint: (id) => void openBackup(id),
    });
  },
  recover: reopen,
  changed: (view) => {
    if (useStore.getState().writes === view) return;
    useStore.setState({ writes: view });
    void shell.setUnsaved(unsavedMessage(view));
  },
  refused: (failure) => {
    // Who asked for it offers to do it again.
    if (failure.code === 'refused' && failure.again) return;
    // What the user stopped is no problem.
    notify(failure.code === 'cancelled' ? 'info' : 'problem', failure.message);
  },
  after: (ms, fire) => {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
});

function unsavedMessage({ waiting, message }: { waiting: number; message: string | null }): string | null {
  if (waiting === 0) return null;
  const what = waiting === 1 ? 'One change is' : `${waiting} changes are`;
  return `${what} not in the file yet. ${message ?? ''}`.trim();
}

/** Opens a project in place of the present one; a failure becomes a dialog that says what can be done. */
export async function openProject(pick: PickedFile, mode: OpenMode = 'write'): Promise<boolean> {
  if (!(await everythingWritten())) return false;
  const failure = await writes.closedWhile(() => tryToOpen(pick, mode));
  if (failure === null) return true;
  const inOtherWindow = failure.code === 'locked' && (await shell.isInOtherWindow(pick.token));
  openDialog({ kind: 'open-failed', pick, failure, inOtherWindow });
  return false;
}

async function tryToOpen(pick: PickedFile, mode: OpenMode): Promise<Failure | null> {
  const coderName = coderNameNow();
  const result = await call('project.open', { token: pick.token, mode, coderName });
  if (!result.ok) return result.error;
  useStore.setState((state) => ({ ...withSnapshot(state, pick, result.value), dialog: null }));
  await shell.opened({ token: pick.token, title: result.value.project.name, coderName });
  const first = readingStart(result.value.project.id);
  if (first !== null) await openArticle(first);
  return null;
}

interface NewProject {
  name: string;
  coderName: string;
  sample: boolean;
  templateId?: string;
}

/** Creates the file that was chosen, and opens it. */
export async function createProject(pick: PickedFile, input: NewProject): Promise<Failure | null> {
  if (!(await everythingWritten())) return { code: 'refused', message: notWritten };
  return writes.closedWhile(() => tryToCreate(pick, input));
}

async function tryToCreate(pick: PickedFile, input: NewProject): Promise<Failure | null> {
  return begin(pick, input.coderName, await call('project.create', { token: pick.token, ...input }));
}

/** Makes the file that was chosen from a whole project that was exported, and opens it. */
export async function rebuildProject(
  pick: PickedFile,
  { source, coderName, run }: { source: PickedFile; coderName: string; run: JobRunner['run'] },
): Promise<Failure | null> {
  if (!(await everythingWritten())) return { code: 'refused', message: notWritten };
  return writes.closedWhile(async () => {
    const result = await run((jobId) =>
      call('project.rebuild', { jobId, token: pick.token, sourceToken: source.token, coderName }),
    );
    const failure = await begin(pick, coderName, result.ok ? ok(result.value.snapshot) : result);
    if (result.ok && result.value.misfits.count > 0)
      openDialog({ kind: 'misfits', misfits: result.value.misfits });
    return failure;
  });
}

/** Shows a project that was made just now. */
async function begin(
  pick: PickedFile,
  coderName: string,
  made: Result<ProjectSnapshot>,
): Promise<Failure | null> {
  if (!made.ok) return made.error;
  useStore.setState((state) => ({
    ...withSnapshot(state, pick, made.value),
    start: state.start && { ...state.start, coderName },
    dialog: null,
  }));
  await shell.opened({ token: pick.token, title: made.value.project.name, coderName });
  const first = readingStart(made.value.project.id);
  if (first !== null) await openArticle(first);
  return null;
}

const notWritten = 'This project has changes that are not in its file yet. Try again to save them first.';

/** Waits until all is in the file; false, with a word to the user, while a write fails. */
export async function everythingWritten(): Promise<boolean> {
  handInFields();
  if (await unlessFailing(writes.idle().then(() => true))) return true;
  notify('problem', notWritten);
  return false;
}

/** What work answers; false as soon as the file cannot be written, which may last. */
export function unlessFailing(work: Promise<boolean>): Promise<boolean> {
  const isFailing = (): boolean => useStore.getState().writes.status === 'failed';
  const failing = new Promise<boolean>((resolve) => {
    const stop = useStore.subscribe(() => {
      if (isFailing()) resolve(false);
    });
    if (isFailing()) resolve(false);
    const end = (): void => stop();
    work.then(end, end);
  });
  return Promise.race([work, failing]);
}

/** Back to the welcome, after everything is written. */
export async function closeProject(): Promise<void> {
  if (!(await everythingWritten())) return;
  await writes.closedWhile(async () => {
    await call('project.close', undefined);
    useStore.setState(({ start, theme, keys, viewSettings }) => ({
      ...initialState,
      start,
      theme,
      keys,
      viewSettings,
    }));
    await shell.opened({ token: '', title: '', coderName: coderNameNow() });
  });
}

let reopening: Promise<boolean> | null = null;

/**
 * Opens the project of the window again, in a host that was restarted without one, and takes in what the
 * file says; whoever needs it meanwhile waits for the same opening. Says whether it worked.
 */
function reopen(): Promise<boolean> {
  reopening ??= openAgain()
    .catch((error: unknown) => {
      console.error(error);
      return false;
    })
    .finally(() => (reopening = null));
  return reopening;
}

async function openAgain(): Promise<boolean> {
  const { project, article, shownBackupId } = useStore.getState();
  if (!project) return false;
  // A backup that was shown went with the host; its project must not be taken for it.
  if (shownBackupId !== null) return false;
  const mode = project.readOnly ? 'read' : 'write';
  const { token } = project.pick;
  const snapshot = await call('project.open', { token, mode, coderName: coderNameNow() });
  if (!snapshot.ok) return false;
  const opened = article && (await call('article.open', { articleId: article.id }));
  if (opened && !opened.ok && opened.error.code !== 'not-found') return false;
  useStore.setState((state) => withReopened(state, snapshot.value, opened?.ok ? opened.value : null));
  return true;
}

/** Takes in what may be seen now: work of others has come into sight, or has gone out of it. */
async function lookAgain(): Promise<void> {
  const snapshot = await call('project.look', undefined);
  const { article } = useStore.getState();
  const opened = article && (await call('article.open', { articleId: article.id }));
  // A write that came in meanwhile looks again itself where it has to, and is newer than this.
  if (!snapshot.ok || snapshot.value.seq < useStore.getState().seq) return;
  if (opened && !opened.ok && opened.error.code !== 'not-found') return;
  useStore.setState((state) => withReopened(state, snapshot.value, opened?.ok ? opened.value : null));
}

const coderNameNow = (): string => {
  const { start } = useStore.getState();
  const name = start?.coderName.trim() ?? '';
  return name === '' ? 'Coder' : name;
};

let latestOpening = 0;

/** Brings an article on screen. Only the last of several quick choices is shown. */
export async function openArticle(articleId: string): Promise<void> {
  latestOpening += 1;
  const mine = latestOpening;
  useStore.setState({ openingId: articleId });
  let result = await call('article.open', { articleId });
  if (!result.ok && result.error.code === 'no-project' && (await reopen())) {
    result = await call('article.open', { articleId });
  }
  if (mine !== latestOpening) return;
  if (!result.ok) {
    useStore.setState({ openingId: null });
    notify('problem', result.error.message);
    return;
  }
  useStore.setState((state) => withArticle(state, result.value));
  rememberPlace(articleId);
}

const placeKey = (projectId: string): string => `article-of-${projectId}`;

function rememberPlace(articleId: string): void {
  const project = [...useStore.getState().records.project.values()][0];
  if (project) localStorage.setItem(placeKey(project.id), articleId);
}

/** The article that was read last in this project, else the first one; null when there is none. */
function readingStart(projectId: string): string | null {
  const { article } = useStore.getState().records;
  const last = localStorage.getItem(placeKey(projectId));
  if (last !== null && article.has(last)) return last;
  return [...article.keys()].toSorted()[0] ?? null;
}
