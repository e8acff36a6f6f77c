/** What can be done to the actor or concept that is shown. */
import { Combine, CopyCheck, Split, Trash2 } from 'lucide-react';
import type { EntryType } from '../../shared/registry';
import type { Action } from '../actions';
import { isWritable, type AppState, openDialog, useStore } from '../store';

/** The entry that the registry shows, if it shows one. */
function shownEntry({ view, records, shownActorId, shownConceptId }: AppState): {
  type: EntryType;
  entryId: string;
} | null {
  if (view === 'actors' && shownActorId !== null && records.actor.has(shownActorId)) {
    return { type: 'actor', entryId: shownActorId };
  }
  if (view === 'concepts' && shownConceptId !== null && records.concept.has(shownConceptId)) {
    return { type: 'concept', entryId: shownConceptId };
  }
  return null;
}

const onShown = (kind: 'merge-entry' | 'split-entry' | 'remove-entry'): void => {
  const shown = shownEntry(useStore.getState());
  if (shown) openDialog({ kind, ...shown });
};

const canEdit = (state: AppState): boolean =>
  isWritable(state) && !state.showsDuplicates && shownEntry(state) !== null;

export const registryActions: Action[] = [
  {
    id: 'registry.merge',
    label: 'Merge with…',
    menu: 'edit',
    icon: Combine,
    shortcuts: [],
    isAvailable: canEdit,
    run: () => onShown('merge-entry'),
  },
  {
    id: 'registry.split',
    label: 'Split…',
    menu: 'edit',
    icon: Split,
    shortcuts: [],
    isAvailable: canEdit,
    run: () => onShown('split-entry'),
  },
  {
    id: 'registry.remove',
    label: 'Remove from the registry…',
    menu: 'edit',
    icon: Trash2,
    shortcuts: [],
    isAvailable: canEdit,
    run: () => onShown('remove-entry'),
  },
  {
    id: 'registry.duplicates',
    label: 'Find duplicates',
    menu: 'edit',
    icon: CopyCheck,
    shortcuts: ['Mod+Shift+d'],
    isAvailable: ({ view }) => view === 'actors' || view === 'concepts',
    run: () => useStore.setState(({ showsDuplicates }) => ({ showsDuplicates: !showsDuplicates })),
  },
];
