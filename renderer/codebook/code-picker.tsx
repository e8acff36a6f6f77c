import { type KeyboardEvent, useMemo, useState } from 'react';
import { platformOf } from '../actions';
import { recode, tagSelection } from '../annotations/annotation-edits';
import { offeredCodes } from '../annotations/offered-codes';
import { editorFocus } from '../editor-focus';
import { canonical, shortcutsOf } from '../shortcuts';
import { closeDialog, useStore } from '../store';
import { Dialog } from '../ui/dialog';
import { CodeChooser } from './code-chooser';

/**
 * Finds a code by typing and tags the selected words with it, or changes the annotation's code to it. Words are
 * tagged by a code's own key without this dialog; to change a code, the key is pressed in it.
 */
export function CodePicker({ annotationId }: { annotationId: string | null }) {
  const codes = useStore((state) => state.records.code);
  const { inUse } = useMemo(() => offeredCodes({ code: codes }), [codes]);
  // Typing in the picker moves the window's selection away from the text.
  const [selection] = useState(() => useStore.getState().selection);
  const [markedId, setMarkedId] = useState<string | null>(null);
  const platform = useStore(platformOf);
  const presentId = useStore(({ records }) => records.annotation.get(annotationId ?? '')?.codeId ?? null);
  const pick = (codeId: string): void => {
    closeDialog();
    // The dialog gives the focus back first, so that the deed finds the selection where it was.
    setTimeout(() => {
      if (annotationId !== null) {
        if (codeId !== presentId) void recode(annotationId, codeId);
      } else {
        editorFocus.focus();
        useStore.setState({ selection });
        void tagSelection(codeId);
      }
    }, 0);
  };
  const codeOfKey = (event: KeyboardEvent): string | null => {
    const pressed = shortcutsOf(event, platform);
    const code = inUse.find(({ shortcut }) => shortcut !== null && pressed.includes(canonical(shortcut)));
    return code?.id ?? null;
  };
  return (
    <Dialog
      title={annotationId === null ? 'Tag selection' : 'Change the code'}
      onClose={closeDialog}
      size="medium"
    >
      <CodeChooser
        label="Code"
        codes={inUse}
        chosenId={markedId}
        presentId={presentId}
        onChoose={setMarkedId}
        onEnter={pick}
        {...(annotationId === null ? {} : { codeOfKey })}
      />
    </Dialog>
  );
}
