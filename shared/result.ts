/**
 * Expected failure is a value from a closed list; a broken invariant throws.
 * A `Result` is what crosses between processes: an `Error` object would lose everything but its message.
 */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** Every failure that a user can meet. `message` is a whole sentence: what, where, and what to do. */
export type Failure =
  | { code: 'invalid-input'; message: string }
  /** `again`: the same call does it when it is told that it is meant so. */
  | { code: 'refused'; message: string; again?: true }
  | { code: 'not-found'; message: string }
  | { code: 'no-project'; message: string }
  | { code: 'not-a-project'; message: string }
  | { code: 'damaged'; message: string; backups: BackupInfo[] }
  | { code: 'newer-file'; message: string; fileVersion: number; appVersion: number }
  | { code: 'locked'; message: string; by: string | null; since: string | null }
  | { code: 'read-only'; message: string }
  | { code: 'disk-full'; message: string }
  | { code: 'io'; message: string }
  | { code: 'missing'; message: string }
  | { code: 'cancelled'; message: string }
  | { code: 'unexpected'; message: string };

/** A checked snapshot of a project file, newest first in lists. `at` is an ISO 8601 time in UTC. */
export interface BackupInfo {
  id: string;
  at: string;
  bytes: number;
  /** What was about to be done when it was taken before a loss; null for one that the clock took. */
  checkpoint: string | null;
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (error: Failure): { ok: false; error: Failure } => ({ ok: false, error });

/** Why it failed; null when it did not. */
export const failureIn = (result: Result<unknown>): Failure | null => (result.ok ? null : result.error);

/** The failures after which the same write may succeed later, so the work is kept and tried again. */
export const isRetryable = (failure: Failure): boolean =>
  failure.code === 'disk-full' || failure.code === 'io' || failure.code === 'locked';

/** Thrown by code that must stop half-way (a transaction, a parser) with an expected failure. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
  }
}

/** Marks a case that the types rule out. `reason` says why it cannot happen. */
export function assertNever(value: never, reason: string): never {
  throw new Error(`${reason}: ${JSON.stringify(value)}`);
}
