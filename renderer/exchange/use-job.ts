/** Long work of the host, as a dialog shows it: what is being done, how far it is, and a way to stop it. */
import { useCallback, useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Result } from '../../shared/result';
import { call, onProgress } from '../api';

export interface RunningJob {
  message: string;
  /** 0 to 1; null while it cannot be told. */
  part: number | null;
}

export interface JobRunner {
  /** Null when nothing is being done. */
  job: RunningJob | null;
  /** Runs one job at a time: the one before is cancelled. */
  run<T>(start: (jobId: string) => Promise<Result<T>>): Promise<Result<T>>;
  cancel(): void;
}

export function useJob(): JobRunner {
  const [job, setJob] = useState<RunningJob | null>(null);
  const current = useRef<string | null>(null);

  const cancel = useCallback((): void => {
    if (current.current !== null) void call('job.cancel', { jobId: current.current });
  }, []);

  return {
    job,
    cancel,
    async run(start) {
      cancel();
      const jobId = newId();
      current.current = jobId;
      setJob({ message: 'Starting…', part: null });
      const endProgress = onProgress(jobId, ({ done, total, message }) => {
        if (current.current !== jobId) return;
        setJob({ message, part: total === null || total === 0 ? null : done / total });
      });
      const result = await start(jobId);
      endProgress();
      if (current.current === jobId) {
        current.current = null;
        setJob(null);
      }
      return result;
    },
  };
}
