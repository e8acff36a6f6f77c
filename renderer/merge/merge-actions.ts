/** What is done with the files of colleagues, from the menu and the palette. */
import { CircleHelp, FileStack, GitMerge, Send } from 'lucide-react';
import type { Action } from '../actions';
import { shell } from '../api';
import { everythingWritten } from '../project/session';
import { isWritable, openDialog } from '../store';

/** Asks for files and merges them one after another. */
async function chooseAndMerge(): Promise<void> {
  const picks = await shell.chooseMerge();
  if (picks.length > 0 && (await everythingWritten())) openDialog({ kind: 'merge-projects', picks });
}

export const mergeActions: Action[] = [
  {
    id: 'project.merge',
    label: 'Merge a colleague’s project…',
    menu: 'file',
    icon: GitMerge,
    shortcuts: [],
    isAvailable: isWritable,
    run: chooseAndMerge,
  },
  {
    id: 'project.copy',
    label: 'Save a copy for a colleague…',
    menu: 'file',
    icon: Send,
    shortcuts: [],
    isAvailable: ({ project }) => project !== null,
    run: () => openDialog({ kind: 'copy' }),
  },
  {
    id: 'project.questions',
    label: 'Open questions of merges…',
    menu: 'file',
    icon: CircleHelp,
    shortcuts: [],
    isAvailable: ({ project }) => project !== null,
    run: () => openDialog({ kind: 'questions' }),
  },
  {
    id: 'project.file',
    label: 'About this file…',
    menu: 'file',
    icon: FileStack,
    shortcuts: [],
    isAvailable: ({ project }) => project !== null,
    run: () => openDialog({ kind: 'file' }),
  },
];
