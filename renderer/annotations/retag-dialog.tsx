import { type KeyboardEvent, useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, SearchField } from 'react-aria-components';
import { platformOf } from '../actions';
import { canonical, describeShortcut, shortcutsOf } from '../shortcuts';
import { closeDialog, useStore } from '../store';
import { CodeMark } from '../ui/code-mark';
import { Dialog } from '../ui/dialog';
import { foldForSearch } from '../ui/fold';
import { recode } from './annotation-edits';
import { offeredCodes } from './offered-codes';

/** More than anyone reads; the words narrow it down. */
const most = 60;

/** Asks for another code of an annotation: its key, or a part of its name. */
export function RetagDialog({ annotationId }: { annotationId: string }) {
  const records = useStore((state) => state.records);
  const platform = useStore(platformOf);
  const [typed, setTyped] = useState('');
  const present = records.annotation.get(annotationId)?.codeId ?? null;
  const codes = offeredCodes(records).inUse;
  const query = foldForSearch(typed);
  const fitting = codes.filter(({ name }) => foldForSearch(name).includes(query));

  const choose = (codeId: string): void => {
    closeDialog();
    if (codeId !== present) void recode(annotationId, codeId);
  };
  /** A code's own key chooses it as long as nothing is typed. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (typed !== '' || event.nativeEvent.isComposing) return;
    const pressed = shortcutsOf(event, platform);
    const code = codes.find(({ shortcut }) => shortcut !== null && pressed.includes(canonical(shortcut)));
    if (!code) return;
    event.preventDefault();
    event.stopPropagation();
    choose(code.id);
  };

  return (
    <Dialog title="Change the code" onClose={closeDialog} size="small">
      <div onKeyDownCapture={onKeyDown}>
        <Autocomplete inputValue={typed} onInputChange={setTyped} filter={found}>
          <SearchField aria-label="Find a code" autoFocus className="search">
            <Input className="input" placeholder="Press its key, or type its name" dir="auto" />
          </SearchField>
          <Menu
            aria-label="Codes"
            className="menu palette few"
            renderEmptyState={() => <p className="options-empty">No code has these words.</p>}
            onAction={(id) => choose(String(id))}
          >
            {fitting.slice(0, most).map((code) => (
              <MenuItem key={code.id} id={code.id} className="option" textValue={code.name}>
                <CodeMark code={code} />
                <span className="option-label" dir="auto">
                  {code.name}
                </span>
                {code.id === present && <span className="badge">now</span>}
                {code.shortcut !== null && <kbd>{describeShortcut(code.shortcut, platform)}</kbd>}
              </MenuItem>
            ))}
          </Menu>
        </Autocomplete>
      </div>
      {fitting.length > most && (
        <p className="help" role="status">
          {(fitting.length - most).toLocaleString('en')} more: type part of the name.
        </p>
      )}
    </Dialog>
  );
}

/** What is listed was found already. */
const found = (): boolean => true;
