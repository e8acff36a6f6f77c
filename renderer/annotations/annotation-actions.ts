import { Highlighter, Plus, Redo2, Trash2, Undo2 } from 'lucide-react';
import type { Action } from '../actions';
import { writes } from '../project/session';
import { type AppState, useStore } from '../store';
import {
  addSelectionToAnnotation,
  moveSelectedEdge,
  removeAnnotation,
  selectNeighbour,
  tagSelection,
} from './annotation-edits';
import type { Edge } from './edges';

/** Whether the project can be written: every action that changes something asks this. */
export const isWritable = ({ project }: AppState): boolean => project !== null && !project.readOnly;

/** The codes in use, in the order of the codebook. */
export const codesOf = ({ records }: Pick<AppState, 'records'>) =>
  [...records.code.values()].filter((code) => !code.retired).toSorted((a, b) => a.position - b.position);

/** What can be done to annotations, tagging with each of the codes first. */
export function annotationActions(state: AppState): Action[] {
  const tags = codesOf(state).map((code): Action => ({
    id: `annotation.tag.${code.id}`,
    label: `Tag selection as ${code.name}`,
    menu: 'annotate',
    icon: Highlighter,
    shortcuts: code.shortcut === null ? [] : [code.shortcut],
    isAvailable: (now) => isWritable(now) && now.selection !== null,
    run: () => tagSelection(code.id),
  }));
  return [...tags, ...onTheSelected, ...edgeActions];
}

export const undoActions: Action[] = [
  {
    id: 'history.undo',
    label: 'Undo',
    menu: 'edit',
    icon: Undo2,
    shortcuts: ['Mod+z'],
    repeats: true,
    isAvailable: (state) => isWritable(state) && state.undo.undo !== null,
    run: async () => {
      await writes.push('history.undo', () => undefined);
    },
  },
  {
    id: 'history.redo',
    label: 'Redo',
    menu: 'edit',
    icon: Redo2,
    shortcuts: ['Mod+Shift+z', 'Mod+y'],
    repeats: true,
    isAvailable: (state) => isWritable(state) && state.undo.redo !== null,
    run: async () => {
      await writes.push('history.redo', () => undefined);
    },
  },
];

const hasSelected = (state: AppState): boolean => isWritable(state) && state.selectedId !== null;

const onTheSelected: Action[] = [
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
    id: 'annotation.remove',
    label: 'Delete annotation',
    menu: 'annotate',
    icon: Trash2,
    shortcuts: ['Delete', 'Backspace'],
    isAvailable: hasSelected,
    run: async () => {
      const { selectedId } = useStore.getState();
      if (selectedId !== null) await removeAnnotation(selectedId);
    },
  },
  {
    id: 'annotation.next',
    label: 'Next annotation',
    menu: 'annotate',
    shortcuts: ['n'],
    repeats: true,
    isAvailable: (state) => (state.article?.placed.length ?? 0) > 0,
    run: () => selectNeighbour('next'),
  },
  {
    id: 'annotation.previous',
    label: 'Previous annotation',
    menu: 'annotate',
    shortcuts: ['p'],
    repeats: true,
    isAvailable: (state) => (state.article?.placed.length ?? 0) > 0,
    run: () => selectNeighbour('previous'),
  },
];

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
