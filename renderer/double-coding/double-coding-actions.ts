/** Drawing articles that are coded twice, and seeing how far everybody is with them. */
import { CopyPlus, ListChecks } from 'lucide-react';
import type { Action } from '../actions';
import { openDialog } from '../store';

export const doubleCodingActions: Action[] = [
  {
    id: 'double-coding.draw',
    label: 'Draw articles for double coding…',
    menu: 'file',
    icon: CopyPlus,
    shortcuts: [],
    isAvailable: ({ project, records }) => project !== null && !project.readOnly && records.article.size > 0,
    run: () => openDialog({ kind: 'draw-articles' }),
  },
  {
    id: 'double-coding.list',
    label: 'Progress of double coding…',
    menu: 'file',
    icon: ListChecks,
    shortcuts: [],
    isAvailable: ({ project, records }) => project !== null && records.double_coding.size > 0,
    run: () => openDialog({ kind: 'double-codings' }),
  },
];
