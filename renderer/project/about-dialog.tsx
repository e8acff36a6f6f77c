import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

export function AboutDialog() {
  const version = useStore((state) => state.start?.version ?? '');
  return (
    <Dialog
      title="About Claimbook"
      onClose={closeDialog}
      footer={
        <Button look="primary" autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      <p>Version {version}</p>
      <p>
        Claims, actors and statements in news articles: read, tag, and export open data. Everything stays on
        this computer, in one SQLite file per project.
      </p>
      <p className="help">Free software under the MIT licence.</p>
    </Dialog>
  );
}
