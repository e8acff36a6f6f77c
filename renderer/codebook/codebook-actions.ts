import { BookMarked, Plus } from 'lucide-react';
import type { Action } from '../actions';
import { isWritable, openDialog } from '../store';
import { showView } from '../views';
import { newCode } from './code-edits';

export const codebookActions: Action[] = [
  {
    id: 'codebook.new-code',
    label: 'New code',
    menu: 'edit',
    icon: Plus,
    shortcuts: [],
    isAvailable: isWritable,
    run: async () => {
      showView('codebook');
      await newCode(null);
    },
  },
  {
    id: 'codebook.books',
    label: 'Codebook templates and files…',
    menu: 'file',
    icon: BookMarked,
    shortcuts: [],
    isAvailable: (state) => state.project !== null,
    run: () => openDialog({ kind: 'codebook', task: { kind: 'books' } }),
  },
];
