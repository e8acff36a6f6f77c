import { FilePlus2, PencilLine, Trash2 } from 'lucide-react';
import type { Action } from '../actions';
import { isWritable, type AppState, openDialog, useStore } from '../store';

const hasArticle = (state: AppState): boolean => isWritable(state) && state.article !== null;

export const articleActions: Action[] = [
  {
    id: 'article.add',
    label: 'Add articles…',
    menu: 'file',
    icon: FilePlus2,
    shortcuts: ['Mod+i'],
    isAvailable: isWritable,
    run: () => openDialog({ kind: 'add-articles' }),
  },
  {
    id: 'article.edit',
    label: 'Edit details…',
    menu: 'edit',
    icon: PencilLine,
    shortcuts: [],
    isAvailable: hasArticle,
    run: () => {
      const { article } = useStore.getState();
      if (article) openDialog({ kind: 'edit-details', articleId: article.id });
    },
  },
  {
    id: 'article.remove',
    label: 'Remove article…',
    menu: 'edit',
    icon: Trash2,
    shortcuts: [],
    isAvailable: hasArticle,
    run: () => {
      const { article } = useStore.getState();
      if (article) openDialog({ kind: 'remove-article', articleId: article.id });
    },
  },
];
