/**
 * The two ports of this window, as typed calls: one to the project host, one to main. The preload hands
 * them over in a message; when the host is restarted, a new port takes the place of the old one.
 */
import { createBirpc, type BirpcReturn } from 'birpc';
import type { CallInput, CallName, HostApi, Outputs, WindowEvents } from '../shared/api';
import { fail, type Result } from '../shared/result';
import type { ShellApi, ShellEvents } from '../shared/shell-api';

type Listeners<T> = { [K in keyof T]?: T[K] };

type Progress = Parameters<WindowEvents['progress']>[0];

/** Who wants to hear of long work, by its job: several may go on beside one another. */
const progressListeners = new Map<string, (event: Progress) => void>();
const shellListeners: Listeners<ShellEvents> = {};

function connect<Remote extends object, Local extends object>(
  port: MessagePort,
  local: Local,
): BirpcReturn<Remote, Local> {
  return createBirpc<Remote, Local>(local, {
    post: (data) => port.postMessage(data),
    on: (receive) => {
      port.onmessage = ({ data }) => receive(data);
    },
    // An import or an export may take minutes; the host's end is noticed by its new port.
    timeout: -1,
  });
}

const windowEvents: WindowEvents = {
  progress: (event) => progressListeners.get(event.jobId)?.(event),
};
const shellEvents: ShellEvents = {
  runAction: (id) => shellListeners.runAction?.(id),
  openProject: (pick) => shellListeners.openProject?.(pick),
  projectDropped: (pick) => shellListeners.projectDropped?.(pick),
  filesDropped: (picks) => shellListeners.filesDropped?.(picks),
  beforeClose: async () => shellListeners.beforeClose?.(),
};

type HostPort = BirpcReturn<HostApi, WindowEvents>;
type ShellPort = BirpcReturn<ShellApi, ShellEvents>;

let host: HostPort | null = null;
let gotHost: (port: HostPort) => void;
let gotShell: (port: ShellPort) => void;
const firstHost = new Promise<HostPort>((resolve) => (gotHost = resolve));
const shellPort = new Promise<ShellPort>((resolve) => (gotShell = resolve));

window.addEventListener('message', ({ source, data, ports }) => {
  if (source !== window || typeof data !== 'object' || data === null) return;
  const [port] = ports;
  if (!port) return;
  if (data.claimbook === 'host') {
    host?.$close(new Error('The project host was restarted.'));
    host = connect<HostApi, WindowEvents>(port, windowEvents);
    gotHost(host);
  }
  if (data.claimbook === 'shell') gotShell(connect<ShellApi, ShellEvents>(port, shellEvents));
});

/**
 * Calls the project host. A host that died under the call answers `no-project`: it has been started
 * anew, without a project.
 */
export async function call<C extends CallName>(
  name: C,
  input: CallInput<C>,
  writeId?: string,
): Promise<Result<Outputs[C]>> {
  const port = host ?? (await firstHost);
  try {
    return await port.call(name, input, writeId);
  } catch {
    return fail({
      code: 'no-project',
      message: 'The part of Claimbook that works on the file had to be restarted.',
    });
  }
}

/** Main, as the window calls it. */
export const shell = new Proxy({} as ShellApi, {
  get:
    (_target, name: string) =>
    async (...args: unknown[]) =>
      (await shellPort).$call(name as keyof ShellApi, ...(args as never)),
});

/** Hears how far a job is, until the answer is called. */
export function onProgress(jobId: string, listener: (event: Progress) => void): () => void {
  progressListeners.set(jobId, listener);
  return () => void progressListeners.delete(jobId);
}

/** What main tells unasked; one listener per event. */
export function onShellEvent<E extends keyof ShellEvents>(event: E, listener: ShellEvents[E]): void {
  shellListeners[event] = listener;
}
