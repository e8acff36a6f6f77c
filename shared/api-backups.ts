/** Calls about the backups of the open project: its timed snapshots and the checkpoints before losses. */
import { z } from 'zod';
import { nothing } from './api-common';
import type { ProjectSnapshot } from './api-project';
import type { BackupInfo } from './result';

const backupId = z.string().min(1).max(200);

export const backupInputs = {
  'backup.list': nothing,
  /** Shows a backup for reading, in place of the open project, whose file stays as it is. */
  'backup.open': z.strictObject({ backupId }),
  /** Closes the project and puts the backup in its place; what was there is kept beside it. */
  'backup.restore': z.strictObject({ backupId }),
};

/** `annotations` is null for a backup that cannot be read any more. */
export interface BackupEntry extends BackupInfo {
  annotations: number | null;
}

export interface BackupOutputs {
  /** Newest first. */
  'backup.list': BackupEntry[];
  'backup.open': ProjectSnapshot;
  /** The project is closed now; `keptAs` is the name under which its file was kept. */
  'backup.restore': { keptAs: string };
}
