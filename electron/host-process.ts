/** The project host of one window, as main sees it: a utility process that is started again when it dies. */
import path from 'node:path';
import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';

/** From main to the host. A message with a port connects the window. */
export type ToHost = { grant: { token: string; path: string } } | { connect: true } | { close: true };
/** From the host to main: the grant of this token has arrived. */
export type FromHost = { granted: string };

export interface HostProcess {
  /**
   * Tells the host which path a token stands for. Resolves when the host knows it: the window's calls go
   * another way and could overtake the message.
   */
  grant(token: string, path: string): Promise<void>;
  /** Gives the page a new port to the host. */
  connect(): void;
  /** Closes the project and ends the process; after `limit` milliseconds the process is ended anyway. */
  close(limit: number): Promise<void>;
}

/** A host that dies this often within a minute is not started again without asking. */
const tooOften = 4;

/**
 * @param sendPort hands a port to the page
 * @param keepsDying asks the user whether to go on; false leaves the window without a host
 */
export function startHostProcess(
  profileFolder: string,
  sendPort: (port: MessagePortMain) => void,
  keepsDying: () => Promise<boolean>,
): HostProcess {
  const granted: { token: string; path: string }[] = [];
  const waiting = new Map<string, () => void>();
  let deaths: number[] = [];
  let isClosing = false;
  let isAlive = false;
  let child = start();

  function start(): UtilityProcess {
    const started = utilityProcess.fork(
      path.join(app.getAppPath(), 'out/main/project-host.js'),
      [profileFolder, app.getVersion()],
      { serviceName: 'Claimbook project' },
    );
    started.on('message', ({ granted: token }: FromHost) => {
      waiting.get(token)?.();
      waiting.delete(token);
    });
    isAlive = true;
    started.once('exit', () => {
      isAlive = false;
      void startAgain();
    });
    return started;
  }

  const send = (message: ToHost, ports: MessagePortMain[] = []): void => child.postMessage(message, ports);

  function connect(): void {
    const { port1, port2 } = new MessageChannelMain();
    send({ connect: true }, [port1]);
    sendPort(port2);
  }

  async function startAgain(): Promise<void> {
    if (isClosing) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    if (deaths.length >= tooOften) {
      if (!(await keepsDying()) || isClosing) return;
      deaths = [];
    }
    child = start();
    for (const grant of granted) send({ grant });
    // By the new port the page knows that calls under way were lost, and opens its project again.
    connect();
  }

  return {
    grant(token, file) {
      const grant = { token, path: file };
      granted.push(grant);
      const known = new Promise<void>((resolve) => waiting.set(token, resolve));
      send({ grant });
      return known;
    },
    connect,
    async close(limit) {
      isClosing = true;
      if (!isAlive) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      send({ close: true });
      const timer = setTimeout(() => child.kill(), limit);
      await gone;
      clearTimeout(timer);
    },
  };
}
