import { useEffect, useState } from 'react';
import type { BackupEntry } from '../../shared/api';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { isWritable, closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { openBackup, restoreBackup } from './backups';

/** The snapshots and checkpoints of this project: when, how much is in them; each can be looked at or restored. */
export function BackupsDialog() {
  const canWrite = useStore(isWritable);
  const [backups, setBackups] = useState<readonly BackupEntry[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [toRestore, setToRestore] = useState<BackupEntry | null>(null);
  useEffect(() => {
    void call('backup.list', undefined).then((result) => {
      setBackups(result.ok ? result.value : []);
      setProblem(result.ok ? null : result.error.message);
    });
  }, []);

  if (toRestore) return <RestoreQuestion backup={toRestore} onBack={() => setToRestore(null)} />;
  return (
    <Dialog
      title="Backups"
      size="large"
      onClose={closeDialog}
      footer={<Button onPress={closeDialog}>Close</Button>}
    >
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      <p className="help">
        Claimbook takes a snapshot every ten minutes of work and when the project is closed, and a checkpoint
        before many annotations go. They lie on this computer, apart from the project.
      </p>
      {backups?.length === 0 && problem === null && <p>There are no backups of this project yet.</p>}
      {backups !== null && backups.length > 0 && (
        <div className="table-frame">
          <table className="table backups" aria-label="Backups">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Why</th>
                <th scope="col" className="number">
                  Annotations
                </th>
                <th scope="col" className="number">
                  Size
                </th>
                <th scope="col">
                  <span className="visually-hidden">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <Row
                  key={backup.id}
                  backup={backup}
                  canRestore={canWrite}
                  onRestore={() => setToRestore(backup)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}

interface RowProps {
  backup: BackupEntry;
  canRestore: boolean;
  onRestore: () => void;
}

function Row({ backup, canRestore, onRestore }: RowProps) {
  const { at, bytes, checkpoint, annotations } = backup;
  const when = momentOf(at);
  return (
    <tr>
      <td className="time-cell">{when}</td>
      <td>
        {checkpoint === null ? (
          'Snapshot'
        ) : (
          <>
            Checkpoint before “<bdi>{checkpoint}</bdi>”
          </>
        )}
      </td>
      <td className="number">{annotations === null ? 'damaged' : annotations.toLocaleString('en')}</td>
      <td className="number">{sizeOf(bytes)}</td>
      <td className="backup-buttons">
        {annotations !== null && (
          <>
            <Button
              label={`Open the backup of ${when} as a read-only copy`}
              onPress={() => void openBackup(backup.id)}
            >
              Open read-only
            </Button>
            {canRestore && (
              <Button label={`Restore the backup of ${when}`} onPress={onRestore}>
                Restore…
              </Button>
            )}
          </>
        )}
      </td>
    </tr>
  );
}

function RestoreQuestion({ backup, onBack }: { backup: BackupEntry; onBack: () => void }) {
  return (
    <Dialog
      title="Restore this backup?"
      role="alertdialog"
      onClose={onBack}
      footer={
        <>
          <Button autoFocus onPress={onBack}>
            Back
          </Button>
          <Button look="danger" onPress={() => void restoreBackup(backup.id)}>
            Restore
          </Button>
        </>
      }
    >
      <p>
        The project goes back to {momentOf(backup.at)}, with {countOf(backup.annotations ?? 0, 'annotation')}.
        What was done since is not in it.
      </p>
      <p>The present file is kept beside it under another name.</p>
    </Dialog>
  );
}

const momentFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const momentOf = (at: string): string => momentFormat.format(new Date(at));

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`
    : `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
