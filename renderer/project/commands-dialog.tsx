import { useMemo, useState } from 'react';
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components';
import { type Action, allActions, labelNow, platformOf } from '../actions';
import { describeShortcut } from '../shortcuts';
import { closeDialog, useStore } from '../store';
import { Dialog } from '../ui/dialog';
import { type CommandGroup, findCommands, withRecent } from './command-search';

/** Everything that can be done now, found by typing, with its key beside it. */
export function CommandsDialog() {
  const state = useStore();
  const [typed, setTyped] = useState('');
  const [recent] = useState(readRecent);
  const actions = useMemo(
    () => allActions(state).filter((action) => action.id !== 'view.commands' && action.isAvailable(state)),
    [state],
  );
  const { groups, more } = useMemo(() => findCommands(actions, typed, recent), [actions, typed, recent]);
  return (
    <Dialog title="Commands" onClose={closeDialog} size="medium">
      <Autocomplete inputValue={typed} onInputChange={setTyped} filter={found}>
        <SearchField aria-label="Find a command" autoFocus className="search">
          <Input className="input" placeholder="Type what you want to do" dir="auto" />
        </SearchField>
        <Menu
          aria-label="Commands"
          className="menu palette"
          renderEmptyState={() => <p className="options-empty">No command has these words.</p>}
          onAction={(id) => {
            localStorage.setItem(recentPlace, JSON.stringify(withRecent(recent, String(id))));
            closeDialog();
            const action = actions.find((candidate) => candidate.id === id);
            // The dialog gives the focus back first, so that the command finds it where it was.
            setTimeout(() => void action?.run(), 0);
          }}
        >
          {groups.map((group) => (
            <Commands key={group.title} group={group} />
          ))}
        </Menu>
      </Autocomplete>
      {more > 0 && (
        <p className="help" role="status">
          {more.toLocaleString('en')} more: type part of the name.
        </p>
      )}
    </Dialog>
  );
}

/** What is listed was found already. */
const found = (): boolean => true;

function Commands({ group: { title, actions } }: { group: CommandGroup }) {
  return (
    <MenuSection className="palette-group" aria-label={title === '' ? 'Found' : title}>
      {title !== '' && <Header className="palette-title">{title}</Header>}
      {actions.map((action) => (
        <Command key={action.id} action={action} />
      ))}
    </MenuSection>
  );
}

function Command({ action }: { action: Action }) {
  const { id, icon: Icon, shortcuts } = action;
  const platform = useStore(platformOf);
  const label = useStore((state) => labelNow(action, state));
  return (
    <MenuItem id={id} className="option" textValue={label}>
      <span className="option-icon">{Icon && <Icon size={15} aria-hidden />}</span>
      <span className="option-label" dir="auto">
        {label}
      </span>
      {shortcuts[0] !== undefined && <kbd>{describeShortcut(shortcuts[0], platform)}</kbd>}
    </MenuItem>
  );
}

const recentPlace = 'commands-used-last';

/** The ids of the commands used last on this machine, the latest first. */
function readRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(recentPlace) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
