/** Looking at a backup in place of the project, going back, and restoring one. */
import { call, shell } from '../api';
import { type OpenProject, notify, useStore } from '../store';
import { withSnapshot } from '../taken-in';
import { everythingWritten, openArticle, openProject, writes } from './session';

/** Shows a backup for reading; the project's file stays as it is, and the banner leads back to it. */
export async function openBackup(backupId: string): Promise<void> {
  const { project } = useStore.getState();
  if (!project || !(await everythingWritten())) return;
  await writes.closedWhile(() => show(project, backupId));
}

async function show(project: OpenProject, backupId: string): Promise<void> {
  const { article } = useStore.getState();
  const result = await call('backup.open', { backupId });
  if (!result.ok) {
    notify('problem', result.error.message);
    return;
  }
  useStore.setState((state) => ({
    ...withSnapshot(state, project.pick, result.value),
    shownBackupId: backupId,
    dialog: null,
  }));
  // The same article, as it was then.
  if (article && result.value.articles.some(({ id }) => id === article.id)) await openArticle(article.id);
  const title = `${result.value.project.name} (backup)`;
  await shell.opened({ token: project.pick.token, title, coderName: '' });
}

/** From a backup back to the project as it is. */
export async function leaveBackup(): Promise<void> {
  const { project, shownBackupId } = useStore.getState();
  if (project && shownBackupId !== null) await openProject(project.pick);
}

/** Puts a backup in the place of the open project and opens it; the present file is kept beside it. */
export async function restoreBackup(backupId: string): Promise<void> {
  const { project } = useStore.getState();
  if (!project || !(await everythingWritten())) return;
  const [result, isOpen] = await writes.closedWhile(async () => [
    await call('backup.restore', { backupId }),
    // Whatever went wrong, the project is opened again: restoring had to close it.
    await openProject(project.pick),
  ]);
  if (!result.ok) notify('problem', result.error.message);
  else if (isOpen)
    notify('info', `The backup is in place. The project as it was is kept as ${result.value.keptAs}.`);
}
