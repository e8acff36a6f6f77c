/** The calls about the backups of the open project. */
import type { BackupEntry, Handlers } from '../../shared/api';
import { FailureError, ok } from '../../shared/result';
import { annotationsIn, listBackups, pathOfBackup, requireSound, restoreBackup } from './backup';
import { openBackup } from './open-project';
import { type Session, adopt, closeProject, openedProject } from './session';
import { openedForWriting } from './write';

type BackupHandlers = Pick<Handlers, Extract<keyof Handlers, `backup.${string}`>>;

function entries(session: Session): BackupEntry[] {
  const { profileFolder } = session.options;
  const { path } = openedProject(session);
  return listBackups(profileFolder, path).map((backup) => ({
    ...backup,
    annotations: annotationsIn(pathOfBackup(profileFolder, path, backup.id)),
  }));
}

export const backupHandlers = (session: Session): BackupHandlers => ({
  'backup.list': () => ok(entries(session)),

  'backup.open': async ({ backupId }) => {
    const { path } = openedProject(session);
    const backup = listBackups(session.options.profileFolder, path).find(({ id }) => id === backupId);
    if (!backup) {
      const message = 'This backup is not there any more. Choose another.';
      throw new FailureError({ code: 'missing', message });
    }
    const file = pathOfBackup(session.options.profileFolder, path, backup.id);
    requireSound(file);
    return ok(await adopt(session, openBackup(path, file, backup.at)));
  },

  'backup.restore': async ({ backupId }) => {
    openedForWriting(session);
    const { path } = openedProject(session);
    const { profileFolder, now } = session.options;
    // Before the project is closed: a backup that is no good must not cost the user the open project.
    requireSound(pathOfBackup(profileFolder, path, backupId));
    await closeProject(session);
    return ok({ keptAs: restoreBackup(profileFolder, path, backupId, now(), 'before-restore') });
  },
});
