import type { Pick as PickedFile } from '../../shared/shell-api';
import { shell } from '../api';
import { closeDialog, openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** A second project was dropped on the window: is it to be merged, or only looked at? */
export function DroppedDialog({ pick }: { pick: PickedFile }) {
  const isReadOnly = useStore((state) => state.project?.readOnly ?? true);
  const openBeside = (): void => {
    closeDialog();
    void shell.openBeside(pick.token);
  };
  return (
    <Dialog
      title="Another project"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look={isReadOnly ? 'primary' : 'plain'} onPress={openBeside}>
            Open in its own window
          </Button>
          {!isReadOnly && (
            <Button
              look="primary"
              autoFocus
              onPress={() => openDialog({ kind: 'merge-projects', picks: [pick] })}
            >
              Merge into this one…
            </Button>
          )}
        </>
      }
    >
      <p>
        <bdi className="file-name">{pick.fileName}</bdi> in <bdi>{pick.folder}</bdi> is a project of its own.
      </p>
      <p className="help">
        {isReadOnly
          ? 'This project is open for reading only, so nothing can be merged into it.'
          : 'Merging shows first what it would do; the other file stays as it is.'}
      </p>
    </Dialog>
  );
}
