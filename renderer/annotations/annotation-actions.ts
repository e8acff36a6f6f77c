import {
  Highlighter,
  NotebookPen,
  Plus,
  Redo2,
  Replace,
  Tags,
  TextSearch,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { Records } from '../../shared/changes';
import { shorten } from '../../shared/commands';
import type { Action } from '../actions';
import { stepThrough } from '../history/step';
import { type AppState, isWritable, notify, openDialog, useStore } from '../store';
import {
  addSelectionToAnnotation,
  askForCode,
  askForOccurrences,
  moveSelectedEdge,
  removeSelected,
  selectAtCaret,
  selectNeighbour,
  tagSelection,
} from './annotation-edits';
import type { Edge } from './edges';
import { offeredCodes } from './offered-codes';
import { hasSelected } from './tagging';
import { goToNote } from './to-fields';

/** What can be done to annotations, tagging with the codes first. */
export function annotationActions(state: AppState): Action[] {
  return [...tagActions(state.records), tagWithOther, ...onTheSelected, ...edgeActions];
}

const tagsOf = new WeakMap<Records['code'], readonly Action[]>();

/** Tagging with the codes that have a key or are among the first: made once for each state of the codebook. */
function tagActions(records: Records): readonly Action[] {
  let tags = tagsOf.get(records.code);
  if (!tags) {
    const { actions, menu } = offeredCodes(records);
    tags = actions.map((code): Action => ({
      id: `annotation.tag.${code.id}`,
      label: `Tag selection as ${shorten(code.name)}`,
      menu: 'annotate',
      icon: Highlighter,
      shortcuts: code.shortcut === null ? [] : [code.shortcut],
      keyOnly: !menu.includes(code),
      isAvailable: (now) => isWritable(now) && now.selection !== null,
      run: () => tagSelection(code.id),
    }));
    tagsOf.set(records.code, tags);
  }
  return tags;
}

/** Tagging with any code of the codebook, found by typing. */
const tagWithOther: Action = {
  id: 'annotation.tag-other',
  label: 'Tag selection with a code found by name…',
  menu: 'annotate',
  icon: Tags,
  shortcuts: ['t'],
  isAvailable: (state) => isWritable(state) && state.selection !== null,
  run: () => openDialog({ kind: 'codebook', task: { kind: 'pick', annotationId: null } }),
};

export const undoActions: Action[] = [
  {
    id: 'history.undo',
    label: 'Undo',
    menu: 'edit',
    icon: Undo2,
    shortcuts: ['Mod+z'],
    repeats: true,
    isAvailable: (state) => isWritable(state) && state.undo.undo !== null,
    about: (state) => state.undo.undo,
    run: () => stepThrough('history.undo'),
  },
  {
    id: 'history.redo',
    label: 'Redo',
    menu: 'edit',
    icon: Redo2,
    shortcuts: ['Mod+Shift+z', 'Mod+y'],
    repeats: true,
    isAvailable: (state) => isWritable(state) && state.undo.redo !== null,
    about: (state) => state.undo.redo,
    run: () => stepThrough('history.redo'),
  },
];

const onTheSelected: Action[] = [
  {
    id: 'annotation.tag-all',
    label: 'Tag all occurrences…',
    menu: 'annotate',
    icon: TextSearch,
    shortcuts: ['f'],
    isAvailable: (state) => isWritable(state) && state.selection !== null,
    run: askForOccurrences,
  },
  {
    id: 'annotation.addSpan',
    label: 'Add selection to the selected annotation',
    menu: 'annotate',
    icon: Plus,
    shortcuts: ['a'],
    isAvailable: (state) => hasSelected(state) && state.selection !== null,
    run: addSelectionToAnnotation,
  },
  {
    id: 'annotation.retag',
    label: 'Change the code of the annotation…',
    menu: 'annotate',
    icon: Replace,
    shortcuts: ['Shift+t'],
    isAvailable: hasSelected,
    run: askForCode,
  },
  {
    id: 'annotation.note',
    label: 'Write a note on the annotation',
    menu: 'annotate',
    icon: NotebookPen,
    shortcuts: ['m'],
    isAvailable: hasSelected,
    run: goToNote,
  },
  {
    id: 'annotation.remove',
    label: 'Delete annotation',
    menu: 'annotate',
    icon: Trash2,
    shortcuts: ['Delete', 'Backspace'],
    isAvailable: hasSelected,
    run: removeSelected,
  },
  {
    id: 'annotation.next',
    label: 'Next annotation',
    menu: 'annotate',
    shortcuts: ['n'],
    repeats: true,
    isAvailable: (state) => (state.article?.placed.length ?? 0) > 0,
    run: () => goToNeighbour('next'),
  },
  {
    id: 'annotation.previous',
    label: 'Previous annotation',
    menu: 'annotate',
    shortcuts: ['p'],
    repeats: true,
    isAvailable: (state) => (state.article?.placed.length ?? 0) > 0,
    run: () => goToNeighbour('previous'),
  },
  {
    id: 'annotation.at-caret',
    label: 'Select the annotation at the caret, then the next one there',
    menu: 'annotate',
    shortcuts: ['c'],
    isAvailable: (state) => (state.article?.placed.length ?? 0) > 0,
    run: selectAtCaret,
  },
];

/** At the end of the list the key does nothing, and says so. */
async function goToNeighbour(direction: 'next' | 'previous'): Promise<void> {
  if ((await selectNeighbour(direction)) || useStore.getState().selectedId === null) return;
  notify('info', `That was the ${direction === 'next' ? 'last' : 'first'} annotation.`);
}

/** The edges of the selected annotation: arrows move by word as they point, comma and full stop by character. */
const edgeActions: Action[] = (['start', 'end'] as const).flatMap((edge) => {
  const shift = edge === 'start' ? '' : 'Shift+';
  return [
    edgeAction(edge, 'left', 'word', `Alt+${shift}ArrowLeft`, `Move the ${edge} one word left`),
    edgeAction(edge, 'right', 'word', `Alt+${shift}ArrowRight`, `Move the ${edge} one word right`),
    edgeAction(edge, 'previous', 'character', `Alt+${shift},`, `Move the ${edge} one character back`),
    edgeAction(edge, 'next', 'character', `Alt+${shift}.`, `Move the ${edge} one character forward`),
  ];
});

function edgeAction(
  edge: Edge,
  towards: 'left' | 'right' | 'next' | 'previous',
  step: 'word' | 'character',
  shortcut: string,
  label: string,
): Action {
  return {
    id: `annotation.move-${edge}.${towards}`,
    label,
    menu: 'annotate',
    shortcuts: [shortcut],
    keyOnly: true,
    repeats: true,
    isAvailable: hasSelected,
    run: () => moveSelectedEdge(edge, towards, step),
  };
}
