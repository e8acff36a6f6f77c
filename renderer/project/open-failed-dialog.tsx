import { useState } from 'react';
import type { BackupInfo, Failure } from '../../shared/result';
import type { Pick as PickedFile } from '../../shared/shell-api';
import { call, shell } from '../api';
import { closeDialog, notify } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { openProject } from './session';

const titles: Partial<Record<Failure['code'], string>> = {
  'not-a-project': 'This is not a Claimbook project',
  damaged: 'This project file is damaged',
  'newer-file': 'This project needs a newer Claimbook',
  locked: 'This project is open elsewhere',
  missing: 'This project is no longer there',
  'read-only': 'This project cannot be written',
};

interface Props {
  pick: PickedFile;
  failure: Failure;
  /** Whether another window of this app has the project. */
  inOtherWindow: boolean;
}

/** Says why a file could not be opened, and offers what can be done about it. */
export function OpenFailedDialog({ pick, failure, inOtherWindow }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const backup = failure.code === 'damaged' ? failure.backups[0] : undefined;

  const restore = async ({ id }: BackupInfo): Promise<void> => {
    const result = await call('project.restore', { token: pick.token, backupId: id });
    if (!result.ok) {
      setProblem(result.error.message);
      return;
    }
    closeDialog();
    if (await openProject(pick)) {
      notify('info', `The backup is back in place. The damaged file is kept as ${result.value.keptAs}.`);
    }
  };

  const goToWindow = (): void => {
    closeDialog();
    void shell.goToWindowOf(pick.token);
  };

  return (
    <Dialog
      title={titles[failure.code] ?? 'This file could not be opened'}
      role="alertdialog"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Close</Button>
          {backup && (
            <Button look="primary" autoFocus onPress={() => void restore(backup)}>
              {`Restore the backup of ${momentOf(backup.at)}`}
            </Button>
          )}
          {failure.code === 'locked' && (
            <Button
              {...(inOtherWindow ? {} : { look: 'primary', autoFocus: true })}
              onPress={() => void openProject(pick, 'copy')}
            >
              Open a read-only copy
            </Button>
          )}
          {inOtherWindow && (
            <Button look="primary" autoFocus onPress={goToWindow}>
              Go to its window
            </Button>
          )}
          {failure.code === 'read-only' && (
            <Button look="primary" autoFocus onPress={() => void openProject(pick, 'read')}>
              Open to read only
            </Button>
          )}
        </>
      }
    >
      <p className="file-name">
        <bdi>{pick.fileName}</bdi>
      </p>
      <p>{failure.message}</p>
      {failure.code === 'damaged' && (
        <p>
          {backup
            ? 'Restoring puts the backup in its place; the damaged file is kept beside it under another name.'
            : 'There is no backup of this project on this computer.'}
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const momentOf = (time: string): string => momentFormat.format(new Date(time));
