/**
 * Stands in for `renderer/api` in tests: the window's calls go to a real project host, without a port. A test
 * can let an answer wait, or let the host die under a call.
 */
import type { Host } from '../../electron/project/host';
import type { CallName } from '../../shared/api';
import { type Failure, type Result, fail } from '../../shared/result';

const gone: Failure = { code: 'no-project', message: 'The host was restarted.' };

/** What happens to the next call of a name in place of its answer. */
export type Fate = { host: 'dies before' | 'dies after' } | { failure: Failure } | { waits: Promise<void> };

/** The host behind the window, and what becomes of calls to it. */
export const behind = {
  host: null as Host | null,
  /** Starts another host, without a project, in the place of one that died. */
  restart: (): Promise<Host> => Promise.reject(new Error('no host was started')),
  calls: [] as { name: CallName; input: unknown }[],
  fates: new Map<CallName, Fate[]>(),
};

export async function call(name: CallName, input: unknown, writeId?: string): Promise<Result<unknown>> {
  if (!behind.host) throw new Error(`${name} was called, but no host is there`);
  behind.calls.push({ name, input });
  const fate = behind.fates.get(name)?.shift();
  if (fate && 'failure' in fate) return fail(fate.failure);
  if (fate && 'waits' in fate) await fate.waits;
  const dies = fate && 'host' in fate ? fate.host : null;
  // Nothing keeps its identity on its way through a port.
  const sent = structuredClone(input);
  const answer = dies === 'dies before' ? null : await behind.host.call(name, sent, writeId);
  if (answer !== null && dies === null) return structuredClone(answer);
  behind.host = await behind.restart();
  return fail(gone);
}

export const shell = new Proxy({}, { get: () => async () => undefined });
export const onProgress = () => (): void => undefined;
export const onShellEvent = (): void => undefined;
