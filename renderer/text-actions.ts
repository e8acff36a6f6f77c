/**
 * Caret and selection by key, in the order of reading. One hand rests on H J K L: word back, sentence on,
 * sentence back, word on; U and O above them go by paragraph, G goes by name; Shift makes longer or shorter.
 */
import type { Direction, Unit } from '../shared/text-movement';
import type { Action } from './actions';
import {
  caretTo,
  extendBy,
  growSelection,
  selectNext,
  shrinkSelection,
  snapSelection,
} from './editor/caret-commands';
import type { AppState } from './store';

const hasText = (state: AppState): boolean => state.view === 'article' && state.article !== null;
const hasWords = (state: AppState): boolean => hasText(state) && state.selection !== null;

const units: { unit: Unit; next: string; previous: string }[] = [
  { unit: 'sentence', next: 'j', previous: 'k' },
  { unit: 'word', next: 'l', previous: 'h' },
  { unit: 'name', next: 'g', previous: 'Shift+g' },
  { unit: 'paragraph', next: 'o', previous: 'u' },
];

const selecting: Action[] = units.flatMap(({ unit, ...keys }) =>
  bothWays((direction) => ({
    id: `select.${unit}.${direction}`,
    label: `Select the ${direction} ${unit}`,
    shortcuts: [keys[direction]],
    run: () => selectNext(unit, direction),
  })),
);

const extending: Action[] = units
  .filter(({ unit }) => unit !== 'name')
  .flatMap(({ unit, ...keys }) =>
    bothWays((direction) => ({
      id: `select.extend-${unit}.${direction}`,
      label: direction === 'next' ? `Select one ${unit} further` : `Select one ${unit} back`,
      shortcuts: [`Shift+${keys[direction]}`],
      keyOnly: true,
      run: () => extendBy(unit, direction),
    })),
  );

const moving: Action[] = (
  [
    { unit: 'sentence', next: 'Alt+ArrowDown', previous: 'Alt+ArrowUp' },
    { unit: 'paragraph', next: 'Alt+PageDown', previous: 'Alt+PageUp' },
  ] as const
).flatMap(({ unit, ...keys }) =>
  bothWays((direction) => ({
    id: `caret.${unit}.${direction}`,
    label: `Caret to the ${direction} ${unit}`,
    shortcuts: [keys[direction]],
    keyOnly: true,
    run: () => caretTo(unit, direction),
  })),
);

function bothWays(
  make: (direction: Direction) => Pick<Action, 'id' | 'label' | 'shortcuts' | 'run' | 'keyOnly'>,
): Action[] {
  return (['next', 'previous'] as const).map((direction) => ({
    menu: 'select',
    repeats: true,
    isAvailable: hasText,
    ...make(direction),
  }));
}

export const textActions: Action[] = [
  ...selecting,
  {
    id: 'select.grow',
    label: 'Grow the selection: word, name, clause, quotation, sentence',
    menu: 'select',
    shortcuts: ['w'],
    repeats: true,
    isAvailable: hasText,
    run: growSelection,
  },
  {
    id: 'select.shrink',
    label: 'Shrink the selection again',
    menu: 'select',
    shortcuts: ['Shift+w'],
    repeats: true,
    isAvailable: hasWords,
    run: shrinkSelection,
  },
  {
    id: 'select.snap',
    label: 'Snap the selection to whole words',
    menu: 'select',
    shortcuts: [],
    isAvailable: hasWords,
    run: snapSelection,
  },
  ...extending,
  ...moving,
];
