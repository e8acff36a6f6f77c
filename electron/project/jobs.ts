/** Long work that reports its progress and can be cancelled. */
import type { WindowEvents } from '../../shared/api';
import { FailureError } from '../../shared/result';

/** The window hears of progress at most this often, in milliseconds. */
const progressInterval = 100;

export interface JobControls {
  signal: AbortSignal;
  /** `total` is null while unknown. Calls in quick succession are dropped, but never the last one. */
  progress(done: number, total: number | null, message: string): void;
}

export interface Jobs {
  /** @throws FailureError `cancelled` when the job was cancelled, `refused` when one of this id is running */
  run<T>(jobId: string, work: (controls: JobControls) => Promise<T>): Promise<T>;
  areRunning(): boolean;
  /** Asks a job to stop; nothing happens when it has ended. */
  cancel(jobId: string): void;
  /** Asks all jobs to stop, and waits until they have. */
  cancelAll(): Promise<void>;
}

/** `elapsed` counts milliseconds from any fixed moment. */
export function createJobs(
  report: WindowEvents['progress'],
  elapsed: () => number = () => performance.now(),
): Jobs {
  const running = new Map<string, { controller: AbortController; ended: Promise<unknown> }>();

  async function run<T>(jobId: string, work: (controls: JobControls) => Promise<T>): Promise<T> {
    if (running.has(jobId)) {
      throw new FailureError({ code: 'refused', message: 'This is being done already.' });
    }
    const controller = new AbortController();
    let last = -Infinity;
    const progress: JobControls['progress'] = (done, total, message) => {
      const now = elapsed();
      if (now - last < progressInterval && done !== total) return;
      last = now;
      report({ jobId, done, total, message });
    };
    const promise = work({ signal: controller.signal, progress });
    running.set(jobId, { controller, ended: promise.catch(() => undefined) });
    try {
      return await promise;
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      throw new FailureError({ code: 'cancelled', message: 'Cancelled. Nothing was left behind.' });
    } finally {
      running.delete(jobId);
    }
  }

  return {
    run,
    areRunning: () => running.size > 0,
    cancel: (jobId) => running.get(jobId)?.controller.abort(),
    async cancelAll() {
      const jobs = [...running.values()];
      for (const { controller } of jobs) controller.abort();
      await Promise.all(jobs.map(({ ended }) => ended));
    },
  };
}
