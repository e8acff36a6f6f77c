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
      <div className="progress-words">
        <p className="help" role="status">
          {message}
        </p>
        {/* The bar tells it to screen readers, which would say it over and over here. */}
        {part !== null && (
          <span aria-hidden className="progress-part">
            {Math.floor(percent)} %
          </span>
        )}
      </div>
    </>
  );
}
