import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { type Action, actionGroups, isOfCode, platformOf } from '../actions';
import {
  changeableActions,
  movedKey,
  ownersOf,
  recordedShortcut,
  refusal,
  saveKeys,
  withKeysOf,
} from '../shortcut-settings';
import { describeShortcut } from '../shortcuts';
import { closeDialog, useStore } from '../store';
import { Button, IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { foldForSearch } from '../ui/fold';

/** What is asked of the user about the action whose keys are being changed. */
interface Recording {
  id: string;
  /** The key that was pressed and has other owners; null while a key is waited for. */
  taken: string | null;
  /** Why the last key cannot be had, as a sentence. */
  refused: string | null;
}

/** The keys of all actions: each can be given another by pressing it. */
export function KeysDialog() {
  const state = useStore();
  const platform = useStore(platformOf);
  const [typed, setTyped] = useState('');
  const [recording, setRecording] = useState<Recording | null>(null);
  const words = foldForSearch(typed).split(' ');
  const shown = changeableActions(state).filter(({ label }) =>
    words.every((word) => foldForSearch(label).includes(word)),
  );

  const take = (id: string, shortcut: string): void => {
    const refused = refusal(shortcut, platform);
    const owners = ownersOf(useStore.getState(), shortcut, id);
    const codes = owners.filter(isOfCode);
    if (refused !== null) setRecording({ id, taken: null, refused });
    else if (codes.length > 0) setRecording({ id, taken: null, refused: codeSentence(shortcut, codes) });
    else if (owners.length > 0) setRecording({ id, taken: shortcut, refused: null });
    else {
      saveKeys(withKeysOf(useStore.getState().keys, id, [shortcut]));
      setRecording(null);
    }
  };
  const codeSentence = (shortcut: string, codes: readonly Action[]): string =>
    `${describeShortcut(shortcut, platform)} is a key of this project’s codebook: “${codes[0]?.label ?? ''}”. ` +
    'Choose another key here, or give the code another key there.';

  useRecordedKey(recording?.taken === null ? recording.id : null, {
    onKey: take,
    onCancel: () => setRecording(null),
  });

  return (
    <Dialog
      title="Change keys"
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <p className="footer-note">
            Keys are remembered on this computer. Those of codes are in the codebook.
          </p>
          <Button isDisabled={Object.keys(state.keys).length === 0} onPress={() => saveKeys({})}>
            Reset all
          </Button>
          <Button look="primary" onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <SearchField aria-label="Find an action" autoFocus className="search" value={typed} onChange={setTyped}>
        <Input className="input" placeholder="Find by what it does" dir="auto" />
      </SearchField>
      {actionGroups.map(({ menu, title }) => {
        const ofGroup = shown.filter((action) => action.menu === menu);
        if (ofGroup.length === 0) return null;
        return (
          <section key={menu} aria-label={title} className="key-group">
            <h3>{title}</h3>
            <ul>
              {ofGroup.map((action) => (
                <KeyRow
                  key={action.id}
                  action={action}
                  recording={recording?.id === action.id ? recording : null}
                  onRecord={() => setRecording({ id: action.id, taken: null, refused: null })}
                  onStop={() => setRecording(null)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {shown.length === 0 && <p className="options-empty">No action has these words.</p>}
    </Dialog>
  );
}

interface KeyRowProps {
  action: Action;
  recording: Recording | null;
  onRecord(): void;
  onStop(): void;
}

function KeyRow({ action: { id, label, shortcuts }, recording, onRecord, onStop }: KeyRowProps) {
  const platform = useStore(platformOf);
  const isChanged = useStore(({ keys }) => keys[id] !== undefined);
  const shown = shortcuts.map((shortcut) => describeShortcut(shortcut, platform));
  const name = label.replace('…', '');
  return (
    <li className="key-row">
      <span className="key-label" dir="auto">
        {name}
      </span>
      <span className="key-shown">
        {isChanged && <span className="badge">changed</span>}
        {shown.length === 0 && <span className="help">no key</span>}
        {shown.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
      <Button
        look="quiet"
        label={`Change the key of “${name}”, now ${shown.join(' or ') || 'none'}`}
        onPress={onRecord}
      >
        Change
      </Button>
      {isChanged ? (
        <IconButton
          label={`Reset the key of “${name}”`}
          icon={RotateCcw}
          onPress={() => saveKeys(withKeysOf(useStore.getState().keys, id, null))}
        />
      ) : (
        <span />
      )}
      {recording && <KeyQuestion recording={recording} onStop={onStop} />}
    </li>
  );
}

/** Waits for a key, says why one cannot be had, or asks whether to take it from its owner. */
function KeyQuestion({
  recording: { id, taken, refused },
  onStop,
}: {
  recording: Recording;
  onStop(): void;
}) {
  const platform = useStore(platformOf);
  const owners = useStore((state) =>
    taken === null
      ? ''
      : ownersOf(state, taken, id)
          .map(({ label }) => `“${label.replace('…', '')}”`)
          .join(' and '),
  );
  if (taken === null) {
    return (
      <p className="key-question" role="status">
        {refused !== null && <strong>{refused} </strong>}
        Press the new key, or Escape to leave it as it is.
      </p>
    );
  }
  const named = describeShortcut(taken, platform);
  return (
    <div className="key-question" role="alert">
      <p>
        <strong>
          {named} is the key of {owners}.
        </strong>{' '}
        Take it away there?
      </p>
      <div className="key-answers">
        <Button
          look="primary"
          autoFocus
          onPress={() => {
            saveKeys(movedKey(useStore.getState(), taken, id));
            onStop();
          }}
        >
          Take it away
        </Button>
        <Button onPress={onStop}>Leave it</Button>
      </div>
    </div>
  );
}

/** While an action waits for its key, every key press is that key; Escape or a click ends it. */
function useRecordedKey(
  id: string | null,
  { onKey, onCancel }: { onKey(id: string, shortcut: string): void; onCancel(): void },
): void {
  const platform = useStore(platformOf);
  useEffect(() => {
    if (id === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      if (event.isComposing || event.repeat) return;
      const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
      const altGraph = event.getModifierState('AltGraph');
      const shortcut = recordedShortcut(
        { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph },
        platform,
      );
      if (shortcut === 'Escape') onCancel();
      else if (shortcut !== null) onKey(id, shortcut);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('pointerdown', onCancel, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('pointerdown', onCancel, { capture: true });
    };
  }, [id, platform, onKey, onCancel]);
}
