import { ProgressBar } from 'react-aria-components';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
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
      <ProgressBar
        aria-label={label}
        className="progress"
        isIndeterminate={job.part === null}
        value={(job.part ?? 0) * 100}
      >
        <div className="progress-track">
          <div className="progress-done" style={{ width: `${(job.part ?? 0) * 100}%` }} />
        </div>
      </ProgressBar>
      <p className="help" role="status">
        {job.message}
      </p>
    </Dialog>
  );
}
