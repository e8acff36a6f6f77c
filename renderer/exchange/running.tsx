import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { JobProgress } from './job-progress';
import type { RunningJob } from './use-job';

interface RunningProps {
  title: string;
  /** What the bar is about, for screen readers. */
  label: string;
  job: RunningJob;
  onCancel: () => void;
}

/** Long work that the user waits for, and can stop. */
export function Running({ title, label, job, onCancel }: RunningProps) {
  return (
    <Dialog
      title={title}
      role="alertdialog"
      onClose={onCancel}
      footer={
        <Button autoFocus onPress={onCancel}>
          Cancel
        </Button>
      }
    >
      <JobProgress label={label} job={job} />
    </Dialog>
  );
}
