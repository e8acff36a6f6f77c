import { useMemo } from 'react';
import { Autocomplete, Input, Menu, MenuItem, SearchField } from 'react-aria-components';
import { allActions } from '../actions';
import { describeShortcut } from '../shortcuts';
import { closeDialog, useStore } from '../store';
import { Dialog } from '../ui/dialog';
import { foldForSearch } from '../ui/fold';

/** Everything that can be done now, found by typing, with its key beside it. */
export function CommandsDialog() {
  const state = useStore();
  const platform = state.start?.platform ?? 'linux';
  const actions = useMemo(
    () =>
      allActions(state).filter(
        (action) => !action.keyOnly && action.id !== 'view.commands' && action.isAvailable(state),
      ),
    [state],
  );
  return (
    <Dialog title="Commands" onClose={closeDialog} size="medium">
      <Autocomplete filter={containsWords}>
        <SearchField aria-label="Find a command" autoFocus className="search">
          <Input className="input" placeholder="Type what you want to do" />
        </SearchField>
        <Menu
          aria-label="Commands"
          className="menu palette"
          items={actions}
          renderEmptyState={() => <p className="options-empty">No command has these words.</p>}
          onAction={(id) => {
            closeDialog();
            const action = actions.find((candidate) => candidate.id === id);
            // The dialog gives the focus back first, so that the command finds it where it was.
            setTimeout(() => void action?.run(), 0);
          }}
        >
          {({ id, label, icon: Icon, shortcuts }) => (
            <MenuItem id={id} className="option" textValue={label}>
              <span className="option-icon">{Icon && <Icon size={15} aria-hidden />}</span>
              <span className="option-label">{label}</span>
              {shortcuts[0] !== undefined && <kbd>{describeShortcut(shortcuts[0], platform)}</kbd>}
            </MenuItem>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}

/** Whether the label has all the typed words, in any order. */
function containsWords(label: string, typed: string): boolean {
  const text = foldForSearch(label);
  return foldForSearch(typed)
    .split(' ')
    .every((word) => text.includes(word));
}
