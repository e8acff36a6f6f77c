/** Filling frames without leaving the text. Each key is one letter, because a coder presses it all day. */
import { CornerDownRight, ListTodo, Repeat, TextCursorInput, WandSparkles } from 'lucide-react';
import type { Action } from '../actions';
import type { AppState } from '../store';
import { askForSlot } from './assigning';
import { positionOf } from './choices';
import { repeatFrame, sameSpeaker, selectIncomplete, setPosition, takeOffer } from './frame-edits';
import { hasSelected, isTagging } from './tagging';

function hasPosition(state: AppState): boolean {
  const annotation = state.records.annotation.get(state.selectedId ?? '');
  return isTagging() || (annotation !== undefined && positionOf(annotation.codeId, state.records) !== null);
}

const positions = [
  { sign: -1, name: 'against', shortcuts: ['-'] },
  { sign: 0, name: 'neutral', shortcuts: ['0'] },
  { sign: 1, name: 'for', shortcuts: ['+', '='] },
] as const;

export const frameActions: Action[] = [
  {
    id: 'frame.assign',
    label: 'Assign the selected words to a slot…',
    menu: 'annotate',
    icon: TextCursorInput,
    shortcuts: ['s'],
    isAvailable: (state) => hasSelected(state) && state.selection !== null,
    run: askForSlot,
  },
  {
    id: 'frame.take-offer',
    label: 'Take what the next empty field offers',
    menu: 'annotate',
    icon: WandSparkles,
    shortcuts: ['y'],
    isAvailable: hasSelected,
    run: takeOffer,
  },
  {
    id: 'frame.same-speaker',
    label: 'Same speaker, next sentence',
    menu: 'annotate',
    icon: CornerDownRight,
    shortcuts: ['x'],
    isAvailable: hasSelected,
    run: sameSpeaker,
  },
  {
    id: 'frame.repeat',
    label: 'Fill in as the last one of this code',
    menu: 'annotate',
    icon: Repeat,
    shortcuts: ['r'],
    isAvailable: hasSelected,
    run: repeatFrame,
  },
  ...positions.map(({ sign, name, shortcuts }): Action => ({
    id: `frame.position.${name}`,
    label: `Position: ${name}`,
    menu: 'annotate',
    shortcuts,
    isAvailable: (state) => hasSelected(state) && hasPosition(state),
    run: () => setPosition(sign),
  })),
  {
    id: 'frame.next-incomplete',
    label: 'Next incomplete annotation',
    menu: 'annotate',
    icon: ListTodo,
    shortcuts: ['i'],
    isAvailable: ({ project }) => project !== null,
    run: () => selectIncomplete('next'),
  },
  {
    id: 'frame.previous-incomplete',
    label: 'Previous incomplete annotation',
    menu: 'annotate',
    shortcuts: ['Shift+i'],
    isAvailable: ({ article }) => article !== null,
    run: () => selectIncomplete('previous'),
  },
];
