import { FileDown, FilePlus2, PencilLine, Trash2 } from 'lucide-react';
import { isolated } from '../../shared/names';
import type { Action } from '../actions';
import { call, shell } from '../api';
import { everythingWritten } from '../project/session';
import { isWritable, type AppState, notify, openDialog, useStore } from '../store';

const hasArticle = (state: AppState): boolean => isWritable(state) && state.article !== null;

/** The article that is shown, with its annotations in the text and in the margin, for reading and print. */
async function savePdf(): Promise<void> {
  const { article, records } = useStore.getState();
  if (!article || !(await everythingWritten())) return;
  const page = await call('article.page', { articleId: article.id });
  const saved = page.ok
    ? await shell.savePdf(page.value.html, records.article.get(article.id)?.title ?? '')
    : page;
  if (saved === null) return;
  if (!saved.ok) {
    notify('problem', saved.error.message);
    return;
  }
  const { token, fileName } = saved.value;
  notify('info', `The article was saved as ${isolated(fileName)}.`, [
    { label: 'Show in folder', run: () => void shell.showInFolder(token) },
  ]);
}

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
    id: 'article.pdf',
    label: 'Save article as PDF…',
    menu: 'file',
    icon: FileDown,
    shortcuts: [],
    isAvailable: (state) => state.article !== null,
    run: savePdf,
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
