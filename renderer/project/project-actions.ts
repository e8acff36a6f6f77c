import { Archive, Download, FolderOpen, Info, PackageOpen, SquarePlus, Upload, X } from 'lucide-react';
import type { Action } from '../actions';
import { shell } from '../api';
import { openDialog } from '../store';
import { leaveBackup } from './backups';
import { closeProject, createProject, openProject } from './session';
import { useStore, notify } from '../store';

/** Asks for a project file and opens it. */
export async function chooseAndOpen(): Promise<void> {
  const pick = await shell.chooseProject();
  if (pick) await openProject(pick);
}

/** Opens the sample project; the first time it is made. */
export async function openSample(): Promise<void> {
  const { pick, exists } = await shell.pickSample();
  if (exists) {
    await openProject(pick);
    return;
  }
  const coderName = useStore.getState().start?.coderName ?? '';
  const failure = await createProject(pick, {
    name: 'Sample project',
    coderName: coderName.trim() === '' ? 'Coder' : coderName,
    sample: true,
  });
  if (failure) notify('problem', failure.message);
}

export const projectActions: Action[] = [
  {
    id: 'project.new',
    label: 'New project…',
    menu: 'file',
    icon: SquarePlus,
    shortcuts: ['Mod+n'],
    isAvailable: () => true,
    run: () => openDialog({ kind: 'new-project' }),
  },
  {
    id: 'project.rebuild',
    label: 'New project from an archive…',
    menu: 'file',
    icon: PackageOpen,
    shortcuts: [],
    isAvailable: () => true,
    run: () => openDialog({ kind: 'rebuild-project' }),
  },
  {
    id: 'project.open',
    label: 'Open project…',
    menu: 'file',
    icon: FolderOpen,
    shortcuts: ['Mod+o'],
    isAvailable: () => true,
    run: chooseAndOpen,
  },
  {
    id: 'project.sample',
    label: 'Open the sample project',
    menu: 'file',
    shortcuts: [],
    isAvailable: () => true,
    run: openSample,
  },
  {
    id: 'project.details',
    label: 'Project details…',
    menu: 'file',
    icon: Info,
    shortcuts: [],
    isAvailable: (state) => state.project !== null,
    run: () => openDialog({ kind: 'project-details' }),
  },
  {
    id: 'project.dataset',
    label: 'Take in a dataset…',
    menu: 'file',
    icon: Upload,
    shortcuts: [],
    isAvailable: (state) => state.project !== null && !state.project.readOnly,
    run: () => openDialog({ kind: 'dataset' }),
  },
  {
    id: 'project.export',
    label: 'Export…',
    menu: 'file',
    icon: Download,
    shortcuts: ['Mod+e'],
    isAvailable: (state) => state.project !== null,
    run: () => openDialog({ kind: 'export' }),
  },
  {
    id: 'project.backups',
    label: 'Backups…',
    menu: 'file',
    icon: Archive,
    shortcuts: [],
    isAvailable: (state) => state.project !== null,
    run: () => openDialog({ kind: 'backups' }),
  },
  {
    id: 'project.leave-backup',
    label: 'Back from the backup to the project',
    menu: 'file',
    shortcuts: [],
    isAvailable: (state) => state.shownBackupId !== null,
    run: leaveBackup,
  },
  {
    id: 'project.close',
    label: 'Close project',
    menu: 'file',
    icon: X,
    shortcuts: [],
    isAvailable: (state) => state.project !== null,
    run: closeProject,
  },
];
