import { ProgressBar } from 'react-aria-components';
import type { RunningJob } from './use-job';

/** How far long work is, and in words what is being done. @param label what the bar is about, for screen readers */
export function JobProgress({ label, job: { part, message } }: { label: string; job: RunningJob }) {
  const percent = (part ?? 0) * 100;
  const done = part === null ? {} : { style: { width: `${percent}%` } };
  return (
    <>
      <ProgressBar aria-label={label} className="progress" isIndeterminate={part === null} value={percent}>
        <div className="progress-track">
          <div className={part === null ? 'progress-done unknown' : 'progress-done'} {...done} />
        </div>
      </ProgressBar>
      <p className="help" role="status">
        {message}
      </p>
    </>
  );
}
