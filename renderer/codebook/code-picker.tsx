import { useMemo, useState } from 'react';
import { recode, tagSelection } from '../annotations/annotation-edits';
import { offeredCodes } from '../annotations/offered-codes';
import { editorFocus } from '../editor-focus';
import { closeDialog, useStore } from '../store';
import { Dialog } from '../ui/dialog';
import { CodeChooser } from './code-chooser';

/** Finds a code by typing and tags the selected words with it, or changes the annotation's code to it. */
export function CodePicker({ annotationId }: { annotationId: string | null }) {
  const codes = useStore((state) => state.records.code);
  const { inUse } = useMemo(() => offeredCodes({ code: codes }), [codes]);
  // Typing in the picker moves the window's selection away from the text.
  const [selection] = useState(() => useStore.getState().selection);
  const [markedId, setMarkedId] = useState<string | null>(null);
  const pick = (codeId: string): void => {
    closeDialog();
    // The dialog gives the focus back first, so that the deed finds the selection where it was.
    setTimeout(() => {
      if (annotationId !== null) void recode(annotationId, codeId);
      else {
        editorFocus.focus();
        useStore.setState({ selection });
        void tagSelection(codeId);
      }
    }, 0);
  };
  return (
    <Dialog
      title={annotationId === null ? 'Tag selection' : 'Change code'}
      onClose={closeDialog}
      size="medium"
    >
      <CodeChooser label="Code" codes={inUse} chosenId={markedId} onChoose={setMarkedId} onEnter={pick} />
    </Dialog>
  );
}
