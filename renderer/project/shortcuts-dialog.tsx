import { useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { type Action, actionGroups, allActions, platformOf } from '../actions';
import { describeShortcut } from '../shortcuts';
import { closeDialog, openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { foldForSearch } from '../ui/fold';

/** All keys, by what they are for. */
export function ShortcutsDialog() {
  const state = useStore();
  const platform = useStore(platformOf);
  const [typed, setTyped] = useState('');
  const shown = allActions(state).filter(
    (action) => action.shortcuts.length > 0 && isAbout(action, typed, state.keys[action.id] !== undefined),
  );
  return (
    <Dialog
      title="Keyboard shortcuts"
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={() => openDialog({ kind: 'keys' })}>Change keys…</Button>
          <Button look="primary" onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <p className="help">
        In the text, the arrow keys move the caret; with Shift they select, with{' '}
        {platform === 'mac' ? 'Option' : 'Ctrl'} they go by word.
      </p>
      <SearchField
        aria-label="Find a shortcut"
        autoFocus
        className="search"
        value={typed}
        onChange={setTyped}
      >
        <Input className="input" placeholder="Find by what it does" dir="auto" />
      </SearchField>
      <div className="shortcut-groups">
        {actionGroups.map(({ menu, title }) => {
          const ofGroup = shown.filter((action) => action.menu === menu);
          if (ofGroup.length === 0) return null;
          return (
            <section key={menu} aria-label={title}>
              <h3>{title}</h3>
              <dl className="keys">
                {ofGroup.map(({ id, label, shortcuts }) => (
                  <div key={id}>
                    <dt dir="auto">{label.replace('…', '')}</dt>
                    <dd>
                      {state.keys[id] && <span className="badge">changed</span>}
                      {shortcuts.map((shortcut) => (
                        <kbd key={shortcut}>{describeShortcut(shortcut, platform)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      {shown.length === 0 && <p className="options-empty">No shortcut has these words.</p>}
    </Dialog>
  );
}

/** Whether all the words are in the label; “changed” finds the keys that the user chose. */
function isAbout({ label }: Action, typed: string, isChanged: boolean): boolean {
  const text = foldForSearch(isChanged ? `${label} changed` : label);
  return foldForSearch(typed)
    .split(' ')
    .every((word) => text.includes(word));
}
